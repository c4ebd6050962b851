"""Who came in, who went and who tried to, told as sentences."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.events.models import Event
from headway.events.ports import Names, NotUndoable, Telling, Undos
from headway.people.signing_in.facts import (
    SignedIn,
    SignedOut,
    SignInFailed,
    StrangerRefused,
)

TEXTS: Mapping[str, Promise] = {
    SignedIn.kind: gettext_lazy("%(who)s signed in"),
    SignedOut.kind: gettext_lazy("%(who)s signed out"),
    SignInFailed.kind: gettext_lazy("Somebody gave a wrong password for %(what)s"),
    StrangerRefused.kind: gettext_lazy("Somebody tried to sign in as nobody we know"),
}


def tell(event: Event, names: Names) -> list[str]:
    said = {
        "who": names.who(event),
        "what": names.of(event.subject_type, event.subject_id),
    }
    text = str(TEXTS[event.kind]) % said
    ip = event.data.get("ip")
    return [_("%(text)s, from %(ip)s") % {"text": text, "ip": ip} if ip else text]


TELLINGS: Mapping[str, Telling] = dict.fromkeys(
    TEXTS, Telling(sentences=tell, is_private=True)
)

UNDOS: Undos = dict.fromkeys(
    TEXTS,
    NotUndoable(reason=gettext_lazy("Who came in or tried to stays in the log.")),
)
