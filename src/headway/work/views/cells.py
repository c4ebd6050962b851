"""Values of an item edited in place: a form, what it means, and the value after it."""

from collections.abc import Callable, Mapping
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from headway.actors.models import Actor
from headway.base.errors import NotFound
from headway.base.estimates import Estimate
from headway.events.actions import performed
from headway.people.http import for_members
from headway.ui.http import HtmxRequest, render_region
from headway.ui.words import time_words
from headway.work import markup
from headway.work.actions import (
    Part,
    assign_people,
    cost_delay,
    edit_item,
    need_skills,
    pause_item,
    retype_item,
    set_labels,
)
from headway.work.actions.estimating import AMOUNTS
from headway.work.detail import find_row
from headway.work.forms import (
    CELLS,
    JOINT,
    CellForm,
    CustomFieldForm,
    DayForm,
    ItemTypeForm,
    MustStartForm,
    PeopleForm,
)
from headway.work.history import last_change
from headway.work.http import answer_change
from headway.work.models import CustomField, Item
from headway.work.models.custom_fields import id_of_column

SAID = {
    "title": gettext_lazy("%s has another title."),
    "left": gettext_lazy("What is left of %s is noted."),
    "estimate": gettext_lazy("The estimate of %s is noted."),
    "importance": gettext_lazy("The importance of %s is noted."),
    "description": gettext_lazy("%s is described anew."),
    "pin": gettext_lazy("The earliest start of %s is noted."),
    "start-by": gettext_lazy("The latest start of %s is noted."),
    "must-start": gettext_lazy("The day on which %s must start is noted."),
    "deadline": gettext_lazy("The deadline of %s is noted."),
    "together": gettext_lazy("How people share %s is noted."),
    "labels": gettext_lazy("The labels of %s are noted."),
    "skills": gettext_lazy("The skills that %s needs are noted."),
    "people": gettext_lazy("The people of %s are noted."),
    "type": gettext_lazy("%s is of another type."),
    "drive": gettext_lazy("What %s takes is planned otherwise."),
    "chunk": gettext_lazy("The least at a time of %s is noted."),
    "delay": gettext_lazy("What a delay of %s costs is noted."),
    "judgement": gettext_lazy("How %s is judged is noted."),
    "pauses": gettext_lazy("The pauses of %s are noted."),
}

FILLED = gettext_lazy("What %s says is noted.")


@require_http_methods(["GET", "POST"])
@for_members
def cell(request: HtmxRequest, actor: Actor, key: str, name: str) -> HttpResponse:
    """Answer the form of one value; take it, and answer the value."""
    item = Item.objects.get_by_key(key, by=actor)
    Item.objects.all().check_change(item, by=actor)
    if request.method == "GET":
        return _form_answer(request, actor, _form(name, item, actor))
    form = _form(name, item, actor, request.POST)
    if not form.is_valid():
        return _form_answer(request, actor, form, status=422)
    if form.has_conflict:
        return _form_answer(request, actor, _contradicted(form, actor), status=412)
    return _save(request, actor, form)


@require_GET
@for_members
def echo(request: HtmxRequest, actor: Actor, key: str, name: str) -> HttpResponse:
    """Say in words how what was typed so far is understood."""
    item = Item.objects.get_by_key(key, by=actor)
    form = _form(name, item, actor, request.GET)
    text = form.understood() if form.is_valid() else " ".join(_errors(form))
    row = {"href": reverse("work:item", args=[actor.workspace.slug, item.key])}
    context = {"form": form, "row": row, "echo": text}
    return render_region(request, "work/cell_hint.html", context)


def _form(name: str, item: Item, actor: Actor, data: Any = None) -> CellForm:
    if pk := id_of_column(name):
        field = CustomField.objects.visible_to(actor).get_for_read(pk, by=actor)
        return CustomFieldForm(item, field=field, by=actor, data=data)
    if name not in CELLS:
        raise NotFound
    form = CELLS[name]
    if issubclass(form, PeopleForm | ItemTypeForm):
        return form(item, by=actor, data=data)
    return form(item, data=data)


def _errors(form: CellForm) -> list[str]:
    return [str(text) for texts in form.errors.values() for text in texts]


def _form_answer(
    request: HtmxRequest, actor: Actor, form: CellForm, *, status: int = 200
) -> HttpResponse:
    row = find_row(form.item.key, by=actor)
    place = request.GET.get("place", "")
    context = {"actor": actor, "form": form, "row": row, "place": place}
    part = "work/cell_form.html" if request.htmx else "work/cell_page.html"
    response = render(request, part, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _contradicted(form: CellForm, actor: Actor) -> CellForm:
    """Return the form with both values, ready to be sent over what stands now."""
    item = form.item
    typed = cast("QueryDict", form.data).copy()
    typed["version"], typed["was"] = str(item.version), form.text_of(item)
    again = _form(form.name, item, actor, typed)
    who, at = last_change(item) or (_("Someone"), timezone.now())
    text = _("Not saved: %(who)s changed this to “%(theirs)s” at %(when)s. Yours is "
             "kept here; save again to use it.")  # fmt: skip
    values = {
        "who": who,
        "theirs": form.words_of(item)[:200] or _("nothing"),
        "when": time_words(timezone.localtime(at)),
    }
    again.add_error("value", ValidationError(text % values))
    return again


def _save(request: HtmxRequest, actor: Actor, form: CellForm) -> HttpResponse:
    item = form.item
    act = _save_field if isinstance(form, CustomFieldForm) else SAVES[form.name]
    _item, operation = performed(lambda: act(form, actor))

    def region() -> HttpResponse:
        row, place = find_row(item.key, by=actor), request.GET.get("place", "")
        return HttpResponse(markup.cell(row, form.name, place))

    return answer_change(
        request,
        region,
        by=actor,
        text=str(SAID.get(form.name, FILLED)) % item.key,
        operation=operation,
        back=reverse("work:item", args=[actor.workspace.slug, item.key]),
    )


def _save_field(form: CellForm, actor: Actor) -> Item:
    assert isinstance(form, CustomFieldForm)  # noqa: S101 - for type checkers
    return _edit(form, actor, custom={form.field.pk: form.cleaned_data["value"]})


def _edit(form: CellForm, actor: Actor, **changes: Any) -> Item:
    version = form.item.version
    return edit_item(form.item.pk, by=actor, if_version=version, **changes)


def _save_title(form: CellForm, actor: Actor) -> Item:
    return _edit(form, actor, title=form.cleaned_data["value"])


def _save_description(form: CellForm, actor: Actor) -> Item:
    return _edit(form, actor, description=form.cleaned_data["value"])


def _save_left(form: CellForm, actor: Actor) -> Item:
    """Note what is left; where nobody estimated, it is the first estimate, too."""
    left: Estimate | None = form.cleaned_data["value"]
    item = form.item
    if left is not None and left.low is not None:
        return _edit(form, actor, **_estimated(item, left))
    minutes = left.likely if left else None
    changes: dict[str, Any] = {"remaining_minutes": minutes}
    if minutes is not None and item.estimate_minutes is None:
        changes[_amount(item)] = minutes + item.spent_minutes
    return _edit(form, actor, **changes)


def _save_estimate(form: CellForm, actor: Actor) -> Item:
    return _edit(form, actor, **_estimated(form.item, form.cleaned_data["value"]))


def _amount(item: Item) -> str:
    """The field that holds the estimate; a milestone has none, and says so."""
    return AMOUNTS.get(item.drive, "duration_minutes")


def _estimated(item: Item, estimate: Estimate | None) -> dict[str, int | None]:
    return {
        _amount(item): estimate.likely if estimate else None,
        "low_minutes": estimate.low if estimate else None,
        "high_minutes": estimate.high if estimate else None,
    }


def _save_importance(form: CellForm, actor: Actor) -> Item:
    return _edit(form, actor, priority=form.cleaned_data["value"])


def _save_together(form: CellForm, actor: Actor) -> Item:
    return _edit(form, actor, is_joint=form.cleaned_data["value"] == JOINT)


def _save_type(form: CellForm, actor: Actor) -> Item:
    item = form.item
    return retype_item(
        item.pk, form.cleaned_data["value"], by=actor, if_version=item.version
    )


def _save_drive(form: CellForm, actor: Actor) -> Item:
    """Plan it otherwise; what was estimated goes along where nothing else was said."""
    item, drive = form.item, form.cleaned_data["value"]
    changes: dict[str, Any] = {"drive": drive}
    amount = AMOUNTS.get(drive)
    if amount is None:
        changes["remaining_minutes"] = None
    elif item.estimate and not item.is_milestone and getattr(item, amount) is None:
        said = item.estimate
        changes |= {amount: said.likely, "low_minutes": said.low}
        changes["high_minutes"] = said.high
    return _edit(form, actor, **changes)


def _save_chunk(form: CellForm, actor: Actor) -> Item:
    return _edit(form, actor, chunk_minutes=form.cleaned_data["value"])


def _save_pin(form: CellForm, actor: Actor) -> Item:
    return _edit(form, actor, starts_no_earlier=_instant(form))


def _save_start_by(form: CellForm, actor: Actor) -> Item:
    return _edit(form, actor, starts_no_later=_instant(form))


def _save_must_start(form: CellForm, actor: Actor) -> Item:
    assert isinstance(form, MustStartForm)  # noqa: S101 - for type checkers
    first, last = form.instant(), form.last_instant()
    return _edit(form, actor, starts_no_earlier=first, starts_no_later=last)


def _save_deadline(form: CellForm, actor: Actor) -> Item:
    return _edit(form, actor, deadline=_instant(form))


def _instant(form: CellForm) -> Any:
    assert isinstance(form, DayForm)  # noqa: S101 - for type checkers
    return form.instant()


def _save_people(form: CellForm, actor: Actor) -> Item:
    """Let the named work on it; who did before keeps their part."""
    item = form.item
    held = {part.person_id: part for part in item.assignments.all()}
    people = form.cleaned_data["value"]
    parts = [
        Part(
            person_id=person.pk,
            share=held[person.pk].share if person.pk in held else 1,
            units_percent=held[person.pk].units_percent if person.pk in held else 100,
        )
        for person in people
    ]
    return assign_people(item.pk, parts, by=actor, if_version=item.version)


def _save_skills(form: CellForm, actor: Actor) -> Item:
    item, wanted = form.item, form.cleaned_data["value"]
    return need_skills(item.pk, wanted, by=actor, if_version=item.version)


def _save_delay(form: CellForm, actor: Actor) -> Item:
    item, (per_week, once) = form.item, form.cleaned_data["value"]
    return cost_delay(
        item.pk, by=actor, per_week=per_week, once=once, if_version=item.version
    )


def _save_judgement(form: CellForm, actor: Actor) -> Item:
    return _edit(form, actor, **form.cleaned_data["value"])


def _save_pauses(form: CellForm, actor: Actor) -> Item:
    item, spans = form.item, form.cleaned_data["value"]
    return pause_item(item.pk, spans, by=actor, if_version=item.version)


def _save_labels(form: CellForm, actor: Actor) -> Item:
    item, wanted = form.item, form.cleaned_data["value"]
    return set_labels(item.pk, wanted, by=actor, if_version=item.version)


SAVES: Mapping[str, Callable[[CellForm, Actor], Item]] = {
    "title": _save_title,
    "left": _save_left,
    "estimate": _save_estimate,
    "importance": _save_importance,
    "together": _save_together,
    "description": _save_description,
    "pin": _save_pin,
    "start-by": _save_start_by,
    "must-start": _save_must_start,
    "deadline": _save_deadline,
    "people": _save_people,
    "skills": _save_skills,
    "labels": _save_labels,
    "type": _save_type,
    "drive": _save_drive,
    "chunk": _save_chunk,
    "delay": _save_delay,
    "judgement": _save_judgement,
    "pauses": _save_pauses,
}
