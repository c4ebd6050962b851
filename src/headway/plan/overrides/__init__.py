"""Overrides: what people put before other work, stored with its price."""
