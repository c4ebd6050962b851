"""What a page does when others change something, and when it lost its session."""

from playwright.sync_api import BrowserContext, Page, expect

from tests.ui import site


def test_who_was_signed_out_keeps_what_was_typed(listed: Page):
    listed.get_by_label("Field").fill("half a sentence")
    button = listed.get_by_role("button", name="Ask")
    button.click()
    expect(listed.get_by_text("You are signed out.")).to_be_visible()
    expect(listed.get_by_label("Field")).to_have_value("half a sentence")
    expect(button).to_be_visible()


def until_streaming(page: Page) -> None:
    while not site.STREAMS:
        page.wait_for_timeout(20)


def test_a_region_fetches_itself_when_one_of_its_subjects_changed(listed: Page):
    link = listed.locator("#link")
    until_streaming(listed)
    link.focus()
    for subject in ("work.item:8", "work.project:3", "work.item:7"):
        site.tell(subject)
    expect(link).to_have_text("1")
    expect(link).to_be_focused()
    site.tell("work.item:7")
    expect(link).to_have_text("2")


def test_a_region_waits_while_a_control_in_it_has_the_focus(listed: Page):
    until_streaming(listed)
    listed.get_by_role("button", name="Press").focus()
    site.tell("work.item:7")
    expect(listed.locator("#region")).to_have_attribute("data-stale", "")
    expect(listed.locator("#link")).to_have_text("0")
    listed.get_by_label("Field").focus()
    expect(listed.locator("#link")).to_have_text("1")
    expect(listed.locator("#region")).not_to_have_attribute("data-stale", "")


def test_tabs_share_one_stream_and_the_next_one_takes_it_over(
    context: BrowserContext, address: str
):
    first, second = context.new_page(), context.new_page()
    for tab in (first, second):
        with tab.expect_event("domcontentloaded"):
            tab.goto(f"{address}/site/list/")
    waiting = "navigator.locks.query().then(({ pending }) => pending.length)"
    second.wait_for_function(f"{waiting}.then((n) => n === 1)")
    until_streaming(first)
    assert site.SENT["GET events"] == 1
    site.tell("work.item:7")
    for tab in (first, second):
        expect(tab.locator("#link")).not_to_have_text("0")

    second.wait_for_timeout(1100)  # so that it knows it may have missed something
    before = second.locator("#link").inner_text()
    first.close()
    expect(second.locator("#link")).not_to_have_text(before)
    assert site.SENT["GET events"] == 2
