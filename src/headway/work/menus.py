"""Menus of the list whose markup is the same for all who see the same in them."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import get_language

from headway.base.memo import Memo
from headway.work.arranged import ArrangedPage
from headway.work.forms.bulk import BulkForm
from headway.work.forms.bulk_named import BULK
from headway.work.listing import Listing

HERE = "\x01"
"""Stands for the address of a list, which it is no part of: nobody can write it."""

BULK_MENUS = Memo[str](512)
ARRANGE_MENUS = Memo[str](64)


def bulk_menus(listing: Listing, wrong: BulkForm | None) -> str:
    """Return what can be said of all that are selected; one form may be ``wrong``."""
    here = escape(listing.address)
    shown = ""
    for form in BULK.values():
        if wrong is not None and wrong.name == form.name:
            shown += _bulk_menu(wrong, listing, listing.address)
        else:
            shown += _menu_of(form, listing).replace(HERE, here)
    return shown


def _menu_of(form: type[BulkForm], listing: Listing) -> str:
    by, reader = listing.by, listing.reader
    known = form.known(by, reader)
    if known is None:
        return ""
    key = (form, known, by.workspace.slug, get_language())
    return BULK_MENUS.of(
        key, lambda: _bulk_menu(form(by=by, reader=reader), listing, HERE)
    )


def _bulk_menu(form: BulkForm, listing: Listing, address: str) -> str:
    context = {"actor": listing.by, "form": form, "listing": {"address": address}}
    return render_to_string("work/bulk/menu.html", context)


def arrange_menus(listing: ArrangedPage, page: str) -> str:
    """Return how a list at an address is laid out, and can be: see ``arrange.html``."""
    key = (page, listing.laid_out, get_language())
    context: dict[str, Any] = {"listing": listing, "page": page}
    return ARRANGE_MENUS.of(key, lambda: render_to_string("work/arrange.html", context))
