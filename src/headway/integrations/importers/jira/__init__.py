"""Read Jira's exports: JSON of its REST API, XML (RSS) and CSV of a search."""
