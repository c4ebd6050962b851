"""The shapes of people's facts in the public API."""
