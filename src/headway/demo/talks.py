"""What people of the demo say about work that is under way."""

from headway.demo.organisation import Organisation, table
from headway.work.actions import add_comment
from headway.work.models import Project, State

TALKS = {
    "ORC": """
tom  | Slow on an old phone; ten trees at a time now. @Yuki Arai, can there be less?
yuki | Names first, pictures with the **second** request. Tomorrow.
mei  | Tried on two old phones: fast enough.
""",
    "LIB": """
greta | The arrow reads as a plus from ten steps away. I draw it heavier.
rob   | Then the film has to be cut anew; I need the file before noon.
""",
    "GRN": """
kenji | In clay it reads 4 % too dry. Shall we calibrate for each bed?
mei   | For each *house* is enough: I compared twelve beds with the scales.
""",
}
"""By project, about its first item that somebody is at: who says what."""


def talk(projects: dict[str, Project], organisation: Organisation) -> None:
    """Let people say it."""
    for key, said in TALKS.items():
        item = projects[key].items.filter(state=State.DOING).earliest("number")
        for who, text in table(said):
            add_comment(item.pk, text, by=organisation.people[who].actor)
