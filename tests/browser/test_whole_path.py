"""One participant goes the whole path, from Welcome to the last chapter, and is interrupted again and again."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.beside_the_page import journal_of
from tests.browser.test_my_reel import FRIDAY
from tests.browser.walk_steps import DID, STEPS, account_as_told
from tests.browser.walker import DESK, PHONE, Fault, Walker, calls_of, kernel_dies, reload, server_dies
from tests.live_workbook import LiveWorkbook
from tests.thoroughly import usually
from tests.workbook.practice_folder import put_film
from vigwidgets.workbook.contents import chapter, chapters
from vigwidgets.workbook.folder.data_folder import DataFolder
from vigwidgets.workbook.practice_films import PracticeFilm

pytestmark = [pytest.mark.browser, pytest.mark.long]
ON_THE_PHONE = {"being_attentive", "receiving", "deepening", "before_the_camera", "working_point", "what_is_known"}
"""Chapters that are gone through on a phone, where both are used."""
FAULTS: dict[str, Fault] = {
    "how_it_goes": reload,
    "yes_cycles": kernel_dies,
    "being_attentive": server_dies,
    "receiving": reload,
    "guiding": kernel_dies,
    "my_film": server_dies,
    "my_journey": kernel_dies,
}
"""What happens in the middle of the last answer of a chapter."""
CUT_OFF = {("yes_cycles", "pair"): kernel_dies, ("receiving", "practise"): reload}
"""What happens in the middle of an exercise, by chapter and kind."""
OTHER_BROWSER = {"encouraging", "choosing"}
"""Chapters that are gone on with in another browser."""


@pytest.fixture
def workbook(tmp_path: Path) -> Iterator[LiveWorkbook]:
    """A workbook in which nobody has been; two films of each tier are drawn already."""
    data = DataFolder.find(tmp_path / "data").make()
    for tier in range(1, 7):
        for seed in (1, 2):
            put_film(data, PracticeFilm(seed, tier, level=1))
    live = LiveWorkbook(data.root, warm=True).start()
    yield live
    live.end()


@pytest.mark.timeout(1200)
@pytest.mark.parametrize("screens", usually(["both"], thorough=["both", "phone", "desk"]))
def test_one_participant_goes_the_whole_path_and_loses_nothing(
    workbook: LiveWorkbook, browser: Browser, testdata: Path, errors: list[str], screens: str
) -> None:
    on_the_phone = ON_THE_PHONE if screens == "both" else {one.id for one in chapters() if screens == "phone"}
    walker = Walker(workbook, browser, testdata / FRIDAY, errors, touch=screens == "phone", cut_off=CUT_OFF)
    walker.sits_down_at(PHONE if screens == "phone" else DESK)
    walker.opens_the_link()
    walker.is_at(chapters()[0])
    for at, one in enumerate(chapters()):
        if at:
            walker.goes_on_to(one)
        walker.sits_down_at(PHONE if one.id in on_the_phone else DESK)
        does_everything_once(walker)
        if one.id in FAULTS:
            walker.is_interrupted(FAULTS[one.id])
        if one.id in OTHER_BROWSER:
            walker.goes_on_in_another_browser()
    looks_back(walker)
    walker.ends()
    assert walker.strange == []
    the_journal_has_it(walker)


def does_everything_once(walker: Walker) -> None:
    """Do one thing of each kind that the chapter has, in its order."""
    assert walker.chapter
    calls = calls_of(walker.chapter)
    for verb in dict.fromkeys(call.verb for call in calls):
        STEPS[verb](walker, [call for call in calls if call.verb == verb])


def looks_back(walker: Walker) -> None:
    """At the end My journey shows the path, and the account has every word of it."""
    walker.finds_in_the_menu(chapter("my_journey"))
    walker.finds_everything()
    work = walker.page.get_by_role("region", name="Found, practised, written", exact=True)
    work.locator("summary").click()
    own = walker.memory.marks[walker.memory.own_film]
    told = {"Your own films": 0, "Drawn films": 0}
    for row in work.get_by_role("row").all_inner_texts():  # two of each, where it was midnight on the way
        for where, number in re.findall(r"(Your own films|Drawn films)\s+(\d+|one) moments? marked", row):
            told[where] += 1 if number == "one" else int(number)
    assert told == {"Your own films": own, "Drawn films": walker.memory.marks.total() - own}
    for one in {about.prompt.split(".")[0] for about in walker.memory.texts}:
        expect(work.get_by_role("table")).to_contain_text(chapter(one).title)
    account_as_told(walker)


def the_journal_has_it(walker: Walker) -> None:
    """Open the journal beside the page: each text, each answer, each moment, the film and its reel."""
    memory = walker.memory
    with journal_of(walker.workbook) as journal:
        for about, text in memory.texts.items():
            kept = journal.reflection(about.prompt, film=about.film)
            assert kept
            assert (kept.text, kept.prompt.words) == (text, about.question)
        answers = {one.prompt.id: json.loads(one.text) for one in journal.exercises()}
        assert set(answers) == memory.exercises
        assert all(answers.values())
        assert Counter(mark.film for mark in journal.all_marks()) == memory.marks
        (film,) = [one for one in journal.films() if one.source == "own"]
        assert (film.permission.people, film.permission.given_by) == (("K.", "me"), "K.'s mother")
        began, came = journal.marks(film.id)
        assert (began.kind, came.kind, came.answers) == ("initiative", "reception", began.id)
        assert [item.did for item in journal.reel(film.id)] == [DID, ""]
