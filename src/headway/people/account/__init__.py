"""Settings for me: looks, address, ways to sign in, sessions, tokens."""
