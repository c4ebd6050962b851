"""Changing the e-mail address: by a link that goes to the new one, where mail is on.

The link is signed and kept nowhere.  (allauth would keep the address that waits, and
take it as one to sign in with before anybody proved that it is theirs.)
"""

from datetime import timedelta

from django.core import signing
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy

from headway.base.errors import NotFound, Refused
from headway.people.facts import AddressChanged
from headway.people.mail import is_mail_on, link_to, post
from headway.people.mail.letters import workspaces_of
from headway.people.models import User
from headway.people.signing_in.actions import note_in_all, tell
from headway.people.speaking import language_of

LINK_LIVES = timedelta(hours=24)
SALT = "headway.new_address"
TAKEN = gettext_lazy("Somebody signs in with this address already.")


def is_taken(email: str, *, by: User | None = None) -> bool:
    """Whether another account than ``by`` has the address, as such or as its name."""
    others = User.objects.exclude(pk=by.pk) if by else User.objects.all()
    return others.filter(Q(email__iexact=email) | Q(username__iexact=email)).exists()


@transaction.atomic
def ask_for_address(email: str, *, by: User) -> bool:
    """Let the new address prove that it is theirs; without mail, change it at once.

    Returns whether a link was sent.
    """
    if not is_mail_on():
        _change(by, email, by=by)
        return False
    key = signing.dumps([by.pk, by.email, email], salt=SALT, compress=True)
    post(
        "new_address",
        to=email,
        context={
            "link": link_to(f"{reverse('new_address')}?{urlencode({'link': key})}"),
            "name": by.get_username(),
        },
        workspaces=workspaces_of(by),
        lives=LINK_LIVES,
        language=language_of(by),
    )
    return True


def read_link(key: str) -> tuple[User, str]:
    """Return whose address the link changes, and to which.

    Raises :class:`NotFound` for one that holds no more: it is older than a day, or the
    address has changed since.
    """
    try:
        pk, before, email = signing.loads(key, salt=SALT, max_age=LINK_LIVES)
    except signing.BadSignature as error:
        raise NotFound(HOLDS_NO_MORE) from error
    user = User.objects.filter(pk=pk, email=before, is_active=True).first()
    if user is None:
        raise NotFound(HOLDS_NO_MORE)
    return user, email


HOLDS_NO_MORE = gettext_lazy(
    "This link was used already, is older than a day, or the address has changed since."
)


@transaction.atomic
def take_address(key: str) -> User:
    """Change the address as the link says, once."""
    user, email = read_link(key)
    locked = User.objects.select_for_update().get(pk=user.pk)
    if locked.email != user.email:
        raise NotFound(HOLDS_NO_MORE)
    _change(locked, email, by=locked)
    return locked


@transaction.atomic
def _change(user: User, email: str, *, by: User) -> None:
    """Write to the old address, then take the new one, as name too where it was that.

    Records :class:`AddressChanged` in each workspace.
    """
    if is_taken(email, by=user):
        raise Refused(str(TAKEN))
    tell(user, "address_changed", address=email)
    if user.username.casefold() == user.email.casefold():
        user.username = email.casefold()
    user.email = email
    user.save(update_fields=["username", "email"])
    note_in_all(AddressChanged, by=user)
