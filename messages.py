"""The messages of the tree and their translations; ``bin/messages`` runs this.

One catalogue for each language holds the messages of all apps, so that a word is
translated in one place and alike.  Of what is imported at the top the build hook has
no more: it compiles.
"""

import ast
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).parent / "src"
CATALOGUES = SOURCE / "headway/locale"
KEYWORDS = {
    "_": (1,),
    "gettext": (1,),
    "gettext_lazy": (1,),
    "gettext_noop": (1,),
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
"""Functions of gettext, each with the places of its texts; ``c`` is a context."""

Found = Iterator[tuple[str | None, str | tuple[str, ...]]]
"""Messages, each with its context; of those with plural forms all of them."""


def messages_of_the_tree() -> Catalog:
    """Return every message in Python and templates, with the files that it is in."""
    catalog = Catalog()
    for path in sorted(SOURCE.rglob("*.*")):
        is_template = "templates" in path.parts and path.suffix in (".html", ".txt")
        if not is_template and path.suffix != ".py":
            continue
        found = in_template if is_template else in_python
        where = path.relative_to(SOURCE).as_posix()
        for context, message in found(path.read_text()):
            catalog.add(message, locations=[(where, 0)], context=context)
    return catalog


def in_template(text: str) -> Found:
    """Read a template as Python of which all but the messages is noise."""
    from django.utils.translation.template import templatize

    code = "\n".join(line.strip() for line in templatize(text).splitlines())
    for __, message, ___, context in extract(
        "python", BytesIO(code.encode()), KEYWORDS
    ):
        yield context, message


def in_python(code: str) -> Found:
    """Read Python by its syntax: tokens of 3.11 do not show what is in f-strings."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call):
            yield from _called(node)
        elif isinstance(node, ast.AnnAssign | ast.Dict):
            yield from _logged(node)


def _called(node: ast.Call) -> Found:
    name = getattr(node.func, "id", getattr(node.func, "attr", ""))
    said = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
    texts = [text for text in said if isinstance(text, str)]
    if name not in KEYWORDS or not texts:
        return
    context = texts.pop(0) if "p" in name.partition("get")[0] else None
    if texts:
        yield context, texts[0] if len(texts) == 1 else tuple(texts)


def _logged(node: ast.AnnAssign | ast.Dict) -> Found:
    """What the log calls kinds of events and things: ``events.forms.words`` of them."""
    context, names = "kind of thing", []
    if isinstance(node, ast.Dict):
        pairs = zip(node.keys, node.values, strict=True)
        names = [key for key, to in pairs if "Subject" in ast.dump(to)[:60]]
    elif getattr(node.target, "id", "") == "kind":
        context, names = "kind of event", [node.value]
    for name in names:
        if isinstance(name, ast.Constant) and "." in str(name.value):
            words = str(name.value).partition(".")[2].replace("_", " ")
            yield context, words.capitalize()


def languages() -> list[str]:
    """Return the codes of the languages that there is a catalogue of."""
    return sorted(path.name for path in CATALOGUES.iterdir() if path.is_dir())


def path_of(language: str) -> Path:
    return CATALOGUES / language / "LC_MESSAGES/django.po"


def translations(language: str) -> Catalog:
    with path_of(language).open("rb") as file:
        return read_po(file, abort_invalid=True)


def untranslated(catalog: Catalog) -> list[str]:
    """Name what lacks a translation, or has one that is only guessed."""
    return [
        named(message)
        for message in catalog
        if message.id and (message.fuzzy or not all(forms_of(message.string or "")))
    ]


def named(message: Message) -> str:
    """Say which message it is, and where."""
    where = ", ".join(dict.fromkeys(name for name, __ in message.locations))
    context = f" ({message.context})" if message.context else ""
    return f"{where}: {message.id!r}{context}"


def forms_of(text: str | tuple[str, ...] | list[str]) -> list[str]:
    """Return a text, or its plural forms."""
    return [text] if isinstance(text, str) else list(text)


def bring_together(language: str) -> Catalog:
    """Add what is new to a catalogue, drop what is gone, and write it.

    Files are named without lines, so that it changes only where messages do.
    """
    path, catalog = path_of(language), translations(language)
    head = path.read_text().partition("\n\n")[0]
    catalog.update(messages_of_the_tree(), no_fuzzy_matching=True)
    with path.open("wb") as file:
        file.write(f"{head}\n\n".encode())
        write_po(
            file,
            catalog,
            width=88,
            omit_header=True,
            include_lineno=False,
            sort_by_file=True,
            ignore_obsolete=True,
        )
    return catalog


def compile_all() -> None:
    """Write a ``.mo`` beside each catalogue, for ``gettext`` to read."""
    for language in languages():
        with path_of(language).with_suffix(".mo").open("wb") as file:
            write_mo(file, translations(language))


def main() -> str:
    """Return what is to be translated, a line each."""
    found = [untranslated(bring_together(language)) for language in languages()]
    compile_all()
    return "\n".join(f"To be translated: {line}" for lines in found for line in lines)


if __name__ == "__main__":
    sys.exit(main() or 0)
