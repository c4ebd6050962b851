"""Secrets that stand for somebody: drawn here, kept only as their digest."""

import hashlib
import secrets

BYTES = 32


def draw_token() -> str:
    """Draw 256 random bits as text that may stand in an address."""
    return secrets.token_urlsafe(BYTES)


def digest_of(token: str) -> str:
    """Return the SHA-256 by which a token is found again."""
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()
