"""The files of an item: sent to it, fetched from it, removed."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from headway.actors.models import Actor
from headway.base.errors import Malformed
from headway.base.file_names import file_name
from headway.base.files import received
from headway.base.numbers import asked_whole
from headway.comms.http import answer_with
from headway.events.http import for_members
from headway.ui.http import HtmxRequest
from headway.work import actions
from headway.work.models import Attachment, Item
from headway.work.views.item import change_item


@require_POST
@for_members
def add(request: HtmxRequest, actor: Actor, key: str) -> HttpResponse:
    """Attach a file, or a new version of the one that has its name."""
    item = Item.objects.get_by_key(key, by=actor)
    Item.objects.check_change(item, by=actor)
    sent = request.FILES.get("file")
    if sent is None:
        raise Malformed(_("No file came along; choose one, then send it."))
    name = file_name(sent.name or "")
    with received(sent.chunks(), name=name) as draft:
        return change_item(
            request,
            actor,
            item,
            lambda: actions.attach_file(item.pk, name, draft, by=actor),
            _("“%(name)s” is with %(item)s.") % {"name": name, "item": item.key},
        )


@require_safe
@for_members
def file(
    request: HtmxRequest, actor: Actor, key: str, file_id: int
) -> HttpResponseBase:
    """Send a file, to be kept; ``?version=`` an older one, ``?show`` for images."""
    attachment = _attachment(actor, key, file_id)
    number = asked_whole(request.GET.get("version", ""))
    version = attachment.file.version(number)
    return answer_with(version, is_shown="show" in request.GET)


@require_POST
@for_members
def remove(request: HtmxRequest, actor: Actor, key: str, file_id: int) -> HttpResponse:
    """Put a file into the bin, with all its versions."""
    attachment = _attachment(actor, key, file_id)
    return change_item(
        request,
        actor,
        attachment.item,
        lambda: actions.remove_files([attachment.pk], by=actor),
        _("“%s” is in the bin.") % attachment.file.name,
    )


def _attachment(actor: Actor, key: str, file_id: int) -> Attachment:
    item = Item.objects.get_by_key(key, by=actor)
    rows = Attachment.objects.filter(item=item).with_versions()
    return rows.select_related("item__project").get_for_read(file_id, by=actor)
