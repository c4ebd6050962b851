"""Read boards of Planka as its API answers them."""
