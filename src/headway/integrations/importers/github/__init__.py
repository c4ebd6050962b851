"""Read issues of GitHub: what its REST API and its command line answer."""
