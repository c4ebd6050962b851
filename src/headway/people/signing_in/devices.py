"""Browsers in which someone has signed in before."""

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

from headway.people.models import User

COOKIE_SECONDS = 365 * 24 * 3600


def device_of(request: HttpRequest, name: str) -> str | None:
    """Return the id of the browser if ``name`` has signed in there before.

    It says nothing of who it is, and only counts failed attempts.
    """
    device, *proofs = request.COOKIES.get(_cookie_name(), "").split(".")
    known = _proof(device, name)
    if device and any(constant_time_compare(proof, known) for proof in proofs[:2]):
        return device
    return None


def remember_device(response: HttpResponse, user: User) -> None:
    """Let the browser prove from now on that ``user`` signed in there, whole.

    Not after the password alone: whoever knows that would draw a new device, and with
    it new attempts at the second factor, as often as they like.
    """
    device = secrets.token_urlsafe(12)
    names = dict.fromkeys((user.get_username(), user.email or user.get_username()))
    response.set_cookie(
        _cookie_name(),
        ".".join([device, *(_proof(device, name) for name in names)]),
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
