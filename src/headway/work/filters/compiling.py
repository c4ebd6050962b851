"""Turns a tree into what holds of the items: ``Q``, and never SQL.

What is said to be unlike something is all that is not like it: ``due != today`` finds
what has no deadline, too.
"""

from django.db.models import Q
from django.utils.translation import gettext as _

from headway.base.errors import Refused
from headway.base.text import shown
from headway.work.filters.errors import FilterError
from headway.work.filters.field import Field
from headway.work.filters.fields import field_of, flag_of
from headway.work.filters.kinds import Text
from headway.work.filters.reader import Reader
from headway.work.filters.tree import And, Flag, Node, Not, Or, Term, Value, Words

PLAIN = {"!=": "=", "in": "=", "not in": "=", "is not empty": "is empty"}
NEGATIVE = {"!=", "not in", "is not empty"}


def condition_of(node: Node, reader: Reader) -> Q:
    """Return what the items must be, or raise :class:`FilterError`."""
    match node:
        case And(parts=parts):
            return Q(*(condition_of(part, reader) for part in parts))
        case Or(parts=parts):
            return _any([condition_of(part, reader) for part in parts])
        case Not(part=part):
            return ~condition_of(part, reader)
        case Words(value=value):
            return Text("title").compare("~", value, reader)
        case Flag():
            return _flag(node, reader)
    return _term(node, reader)


def _flag(node: Flag, reader: Reader) -> Q:
    flag = flag_of(node.verb, node.name, node.place)
    holds = flag.holds(reader)
    if unseen := reader.projects_hiding(flag.hidden):
        holds &= ~Q(project_id__in=unseen)
    return ~holds if node.is_not else holds


def _term(term: Term, reader: Reader) -> Q:
    field = field_of(term.name, term.place, reader)
    if term.operator not in field.operators:
        message = _("“%(field)s” knows no “%(operator)s”; it knows %(known)s.") % {
            "field": shown(field.name),
            "operator": term.operator,
            "known": ", ".join(field.operators),
        }
        raise FilterError(message, term.place)
    said = _plain(field, term, reader)
    return ~said if term.operator in NEGATIVE else said


def _plain(field: Field, term: Term, reader: Reader) -> Q:
    """What is meant without "not"; where the field is hidden, it is empty."""
    operator = PLAIN.get(term.operator, term.operator)
    unseen = reader.projects_hiding(field.hidden)
    if operator == "is empty":
        is_empty = field.kind.empty()
        return is_empty | Q(project_id__in=unseen) if unseen else is_empty
    said = _any([_compared(field, operator, v, reader) for v in term.values])
    return said & ~Q(project_id__in=unseen) if unseen else said


def _any(conditions: list[Q]) -> Q:
    one, *others = conditions
    return Q(one, *others, _connector=Q.OR) if others else one


def _compared(field: Field, operator: str, value: Value, reader: Reader) -> Q:
    try:
        return field.kind.compare(operator, value, reader)
    except Refused as refused:
        raise FilterError(str(refused), value.place) from refused
