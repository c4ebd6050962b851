"""Tokens by which programs use the API as the person who made them."""
