"""Take over labels with their colours, as near as ours come to them."""

from collections.abc import Mapping

from django.db import transaction

from headway.actors.models import Actor
from headway.work.actions.labelling import LONGEST_LABEL, label_key, labels_known
from headway.work.models import Colour, Label

SHADES: Mapping[str, tuple[int, int, int]] = {
    Colour.BLUE: (58, 110, 210),
    Colour.GREEN: (70, 160, 80),
    Colour.VIOLET: (135, 85, 190),
    Colour.AMBER: (225, 160, 45),
    Colour.RED: (205, 65, 60),
    Colour.GREY: (125, 130, 135),
}
"""What the colours look like, roughly."""


@transaction.atomic
def import_labels(colours: Mapping[str, str], *, by: Actor) -> None:
    """Make the labels of these names that there are not yet; others stay as they are.

    ``colours`` are ``#rrggbb``, or empty for one in turn.  Only administrators may.
    """
    by.check_administers()
    names = {label_key(name): " ".join(name.split()) for name in colours}
    held = {label_key(label.name) for label in labels_known(names, by=by)}
    wanted = {label_key(name): colour for name, colour in colours.items()}
    count = Label.objects.filter(workspace_id=by.workspace_id).count()
    turns = list(Colour)
    Label.objects.bulk_create(
        Label(
            workspace_id=by.workspace_id,
            name=name[:LONGEST_LABEL],
            colour=nearest(wanted[key]) or turns[(count + n) % len(turns)],
        )
        for n, (key, name) in enumerate(names.items())
        if key and key not in held
    )


def hex_of(colour: str) -> str:
    """Return what a colour of ours looks like, as ``#rrggbb``: that it is again."""
    return f"#{bytes(SHADES[colour]).hex()}"


def nearest(colour: str) -> str:
    """Return our colour that is nearest to one as ``#rrggbb``; empty for none."""
    try:
        rgb = bytes.fromhex(colour.removeprefix("#"))
        red, green, blue = rgb
    except ValueError:
        return ""
    return min(
        SHADES,
        key=lambda name: sum(
            (a - b) ** 2 for a, b in zip(SHADES[name], (red, green, blue), strict=True)
        ),
    )
