"""Takes the pictures of the guide ``first-hour.md`` in a demo organisation that runs.

It walks the guide: what it does there stays done.
"""

import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path("docs/guides/first-hour")
SIZE = {"width": 1200, "height": 750}
MEMBER, LEAD = "paolo", "marta"
GUIDE = FOLDER.with_suffix(".md")


class Pictures:
    def __init__(self, browser: Browser, address: str, password: str) -> None:
        self.browser, self.address, self.password = browser, address, password

    def sign_in(self, name: str) -> Page:
        page = self.browser.new_context(locale="en-GB", viewport=SIZE).new_page()
        page.goto(self.address)
        page.get_by_label("Name or e-mail address").fill(name)
        page.get_by_label("Password").fill(self.password)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url("**/w/**")
        return page

    def take(self, page: Page, name: str) -> None:
        page.mouse.move(0, 0)
        page.wait_for_load_state("networkidle")
        page.screenshot(path=FOLDER / f"{name}.png", animations="disabled")

    def member(self) -> None:
        page = self.sign_in(MEMBER)
        self.take(page, "today")
        page.get_by_role("button", name="Start: ").first.click()
        page.locator("[data-toast]").last.wait_for()
        self.take(page, "started")

    def lead(self) -> None:
        page = self.sign_in(LEAD)
        self.begin(page)
        self.plan(page)
        self.carry(page)
        self.change(page)
        page.goto(page.url.partition("/work/")[0] + "/import/")
        self.take(page, "import")

    def begin(self, page: Page) -> None:
        page.get_by_role("link", name="New project").click()
        page.get_by_role("link", name="See a list become a plan").click()
        lines = GUIDE.read_text().split("```text\n")[1].split("```")[0]
        page.get_by_label("Your list").fill(lines)
        page.get_by_label("Your list").press("Control+Home")
        page.locator(".start-plan .strip").first.wait_for(timeout=300_000)
        page.get_by_label("Name of the project").fill("Harbour tour")
        self.take(page, "list")
        page.get_by_role("button", name="Create project").click()
        page.locator("[data-toast] [data-dismiss]").click()

    def plan(self, page: Page) -> None:
        row = page.get_by_role("link", name="Write the stories", exact=True)
        page.locator(".bar.is-forecast .sure").first.wait_for(timeout=300_000)
        row.focus()
        for key in ("l", "ArrowDown", "Enter"):
            page.keyboard.press(key)
        page.locator("[data-apply]").click()
        page.locator("[data-toast]", has_text="waits for").wait_for()
        page.locator("[data-toast] [data-dismiss]").click()
        page.get_by_text("planned anew").wait_for(state="detached", timeout=120_000)
        row.focus()
        for key in ("Space", "Shift+ArrowRight", "Space"):
            page.keyboard.press(key)
        page.locator("[data-apply]").wait_for()
        self.take(page, "effect")
        page.keyboard.press("Escape")

    def carry(self, page: Page) -> None:
        self.open_tab(page, "Board")
        page.locator(".card-title").first.focus()
        page.keyboard.press("Space")
        page.keyboard.press("ArrowRight")
        self.take(page, "board")
        page.keyboard.press("Escape")

    def change(self, page: Page) -> None:
        self.open_tab(page, "List")
        page.locator("[data-row] .row-title").nth(1).focus()
        for key in ("x", "Shift+ArrowDown", "Shift+ArrowDown"):
            page.keyboard.press(key)
        page.locator("#bulk-menu-importance summary").click()
        self.take(page, "selection")
        page.get_by_role("button", name="High", exact=True).click()
        page.locator("[data-toast] [data-dismiss]").click()
        page.keyboard.press("Escape")
        page.locator("summary", has_text="Save view").click()
        page.get_by_label("Name", exact=True).fill("The tour first")
        self.take(page, "view")
        page.keyboard.press("Escape")
        page.keyboard.press("Control+k")
        page.keyboard.type("the stories")
        page.locator("#palette").get_by_text("Create “the stories”").wait_for()
        self.take(page, "palette")

    @staticmethod
    def open_tab(page: Page, name: str) -> None:
        tab = page.locator(".tabs").get_by_role("link", name=name, exact=True)
        with page.expect_navigation():
            tab.click()


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        pictures = Pictures(chromium, *sys.argv[1:])
        pictures.member()
        pictures.lead()
        chromium.close()
