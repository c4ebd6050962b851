"""Whether all that is said is translated; `bin/messages` brings new messages in."""

import re
from collections.abc import Iterator
from gettext import GNUTranslations

import pytest
from babel.messages import Catalog, Message
from django.conf import settings

import messages
from headway.events import ports
from headway.events.forms import words

PLACEHOLDER = re.compile(r"%\(\w+\)[.\d]*[a-z]|%[a-z%]|\{\w+\}|</?\w[^>]*>")


@pytest.fixture(scope="module")
def tree() -> Catalog:
    return messages.messages_of_the_tree()


def said(catalog: Catalog) -> dict[tuple[str | None, str], Message]:
    """The messages by context and text."""
    return {
        (message.context, messages.forms_of(message.id)[0]): message
        for message in catalog
        if message.id
    }


def pairs(catalog: Catalog) -> Iterator[tuple[list[str], str]]:
    """Each translation that there is, with the forms of what it translates."""
    for message in said(catalog).values():
        for text in filter(None, messages.forms_of(message.string or "")):
            yield messages.forms_of(message.id), text


def test_there_is_a_catalogue_of_each_language_but_that_of_the_source():
    others = set(dict(settings.LANGUAGES)) - {settings.LANGUAGE_CODE}
    assert set(messages.languages()) == others


@pytest.mark.parametrize("language", messages.languages())
def test_every_message_is_translated(language: str, tree: Catalog):
    there = said(messages.translations(language))
    missing = [m for key, m in said(tree).items() if key not in there]
    unfinished = messages.untranslated(messages.translations(language))
    lines = [*map(messages.named, missing), *unfinished]
    assert not lines, "run bin/messages, then translate:\n" + "\n".join(lines)


@pytest.mark.parametrize("language", messages.languages())
def test_no_translation_is_left_of_what_nobody_says(language: str, tree: Catalog):
    gone = said(messages.translations(language)).keys() - said(tree).keys()
    assert not gone, "run bin/messages"


@pytest.mark.parametrize("language", messages.languages())
def test_what_is_filled_in_is_filled_in_in_translations(language: str):
    wrong = [
        f"{forms[0]!r} => {text!r}"
        for forms, text in pairs(messages.translations(language))
        if sorted(PLACEHOLDER.findall(text))
        not in [sorted(PLACEHOLDER.findall(form)) for form in forms]
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", messages.languages())
def test_spaces_around_and_full_stops_are_kept(language: str):
    wrong = [
        f"{forms[0]!r} => {text!r}"
        for forms, text in pairs(messages.translations(language))
        if re.search("[a-z]{2}", text) and frame(text) not in map(frame, forms)
    ]
    assert not wrong, "\n".join(wrong)


def frame(text: str) -> tuple[bool, bool, bool]:
    return text.startswith(" "), text.endswith(" "), text.endswith(".")


def test_german_says_neither_du_nor_sie():
    address = re.compile(r"\b([Dd](u|ich|ir|ein\w*)|Ihnen|Ihr(e[nmrs]?)?|Sie)\b")
    spoken_to = [
        text
        for __, text in pairs(messages.translations("de"))
        if any(text[: found.start()].strip() for found in address.finditer(text))
        and not re.search(r"[.:;] (Sie|Ihr\w*)\b", text)
    ]
    assert not spoken_to, "\n".join(spoken_to)


@pytest.mark.parametrize("language", messages.languages())
def test_what_is_compiled_is_what_is_written(language: str):
    compiled = messages.path_of(language).with_suffix(".mo")
    assert compiled.exists(), "run bin/setup"
    with compiled.open("rb") as file:
        there = GNUTranslations(file)
    stale = [
        messages.named(message)
        for message in said(messages.translations(language)).values()
        if all(messages.forms_of(message.string or ""))
        and spoken(there, message) != messages.forms_of(message.string)
    ]
    assert not stale, "run bin/messages: " + ", ".join(stale)


def spoken(compiled: GNUTranslations, message: Message) -> list[str]:
    """What is said of a message, of one and of two."""
    if isinstance(message.id, str):
        if message.context:
            return [compiled.pgettext(message.context, message.id)]
        return [compiled.gettext(message.id)]
    return [compiled.ngettext(*message.id, number) for number in (1, 2)]


def test_the_log_names_kinds_of_events_and_things_as_they_are_translated(tree: Catalog):
    there = said(tree)
    kinds = [("kind of event", words(kind)) for kind in ports.tellings()]
    things = [("kind of thing", words(kind)) for kind in ports.subjects()]
    assert not [key for key in [*kinds, *things] if key not in there]
