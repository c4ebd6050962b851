"""Backups: the whole installation, database and files, in one archive."""
