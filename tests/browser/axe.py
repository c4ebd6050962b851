"""Accessibility, as axe-core sees it."""

from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "frontend/node_modules/axe-core/axe.min.js"
"""Installed with the front end by ``bin/setup``."""


def violations(page: Page) -> list[str]:
    """What axe finds on the page as it stands; its context needs ``bypass_csp``."""
    page.add_script_tag(path=str(AXE))
    found = page.evaluate("axe.run().then((found) => found.violations)")
    return [f"{v['id']}: {n['html'][:200]}" for v in found for n in v["nodes"]]
