"""What happens to the conversation about an item, told as sentences."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, ngettext

from headway.events.models import Event
from headway.events.ports import Names, Telling, Thing
from headway.work.facts_comments import (
    CommentEdited,
    CommentRemoved,
    CommentRestored,
    CommentsImported,
    ItemCommented,
)

SAID: Mapping[str, Promise] = {
    ItemCommented.kind: gettext_lazy("%(who)s commented"),
    CommentEdited.kind: gettext_lazy("%(who)s changed a comment"),
    CommentRemoved.kind: gettext_lazy("%(who)s removed a comment"),
    CommentRestored.kind: gettext_lazy("%(who)s put a comment back"),
}
OF_OTHERS: Mapping[str, Promise] = {
    CommentRemoved.kind: gettext_lazy("%(who)s removed a comment by %(author)s"),
    CommentRestored.kind: gettext_lazy("%(who)s put a comment by %(author)s back"),
}


def tell(event: Event, names: Names) -> list[str]:
    said = {"who": names.who(event)}
    text = SAID[event.kind]
    for thing in author_of(event):
        text = OF_OTHERS[event.kind]
        said["author"] = names.of(*thing)
    return [str(text) % said]


def author_of(event: Event) -> list[Thing]:
    """Who had said it, where somebody else did it."""
    author = event.data.get("author_id")
    is_others = author is not None and author != event.actor_id
    return [("actors.actor", author)] if is_others else []


def tell_import(event: Event, names: Names) -> list[str]:
    count = len(event.data["comments"])
    text = ngettext(
        "%(who)s took over %(count)d comment from “%(source)s”",
        "%(who)s took over %(count)d comments from “%(source)s”",
        count,
    )
    said = {"count": count, "source": event.data["source"]}
    return [text % {"who": names.who(event), **said}]


TELLINGS: Mapping[str, Telling] = {
    **dict.fromkeys(SAID, Telling(sentences=tell, mentions=author_of)),
    CommentsImported.kind: Telling(sentences=tell_import),
}
