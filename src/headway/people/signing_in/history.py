"""Who came in, who tried to, and how people come in, told as sentences."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headway.events.models import Event
from headway.events.ports import Names, NotUndoable, Telling, Undos
from headway.people.facts import (
    AddressChanged,
    ApiTokenMade,
    ApiTokenRevoked,
    PasswordChanged,
    RecoveryCodesDrawn,
    ResetLinkMade,
    SecondFactorAdded,
    SecondFactorRemoved,
    SessionsEnded,
)
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
    AddressChanged.kind: gettext_lazy("%(who)s changed the address of %(what)s"),
    ApiTokenMade.kind: gettext_lazy("%(who)s made an API token"),
    ApiTokenRevoked.kind: gettext_lazy("%(who)s revoked an API token"),
    PasswordChanged.kind: gettext_lazy("%(who)s changed the password of %(what)s"),
    RecoveryCodesDrawn.kind: gettext_lazy("%(who)s drew new recovery codes"),
    ResetLinkMade.kind: gettext_lazy(
        "%(who)s let %(what)s choose a new password by a link"
    ),
    SecondFactorAdded.kind: gettext_lazy("%(who)s added a second factor"),
    SecondFactorRemoved.kind: gettext_lazy(
        "%(who)s removed a second factor of %(what)s"
    ),
    SessionsEnded.kind: gettext_lazy("%(who)s signed out of other browsers"),
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
    NotUndoable(reason=gettext_lazy("What concerns access cannot be taken back here.")),
)
