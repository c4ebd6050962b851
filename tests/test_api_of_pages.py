"""Whatever a page changes, the API changes too, or somebody has said why not."""

from headway.api import api
from tests.operations_of_pages import BROWSERS_ONLY, OPERATIONS
from tests.permission_rows import PAGES


def test_every_form_has_its_operation_or_a_reason():
    forms = {row.route for row in PAGES if row.method == "POST"}

    assert not OPERATIONS.keys() & BROWSERS_ONLY.keys()
    assert OPERATIONS.keys() | BROWSERS_ONLY.keys() == forms


def test_the_operations_are_there():
    paths = api.get_openapi_schema()["paths"].values()
    known = {operation["operationId"] for item in paths for operation in item.values()}

    assert {name for names in OPERATIONS.values() for name in names} <= known
