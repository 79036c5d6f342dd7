"""Every page, and every window that opens on one, in turn. What is looked at there is the business of whoever visits.

Things are found by their class, never by their name, so that the visits go on in every language.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.beside_the_page import journal_of, vig
from tests.browser.test_home import past_its_date
from tests.live_workbook import LiveWorkbook, until
from vigwidgets.core.left_off import LeftOff
from vigwidgets.core.mark import Mark
from vigwidgets.core.permission import Permission
from vigwidgets.core.reflection import Prompt
from vigwidgets.core.span import Span
from vigwidgets.workbook.clips import shelve_clips

OWN_WORDS = ("At the table", "Lunch", "K., M.", "K.'s mother", "She put the cup down and looked up.")
NAMED = (("waiting",), ("wondering",), ("receiving_with_body", "having_fun"), ())
LONG = "\n\n".join(f"{number}. He looks up, she smiles, and both of them laugh for a while." for number in range(1, 13))


@dataclass(frozen=True, slots=True)
class Room:
    """How somebody sees the pages: how large, in which light, and whether things may move."""

    width: int = 1280
    height: int = 900
    dark: bool = False
    still: bool = False
    scale: float = 1

    def context(self, browser: Browser, **more: Any) -> BrowserContext:
        """Return a browser's context like this."""
        return browser.new_context(
            viewport={"width": self.width, "height": self.height}, device_scale_factor=self.scale, locale="en-GB",
            color_scheme="dark" if self.dark else "light", reduced_motion="reduce" if self.still else "no-preference",
            **more,
        )  # fmt: skip


def watched(context: BrowserContext, errors: list[str]) -> Page:
    """Return a new page whose errors are listened to."""
    page = context.new_page()
    page.on("console", lambda m: errors.append(f"{m.text} {m.location}") if m.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    return page


def work_in(workbook: LiveWorkbook, film: Path) -> str:
    """Put two films, marks, words and a place into the journal, and return the id of the film that can be played."""
    film_id: str = vig(workbook, "film", "add", str(film), "--title", OWN_WORDS[0])["id"]
    with journal_of(workbook) as journal:
        shelve_clips(journal)
        journal.set_permission(film_id, Permission(("work",), date(2099, 7, 31), ("K.", "M."), OWN_WORDS[3]))
        journal.add_film(past_its_date())
        for place in (film_id, "c01", "past1"):
            for at, keys in enumerate(NAMED):
                span = Span(400 + 900 * at, 1200 + 900 * at)
                mark = Mark(f"m-{place}-{at}", place, span, principles=keys, note=OWN_WORDS[4] if at else "")
                journal.add_mark(mark, change_id=f"c-{place}-{at}")
        for chapter, name, about, text in (
            ("being_attentive", "somebody_was_there", None, LONG),
            ("my_film", "helping_question", film_id, OWN_WORDS[4]),
            ("my_film", "what_i_did", film_id, LONG),
        ):
            prompt = Prompt(f"{chapter}.{name}", chapter, "?", film=about)
            journal.save_reflection(prompt, text, revision_id=f"r-{name}", sitting="s", sequence=0)
        journal.leave_off(LeftOff("being_attentive", "01-06", "c01", 13_240, datetime.now(UTC)))
    return film_id


def first_day(page: Page, base: str) -> Iterator[str]:
    """Home and My film before there is any work; yields the name of each state."""
    page.goto(f"{base}chapter/welcome")
    expect(page.locator(".vig-data-care > p").first).to_be_attached()
    expect(page.locator(".vig-home-steps > p")).to_be_visible()
    yield "home on the first day"
    page.locator(".vig-foot summary").click()
    page.locator(".vig-data-erase summary").click()
    page.locator(".vig-data-erase button").click()
    yield "home, erasing everything"
    closed(page, ".vig-window")
    page.goto(f"{base}chapter/my_film")
    expect(page.locator(".vig-disk")).not_to_be_empty()
    page.locator(".vig-adding .vig-people input").fill("K.")
    page.keyboard.press("Enter")
    yield "my film, the first one"
    page.locator(".vig-adding [type=submit]").click()
    expect(page.locator(".vig-adding .vig-trouble:not(:empty)")).to_be_visible()
    yield "my film, nothing chosen yet"


def at_home(page: Page, base: str) -> Iterator[str]:
    """Home once there is work."""
    page.goto(f"{base}chapter/welcome")
    expect(page.locator(".vig-data-care > p").first).to_be_attached()
    make = page.locator(".vig-home-steps button")
    expect(make).to_be_visible()
    yield "home"
    make.click()
    expect(page.locator(".vig-home-save")).to_be_visible()
    yield "home, a file to take along"
    make.click()  # the only button now: it lets the file go again
    expect(page.locator(".vig-home-save")).to_have_count(0)


def in_the_lesson(page: Page, base: str) -> Iterator[str]:
    """The lesson with a word, a mark and everything that opens."""
    with_its_film(page, f"{base}chapter/being_attentive")
    for at in range(page.locator(".vig-moment").count()):
        page.locator(".vig-moment").nth(at).scroll_into_view_if_needed()
        until(lambda at=at: page.locator(".vig-moment video").nth(at).evaluate("v => v.readyState > 1 && !v.seeking"))
    page.evaluate("scrollTo(0, 0)")
    yield "lesson"
    yield from around_the_film(page, "lesson")


def on_my_film(page: Page, base: str, film_id: str) -> Iterator[str]:
    """My film with a film, its menu and its windows, and with one whose date has passed."""
    with_its_film(page, f"{base}chapter/my_film?film={film_id}")
    expect(page.locator(".vig-lanes-line")).to_be_hidden(timeout=120_000)  # its button would come and go
    yield "my film"
    page.locator(".vig-add").click()
    expect(page.locator(".vig-disk")).not_to_be_empty()
    yield "my film, another one"
    page.locator(".vig-adding .vig-buttons [type=button]").click()
    page.locator(f"[data-film='{film_id}'] .vig-films-more").click()
    menu = page.locator(f"[data-film='{film_id}'] .vig-films-menu")
    yield "my film, the menu"
    for at, name in enumerate(("a new name", "the permission", "erasing")):
        menu.locator(".vig-buttons button").nth(at).click()
        yield f"my film, {name}"
        closed(page, ".vig-dialog[open]")
    yield from around_the_film(page, "my film")
    page.goto(f"{base}chapter/my_film?film=past1")
    expect(page.locator(".vig-films-asking").first).to_be_visible()
    yield "my film, a date that has passed"


def at_the_clips(page: Page, base: str) -> Iterator[str]:
    """Watch and practise: the shelves, a clip with the writer's view, and the form that draws another."""
    page.goto(f"{base}chapter/watch")
    expect(page.locator(".vig-card").first).to_be_visible()
    expect(page.locator("html")).to_have_attribute("data-link", "ready")
    yield "the clips"
    with_its_film(page, f"{base}chapter/watch?film=c01")
    page.locator(".vig-writer > button").click()
    expect(page.locator(".vig-writer-list > li").first).to_be_visible()
    yield "a clip with what its writer saw"


def around_the_film(page: Page, where: str) -> Iterator[str]:
    """What opens beside a film: the chosen moment, the principles, the keys, earlier versions."""
    page.locator(".vig-marks li button").first.click()
    expect(page.locator(".vig-details")).to_be_visible()
    page.locator(".vig-player video").evaluate("video => video.pause()")
    yield f"{where}, a chosen moment"
    page.locator(".vig-mark-button").click()
    yield f"{where}, the principles"
    if page.locator(".vig-panel input").count():
        page.keyboard.type("zzz")
        yield f"{where}, no principle found"
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator("dialog.vig-keys")).to_be_visible()
    yield f"{where}, the keys"
    closed(page, "dialog.vig-keys")
    page.locator(".vig-reflection .vig-quiet").first.click()
    expect(page.locator(".vig-versions[open] li").first).to_be_visible()
    yield f"{where}, earlier versions"
    page.locator(".vig-versions[open] .vig-quiet").click()
    yield f"{where}, earlier versions, erasing"
    closed(page, ".vig-versions[open]")


def of_the_house(page: Page, base: str) -> Iterator[str]:
    """What the house itself says: questions, a page that is not there, the lock."""
    page.goto(f"{base}chapter/welcome")
    page.evaluate("document.getElementById('vig-quit-asks').showModal()")
    yield "leaving while something is under way"
    page.keyboard.press("Escape")
    for place, word in (("vig-banner", "changed"), ("vig-idle", "locks_soon")):
        page.evaluate(SHOWN, [place, word])
    yield "two lines of the house"
    page.goto(f"{base}nowhere")
    yield "a page that is not there"
    page.goto(f"{base}chapter/welcome")
    page.locator("#vig-lock").click()
    page.wait_for_url("**/vig/locked")
    yield "locked"
    page.goto(f"{base}chapter/welcome")
    yield "a closed door"


SHOWN = """([id, word]) => {
    const line = document.getElementById(id), config = JSON.parse(document.getElementById('vig-config').textContent);
    line.hidden = false;
    line.querySelector('[data-text]').textContent = config.words[word];
    for (const button of line.querySelectorAll('button')) button.hidden = false; }"""


def with_its_film(page: Page, address: str) -> None:
    """Go there and wait until the film can be played and the kernel answers."""
    page.goto(address)
    expect(page.locator(".vig-player")).to_have_attribute("data-ready", "true")
    expect(page.locator("html")).to_have_attribute("data-link", "ready")


def closed(page: Page, window: str) -> None:
    """Close the window by Escape; fail when it stays, or the focus does not go back to something that can be seen."""
    page.keyboard.press("Escape")
    expect(page.locator(f"{window}:modal")).to_have_count(0)
    back = page.evaluate("document.activeElement?.checkVisibility() && document.activeElement !== document.body")
    assert back, f"the focus is lost after {window}"
