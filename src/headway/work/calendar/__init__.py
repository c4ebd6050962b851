"""Work by the days on which it is due, done, or likely to be."""
