"""What a participant does in a chapter: one step for each thing that its notebook can place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.browser.exercise_page import kept
from tests.browser.test_lesson import ready
from tests.browser.test_my_film import entry, go_on, marks
from tests.browser.test_my_reel import moments, reel, save_reel
from tests.browser.walk_exercises import (
    beside_the_writer,
    builds_the_ladder,
    clip_plays,
    gives_a_number,
    marks_here,
    plays,
    practises,
    stage,
    stops_and_asks,
    turn_by_turn,
    waits,
    what_could_come,
    who_received_whom,
)
from tests.browser.walker import Call, Walker
from tests.live_workbook import PATIENCE_MS
from vigwidgets.workbook.clips import clip

TO_WATCH = "c08"
NAME, INSTEAD = "Tobias", "a boy in my group"
DID = "I looked, and said nothing."
Step = Callable[[Walker, list[Call]], None]


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


# ---- words


def reflects(walker: Walker, calls: list[Call]) -> None:
    """Answer the first question, and the one about what somebody wants to do more often."""
    last = [call for call in calls[1:] if call.args[0].endswith(".intention")]
    for call in [calls[0], *last]:
        is_named = call.args[0] == "my_journey.someone_noticed"
        walker.writes(*call.args, text=f"In the garden {NAME} came up to me." if is_named else "")


# ---- a film of one's own


def brings_a_film(walker: Walker, _calls: list[Call]) -> None:
    page = walker.page
    page.get_by_label("Choose a film").set_input_files(walker.film)
    page.get_by_role("textbox", name="Who is in it?").fill("K.,me")
    page.get_by_role("textbox", name="Whose permission").fill("K.'s mother")
    page.get_by_role("button", name="In 3 months").click()
    page.get_by_role("button", name="Add this film").click()
    page.wait_for_url("**/chapter/my_film?film=*")
    ready(page)
    walker.memory.own_film = page.url.split("film=")[1]
    allowed = "K., me · allowed by K.'s mother · until"
    walker.looks_for(lambda: expect(entry(walker.page, "friday")).to_contain_text(allowed))


def links_a_reception(walker: Walker, _calls: list[Call]) -> None:
    page = walker.page
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
    walker.memory.marks[walker.memory.own_film] = 2
    walker.looks_for(lambda: expect(marks(walker.page)).to_have_count(2))


def reflects_on_the_film(walker: Walker, calls: list[Call]) -> None:
    walker.writes(*calls[0].args, film=walker.memory.own_film)


def cuts_a_reel(walker: Walker, _calls: list[Call]) -> None:
    def did() -> Locator:
        card = moments(walker.page).first
        words = card.locator(".vig-reel-fold").first
        if words.get_attribute("open") is None:  # on a narrow screen
            words.locator("summary").click()
        return card.get_by_role("textbox", name="What did you do?")

    page = walker.page
    reel(page).get_by_role("button", name="Add all, in order").click()
    expect(moments(page)).to_have_count(2)
    did().fill(DID)
    expect(reel(page).get_by_text("Saved", exact=True).first).to_be_visible()
    reel(page).get_by_role("button", name="Play my reel").click()
    expect(reel(page).get_by_text("That was your reel.")).to_be_visible()
    reel(page).get_by_role("button", name="Make my reel").click()
    assert save_reel(page, walker.workbook.data.parent / "reel.mp4").browser_plays
    walker.looks_for(lambda: expect(moments(walker.page)).to_have_count(2))
    walker.looks_for(lambda: expect(did()).to_have_value(DID))
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
    marks_here(walker, film, TO_WATCH)
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
