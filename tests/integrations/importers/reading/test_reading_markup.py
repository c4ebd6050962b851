"""Wiki markup, Textile, Atlassian's documents and HTML become Markdown."""

import time
from typing import Any

import pytest

from headway.integrations.importers.reading.adf import from_adf
from headway.integrations.importers.reading.html import from_html
from headway.integrations.importers.reading.wiki import from_jira, from_redmine


@pytest.mark.parametrize(
    ("wiki", "markdown"),
    [
        ("h2. Title", "## Title"),
        ("*bold* _slanted_ -gone- +new+", "**bold** _slanted_ ~~gone~~ new"),
        ("well-known, 2*3*4 and a-b-c stay", "well-known, 2*3*4 and a-b-c stay"),
        ("{{a*b*}} [text|https://a.b/c|smart] [https://a.b] [~ada]",
         "`a*b*` [text](https://a.b/c) https://a.b @ada"),
        ("* one\n** two\n*# three\n# four", "- one\n    - two\n    1. three\n1. four"),
        ("text\n* one\ntext", "text\n\n- one\n\ntext"),
        ("||a||b||\n|x|[t|https://y.z]|",
         "| a | b |\n| --- | --- |\n| x | [t](https://y.z) |"),
        ("|x|y|", "|  |  |\n| --- | --- |\n| x | y |"),
        ("{code:java|title=A}\nint *a*;\n{code}\nafter",
         "```java\nint *a*;\n```\n\nafter"),
        ("{noformat}a {code} b{noformat}", "```\na {code} b\n```"),
        ("{quote}\nsaid\n{quote}", "> said"),
        ("bq. said", "> said"),
        ("{panel:title=Mind}this{panel}", "**Mind**\nthis"),
        ("{color:red}warm{color} !shot.png|width=3! ----", "warm (shot.png) ----"),
        ("a\\\\b", "a\\\\b"),
        ("----", "---"),
        ("{code}never closed", "```\nnever closed\n```"),
    ],
)  # fmt: skip
def test_wiki_markup_of_jira(wiki: str, markdown: str) -> None:
    assert from_jira(wiki) == markdown


@pytest.mark.parametrize(
    ("textile", "markdown"),
    [
        ("# a heading of Markdown", "# a heading of Markdown"),
        ("```\n<pre>\n```", "```\n<pre>\n```"),
        ("h3. Title\n\n# one\n# two", "### Title\n\n1. one\n1. two"),
        ('"text":https://a.b/c @code@ h1. no', "[text](https://a.b/c) `code` h1. no"),
        ('<pre><code class="c">\nputs *a*\n</code></pre>', "```\n\nputs *a*\n\n```"),
        ("p. see [[Page|the page]]", "see the page"),
    ],
)  # fmt: skip
def test_textile_of_redmine(textile: str, markdown: str) -> None:
    assert from_redmine(textile) == markdown


def text(said: str, **mark: Any) -> dict[str, Any]:
    return {"type": "text", "text": said, **({"marks": [mark]} if mark else {})}


def node(kind: str, *content: Any, **attrs: Any) -> dict[str, Any]:
    return {"type": kind, "content": list(content), "attrs": attrs}


@pytest.mark.parametrize(
    ("nodes", "markdown"),
    [
        ([node("heading", text("A"), level=3)], "### A"),
        ([node("paragraph", text("bold ", type="strong"), text("x"))], "**bold** x"),
        ([node("paragraph", text("a", type="link", attrs={"href": "https://b.c"}))],
         "[a](https://b.c)"),
        ([node("paragraph", text("a"), node("hardBreak"), node("mention", text="@B"))],
         "a\n@B"),
        ([node("bulletList", node("listItem", node("paragraph", text("a")),
               node("orderedList", node("listItem", node("paragraph", text("b"))))))],
         "- a\n    1. b"),
        ([node("taskList", node("taskItem", text("t"), state="DONE"))], "- [x] t"),
        ([node("codeBlock", text("a\n b"), language="c")], "```c\na\n b\n```"),
        ([node("blockquote", node("paragraph", text("q")))], "> q"),
        ([node("table", node("tableRow", node("tableHeader", text("a"))),
               node("tableRow", node("tableCell", node("paragraph", text("b|c")))))],
         "| a |\n| --- |\n| b\\|c |"),
        ([node("expand", node("paragraph", text("in")), title="M")], "**M**\n\nin"),
        ([node("mediaSingle", node("media", alt="a.png", id="7"))], "(a.png)"),
        ([node("paragraph", node("inlineCard", url="https://a.b")),
          node("paragraph", node("date", timestamp="1700000000000")),
          node("paragraph", node("status", text="OPEN"))],
         "https://a.b\n\n2023-11-14\n\n**OPEN**"),
        ([node("somethingNew", node("paragraph", text("its text")))], "its text"),
        ([{"type": 3}, "odd", node("paragraph", {"type": "text", "text": 7})], ""),
    ],
)  # fmt: skip
def test_documents_of_atlassian(nodes: list[Any], markdown: str) -> None:
    assert from_adf({"type": "doc", "content": nodes}) == markdown


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("plain", "plain"),
        ("<p>a <b>b</b></p><ul><li>c</li></ul>", "a **b**\n\n- c"),
        ('<a href="https://a.b">t</a><script>alert(1)</script>', "[t](https://a.b)"),
        ("1 &lt; 2 &amp; 3", "1 < 2 & 3"),
        ("https://a.b/c?d=1&amp;e=2", "https://a.b/c?d=1&e=2"),
        ("<?xml version='1.0'?><h1>a</h1><h2>b</h2>", "# a\n\n## b"),
        ("<p>a<p>b", "a\n\nb"),
        ('<img src="https://a.b/c.png" alt="c">', "![c](https://a.b/c.png)"),
        ("<pre>a\n  b</pre>", "```\na\n  b\n```"),
    ],
)
def test_html(html: str, markdown: str) -> None:
    assert from_html(html) == markdown


def test_html_that_is_nested_without_end_gives_its_words() -> None:
    for piece in ("<div>", "<p>", "<b><i>", "<!--", "<a href='", "<ul><li>"):
        begun = time.process_time()
        said = from_html(piece * (60_000 // len(piece)) + " words ")
        assert said in ("words", "") or piece == "<p>"
        assert time.process_time() - begun < 3, piece


@pytest.mark.parametrize(
    "piece",
    ["{code:a}", "*a", "[", "!a", "-a ", "||", "|[", "{quote}", "\n* x", "{{", '"a',
     "@a", "<pre>", "h1. ", "??a", "|", "\n", "\\\\"],
)  # fmt: skip
def test_time_grows_with_the_length_and_no_faster(piece: str) -> None:
    long = "h1. a\n" + piece * (60_000 // len(piece))
    begun = time.process_time()
    from_jira(long)
    from_redmine(long)
    assert time.process_time() - begun < 3
