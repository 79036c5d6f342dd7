"""What a participant does with the drawn films of a chapter and in its exercises."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from tests.browser.beside_the_page import answer
from tests.browser.exercise_page import at_speed, kept, rests
from tests.browser.test_practise_again import play_to
from tests.browser.walker import Call, Walker
from tests.live_workbook import until

FAST = 4


def exercise(walker: Walker, kind: str) -> Locator:
    """Return the first exercise of the page that holds something of this class."""
    found = walker.page.locator(f".vig-exercise:has(.{kind})").first
    found.scroll_into_view_if_needed()
    return found


def stage(walker: Walker) -> Locator:
    """Return the film that can be marked, with its tools."""
    expect(walker.page.locator(".vig-player")).to_have_attribute("data-ready", "true")
    return walker.page.locator(".vig-widgets:has(.vig-player)").first


def plays(figure: Locator, button: str | re.Pattern[str]) -> None:
    """Press play, and see that the film of the figure moves."""
    figure.get_by_role("button", name=button).first.click()
    until(lambda: not rests(figure))


def marks_here(walker: Walker, film: Locator, clip_id: str) -> None:
    """Mark a moment where the film stands and name the first principle that is offered."""
    before = film.locator(".vig-marks li").count()
    expect(film.get_by_role("button", name="Keep this moment")).to_be_visible()
    by_touch = film.locator(".vig-by-touch")
    if by_touch.count():
        if by_touch.locator(".vig-tier-number").count():
            by_touch.get_by_role("button").first.tap()
            expect(by_touch.locator(".vig-tier-number")).to_have_count(0)
        by_touch.get_by_role("button").first.tap()
    else:
        walker.page.keyboard.press("ArrowDown")
        walker.page.keyboard.press("Enter")
    expect(film.locator(".vig-marks li")).to_have_count(before + 1)
    expect(film.get_by_role("status").filter(has_text=re.compile("Marked: "))).to_have_count(1)
    walker.memory.marks[clip_id] += 1
    walker.looks_for(lambda: expect(walker.page.locator(".vig-marks li")).to_have_count(before + 1))


# ---- watching


def clip_plays(walker: Walker, _calls: list[Call]) -> None:
    figure = walker.page.locator(".vig-moment").first
    figure.scroll_into_view_if_needed()
    plays(figure, re.compile("^Play "))
    figure.get_by_role("button", name="Pause").click()
    until(lambda: rests(figure))


def turn_by_turn(walker: Walker, _calls: list[Call]) -> None:
    figure = walker.page.locator(".vig-walk").first
    figure.scroll_into_view_if_needed()
    at_speed(figure, FAST)
    plays(figure, "The first turn")
    expect(figure.locator("li:not([data-ahead])")).to_have_count(1)
    until(lambda: rests(figure))


# ---- exercises


def stops_and_asks(walker: Walker, calls: list[Call]) -> None:
    (name, clip_id), (at_ms, question) = calls[0].args, calls[0].more["asks"][0]
    film = stage(walker)
    film.scroll_into_view_if_needed()
    at_speed(film, 1)
    film.get_by_role("slider", name="Position in the film").fill(str(at_ms - 800))
    film.get_by_role("button", name="Play", exact=True).click()
    asks = film.locator(".vig-spot[data-over]")
    expect(asks).to_contain_text(question)
    said = f"At {at_ms} she looks, and stays."
    asks.get_by_role("textbox").fill(said)
    expect(asks.get_by_role("status")).to_have_text("Kept")
    asks.get_by_role("button", name="Mark a moment here").click()
    marks_here(walker, film, clip_id)
    walker.answered(name, lambda: expect(walker.page.locator(".vig-spot-said")).to_have_text([said]))


def beside_the_writer(walker: Walker, calls: list[Call]) -> None:
    both = walker.page.locator(".vig-compare").first
    expect(both).to_contain_text("This is what you saw.")
    both.get_by_role("button", name="Show what the writer saw").click()
    expect(both.get_by_role("list")).to_contain_text("The writer saw:")
    expect(both.get_by_role("list")).to_contain_text("You saw:")
    assert walker.chapter
    name = f"{walker.chapter.id}.compare.{calls[0].args[0]}"
    walker.answered(name, lambda: expect(walker.page.locator(".vig-compare").first).to_contain_text("The writer saw:"))


def who_received_whom(walker: Walker, calls: list[Call]) -> None:
    section = exercise(walker, "vig-pairing")
    section.get_by_role("button", name=re.compile("^This receives")).first.click()
    section.get_by_role("button", name="It receives this one").last.click()
    said = section.locator(".vig-pairing-status").inner_text()
    walker.is_cut_off_in("pair")
    kept(section)
    link = said.removeprefix("You saw it: ").removesuffix(".")
    assert " receives " in link
    walker.answered(calls[0].args[0], lambda: expect(exercise(walker, "vig-pairing")).to_contain_text(link))


def builds_the_ladder(walker: Walker, calls: list[Call]) -> None:
    def rung() -> Locator:
        return exercise(walker, "vig-build").locator("[data-rung='4'] [data-card]")

    section = exercise(walker, "vig-build")
    section.get_by_role("button", name="Giving and taking short turns").first.click()
    section.get_by_role("button", name="Put it here, on rung 4").click()
    kept(section)
    walker.answered(calls[0].args[0], lambda: expect(rung()).to_contain_text("Giving and taking short turns"))


def waits(walker: Walker, calls: list[Call]) -> None:
    name = calls[0].args[0]
    section = exercise(walker, "vig-wait")
    at_speed(section, FAST)
    plays(section, "Play the film")
    now = section.get_by_role("button", name="I would speak now")
    expect(now).not_to_have_attribute("aria-disabled", "true")
    now.click()
    until(lambda: answer(walker.workbook, name))
    until(lambda: rests(section))
    said = section.locator(".vig-wait-said")
    expect(said).to_contain_text("You would have spoken")
    sentence, words = said.inner_text(), "His hand was up."
    section.get_by_role("textbox").fill(words)
    kept(section)
    walker.answered(name, lambda: expect(exercise(walker, "vig-wait").get_by_role("textbox")).to_have_value(words))
    walker.looks_for(lambda: expect(exercise(walker, "vig-wait").locator(".vig-wait-said")).to_have_text(sentence))


def what_could_come(walker: Walker, calls: list[Call]) -> None:
    name = calls[0].args[0]
    section = exercise(walker, "vig-next")
    at_speed(section, FAST)
    section.get_by_role("button", name="Go on to the question").click()
    section.get_by_role("radio").first.check()
    kept(section)
    plays(section, re.compile("^See this way"))
    expect(section.get_by_role("status").first).to_contain_text("That was one way")
    section.get_by_role("button", name="Write what it may let the other feel").click()
    felt = "That somebody is there."
    section.get_by_role("textbox", name=re.compile("^What may this let the other feel")).fill(felt)
    kept(section)

    def look() -> None:
        again = exercise(walker, "vig-next")
        expect(again.get_by_role("radio").first).to_be_checked()
        box = again.get_by_role("textbox", name=re.compile("^What may this let the other feel"))
        expect(box).to_have_value(felt)

    walker.answered(name, look)


def practises(walker: Walker, calls: list[Call]) -> None:
    section = exercise(walker, "vig-again-slot")
    section.get_by_role("button", name="A new film for this tier").click()
    expect(section.locator(".vig-again-status")).to_have_text("Your film is ready.")
    play_to(section, 4.02)
    section.get_by_role("button", name="I saw something").click()
    expect(section.get_by_role("combobox")).to_have_count(1)
    walker.is_cut_off_in("practise")
    section.get_by_role("button", name="What the writer saw").click()
    expect(section.get_by_text("The writer saw:").first).to_be_visible()
    kept(section)

    def look() -> None:
        again = exercise(walker, "vig-again-slot")
        expect(again.get_by_role("combobox")).to_have_count(1)
        expect(again.get_by_text("The writer saw:").first).to_be_visible()

    walker.answered(calls[0].args[0], look)


def gives_a_number(walker: Walker, calls: list[Call]) -> None:
    """The same hope is asked about in two chapters: the number of the first is seen in the second, and changed."""
    name, asked = calls[0].args

    def number(value: int) -> Locator:
        section = walker.page.get_by_role("region", name=asked)
        return section.get_by_role("radio", name=str(value), exact=True)

    value, words = 4, "We laughed about the peas."
    section = exercise(walker, "vig-scale")
    if name in walker.memory.exercises:
        expect(number(value)).to_be_checked()
        value = 6
    number(value).click()
    section.get_by_role("textbox").fill(words)
    kept(section)
    walker.answered(name, lambda: expect(number(value)).to_be_checked())
