"""What Schemathesis makes of the document that describes the API.

Each request is taken back: the next one finds the world as the first did.  All cases
that it derives of the document are asked, some fifty of each operation, and a few drawn
at random, always the same; ``bin/test --deep tests/test_schemathesis.py`` draws a
hundred times as many of those.
"""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.conf import settings as django_settings
from django.db import transaction
from django.middleware.csrf import _get_new_csrf_string
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from headway.api import api
from headway.server.front import pages
from tests.asking import connection_kept, fill
from tests.permission_rows import API

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
QUICK = 20
KNOWN = {name: value for row in API for name, value in row.path.items()}
"""What there is: drawn names lead nowhere nearly always."""

schema = schemathesis.openapi.from_dict(api.get_openapi_schema())
schema.app = pages()


@pytest.fixture
def dees_cookies(client: Client, world: dict[str, Any]) -> Iterator[dict[str, str]]:
    """Dee is signed in; requests leave the test's database connection open."""
    client.force_login(world["dee"].person.user)
    session = client.cookies[django_settings.SESSION_COOKIE_NAME].value
    with connection_kept():
        yield {
            django_settings.SESSION_COOKIE_NAME: session,
            django_settings.CSRF_COOKIE_NAME: _get_new_csrf_string(),
        }


IS_DEEP = settings.default.max_examples > 100  # by ``--deep``


@schema.parametrize()
@settings(
    deadline=None,
    derandomize=not IS_DEEP,
    max_examples=settings.default.max_examples if IS_DEEP else QUICK,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_as_described(
    case: Case, world: dict[str, Any], dees_cookies: dict[str, str]
):
    case.path_parameters |= {"workspace": "acme"}
    drawn = case.path_parameters.keys() & KNOWN.keys()
    for name in drawn:
        if hash(str(case.path_parameters[name])) % 4:
            case.path_parameters[name] = str(fill(KNOWN[name], world))
    token = dees_cookies[django_settings.CSRF_COOKIE_NAME]
    headers = {"X-CSRFToken": token, "Accept-Encoding": "identity"}
    with transaction.atomic():
        response = case.call(cookies=dees_cookies, headers=headers)
        transaction.set_rollback(True)
    case.validate_response(response, checks=CHECKS)
