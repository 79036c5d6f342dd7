"""Every exercise in one chapter, each answered in four ways, and what the page shows of an answer.

The ways are `right` and `wrong` as its writer or the framework has it (where neither has, two ways far from each
other), `half`, and `mid`, which leaves off in the middle and waits for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, Literal

from playwright.sync_api import Locator, Page, expect

from tests.browser.exercise_page import at_speed, kept, rests
from tests.browser.test_build_ladder import TURNS, WORDS, named, rung
from tests.browser.test_exercises_elsewhere import again, both_views, film, record, region, wait
from tests.browser.test_pair_turns import card, link
from tests.browser.test_practise_again import moments, play_to
from tests.browser.test_scale import ASKED
from tests.browser.test_spotting import asks
from tests.browser.test_the_wait import THEN, play_on, play_until
from tests.browser.test_what_next import FELT, OWN, SITS
from tests.live_workbook import until

Way = Literal["right", "wrong", "half", "mid"]
WAYS: Final[tuple[Way, ...]] = ("right", "wrong", "half", "mid")
CELLS: Final = (
    'book.spot("ex.spot", "c01", asks=((2000, "Who is there?"), (5000, "And now?")))\nbook.compare("c01")',
    'book.pair("ex.pair", "c05", title="Who receives whom?")\nbook.build_ladder("ex.ladder")',
    f'book.practise("ex.again", tier=5)\nbook.wait("ex.wait", "c10", waits_ms=(6500, 13400), then={THEN!r})',
    f'book.what_next("ex.next", "c06", title="And then?")\nbook.scale("ex.scale", {ASKED!r})',
    "book.account()\nbook.record()",
)
SHOWN: Final = """(page, selector) => [...page.querySelectorAll(selector)].flatMap((node) => {
    if (!node.checkVisibility() && !node.closest("details")) return [];
    const name = [node.closest("fieldset")?.querySelector("legend"), node.closest("label")];
    const about = `${name.map((one) => one?.textContent ?? "").join(" ")} ${node.ariaLabel ?? ""}`.trim();
    if (["radio", "checkbox"].includes(node.type)) return node.checked ? [`${about}: chosen`] : [];
    return [`${about}: ${node.value || node.textContent}`];
}).sort()"""
"""What stands at these places and can be seen, or unfolded; in no order, as some of it is put elsewhere later."""


def pauses_at(page: Page, seconds: float) -> None:
    """Let the film that stops itself play until it has come to that question."""
    at_speed(film(page), 4)
    film(page).get_by_role("button", name="Play", exact=True).click()
    until(lambda: abs(film(page).locator("video").evaluate("(video) => video.currentTime") - seconds) < 0.1)
    expect(asks(page.locator("body"))).to_be_visible()


def spots(page: Page, way: Way) -> None:
    """Say something to a question, and mark a moment there."""
    over = asks(page.locator("body"))
    pauses_at(page, 2)
    if way != "wrong":
        over.get_by_role("textbox").fill("Nadia is.")
    if way == "mid":
        return
    if way in ("right", "wrong"):
        over.get_by_role("button", name="Mark a moment here").click()
        if way == "wrong":
            page.keyboard.press("ArrowDown")
            page.keyboard.press("Enter")
        else:
            page.get_by_role("button", name="Keep this moment").click()
        expect(page.get_by_role("list", name="Marks").get_by_role("listitem")).to_have_count(1)
    if way == "right":
        pauses_at(page, 5)
        over.get_by_role("textbox").fill("He looks up.")
        over.get_by_role("button", name="Let the film go on").click()
        until(lambda: not rests(film(page)))
        film(page).get_by_role("button", name="Pause", exact=True).click()
    expect(page.locator(".vig-spot .vig-exercise-status")).to_have_text("Kept")


def compares(page: Page, way: Way) -> None:
    """Look at what the writer saw, and put it away again."""
    if way == "half":
        return
    both_views(page).get_by_role("button", name="Show what the writer saw").click()
    if way == "mid":
        return
    expect(both_views(page).get_by_role("list")).to_contain_text("The writer saw:")
    if way == "wrong":
        both_views(page).get_by_role("button", name="Put the writer’s away again").click()
        expect(both_views(page).get_by_role("list")).not_to_contain_text("The writer saw:")


def pairs(page: Page, way: Way) -> None:
    """Link turns as the writer did, or another way; look at the writer's links."""
    section = region(page, "Who receives whom?")
    link(section, 5, 2 if way == "wrong" else 4)
    if way != "wrong":
        link(section, 1, 0)
    if way in ("right", "wrong"):
        section.get_by_role("button", name="Show how the writer linked them").click()
    kept(section)
    if way == "mid":
        card(section, 7).get_by_role("button", name="This receives").click()


def builds(page: Page, way: Way) -> None:
    """Put cards on rungs."""
    section = region(page, "Build the ladder")
    for name, number in ((TURNS, 2), (WORDS, 6)) if way == "wrong" else ((TURNS, 4), (WORDS, 3)):
        named(section, name).click()
        section.get_by_role("button", name=f"Put it here, on rung {number}").click()
        if way == "half":
            break
    if way == "mid":
        rung(section, 3).get_by_role("button", name="Move it").first.click()
        section.get_by_role("button", name="Put it here, on rung 5").click()
        named(section, "Offering choices").click()
        return
    kept(section)


def practises(page: Page, way: Way) -> None:
    """Press where one sees something, name it, and look at what the writer saw."""
    section = again(page)
    section.get_by_role("button", name="A new film for this tier").click()
    for at in (4.02, 9.02):
        play_to(section, at)
        section.get_by_role("button", name="I saw something").click()
    expect(moments(section)).to_have_count(2)
    if way == "mid":
        return
    moments(section).first.select_option(index=1)
    if way != "half":
        moments(section).last.select_option(index=1 if way == "right" else 2)
        section.get_by_role("button", name="What the writer saw").click()
        expect(section.get_by_text("The writer saw:").first).to_be_visible()
        section.get_by_role("radio", name="Quieter" if way == "right" else "The same").check()
    kept(section)


def waits(page: Page, way: Way) -> None:
    """Press before the wait began or in it, or go on waiting; the film is left while it plays, or comes to its end."""
    figure = wait(page)
    if way == "right":
        play_until(figure, "Play the film", 7000)
        figure.get_by_role("button", name="Pause").click()
        figure.get_by_role("button", name="I would have gone on waiting").press("Enter")
    else:
        play_until(figure, "Play the film", 5000 if way == "wrong" else 8000)
        figure.get_by_role("button", name="I would speak now").click()
        if way == "mid":
            return
        play_on(figure)
    if way != "half":
        figure.get_by_role("textbox").fill("A hand.")
    kept(figure)


def goes_on(page: Page, way: Way) -> None:
    """Choose a way and see it, or write one."""
    figure = region(page, "And then?")
    at_speed(figure, 4)
    figure.get_by_role("button", name="Go on to the question").click()
    if way == "wrong":
        figure.get_by_role("radio", name="Something else:").check()
        figure.get_by_role("textbox", name=OWN).fill("Waves the book back.")
    else:
        figure.get_by_role("radio", name=SITS).check()
    if way in ("right", "mid"):
        figure.get_by_role("button", name=f"See this way {SITS}").click()
        figure.get_by_role("textbox", name=f"{FELT} {SITS}").fill("That he is seen.")
    if way != "mid":
        kept(figure)


def rates(page: Page, way: Way) -> None:
    """Choose a number, the lowest too, and say why."""
    section = region(page, ASKED)
    section.get_by_role("radio", name="0" if way == "wrong" else "4", exact=True).click()
    if way != "half":
        section.get_by_role("textbox").fill("He looked up.")
    if way != "mid":
        kept(section)


def tells(page: Page, way: Way) -> None:
    """Give the account a title, and say what becomes of the names in it."""
    section = region(page, "My reflective account")
    boy = section.get_by_role("group", name="What “Tobias” becomes")
    section.get_by_role("textbox", name="Title").fill("On looking up")
    if way == "mid":
        return
    if way == "wrong":
        section.get_by_role("radio", name="By date").check()
        section.get_by_role("checkbox").last.uncheck()
    boy.get_by_role("textbox").fill("a boy")
    if way == "right":
        section.get_by_role("group", name="What “Mrs Khan” becomes").get_by_role("radio").last.check()
        expect(section.locator(".vig-account-waiting")).to_have_text("You have looked at all of them.")
    kept(section)


def records(page: Page, way: Way) -> None:
    """Enter hours as a number or not, and a line."""
    section = record(page)
    section.get_by_role("textbox", name=re.compile("^Hours for")).first.fill("soon" if way == "wrong" else "2,5")
    if way != "wrong":
        section.get_by_role("button", name="Add a line").click()
        section.get_by_label("What line 1 is about").fill("Shared review")
    if way == "right":
        section.get_by_label("Date of line 1").fill("2026-11-20")
        section.get_by_label("Hours of line 1").fill("1")
    if way != "mid":
        kept(section)


EXERCISES: Final[dict[str, tuple[Callable[[Page, Way], None], str]]] = {
    "spot": (spots, ".vig-spot-said, .vig-spot[data-over] textarea, .vig-marks li"),
    "compare": (compares, ".vig-compare li, .vig-compare button[aria-expanded]"),
    "pair": (pairs, ".vig-turn-link:not(:empty), .vig-pairing-cycles li, .vig-pairing-both li"),
    "ladder": (builds, "[data-rung] [data-card]"),
    "again": (practises, ".vig-again :is(select, .vig-both-seen:not(.vig-again-own), input)"),
    "wait": (waits, ".vig-wait :is(.vig-wait-said, .vig-wait-list li, textarea)"),
    "next": (goes_on, ".vig-next :is(input, textarea, .vig-next-seen)"),
    "scale": (rates, ".vig-scale :is(input, textarea, .vig-scale-today)"),
    "account": (tells, ".vig-account-part input, .vig-account-waiting"),
    "record": (records, ".vig-record-part:not(.vig-record-take) input"),
}
"""How each is answered, and where its answer is seen."""


def shown(page: Page) -> dict[str, list[str]]:
    """Return by exercise what the page shows of its answer."""
    body = page.locator("body")
    return {name: body.evaluate(SHOWN, selector) for name, (_, selector) in EXERCISES.items()}


def settled(page: Page) -> None:
    """Let what was left while it played come to its end."""
    figure: Locator = wait(page)
    if not rests(figure):
        play_on(figure)
