"""The form of a pasted text, and of how it is read."""

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.base import forms
from headway.base.numbers import asked_whole
from headway.base.text import fold
from headway.work.capture.cells import (
    BAR,
    COMMA,
    LINES,
    LONGEST_TEXT,
    MOST_CELLS,
    SEMICOLON,
    TAB,
)
from headway.work.capture.columns import COLUMNS, NOTHING
from headway.work.capture.known import Known
from headway.work.capture.table import Reading, Table
from headway.work.models import Project

AUTO = ""
SEPARATORS: Mapping[str, str] = {
    "tab": TAB, "semicolon": SEMICOLON, "comma": COMMA, "bar": BAR, "lines": LINES,
}  # fmt: skip
MOST_NAMES = 20
"""For so many unclear names somebody can be chosen."""

MOST_OFFERED = 200
YES, NO = "yes", "no"
SHOW, CREATE = "preview", "create"
ANSWERS = {YES: True, NO: False}


class PasteForm(forms.Form):
    """A text, and how it is to be read where somebody says so.

    Names of columns are ``column-0`` and so on.  Without ``projects`` nothing is asked
    of where it goes.
    """

    text = forms.CharField(
        label=gettext_lazy("What needs doing"),
        max_length=LONGEST_TEXT,
        strip=False,
        widget=forms.Textarea(
            attrs={"rows": 12, "class": "input paste-text", "autofocus": True}
        ),
        help_text=gettext_lazy(
            "A line each, or cells of a spreadsheet. Indents, bullets and numbers make "
            "an outline; a line may say @ben, #label, ~3h, due fri."
        ),
        error_messages={"required": gettext_lazy("Paste some lines first.")},
    )
    project = forms.CharField(label=gettext_lazy("Project"), max_length=10)
    separator = forms.ChoiceField(
        label=gettext_lazy("Between cells"),
        required=False,
        choices=[
            (AUTO, gettext_lazy("as the text has it")),
            ("tab", gettext_lazy("tabs")),
            ("semicolon", gettext_lazy("semicolons")),
            ("comma", gettext_lazy("commas")),
            ("bar", gettext_lazy("bars: Markdown")),
            ("lines", gettext_lazy("nothing: a line is one cell")),
        ],
    )
    head = forms.ChoiceField(
        label=gettext_lazy("First row"),
        required=False,
        choices=[
            (AUTO, gettext_lazy("as it looks")),
            (YES, gettext_lazy("names the columns")),
            (NO, gettext_lazy("is an item")),
        ],
    )
    dates = forms.ChoiceField(
        label=gettext_lazy("3/4 is"),
        required=False,
        choices=[
            (AUTO, gettext_lazy("as the others are")),
            (YES, gettext_lazy("3 April")),
            (NO, gettext_lazy("4 March")),
        ],
    )

    way = forms.ChoiceField(required=False, choices=[(SHOW, SHOW), (CREATE, CREATE)])
    """What its buttons say."""

    def __init__(
        self, data: Any = None, *, projects: Sequence[Project] = (), **options: Any
    ) -> None:
        usual = {"auto_id": "paste-%s", "use_required_attribute": False}
        super().__init__(data=data, **{**usual, **options})
        if projects:
            choices = [(p.key, p.name) for p in projects]
            self.fields["project"].widget = forms.Select(choices=choices)
        else:
            del self.fields["project"]
        for name in self.fields:
            if name != "text":
                self.fields[name].widget.attrs["class"] = "input"

    @property
    def is_final(self) -> bool:
        """Whether valid input is to be created, and not just shown."""
        return bool(self.cleaned_data["way"] == CREATE)

    @property
    def meant(self) -> Mapping[str, int]:
        """Who was chosen for names that were unclear, by the folded name."""
        found = {}
        for n in range(MOST_NAMES):
            text, who = (self.data.get(f"{part}-{n}", "") for part in ("name", "who"))
            if (pk := asked_whole(who)) is not None:
                found[fold(text)] = pk
        return found

    @property
    def wish(self) -> Reading:
        """How the text of valid input is to be read."""
        said = self.cleaned_data
        return Reading(
            separator=SEPARATORS.get(said["separator"]),
            has_head=ANSWERS.get(said["head"]),
            day_first=ANSWERS.get(said["dates"]),
            columns=self._columns(),
        )

    def _columns(self) -> Sequence[str] | None:
        """The columns as somebody chose them, where the cells are parted the same."""
        if self.data.get("separator", AUTO) != self.data.get("read_separator", AUTO):
            return None
        names = [self.data.get(f"column-{n}") for n in range(MOST_CELLS)]
        return [name or NOTHING for name in names] if "column-0" in self.data else None


def column_fields(table: Table) -> list[dict[str, Any]]:
    """Return for each column its name in the form, what stands there, and its kind."""
    return [
        {
            "name": f"column-{n}",
            "label": (table.head[n] if table.has_head else "")
            or _("Column %d") % (n + 1),
            "sample": "" if table.has_head else table.head[n],
            "value": kind,
        }
        for n, kind in enumerate(table.columns)
    ]


def name_fields(known: Known) -> list[dict[str, Any]]:
    """Return for each unclear name who could be meant, and who was chosen."""
    everyone = list(known.names)[:MOST_OFFERED]
    return [
        {
            "text": text,
            "value": known.meant.get(fold(text)),
            "options": [
                (pk, known.names[pk])
                for pk in (people if len(people) > 1 else everyone)
            ],
        }
        for text, people in islice(known.unclear.items(), MOST_NAMES)
    ]


def column_choices() -> list[tuple[str, str]]:
    return [(NOTHING, _("left out")), *((c.name, str(c.label)) for c in COLUMNS)]
