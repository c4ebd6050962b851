"""Read files of Planner, the planner of GNOME (.planner, .mrproject)."""
