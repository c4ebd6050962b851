"""The operations of the first migration, by what they are about."""
