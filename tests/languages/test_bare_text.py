"""Nothing is said past gettext: in templates, refusals and labels."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "headway"
TEMPLATES = [
    path
    for path in sorted(SOURCE.rglob("*.*"))
    if "templates" in path.parts and path.suffix in (".html", ".txt")
]
SHEET = "ui/components.html", "ui/sheet"
"""All parts on one page, for those who work on Headway."""

FOUNDATIONS = "base/tables.py"
"""What migrations make tables of."""

NAMES = {"Headway"}
"""Words that are the same in every language."""

NOT_SAID = re.compile(
    r"\{%\s*block (head_class|main_class)\s*%\}.*?\{%\s*endblock[^%]*%\}"
    r"|\{%\s*(blocktranslate|comment)\b.*?\{%\s*end\2\s*%\}",
    re.DOTALL,
)
CODE = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
SPOKEN = {
    "alt",
    "aria-description",
    "aria-label",
    "aria-roledescription",
    "aria-valuetext",
    "data-key-name",
    "placeholder",
    "title",
}
WORD = re.compile(r"[^\W\d_]+")


class Texts(HTMLParser):
    """Collects the words that are read or heard."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in ("script", "style", "code", "kbd")
        self.found += [value or "" for name, value in attrs if name in SPOKEN]

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("script", "style", "code", "kbd")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.found.append(data)


def bare(template: str) -> list[str]:
    """Return the words of a template that no tag translates."""
    texts = Texts()
    texts.feed(CODE.sub(" ", NOT_SAID.sub(" ", template)))
    texts.close()
    words = [word for text in texts.found for word in WORD.findall(text)]
    return [word for word in words if word not in NAMES]


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("<p>Left: {{ left }}</p>", ["Left"]),
        ('<b title="Save">{% translate "Save" %}</b>', ["Save"]),
        (
            "<p {% if a %}class='x'{% endif %}>"
            "{% blocktranslate %}Hi{% endblocktranslate %}</p>",
            [],
        ),
        ("<title>{{ name }} · Headway</title><kbd>Esc</kbd>", []),
    ],
)
def test_bare_text_is_found(template: str, words: list[str]):
    assert bare(template) == words


def test_templates_say_nothing_past_gettext():
    found = {}
    for path in TEMPLATES:
        name = path.as_posix().partition("/templates/")[2]
        if not name.startswith(SHEET):
            found[name] = bare(path.read_text())
    assert not {name: words for name, words in found.items() if words}


SAYING = {"Refused", "Malformed", "TooLarge", "NoRoom", "NotFound", "PermissionDenied"}
SAYING |= {"ValidationError", "BadRequest", "TooMany", "Stale", "Unreachable"}
COMMANDS = "cli/", "keeping/", "integrations/importers/into_workspace.py"
"""What they print is for whoever runs the machine, and searched for in English."""

LABELS = {"label", "help_text", "empty_label", "verbose_name"}


def said_in(tree: ast.Module) -> Iterator[ast.AST]:
    """The texts of refusals, of fields and of messages."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name in SAYING:
            yield from node.args[:1]
        yield from (k.value for k in node.keywords if k.arg in LABELS)
        owner = getattr(getattr(node.func, "value", None), "id", "")
        if owner == "messages":
            yield from node.args[1:2]


def is_bare(node: ast.AST) -> bool:
    """Whether it is words as they stand, or glued together."""
    if isinstance(node, ast.BinOp):
        return is_bare(node.left)
    if isinstance(node, ast.JoinedStr):
        return any(is_bare(value) for value in node.values)
    return isinstance(node, ast.Constant) and bool(WORD.search(str(node.value or "")))


def modules() -> Iterator[tuple[str, ast.Module]]:
    """What people see something of; not what migrations call their columns."""
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE).as_posix()
        is_seen = "migrations" not in path.parts and path.name != "sheet.py"
        if is_seen and name != FOUNDATIONS and not name.startswith(COMMANDS):
            yield name, ast.parse(path.read_text())


def test_refusals_and_labels_are_translated():
    found = [
        f"{name}:{node.lineno}: {ast.unparse(node)}"  # type: ignore[attr-defined]
        for name, tree in modules()
        for node in said_in(tree)
        if is_bare(node)
    ]
    assert not found, "\n".join(found)


def markup_in(tree: ast.Module) -> Iterator[str]:
    """The HTML that Python writes, with an x for whatever is filled in."""
    glued = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    parts = {part for node in glued for part in node.values}
    for node in set(ast.walk(tree)) - parts:
        text = getattr(node, "value", "")
        if isinstance(node, ast.JoinedStr):
            said = [getattr(part, "value", "x") for part in node.values]
            text = "".join(part if isinstance(part, str) else "x" for part in said)
        if isinstance(text, str) and ("</" in text or "/>" in text):
            yield text


def test_html_that_python_writes_says_nothing_past_gettext():
    found = {
        f"{name}: {text}": words
        for name, tree in modules()
        for text in markup_in(tree)
        if (words := [word for word in bare(text) if word.strip("x")])
    }
    assert not found
