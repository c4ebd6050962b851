"""Pairs of colour tokens against WCAG 2.2, in both themes."""

import re
from pathlib import Path

import pytest

import headway.ui

CSS = Path(headway.ui.__file__).parent / "static/ui/css/tokens.css"
DECLARED = re.compile(r"--([\w-]+):\s*light-dark\((#\w{6}), (#\w{6})\)")
COLOURS = {
    name: (light, dark) for name, light, dark in DECLARED.findall(CSS.read_text())
}
THEMES = {"light": 0, "dark": 1}

GROUNDS = ("paper", "surface", "raised", "sunken", "hover", "selected")
TEXTS = [
    *((ink, ground) for ink in ("ink", "ink-2") for ground in GROUNDS),
    *(("ink-3", ground) for ground in ("paper", "surface", "raised", "selected")),
    *(("accent", ground) for ground in ("paper", "surface", "raised", "selected")),
    *((tone, ground) for tone in ("good", "risk", "late", "wait")
      for ground in ("surface", "raised", "paper", "selected")),
    *((tone, f"{tone}-soft") for tone in ("good", "risk", "late", "wait")),
    *(("ink", f"{tone}-soft") for tone in ("good", "risk", "late")),
    ("accent-strong", "accent-soft"),
    ("accent", "accent-soft"),
    ("on-accent", "accent-fill"),
    ("on-accent", "accent-fill-2"),
]  # fmt: skip
GRAPHICS = [
    *((line, ground) for line in ("control-line", "focus", "accent-fill")
      for ground in ("surface", "paper", "raised")),
    *((fill, "surface") for fill in
      ("good-fill", "risk-fill", "late-fill", "wait", "forecast", "seq-5")),
]  # fmt: skip


def luminance(colour: str) -> float:
    def linear(channel: int) -> float:
        value = channel / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[i : i + 2], 16)) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_is_21():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXTS)
def test_text_is_legible(ink: str, ground: str, theme: str):
    which = THEMES[theme]
    assert contrast(COLOURS[ink][which], COLOURS[ground][which]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("mark", "ground"), GRAPHICS)
def test_graphics_stand_out(mark: str, ground: str, theme: str):
    which = THEMES[theme]
    assert contrast(COLOURS[mark][which], COLOURS[ground][which]) >= 3
