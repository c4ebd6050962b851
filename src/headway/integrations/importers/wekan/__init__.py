"""Read a Wekan board's JSON export."""
