"""A whole workspace as JSON Lines: ``docs/reference/export-format.md``."""
