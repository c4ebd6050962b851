"""Read boards of Nextcloud Deck."""
