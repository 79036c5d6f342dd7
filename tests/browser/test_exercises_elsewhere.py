"""Every exercise in stock Voilà, JupyterLab and Notebook 7: it is there, done, in the journal, and it comes back."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.exercise_page import at_speed, kept
from tests.browser.other_hosts import Show, in_jupyterlab, in_notebook, in_voila, notebook_of
from tests.browser.test_build_ladder import TURNS, named, rung
from tests.browser.test_pair_turns import lines, link
from tests.browser.test_practise_again import HERE, moments, play_to
from tests.browser.test_scale import ASKED
from tests.browser.test_spotting import asks
from tests.browser.test_the_wait import THEN, play_until, said
from tests.browser.test_turns import told
from tests.browser.test_what_next import SITS
from tests.live_workbook import until
from tests.thoroughly import usually
from tests.workbook.practice_folder import put_film
from vigwidgets import frameworks
from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.journal import Journal
from vigwidgets.workbook.folder.data_folder import DataFolder

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]
Host = Callable[[Path, Path], contextlib.AbstractContextManager[Show]]
CHAPTER = "my_journey"
CELLS = (
    f'from vigwidgets import open_workbook\n\nbook = open_workbook("{CHAPTER}")',
    'book.spot("ex.spot", "c01", asks=((2000, "Who is there?"),))\nbook.compare("c01")',
    'book.pair("ex.pair", "c05", title="Who receives whom?")\nbook.build_ladder("ex.ladder")',
    f'book.practise("ex.again", tier=5)\nbook.wait("ex.wait", "c10", waits_ms=(6500, 13400), then={THEN!r})',
    f'book.what_next("ex.next", "c06", title="And then?")\nbook.scale("ex.scale", {ASKED!r})',
    'book.turns("c11", title="Turn by turn")\nbook.evidence()\nbook.evidence_picture()',
    "book.journey()\nbook.account()\nbook.record()",
)


def region(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name, exact=True)


def film(page: Page) -> Locator:
    return region(page, "Film")


def both_views(page: Page) -> Locator:
    return page.get_by_role("figure", name="Up it goes: what each of you saw")


def again(page: Page) -> Locator:
    return region(page, "New films: Guiding")


def wait(page: Page) -> Locator:
    return page.get_by_role("region", name=re.compile("When would you speak"))


def record(page: Page) -> Locator:
    return region(page, "A record of the work")


def spots_and_compares(page: Page) -> None:
    at_speed(film(page), 4)
    film(page).get_by_role("button", name="Play", exact=True).click()
    expect(asks(page.locator("body"))).to_be_visible()
    asks(page.locator("body")).get_by_role("textbox").fill("Nadia is.")
    expect(asks(page.locator("body")).get_by_role("status")).to_have_text("Kept")
    asks(page.locator("body")).get_by_role("button", name="Mark a moment here").click()
    page.get_by_role("button", name="Keep this moment").click()
    expect(page.get_by_role("list", name="Marks").get_by_role("listitem")).to_have_count(1)
    both_views(page).get_by_role("button", name="Show what the writer saw").click()
    expect(both_views(page).get_by_role("list")).to_contain_text("You saw:")
    expect(both_views(page).get_by_role("list")).to_contain_text("The writer saw:")


def links_and_builds(page: Page) -> None:
    link(region(page, "Who receives whom?"), 5, 4)
    kept(region(page, "Who receives whom?"))
    ladder = region(page, "Build the ladder")
    named(ladder, TURNS).press("Enter")
    expect(ladder.get_by_role("button", name="Put it here, on rung 1")).to_be_focused()
    for key in ("ArrowUp", "ArrowUp", "ArrowUp", "Enter"):
        page.keyboard.press(key)
    kept(ladder)
    named(rung(ladder, 4), TURNS).press("x")  # would cut the cell out of JupyterLab's notebook
    expect(named(rung(ladder, 4), TURNS)).to_be_focused()


def practises_and_waits(page: Page) -> None:
    again(page).get_by_role("button", name="A new film for this tier").click()
    play_to(again(page), 4.02)
    again(page).get_by_role("button", name="I saw something").click()
    kept(again(page))
    play_until(wait(page), "Play the film", 1000)
    wait(page).get_by_role("button", name="I would speak now").click()
    expect(wait(page).get_by_role("button", name="Kept. The film goes on.")).to_be_visible()


def chooses_and_rates(page: Page) -> None:
    figure = region(page, "And then?")
    figure.get_by_role("button", name="Go on to the question").click()
    figure.get_by_role("radio", name=SITS).check()
    kept(figure)
    region(page, ASKED).get_by_role("radio", name="4", exact=True).click()
    expect(region(page, ASKED).get_by_role("status").first).to_have_text("Today it is 4.")


def goes_through_turns_and_reads(page: Page) -> None:
    figure = page.get_by_role("figure", name="Turn by turn")
    figure.get_by_role("button", name="The first turn", exact=True).click()
    expect(told(figure)).to_have_count(1)
    expect(page.get_by_role("table", name="What has been counted")).to_contain_text("with the authors’ summary")
    expect(page.get_by_role("figure", name="Effects as standardised")).to_contain_text("Fukkink (2008)")


def takes_along(page: Page) -> None:
    account = region(page, "My reflective account")
    account.get_by_role("textbox", name="Title").fill("On looking up")
    kept(account)
    account.get_by_role("button", name="Read it through").click()
    expect(account.get_by_role("article")).to_contain_text("On looking up")
    record(page).get_by_role("button", name="Add a line").click()
    record(page).get_by_label("What line 1 is about").fill("Shared review")
    kept(record(page))
    with page.expect_download() as download:
        record(page).get_by_role("button", name="HTML").click()
    assert "Shared review" in Path(download.value.path()).read_text("utf-8")


def is_back(page: Page) -> None:
    """See all of it once more, with nothing done to it."""
    expect(page.locator(".vig-spot-said")).to_have_text("Nadia is.")
    expect(page.get_by_role("list", name="Marks").get_by_role("listitem")).to_have_count(1)
    expect(both_views(page).get_by_role("list")).to_contain_text("The writer saw:")
    expect(lines(region(page, "Who receives whom?"))).to_have_count(1)
    expect(named(rung(region(page, "Build the ladder"), 4), TURNS)).to_be_visible()
    expect(moments(again(page))).to_have_count(1)
    expect(said(wait(page))).to_contain_text("You would have spoken")
    expect(region(page, "And then?").get_by_role("radio", name=SITS)).to_be_checked()
    expect(region(page, ASKED).get_by_role("radio", name="4", exact=True)).to_be_checked()
    expect(region(page, "Your journey")).to_contain_text("You began")
    expect(page.get_by_role("button", name="Show it as a landscape")).to_be_hidden()
    account = region(page, "My reflective account")
    expect(account.get_by_role("textbox", name="Title")).to_have_value("On looking up")
    expect(record(page).get_by_label("What line 1 is about")).to_have_value("Shared review")


def in_the_journal(data: DataFolder) -> dict[str, Any]:
    """Return what is kept of each exercise, and how many marks of the film."""
    prompts = [*(f"ex.{name}" for name in ("spot", "pair", "ladder", "again", "wait", "next", "scale")),
               f"{CHAPTER}.account", f"{CHAPTER}.record"]  # fmt: skip
    with Journal.open(data.journal_location(), person=Person(LOCAL_OWNER), framework=frameworks.load()) as journal:
        texts = {prompt: journal.revisions(prompt) for prompt in prompts}
        marks = len(journal.marks("c01"))
    return {"marks": marks, **{prompt: json.loads(found[0].text) for prompt, found in texts.items() if found}}


@pytest.mark.parametrize("host", usually([in_voila, in_jupyterlab], thorough=[in_voila, in_jupyterlab, in_notebook]))
def test_each_exercise_is_done_and_found_again(host: Host, tmp_path: Path, context: BrowserContext) -> None:
    data = DataFolder.find(tmp_path / "data").make()
    for one in HERE:
        put_film(data, one)
    notebook = notebook_of(tmp_path / "notebooks" / "exercises.ipynb", *CELLS)
    with host(notebook, data.root) as show:
        page = context.new_page()
        show(page)
        record(page).wait_for()
        for done in (spots_and_compares, links_and_builds, practises_and_waits, chooses_and_rates,
                     goes_through_turns_and_reads, takes_along):  # fmt: skip
            done(page)
        until(lambda: len(in_the_journal(data)) == 10)
        found = in_the_journal(data)
        assert found["marks"] == 1
        assert len(found["ex.wait"]["presses"]) == 1
        assert found["ex.next"]["chosen"] == "c06a"
        assert [rating["value"] for rating in found["ex.scale"]["ratings"]] == [4]
        assert found[f"{CHAPTER}.account"] == {"title": "On looking up"}
        show(page)
        record(page).wait_for()
        is_back(page)
