"""Baselines: what the plan of a project said once, held against what it says now."""
