"""Browsers in which someone has signed in before."""

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

COOKIE_SECONDS = 365 * 24 * 3600


def device_of(request: HttpRequest, name: str) -> str | None:
    """Return the id of the browser if ``name`` has signed in there before.

    It says nothing of who it is, and only counts failed attempts.
    """
    device, _, proof = request.COOKIES.get(_cookie_name(), "").partition(".")
    if device and constant_time_compare(proof, _proof(device, name)):
        return device
    return None


def remember_device(response: HttpResponse, name: str) -> None:
    """Let the browser prove from now on that ``name`` signed in there."""
    device = secrets.token_urlsafe(12)
    response.set_cookie(
        _cookie_name(),
        f"{device}.{_proof(device, name)}",
        max_age=COOKIE_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _proof(device: str, name: str) -> str:
    value = f"{device} {name.casefold()}"
    return salted_hmac("headway.device", value, algorithm="sha256").hexdigest()


def _cookie_name() -> str:
    prefix = "__Host-" if settings.SESSION_COOKIE_SECURE else ""
    return f"{prefix}headway_device"
