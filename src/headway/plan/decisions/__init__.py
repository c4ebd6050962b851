"""Decisions: what people set by hand against the plan's own choice, with its price."""
