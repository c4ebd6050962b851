"""What the name of a column or status says of its meaning."""

import re
from typing import Final

from headway.integrations.importers.content import Meaning

WORDS: Final = re.compile(r"[^\W_]+")
MOST_WORDS: Final = 4
"""Of a name, not of a sentence in which the words mean anything."""

NAMES: Final = (
    (
        Meaning.CANCELLED,
        """cancelled canceled rejected wontfix obsolete abandoned invalid duplicate
        declined dropped discarded verworfen abgebrochen abgelehnt ungültig annulé
        rejeté cancelado rechazado annullato cancelada geannuleerd""",
        (("won", "t"), ("not", "planned"), ("not", "a")),
    ),
    (
        Meaning.TODO,
        "todo backlog ideas idea inbox upcoming planned reopened offen geplant",
        (("to", "do"), ("not", "started"), ("not", "done"), ("ready", "for", "dev")),
    ),
    (
        Meaning.DONE,
        """done closed complete completed finished resolved released shipped deployed
        live merged published verified erledigt fertig abgeschlossen geschlossen
        gelöst veröffentlicht terminé fermé fini résolu hecho cerrado cerrada listo
        terminado completado resuelto resuelta solucionado fatto chiuso completato
        concluído feito fechado klaar gesloten gedaan zamknięte готово закрыто 完了 完成
        已完成""",
        (),
    ),
    (
        Meaning.REVIEW,
        """review reviewing qa testing verification verify verifying approval
        validation uat prüfung prüfen abnahme überprüfung testen revue recette
        revisión revisione""",
        (("test",), ("in", "test"), ("to", "test"), ("ready", "for", "test")),
    ),
    (
        Meaning.WAITING,
        """waiting blocked hold paused pending stuck postponed deferred feedback
        awaiting wartet warten wartend blockiert zurückgestellt rückmeldung pausiert
        attente bloqué espera bloqueado attesa bloccato wacht geblokkeerd""",
        (),
    ),
    (
        Meaning.DOING,
        """doing progress started active wip working development developing
        implementing implementation current bearbeitung arbeit umsetzung laufend
        cours proceso curso corso andamento bezig ongoing now 進行中 进行中""",
        (),
    ),
)


def guess(name: str) -> Meaning:
    """Guess what work in a column of that name is; to-do where nothing tells."""
    words = tuple(WORDS.findall(name.casefold()))
    if not words or len(words) > MOST_WORDS:
        return Meaning.TODO
    for meaning, known, phrases in NAMED:
        if not known.isdisjoint(words) or any(_begins(words, each) for each in phrases):
            return meaning
    return Meaning.TODO


def _begins(words: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    """Several words begin the name; a single one is all of it."""
    return words == phrase if len(phrase) == 1 else words[: len(phrase)] == phrase


NAMED: Final = [
    (meaning, frozenset(known.split()), phrases) for meaning, known, phrases in NAMES
]
