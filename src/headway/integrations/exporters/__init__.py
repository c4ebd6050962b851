"""Projects as files of other programs: what ``importers`` reads, written."""
