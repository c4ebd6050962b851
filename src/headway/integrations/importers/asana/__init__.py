"""Read a project of Asana exported as CSV."""
