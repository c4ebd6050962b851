"""Files of an item in a real browser: chosen, dropped, refused, fetched, removed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from headway.actors.models import Actor
from headway.base.files import received
from headway.work.actions import attach_file
from headway.work.models import Attachment, Item
from tests.browser.axe import violations
from tests.browser.lists import LIVE_MS, sign_in, world
from tests.server.conftest import Running, headway
from tests.work.lists import forecast

__all__ = ["headway", "world"]  # fixtures

DROP = """(element, files) => {
  const dataTransfer = new DataTransfer();
  for (const [name, text] of files) dataTransfer.items.add(new File([text], name));
  const options = {dataTransfer, bubbles: true, cancelable: true};
  for (const kind of ["dragenter", "dragover", "drop"])
    element.dispatchEvent(new DragEvent(kind, options));
}"""


@pytest.fixture
def browser_context_args(browser_context_args):
    return browser_context_args | {"bypass_csp": True, "locale": "en-GB"}


@pytest.fixture
def item_page(
    live_server, world: Actor, survey: Item, context, page: Page, store: Path
) -> Iterator[Page]:
    forecast(survey, world, cause="now", rank=1)
    sign_in(context, world, live_server.url)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{live_server.url}/w/acme/items/BRI-1/")
    yield page
    assert complaints == []


def attach(item: Item, by: Actor, name: str, content: bytes) -> None:
    with received([content], name=name) as draft:
        attach_file(item.pk, name, draft, by=by)


def names(item: Item) -> list[str]:
    rows = Attachment.objects.filter(item=item).order_by("file__name")
    return [row.file.name for row in rows.select_related("file")]


def test_a_file_is_added_with_the_keyboard_fetched_and_removed(
    item_page: Page, survey: Item, tmp_path: Path
):
    file = tmp_path / "Brücke.txt"
    file.write_text("of steel")
    field = item_page.get_by_label("File to add")
    with item_page.expect_file_chooser() as chooser:
        field.press("Enter")
    chooser.value.set_files(file)
    expect(item_page.get_by_text("“Brücke.txt” is with BRI-1.")).to_be_visible()
    expect(item_page.locator("[data-progress]")).to_be_hidden()
    with item_page.expect_download() as download:
        item_page.get_by_role("link", name="Brücke.txt").press("Enter")
    assert download.value.suggested_filename == "Brücke.txt"
    assert download.value.path().read_text() == "of steel"

    item_page.get_by_role("button", name="Remove Brücke.txt").press("Enter")
    expect(item_page.get_by_text("“Brücke.txt” is in the bin.")).to_be_visible()
    expect(item_page.get_by_role("link", name="Brücke.txt")).to_have_count(0)
    assert names(survey) == []
    with item_page.expect_response("**/undo/"):
        item_page.keyboard.press("Control+z")
    assert names(survey) == ["Brücke.txt"]


def test_several_are_dropped_and_those_that_cannot_be_are_named(
    item_page: Page, survey: Item, settings
):
    block = item_page.locator("file-drop")
    block.evaluate(DROP, [["a.txt", "one"], ["empty.txt", ""], ["b.txt", "two"]])
    expect(item_page.get_by_role("link", name="b.txt")).to_be_visible()
    expect(item_page.get_by_role("link", name="a.txt")).to_be_visible()
    said = "“empty.txt” is empty; choose a file with content."
    expect(item_page.get_by_role("alert").filter(has_text=said)).to_be_visible()
    assert names(survey) == ["a.txt", "b.txt"]

    block.evaluate("(element) => { element.dataset.most = 1048576; }")
    block.evaluate(DROP, [["large.bin", "x" * 1_200_000]])
    said = "“large.bin” has 2 MB; a file may have 1."
    expect(item_page.get_by_role("alert").filter(has_text=said)).to_be_visible()
    expect(item_page.get_by_text("“empty.txt” is empty")).to_have_count(0)
    assert names(survey) == ["a.txt", "b.txt"]


def test_the_server_says_what_the_browser_did_not_know(
    item_page: Page, survey: Item, settings
):
    settings.HEADWAY_FILES_GIGABYTES = 0
    item_page.locator("file-drop").evaluate(DROP, [["a.txt", "one"]])
    expect(item_page.get_by_text("There is no room for “a.txt”")).to_be_visible()
    expect(item_page.locator("[data-progress]")).to_be_hidden()
    assert names(survey) == []


def test_no_upload_runs_a_script(item_page: Page, survey: Item, world: Actor):
    script = b"<script>document.title = 'ran'</script>"
    svg = b'<svg xmlns="http://www.w3.org/2000/svg">' + script + b"</svg>"
    opened: list[str] = []
    item_page.context.on("page", lambda page: opened.append(page.url))
    for name, content in (("a.html", script), ("a.svg", svg), ("a.xhtml", script)):
        attach(survey, world, name, content)
        item_page.reload()
        with item_page.expect_download() as download:
            item_page.get_by_role("link", name=name).click()
        assert download.value.path().read_bytes() == content
    assert (item_page.title() != "ran", opened) == (True, [])


def test_without_scripts_the_form_is_an_ordinary_one(
    live_server, browser: Browser, world: Actor, survey: Item, store, tmp_path: Path
):
    file = tmp_path / "plan.txt"
    file.write_text("plan")
    context: BrowserContext = browser.new_context(java_script_enabled=False)
    sign_in(context, world, live_server.url)
    page = context.new_page()
    page.goto(f"{live_server.url}/w/acme/items/BRI-1/")
    page.get_by_label("File to add").set_input_files(file)
    page.get_by_role("button", name="Add", exact=True).first.click()
    expect(page.get_by_text("“plan.txt” is with BRI-1.")).to_be_visible()
    page.get_by_role("button", name="Remove plan.txt").click()
    page.get_by_role("button", name="Undo Ctrl Z").click()
    assert names(survey) == ["plan.txt"]
    context.close()


def test_others_see_it_come(
    headway: Running, world: Actor, survey: Item, context, page: Page, ada: Actor
):
    address = f"http://127.0.0.1:{headway.port}"
    sign_in(context, world, address)
    with page.expect_response("**/events*"):
        page.goto(f"{address}/w/acme/items/BRI-1/")
    attach(survey, ada, "late.txt", b"late")
    expect(page.get_by_role("link", name="late.txt")).to_be_visible(timeout=LIVE_MS)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("place", ["items/BRI-1/", "work/?open=BRI-1"])
def test_axe_finds_nothing_and_nothing_sticks_out(
    item_page: Page, survey: Item, ada, live_server, scheme, width: int, place: str
):
    attach(survey, ada, "october-callbacks.csv", b"a;b\n" * 1500)
    attach(survey, ada, "Bank interface 4.2, time-outs.pdf", b"%PDF-1.7" + b"x" * 9000)
    attach(
        survey, ada, "Bank interface 4.2, time-outs.pdf", b"%PDF-1.7" + b"x" * 348000
    )
    attach(survey, ada, "x" * 196 + ".txt", b"a")
    item_page.emulate_media(color_scheme=scheme)
    item_page.set_viewport_size({"width": width, "height": 1000})
    item_page.goto(f"{live_server.url}/w/acme/{place}")
    item_page.get_by_text("version 2 of 2").click()
    expect(item_page.get_by_role("link", name="Version 1")).to_be_visible()
    assert violations(item_page) == []
    assert item_page.evaluate("document.documentElement.scrollWidth <= innerWidth")
