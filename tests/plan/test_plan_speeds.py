"""How fast people are at skills decides how long their work takes in the plan."""

from datetime import timedelta

from headway.actors.models import Actor
from headway.people.actions import rate_skill
from headway.plan.candidates import choices_for
from headway.plan.choosing import shown_choices
from headway.plan.current import current_forecast
from headway.plan.moves.differences import differences
from headway.plan.snapshot import take_snapshot
from headway.work.actions import NeededSkill, need_skills

DAY = 480


def weld(item, dee: Actor, *more: str) -> None:
    names = ("Welding", *more)
    needs = [NeededSkill(name=name, level=3) for name in names]
    need_skills(item.pk, needs, by=dee)


def rated(person, percent: int, dee: Actor, skill: str = "Welding") -> None:
    rate_skill(person.pk, by=dee, skill=skill, level=4, speed_percent=percent)


def factors(dee: Actor, item) -> dict[str, float]:
    made = current_forecast(dee.workspace_id, scenarios=1)
    speeds = made.compiled.problem.speeds
    kind = speeds.of[made.compiled.position[item.pk]]
    return dict(zip(made.compiled.people, speeds.factor[:, kind], strict=True))


def test_minutes_are_divided_by_the_speed_of_who_does_it(hire, work, dee: Actor):
    eve, kim = hire("Eve"), hire("Kim")
    item, plain = work("Weld", eve), work("Plain", kim)
    weld(item, dee)
    rated(eve, 200, dee)
    rated(kim, 80, dee)

    found = factors(dee, item)
    assert (found[eve.pk], found[kim.pk]) == (2.0, 0.8)
    made = current_forecast(dee.workspace_id, scenarios=1)
    assert made.compiled.problem.speeds.of[made.compiled.position[plain.pk]] == -1


def test_several_skills_are_asked_for_by_as_much_of_the_work(hire, work, dee: Actor):
    eve = hire("Eve")
    item = work("Weld and draw", eve)
    weld(item, dee, "Drawing")
    rated(eve, 50, dee)
    rated(eve, 100, dee, "Drawing")
    assert round(factors(dee, item)[eve.pk], 3) == 0.667


def test_where_all_are_as_fast_as_usual_the_engine_hears_nothing(
    hire, work, dee: Actor
):
    item = work("Weld", hire("Eve"))
    weld(item, dee)
    rated(hire("Kim"), 100, dee)
    made = current_forecast(dee.workspace_id, scenarios=1)
    assert not len(made.compiled.problem.speeds.of)
    assert made.snapshot.speeds == {}


def test_the_fastest_who_is_free_gets_what_names_nobody(hire, work, dee: Actor):
    eve, kim = hire("Eve"), hire("Kim")
    item = work("Weld")
    weld(item, dee)
    rated(eve, 100, dee)
    rated(kim, 150, dee)
    made = current_forecast(dee.workspace_id, scenarios=1)
    position = made.compiled.position[item.pk]
    part = made.schedule.part_offsets[position]
    assert made.compiled.people[made.schedule.person[part]] == kim.pk


def test_choices_say_who_is_faster_and_what_it_comes_to(
    hire, work, dee: Actor, ada: Actor
):
    eve, kim = hire("Eve"), hire("Kim")
    item = work("Weld")
    weld(item, dee)
    rated(eve, 80, dee)
    rated(kim, 125, dee)

    found = choices_for(item, by=dee)
    shown = {each.name: list(each.reasons) for each in shown_choices(found, by=dee)}

    assert found.people[0].person == kim
    minutes = {each.person.pk: each.minutes for each in found.people}
    assert minutes[eve.pk] / minutes[kim.pk] == 1.5625
    assert "works 25 % faster at Welding" in shown["Kim"]
    assert "works 20 % slower at Welding" in shown["Eve"]
    hidden = shown_choices(choices_for(item, by=ada), by=ada)
    assert "Welding" not in str([each.reasons for each in hidden])


def test_another_speed_is_a_cause_that_tells_whose_skills(hire, work, dee: Actor):
    eve = hire("Eve")
    item = work("Weld", eve)
    weld(item, dee)
    rated(eve, 100, dee)
    before = take_snapshot(dee.workspace_id)
    rated(eve, 150, dee)
    after = take_snapshot(dee.workspace_id)

    now = current_forecast(dee.workspace_id, scenarios=1).at + timedelta(minutes=DAY)
    [change] = differences(before, after, until=now)
    assert (change.aspect, change.thing.pk) == ("levels", eve.pk)
    assert dict(after.speeds[eve.pk]).popitem()[1] == 150
