"""One folder per program that Headway takes projects from."""
