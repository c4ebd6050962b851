"""When the next items of a project will be finished, and how many by a day."""
