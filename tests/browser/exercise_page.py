"""What tests of exercises do with a page: hurry a film, see that an answer is kept, hold it in one hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.live_workbook import PATIENCE_MS

FINGER_PX = 43.9
"""How high a button is at least for a finger, in CSS pixels."""


def kept(section: Locator) -> None:
    """Wait until the exercise says that it is kept."""
    expect(section.locator(".vig-exercise-status")).to_have_text("Kept")


def at_speed(figure: Locator, rate: float) -> None:
    """Let the film of a figure run so many times as fast, however often it is played."""
    figure.locator("video").first.evaluate(
        "(video, rate) => { video.defaultPlaybackRate = video.playbackRate = rate; }", rate
    )


def rests(figure: Locator) -> bool:
    """Whether the film of a figure stands still."""
    return figure.locator("video").first.evaluate("(video) => video.paused && !video.seeking")


def no_wider_than(page: Page, width_px: int) -> None:
    """Fail where the page would have to be scrolled sideways."""
    assert page.evaluate("document.documentElement.scrollWidth") <= width_px


@contextmanager
def phone_beside(context: BrowserContext) -> Iterator[Page]:
    """Open a page on a small, touched screen that is signed in as `context` is."""
    assert context.browser
    with context.browser.new_context(
        storage_state=context.storage_state(), viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True
    ) as phone:
        page = phone.new_page()
        page.set_default_timeout(PATIENCE_MS)
        yield page


def too_small_for_a_finger(section: Locator) -> list[str]:
    """Return the names of the buttons that are seen and lower than a finger; the quiet one below is left out."""
    found: list[str] = section.get_by_role("button").evaluate_all(
        "(all, least) => all.filter((one) => one.textContent !== 'Begin again')"
        ".filter((one) => one.offsetHeight > 0 && one.getBoundingClientRect().height < least)"
        ".map((one) => one.ariaLabel ?? one.textContent)",
        FINGER_PX,
    )
    return found
