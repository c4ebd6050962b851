"""Read a Trello board's JSON export."""
