"""What a participant does in a chapter: one step for each thing that its notebook can place."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.browser.beside_the_page import answer
from tests.browser.exercise_page import at_speed, kept, rests
from tests.browser.test_lesson import ready
from tests.browser.test_my_film import entry, go_on, marks
from tests.browser.test_my_reel import moments, reel, save_reel
from tests.browser.test_practise_again import play_to
from tests.browser.walker import Call, Walker
from tests.live_workbook import PATIENCE_MS, until
from vigwidgets.workbook.clips import clip

FAST = 4
FILM = Path(__file__).parents[3] / "shared/testdata/video/mdn__interactive-examples/friday.mp4"
TO_WATCH = "c08"
NAME, INSTEAD = "Tobias", "a boy in my group"
Step = Callable[[Walker, list[Call]], None]


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
    walker.page.keyboard.press("ArrowDown")
    walker.page.keyboard.press("Enter")
    expect(film.locator(".vig-marks li")).to_have_count(before + 1)
    expect(film.get_by_role("status").filter(has_text=re.compile("Marked: "))).to_have_count(1)
    walker.memory.marks[clip_id] += 1
    walker.looks_for(lambda: expect(walker.page.locator(".vig-marks li")).to_have_count(before + 1))


# ---- home


def where_to_go(walker: Walker, _calls: list[Call]) -> None:
    expect(walker.page.get_by_role("region", name="Where to go on").get_by_role("link")).to_be_visible()


def films_to_watch(walker: Walker, _calls: list[Call]) -> None:
    row = walker.page.get_by_role("region", name="Films for a quarter of an hour")
    expect(row.get_by_role("listitem")).to_have_count(3)


def six_rungs(walker: Walker, _calls: list[Call]) -> None:
    expect(walker.page.locator(".vig-rung")).to_have_count(6)


def where_the_work_is(walker: Walker, _calls: list[Call]) -> None:
    region = walker.page.get_by_role("region", name="Where my work is")
    expect(region.locator("code").first).to_have_text(str(walker.workbook.data))


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


def beside_the_writer(walker: Walker, _calls: list[Call]) -> None:
    both = walker.page.locator(".vig-compare").first
    expect(both).to_contain_text("This is what you saw.")
    both.get_by_role("button", name="Show what the writer saw").click()
    expect(both.get_by_role("list")).to_contain_text("The writer saw:")
    expect(both.get_by_role("list")).to_contain_text("You saw:")
    walker.looks_for(lambda: expect(walker.page.locator(".vig-compare").first).to_contain_text("You saw:"))


def who_received_whom(walker: Walker, calls: list[Call]) -> None:
    section = exercise(walker, "vig-pairing")
    section.get_by_role("button", name=re.compile("^This receives")).first.click()
    section.get_by_role("button", name="It receives this one").last.click()
    kept(section)
    said = section.locator(".vig-pairing-status").inner_text()
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


# ---- words


def reflects(walker: Walker, calls: list[Call]) -> None:
    """Answer the first question, and the one about what somebody wants to do more often."""
    last = [call for call in calls[1:] if call.args[0].endswith(".intention")]
    for call in [calls[0], *last]:
        is_named = call.args[0] == "my_journey.someone_noticed"
        walker.writes(*call.args, text=f"In the garden {NAME} came up to me." if is_named else "")


# ---- a film of one's own


def own_film(walker: Walker) -> str:
    return walker.page.url.split("film=")[1].split("#")[0].split("&")[0]


def brings_a_film(walker: Walker, _calls: list[Call]) -> None:
    page = walker.page
    page.get_by_label("Choose a film").set_input_files(FILM)
    page.get_by_role("textbox", name="Who is in it?").fill("K.,me")
    page.get_by_role("textbox", name="Whose permission").fill("K.'s mother")
    page.get_by_role("button", name="In 3 months").click()
    page.get_by_role("button", name="Add this film").click()
    page.wait_for_url("**/chapter/my_film?film=*")
    ready(page)
    allowed = "K., me · allowed by K.'s mother · until"
    walker.looks_for(lambda: expect(entry(walker.page, "friday")).to_contain_text(allowed))


def links_a_reception(walker: Walker, _calls: list[Call]) -> None:
    page, film = walker.page, own_film(walker)
    timeline = page.get_by_role("region", name="Timeline")
    page.get_by_role("button", name="I have watched the other").click()
    page.get_by_role("button", name="I have watched myself too").click()
    go_on(page, ".")
    page.keyboard.press("m")
    page.keyboard.type("listening")
    page.keyboard.press("Enter")
    expect(marks(page)).to_have_count(1)
    go_on(page, "l")
    page.keyboard.press("r")
    expect(marks(page)).to_have_count(2)
    expect(timeline.get_by_text("Received, and linked.")).to_be_visible()
    expect(entry(page, "friday")).to_contain_text("2 moments marked")
    walker.memory.marks[film] = 2
    walker.looks_for(lambda: expect(marks(walker.page)).to_have_count(2))


def reflects_on_the_film(walker: Walker, calls: list[Call]) -> None:
    walker.writes(*calls[0].args, film=own_film(walker))


def cuts_a_reel(walker: Walker, _calls: list[Call]) -> None:
    def did() -> Locator:
        return moments(walker.page).first.get_by_role("textbox", name="What did you do?")

    page, words = walker.page, "I looked, and said nothing."
    reel(page).get_by_role("button", name="Add all, in order").click()
    expect(moments(page)).to_have_count(2)
    did().fill(words)
    expect(reel(page).get_by_text("Saved", exact=True).first).to_be_visible()
    reel(page).get_by_role("button", name="Play my reel").click()
    expect(reel(page).get_by_text("That was your reel.")).to_be_visible()
    reel(page).get_by_role("button", name="Make my reel").click()
    assert save_reel(page, walker.workbook.data.parent / "reel.mp4").browser_plays
    walker.looks_for(lambda: expect(moments(walker.page)).to_have_count(2))
    walker.looks_for(lambda: expect(did()).to_have_value(words))
    walker.looks_for(lambda: expect(reel(walker.page).get_by_role("link", name="Save the reel")).to_be_visible())


def sees_pictures(walker: Walker, _calls: list[Call]) -> None:
    def tiers() -> Locator:
        region = walker.page.get_by_role("region", name="Your pictures", exact=True)
        return region.get_by_role("region", name="Moments by tier", exact=True)

    walker.looks_for(lambda: expect(tiers().locator("[data-choice]")).to_have_count(2))


# ---- what came of it


def sees_the_journey(walker: Walker, _calls: list[Call]) -> None:
    """Each picture has something in it."""
    for title in ("Found, practised, written", "What you found, session by session", "My number for my hope"):
        card = walker.page.get_by_role("region", name="Your journey").get_by_role("region", name=title, exact=True)
        walker.looks_for(lambda card=card: expect(card.locator("svg")).to_be_visible())


def account(walker: Walker) -> Locator:
    return walker.page.get_by_role("region", name="My reflective account")


def takes_the_account(walker: Walker, _calls: list[Call]) -> None:
    """Look through the names, one's own and one that stands in a question, and take the pages along."""

    def becomes(name: str) -> Locator:
        return account(walker).get_by_role("group", name=f"What “{name}” becomes")

    waiting = account(walker).locator(".vig-account-waiting")
    account(walker).get_by_role("textbox", name="Title").fill("What I saw")
    expect(waiting).to_have_text("2 are still to be looked at.")
    becomes(NAME).get_by_role("textbox").fill(INSTEAD)
    becomes("Nadia").get_by_role("radio", name="It stays").check()
    expect(waiting).to_have_text("You have looked at all of them.")
    kept(account(walker))
    assert account_as_told(walker).startswith("# What I saw")
    title = account(walker).get_by_role("textbox", name="Title")
    walker.answered("my_journey.account", lambda: expect(title).to_have_value("What I saw"))
    walker.looks_for(lambda: expect(waiting).to_have_text("You have looked at all of them."))


def account_as_told(walker: Walker) -> str:
    """Take the account as Markdown; every text that was written is in it, the name as it was chosen."""
    with walker.page.expect_download() as coming:
        account(walker).get_by_role("button", name="Markdown").click()
    told = Path(coming.value.path()).read_text("utf-8")
    assert NAME not in told
    for text in walker.memory.texts.values():
        assert text.replace(NAME, INSTEAD) in told
    return told


def enters_hours(walker: Walker, _calls: list[Call]) -> None:
    def hours() -> Locator:
        return walker.page.get_by_role("region", name="A record of the work").get_by_label("Hours for Being attentive")

    record = walker.page.get_by_role("region", name="A record of the work")
    hours().fill("2.5")
    kept(record)
    record.get_by_label("Your name").fill("Zoë Ünlü")
    with walker.page.expect_download() as coming:
        record.get_by_role("button", name="HTML").click()
    told = Path(coming.value.path()).read_text("utf-8")
    for part in ("Of Zoë Ünlü", "Being attentive", "2.5"):
        assert part in told
    walker.answered("my_journey.record", lambda: expect(hours()).to_have_value("2.5"))


def reads_the_table(walker: Walker, _calls: list[Call]) -> None:
    expect(walker.page.locator(".vig-evidence tbody tr")).to_have_count(5)


def reads_the_picture(walker: Walker, _calls: list[Call]) -> None:
    expect(walker.page.locator(".vig-effects-dot")).to_have_count(2)


# ---- watch and practise


def chooses_a_film(walker: Walker, _calls: list[Call]) -> None:
    walker.page.get_by_role("region", name="Films to watch").get_by_role("link", name=clip(TO_WATCH).title).click()
    walker.page.wait_for_url(f"**/chapter/watch?film={TO_WATCH}*")
    ready(walker.page)


def marks_the_film(walker: Walker, _calls: list[Call]) -> None:
    film = stage(walker)
    plays(film, "Play")
    film.get_by_role("button", name="Mark this moment").click()
    marks_here(walker, film, own_film(walker))
    film.get_by_role("button", name="Pause", exact=True).click()


def writes_about_the_film(walker: Walker, calls: list[Call]) -> None:
    prompt, question = calls[0].args
    walker.writes(prompt, clip(TO_WATCH).ask or question, film=TO_WATCH)


def has_a_film_drawn(walker: Walker, _calls: list[Call]) -> None:
    new = walker.page.get_by_role("region", name="A new film")
    new.get_by_role("button", name="Draw me a new film").click()
    walker.page.wait_for_url("**/chapter/watch?film=practice_*", timeout=4 * PATIENCE_MS)
    ready(walker.page)


STEPS: dict[str, Step] = {
    "way_on": where_to_go,
    "films_to_watch": films_to_watch,
    "ladder": six_rungs,
    "my_work": where_the_work_is,
    "reflect": reflects,
    "whole_clip": clip_plays,
    "moment": clip_plays,
    "turns": turn_by_turn,
    "spot": stops_and_asks,
    "compare": beside_the_writer,
    "pair": who_received_whom,
    "build_ladder": builds_the_ladder,
    "wait": waits,
    "what_next": what_could_come,
    "practise": practises,
    "scale": gives_a_number,
    "my_films": brings_a_film,
    "my_film": links_a_reception,
    "reflect_on_film": reflects_on_the_film,
    "my_reel": cuts_a_reel,
    "my_pictures": sees_pictures,
    "journey": sees_the_journey,
    "account": takes_the_account,
    "record": enters_hours,
    "evidence": reads_the_table,
    "evidence_picture": reads_the_picture,
    "gallery": chooses_a_film,
    "chosen_clip": marks_the_film,
    "reflect_on_clip": writes_about_the_film,
    "new_film": has_a_film_drawn,
}
"""By the verb of the book that places it. A chapter that places something else has no walk until it is here."""
