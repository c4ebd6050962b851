"""What people write down or paste, read into items to be."""
