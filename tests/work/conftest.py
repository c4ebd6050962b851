"""Programs that speak to the API of Acme as Ada does."""

import json
from typing import Any

import pytest
from django.test import Client

ROOT = "/api/v1/w/acme"


@pytest.fixture
def ask(adas_browser: Client):
    def send(method: str, path: str, body: Any = None, **headers: str):
        named = {name.replace("_", "-"): v for name, v in headers.items()}
        return adas_browser.generic(
            method,
            ROOT + path,
            b"" if body is None else json.dumps(body),
            content_type="application/json",
            headers=named,
        )

    return send
