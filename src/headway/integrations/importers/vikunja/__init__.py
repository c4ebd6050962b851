"""Read an export of Vikunja."""
