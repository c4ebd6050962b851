"""Filters in addresses: ``?q=`` is all that an address says of which work it shows."""

from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from headway.base.errors import Refused
from headway.work.filters.parser import parse
from headway.work.filters.parts import changed, term_of
from headway.work.filters.printing import safe_text, text_of
from headway.work.filters.tree import Term
from headway.work.models import ViewPage

OPEN = "state = open"
"""What is shown where an address does not say."""

CONTROLS = {"project": "project", "person": "assignee", "state": "state"}
"""What forms and addresses may name by itself; it becomes part of the one text."""

ANY = ("", "all")
"""Values of controls that stand for no condition."""


def text_in(given: QueryDict, usual: str = OPEN) -> str:
    """Return the filter of an address; where it says none, the usual one."""
    return given.get("q", usual).strip()


def of_text(text: str) -> str:
    """Return the query string that shows what a filter finds."""
    return "?" + urlencode({"q": text})


def of_view(pk: int) -> str:
    """Return the query string that shows a saved view."""
    return f"?view={pk}"


def page_of_views(page: str, slug: str) -> str:
    """Return the address of a page of :class:`ViewPage`, on which a view opens."""
    route = "plan:timeline" if page == ViewPage.TIMELINE else f"work:{page}"
    return reverse(route, args=[slug])


def of_project(key: str) -> str:
    """Return the query string that shows the open work of a project."""
    return of_text(in_project(key))


def in_project(key: str) -> str:
    """Return the filter that finds the open work of a project."""
    return f"{in_whole_project(key)} and {OPEN}"


def of_whole_project(key: str) -> str:
    """Return the query string that shows all work of a project."""
    return of_text(in_whole_project(key))


def in_whole_project(key: str) -> str:
    """Return the filter that finds all work of a project."""
    return f"project = {safe_text(key)}"


def has_controls(given: QueryDict) -> bool:
    return any(name in given for name in CONTROLS)


def merged(given: QueryDict, usual: str = OPEN) -> QueryDict:
    """Return the query string in which controls became part of the text.

    What each says takes the place of what the text said of the same field; a text
    that is not understood stays as it is.  ``usual`` is meant where there is none.
    """
    rest = given.copy()
    text = text_in(given, usual)
    for control in CONTROLS:
        rest.pop(control, None)
    rest["q"] = text
    try:
        said = parse(text)
    except Refused:
        return rest
    for control, field in CONTROLS.items():
        if (value := given.get(control)) is not None:
            said = changed(said, field, "" if value in ANY else _written(value))
    rest["q"] = text_of(said)
    return rest


def _written(value: str) -> str:
    """Numbers of people were ids in addresses once."""
    return f"#{value}" if value.isdecimal() else safe_text(value)


def project_key_in(given: QueryDict) -> str:
    """Return the key of the one project that a page shows, by its address; or empty."""
    if key := given.get("project"):
        return key
    try:
        term = term_of(parse(text_in(given)), "project")
    except Refused:
        return ""
    return key_of(term)


def key_of(term: Term | None) -> str:
    """Return the key that a condition on the project names; empty where it does not."""
    is_one = term is not None and term.operator == "="
    return term.values[0].text.upper() if term and is_one else ""
