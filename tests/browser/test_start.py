"""A list that becomes a plan while it is typed, then a project, and a promise."""

from playwright.sync_api import Page, expect

from headway.actors.models import Actor
from headway.work.models import Item, Project
from tests.browser.test_every_page import Visit, check, visit
from tests.browser.timelines import SECONDS

__all__ = ["visit"]

PAGE = "/w/acme/start/"


def row(page: Page, title: str):
    return page.locator(".start-plan tr", has_text=title)


def test_a_list_becomes_a_plan_while_it_is_typed(visit: Visit, dee: Actor):
    phone = visit(PAGE, dee, 390, "dark")
    check(phone)
    field = phone.get_by_label("Your list")
    expect(field).to_be_focused()
    field.press_sequentially("Dig a hole ~4h @dee\nFill it <b> after hole due 2w")
    expect(row(phone, "Fill it <b>")).to_contain_text(
        "after “Dig a hole”", timeout=60 * SECONDS
    )
    expect(phone.get_by_role("status").filter(has_text="likely done")).to_be_visible()
    expect(field).to_be_focused()
    check(phone)
    below = phone.locator(".start-plan").bounding_box()["y"]
    assert below > field.bounding_box()["y"] + field.bounding_box()["height"]
    assert not Item.objects.exists()

    page = visit(PAGE, dee, 1440, "light")
    page.keyboard.type("Dig a hole ~4h\nFill it after hole")
    expect(row(page, "Fill it")).to_contain_text("after “Dig a hole”")
    check(page)
    page.keyboard.press("Tab")
    page.keyboard.type("Hole")
    page.keyboard.press("Enter")
    page.wait_for_url("**/w/acme/start/*/people/")
    expect(page.get_by_text("2 items are there.")).to_be_visible()
    check(page)
    page.get_by_label("Name").fill("Eve")
    page.keyboard.press("Enter")
    expect(page.get_by_label("The link")).to_be_visible()
    expect(page.get_by_role("row", name="Eve")).to_contain_text("works on it")
    check(page)
    page.get_by_role("link", name="Go on: first promise").click()
    check(page)
    page.get_by_label("Promised for").fill("2031-05-01")
    page.keyboard.press("Enter")
    page.wait_for_url("**/w/acme/projects/*/")
    project = Project.objects.get(name="Hole")
    assert str(project.target_on) == "2031-05-01"
    assert project.grants.filter(actor__name="Eve", role="contributor").exists()
