import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import Client

import headway.ui
from headway.ui.rail import Entry, Section, rail_of

pytestmark = pytest.mark.urls("tests.ui.urls")

FOLDER = Path(headway.ui.__file__).parent
TEMPLATES = sorted(FOLDER.rglob("*.html"))
SCRIPTS = sorted((FOLDER / "static").rglob("*.js"))
STYLES = sorted((FOLDER / "static").rglob("*.css"))
KILOBYTE = 1000


def name(path: Path) -> str:
    return str(path.relative_to(FOLDER))


@pytest.fixture
def sheet(client: Client) -> str:
    answer = client.get("/ui/components/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_has_one_heading_and_all_landmarks(sheet: str):
    assert sheet.count("<h1") == 1
    for landmark in ("<nav ", "<header ", "<main ", 'class="skip" href="#main"'):
        assert landmark in sheet


def test_nothing_on_the_page_is_inline(sheet: str):
    assert not re.search(r"\sstyle=|<style|\son\w+=|<script(?![^>]* src=)", sheet)


def test_the_places_of_the_rail_have_keys_and_say_where_we_are(sheet: str):
    assert 'data-go="t"' in sheet
    here = re.findall(r'<a href="([^"]+)" aria-current="page"', sheet)
    assert here.count("/ui/components/") == 2  # in the rail and among the tabs


def test_ids_are_unique(sheet: str):
    ids = re.findall(r'\sid="([^"]+)"', sheet)
    assert len(ids) == len(set(ids))


def test_every_icon_is_in_the_sprite():
    sprite = (FOLDER / "static/ui/icons.svg").read_text()
    used = set(
        re.findall(r'{% icon "(\w+)"', " ".join(p.read_text() for p in TEMPLATES))
    )
    assert used
    assert {f'id="{icon}"' for icon in used} <= set(re.findall(r'id="\w+"', sprite))


def test_what_a_page_loads_fits_the_budget(sheet: str):
    """Compressed: 20 kB of style, 10 kB of our own script.

    What is fetched when it is first needed, in ``later/``, is not among it.
    """
    styles = set(re.findall(r'href="/static/([^"]+\.css)"', sheet))
    every = b"".join(Path(finders.find(path)).read_bytes() for path in styles)
    assert len(gzip.compress(every)) < 20 * KILOBYTE
    first = [path for path in SCRIPTS if path.parent.name != "later"]
    own = b"".join(path.read_bytes() for path in first)
    assert len(gzip.compress(own)) < 10 * KILOBYTE
    assert not re.search(rb'(import|from) "[^"]*later/', own)


@pytest.mark.parametrize("path", STYLES, ids=name)
def test_styles_keep_to_their_layers(path: Path):
    css = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    assert "!important" not in css
    assert "#" not in "".join(re.findall(r"([^{};]+){", css)), "no ids"
    physical = r"\b(?<!safe-area-)(margin|padding|border|inset)-(left|right|top|bottom)"
    assert not re.search(physical, css)
    assert not re.search(r"[{;]\s*(left|right|top|bottom|float: (left|right)):", css)
    assert css.count("{") == css.count("}")


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_templates_stay_small_and_their_words_can_be_translated(path: Path):
    source = path.read_text()
    assert len(source.splitlines()) <= 80
    if "sheet" in path.parts or path.name == "components.html":
        return
    text = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}|<[^>]*>", " ", source, flags=re.DOTALL)
    words = set(re.findall(r"[^\W\d_]{2,}", text)) - {"doctype", "html", "Headway"}
    assert not words


@pytest.mark.parametrize("code", ["403", "403_csrf", "404", "500"])
def test_an_error_says_what_to_do_without_a_request(code: str):
    page = render_to_string(f"{code}.html")
    assert page.count("<h1") == 1
    assert '<a class="button" href="/">' in page


def test_a_refusal_to_htmx_is_a_notice_in_the_pages_own_region():
    notice = render_to_string("ui/error.html#notice", {"error": "Close <b> first."})
    assert notice.strip().startswith('<div id="notice" role="alert">')
    assert "Close &lt;b&gt; first." in notice


def test_the_rail_leaves_out_what_holds_nothing(settings):
    settings.HEADWAY_RAIL = f"{__name__}.RAIL"
    (block,) = rail_of("ada")
    assert block.label == "Work"
    assert [entry.url for entry in block.entries] == ["/ada/"]


RAIL = (
    Section(
        label="Work",
        sources=(lambda actor: [Entry(label="Mine", url=f"/{actor}/")], lambda _: []),
    ),
    Section(label="People", sources=(lambda _: [],)),
)
