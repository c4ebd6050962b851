"""Read issues of Redmine: JSON of its REST API, and CSV of its list of issues."""
