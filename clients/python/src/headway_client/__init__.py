"""A typed client of Headway's API."""

from headway_client.client import Headway
from headway_client.paging import Page, Rows
from headway_client.problems import (
    Malformed,
    NotAllowed,
    NotFound,
    NotSignedIn,
    Problem,
    Refused,
    Stale,
    TooFast,
)

__all__ = [
    "Headway",
    "Malformed",
    "NotAllowed",
    "NotFound",
    "NotSignedIn",
    "Page",
    "Problem",
    "Refused",
    "Rows",
    "Stale",
    "TooFast",
]
