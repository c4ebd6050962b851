import json
import re
import sys

import pytest

from headway.base.markdown import ATTRIBUTES, ELEMENTS, sanitise, to_html
from tests.corpus import CORPUS, hostile_files
from tests.markup import TAKEN_OUT, WEB, Element, Markup

REL = ' rel="nofollow noopener noreferrer"'


def harmful(html: str) -> list[Element]:
    """Return the elements of some markup that people's text must not become."""
    return [
        (tag, attributes)
        for tag, attributes in Markup(html).found
        if tag not in ELEMENTS
        or attributes.keys() - ATTRIBUTES.get(tag, set()) - {"rel"}
        or not WEB.match(TAKEN_OUT.sub("", attributes.get("href") or "https:"))
    ]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a\nb", "<p>a<br>\nb</p>\n"),
        ("# Why", "<h3>Why</h3>\n"),
        ("##### Deep", "<h6>Deep</h6>\n"),
        ("**b** *e* ~~s~~", "<p><strong>b</strong> <em>e</em> <s>s</s></p>\n"),
        ("1 < 2 & <b>3</b>", "<p>1 &lt; 2 &amp; &lt;b&gt;3&lt;/b&gt;</p>\n"),
        ("3. c", '<ol start="3">\n<li>c</li>\n</ol>\n'),
        ("", ""),
        (
            "See https://a.b/c_d?e=1&f.",
            f'<p>See <a href="https://a.b/c_d?e=1&amp;f"{REL}>'
            "https://a.b/c_d?e=1&amp;f</a>.</p>\n",
        ),
        (
            "(http://a.b/(c))",
            f'<p>(<a href="http://a.b/(c)"{REL}>http://a.b/(c)</a>)</p>\n',
        ),
        (
            "![Plan](https://a.b/c.png)",
            f'<p><a href="https://a.b/c.png"{REL}>Plan</a></p>\n',
        ),
        ("`https://a.b`", "<p><code>https://a.b</code></p>\n"),
        (
            "[here](https://a.b/c)",
            f'<p><a href="https://a.b/c"{REL}>here</a></p>\n',
        ),
    ],
)
def test_text_becomes_markup(text: str, html: str) -> None:
    assert to_html(text) == html


def test_a_table_is_one() -> None:
    assert "<td>2</td>" in to_html("|a|b|\n|-|-:|\n|1|2|")


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#x73;cript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "//evil.example",
        "/w/acme/",
        "\x01javascript:alert(1)",
        "&#1;javascript:alert(1)",
    ],
)
def test_links_lead_to_the_web_or_nowhere(target: str) -> None:
    for text in (
        f"[x]({target})",
        f"[x](<{target}>)",
        f"<{target}>",
        f"![x]({target})",
    ):
        assert not [a for _, a in Markup(to_html(text)).found if "href" in a], text


def test_no_markup_listens_to_scripts_or_htmx() -> None:
    sent = '<a hx-get="/x" data-hx-post="/y" onclick="z()" style="s" id="i" class="c">t'
    assert sanitise(sent) == f"<a{REL}>t</a>"


PLACES = (("BRI-1", "/w/acme/items/BRI-1/"), ("@Ada", "/w/acme/people/1/"))


def ours(word: str) -> str:
    return f'<a href="{dict(PLACES)[word]}"{REL}>{word}</a>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("BRI-1.", f"<p>{ours('BRI-1')}.</p>"),
        ("(BRI-1) @Ada!", f"<p>({ours('BRI-1')}) {ours('@Ada')}!</p>"),
        ("**BRI-1**", f"<p><strong>{ours('BRI-1')}</strong></p>"),
        ("BRI-12 XBRI-1 bri-1 a@Ada @Adam", "<p>BRI-12 XBRI-1 bri-1 a@Ada @Adam</p>"),
        ("`BRI-1`", "<p><code>BRI-1</code></p>"),
        (
            "[BRI-1](https://a.example)",
            f'<p><a href="https://a.example"{REL}>BRI-1</a></p>',
        ),
        (
            "https://a.example/BRI-1",
            f'<p><a href="https://a.example/BRI-1"{REL}>https://a.example/BRI-1</a></p>',
        ),
    ],
)
def test_words_that_lead_to_our_pages_become_links(text: str, html: str) -> None:
    assert to_html(text, PLACES).strip() == html


@pytest.mark.parametrize("target", ["/w/acme/undo/", "//evil.example", "javascript:x"])
def test_no_other_address_of_ours_is_led_to(target: str) -> None:
    html = to_html(f"[x]({target}) BRI-1", PLACES)
    assert target not in re.findall('href="([^"]*)"', html)
    assert html.count("href=") == 1


@pytest.mark.corpus
def test_no_hostile_text_becomes_more_than_text() -> None:
    files = hostile_files()
    assert len(files) > 8
    seen = 0
    for file in files:
        for line in file.read_text(errors="replace").splitlines():
            for text in (line, f"[x]({line})", f"> {line}", f"`{line}", f"<{line}>"):
                assert not harmful(to_html(text)), text
                assert not harmful(sanitise(text)), text
                seen += 1
    assert seen > 10_000


@pytest.mark.corpus
def test_hostile_words_stay_readable() -> None:
    words = json.loads((CORPUS / "text/blns/blns.json").read_text())
    kept = [w for w in words if w.isalnum() and w.isascii()]
    assert all(w in to_html(w) for w in kept)


@pytest.mark.parametrize(
    "piece", ["[", "![", "*a ", "[a](", "http://a.b/(", "<!--", "> "]
)
def test_hostile_text_costs_in_proportion_to_its_length(piece: str) -> None:
    """Counted in steps of Python, so that no clock is asked."""
    short, long = (steps((piece * n)[:n]) for n in (4_000, 8_000))
    assert long < 3 * short


def steps(text: str) -> int:
    count = 0

    def step(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(step)
    try:
        to_html.__wrapped__(text)
    finally:
        sys.setprofile(None)
    return count
