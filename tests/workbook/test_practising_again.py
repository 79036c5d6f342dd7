"""New films by seed: which comes next, drawn in a process of its own, kept, let go and erased; no browser."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.live_workbook import until
from tests.workbook.practice_folder import put_film
from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.core.errors import BadRequest, InvalidValue
from vigwidgets.core.mark import Mark
from vigwidgets.core.reflection import Prompt
from vigwidgets.core.span import Span
from vigwidgets.films import Shelf
from vigwidgets.studio.practice import make_practice
from vigwidgets.widgets.practise_again import PractiseAgain
from vigwidgets.workbook.bound import Bound
from vigwidgets.workbook.clips import clip
from vigwidgets.workbook.compositions import practising_again
from vigwidgets.workbook.compositions.practising_again import PractisingAgain
from vigwidgets.workbook.folder.data_folder import DataFolder
from vigwidgets.workbook.keeping.erasing import erase_everything
from vigwidgets.workbook.own_process import let_others_go_first
from vigwidgets.workbook.places import sample_clips_folder
from vigwidgets.workbook.practice_films import (
    STAY,
    PracticeFilm,
    drawn_films,
    film_called,
    films_in,
    let_go,
    next_film,
    own_practice,
    suggestion,
)

PROMPT = Prompt("t.again", "guiding", "New films", exercise=PractiseAgain.module)


def opened(tmp_path: Path, person: str = LOCAL_OWNER) -> Bound:
    return Bound.open(DataFolder.find(tmp_path / "data").make(), Person(person), person_key="k", place={})


@pytest.fixture
def bound(tmp_path: Path) -> Iterator[Bound]:
    made = opened(tmp_path)
    with made.journal:
        yield made


def practising(bound: Bound, tier: int | None = 5) -> PractisingAgain:
    made = PractisingAgain(PROMPT, tier=tier, title="", new_id=dict)
    made.bind(bound)
    return made


def ask(one: PractisingAgain, kind: str, **payload: Any) -> dict[str, Any]:
    return one.figure._answers[kind](payload)


def shown(*films: PracticeFilm, worked: bool = True) -> list[dict[str, Any]]:
    return [{**film.as_json(), "worked": worked} for film in films]


def kept(bound: Bound, *films: PracticeFilm) -> None:
    made = [{**film.as_json(), "moments": [], "looked": True} for film in films]
    answer = json.dumps({"films": made, "level": 1, "now": len(films) - 1})
    bound.journal.save_reflection(PROMPT, answer, revision_id="r1", sitting="s1", sequence=1)


@pytest.fixture
def no_drawing(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Drawings that were begun: how, and the seed. Each process ends at once and has drawn nothing."""
    begun: list[tuple[str, int]] = []

    class Ended:
        was_stopped = False

        def messages(self) -> Iterator[dict[str, Any]]:
            yield {"refused": "Not in this test. Go on."}

        def stop(self) -> None:
            """There is nothing to stop."""

    def starter(how: str) -> Callable[..., Ended]:
        def start(_data: DataFolder, *, seed: int, **_numbers: Any) -> Ended:
            begun.append((how, seed))
            return Ended()

        return start

    for how in ("drawing", "drawing_ahead"):
        monkeypatch.setattr(practising_again, how, starter(how))
    return begun


def test_a_film_is_called_as_the_studio_calls_its_scene() -> None:
    for tier in (None, 5):
        made = make_practice(3, folder=sample_clips_folder() / "lines", tier=tier, seconds=18, level=1)
        film = PracticeFilm(3, tier or 0, 1, 18)
        assert made.scene.id == film.id
        assert film_called(film.id) == film
    assert film_called("c01") is None


def test_films_begin_with_the_tier_itself_and_every_third_or_so_is_about_an_earlier_one() -> None:
    lots = random.Random(7)
    before: list[PracticeFilm] = []
    for _ in range(150):
        before.append(next_film(before, [], [], tier=5, level=2, lots=lots))
    tiers = [film.tier for film in before]
    assert tiers[0] == 5
    assert set(tiers) == {1, 2, 3, 4, 5}
    assert 35 <= sum(tier != 5 for tier in tiers) <= 65
    assert all(5 in pair for pair in pairwise(tiers))
    assert tiers.count(4) == max(tiers.count(tier) for tier in range(1, 5))
    assert len({(film.seed, film.tier) for film in before}) == 150
    assert {next_film(before, [], [], tier=tier, level=2, lots=lots).tier for tier in (0, 1)} == {0, 1}


def test_what_waits_or_is_drawn_comes_before_a_new_one_where_it_is_as_quiet_as_wanted() -> None:
    lots = random.Random(1)
    one, waits, drawn = PracticeFilm(1, 5, 1), PracticeFilm(2, 5, 2), PracticeFilm(3, 5, 2, 30)
    assert next_film([one], [waits], [drawn], tier=5, level=2, lots=lots) == waits
    assert next_film([one], [], [one, drawn], tier=5, level=2, lots=lots) == drawn
    assert next_film([one], [waits], [drawn], tier=5, level=3, lots=lots) not in (waits, drawn)
    earlier = PracticeFilm(4, 4, 2)
    assert next_film([one], [earlier], [], tier=5, level=2, lots=lots) == earlier
    assert next_film([earlier], [PracticeFilm(9, 3, 2)], [], tier=5, level=2, lots=lots).tier == 5


def test_seeds_that_are_used_up_come_again() -> None:
    every = [PracticeFilm(seed, 1, 1) for seed in range(1, 201)]
    assert next_film(every, [], [], tier=1, level=1, lots=random.Random(1)) in every


def test_what_may_do_next_is_said_on_the_ground_of_what_both_saw() -> None:
    assert suggestion(0, marks=6, met=0, level=2) == "same_unmarked"
    assert suggestion(4, marks=6, met=4, level=2) == "quieter"
    assert suggestion(4, marks=6, met=2, level=2) == "same"
    assert suggestion(4, marks=6, met=1, level=2) == "plainer"
    assert suggestion(4, marks=6, met=6, level=5) == "same_quietest"
    assert suggestion(4, marks=6, met=0, level=1) == "same_plainest"


def test_a_film_that_is_drawn_is_shown_at_once_with_its_writer_only_when_asked(bound: Bound) -> None:
    film = PracticeFilm(3, 5, 1)
    put_film(bound.data, film)
    again = practising(bound)
    assert ask(again, "practise.begin", films=[], now=-1, level=1) == {"made": film.as_json()}
    assert again.figure.shown["url"].endswith(f"/{film.id}/film.mp4")
    assert again.figure.made == film.as_json()
    assert again.figure.seen == {}
    first = clip("c01").marks[0].mark.span
    seen = [{"start_ms": first.start_ms, "end_ms": first.end_ms, "principle": ""}]
    ask(again, "practise.look", made=film.as_json(), moments=seen)
    assert len(again.figure.seen["marks"]) == len(clip("c01").marks)
    assert again.figure.seen["together"]["met"] >= 1
    with pytest.raises(BadRequest, match="Reload"):
        ask(again, "practise.look", made=PracticeFilm(4, 5, 1).as_json(), moments=[])
    again.figure.tell(seen={})
    ask(again, "practise.open", made=film.as_json())
    assert again.figure.seen == {}


def test_a_film_that_was_worked_on_or_marked_elsewhere_is_not_offered_as_new(
    bound: Bound, no_drawing: list[tuple[str, int]]
) -> None:
    worked, marked = PracticeFilm(3, 5, 1), PracticeFilm(4, 5, 1, 30)
    for film in (worked, marked):
        put_film(bound.data, film)
    kept(bound, worked)
    found = clip(marked.id, data=bound.data)
    bound.journal.shelve_clip(found.film)
    bound.journal.add_mark(Mark("m1", found.film.id, Span(0, 900), kind="moment"), change_id="c1")
    made = ask(practising(bound), "practise.begin", films=[], now=-1, level=1)["made"]
    assert made["seed"] not in (3, 4)
    assert no_drawing == [("drawing", made["seed"])]


def test_the_next_film_is_drawn_ahead_once_and_patiently(bound: Bound, no_drawing: list[tuple[str, int]]) -> None:
    film = PracticeFilm(3, 5, 1)
    put_film(bound.data, film)
    again = practising(bound)
    ask(again, "practise.begin", films=[], now=-1, level=1)
    films = shown(film, worked=False)
    made = ask(again, "practise.ahead", films=films, now=0, level=1)["made"]
    assert no_drawing == [("drawing_ahead", made["seed"])]
    until(lambda: not any(work.is_running for work in again._works.values()))
    assert again.figure.made == film.as_json()
    assert again.figure.progress["stage"] == "idle"
    assert ask(again, "practise.begin", films=[*films, {**made, "worked": False}], now=0, level=1)["made"] == made
    until(lambda: again.figure.progress["stage"] == "refused")
    assert again.figure.progress["message"] == "Not in this test. Go on."


def test_the_newest_few_stay_and_a_film_that_was_let_go_is_said_to_be_missing(
    bound: Bound, no_drawing: list[tuple[str, int]]
) -> None:
    films = [PracticeFilm(seed, 5, 1) for seed in range(1, STAY + 4)]
    asked_for = PracticeFilm(99, 5, 1, 30)
    for film in (*films, asked_for):
        put_film(bound.data, film)
    again = practising(bound)
    ask(again, "practise.begin", films=shown(asked_for, *films), now=len(films), level=3)
    assert drawn_films(bound.data) == sorted([*films[-STAY + 1 :], asked_for], key=lambda film: film.id)
    assert len(no_drawing) == 1
    ask(again, "practise.open", made=films[0].as_json())
    assert again.figure.progress == {"stage": "missing", "share": 0, "message": "", "made": films[0].as_json()}


def test_a_film_is_drawn_for_real_while_the_kernel_answers_and_stopping_leaves_nothing(bound: Bound) -> None:
    again = practising(bound)
    made = ask(again, "practise.begin", films=[], now=-1, level=1)["made"]
    assert again.figure.progress["stage"] == "drawing"
    until(lambda: any(path.name.startswith(".incoming-") for path in bound.data.clips.glob(".*")))
    ask(again, "practise.open", made=made)
    assert again.figure.progress["stage"] == "drawing"
    ask(again, "practise.stop")
    until(lambda: again.figure.progress["stage"] == "stopped")
    assert list(bound.data.clips.glob("*")) == []
    with pytest.raises(BadRequest, match="Reload"):
        ask(again, "practise.begin", films=[{"seed": 0}], now=-1, level=1)
    with pytest.raises(BadRequest, match="Reload"):
        ask(again, "practise.begin", films=[], now=0, level=1)
    with pytest.raises(BadRequest, match="Reload"):
        ask(again, "practise.begin", films=[], now=-1, level=6)


def test_a_patient_process_lets_others_go_first() -> None:
    code = "from vigwidgets.workbook.own_process import let_others_go_first as p; p(); input()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE) as process:
        before = psutil.Process().nice()
        until(lambda: psutil.Process(process.pid).nice() != before)
        process.communicate(b"\n")
    assert let_others_go_first.__doc__


def test_erasing_everything_takes_the_films_that_were_drawn_for_it(tmp_path: Path) -> None:
    mine, orphan, asked_for = PracticeFilm(1, 5, 1), PracticeFilm(2, 5, 1), PracticeFilm(3, 5, 1, 30)
    anns = opened(tmp_path, "ann")
    with anns.journal:
        for film in (mine, orphan, asked_for):
            put_film(anns.data, film)
        kept(anns, mine)
        assert own_practice(anns.journal, anns.data) == [mine]
        receipt = erase_everything(anns.journal, Shelf(anns.data.films), anns.data, receipt_id="e1")
        assert receipt.files > 0
        assert drawn_films(anns.data) == [orphan, asked_for]
    owners = opened(tmp_path)
    with owners.journal:
        erase_everything(owners.journal, Shelf(owners.data.films), owners.data, receipt_id="e2")
        assert drawn_films(owners.data) == [asked_for]
        let_go(owners.data, [mine])


@pytest.mark.parametrize(
    "answer",
    [
        {"films": [], "level": 6, "now": -1},
        {"films": [], "level": 1, "now": 0},
        {"films": [], "level": True, "now": -1},
        {"films": [{"seed": 1}], "level": 1, "now": 0},
        {"films": [], "level": 1},
        {
            "films": [{**PracticeFilm(1, 5, 1).as_json(), "moments": [{"start_ms": 9, "end_ms": 9}], "looked": True}],
            "level": 1,
            "now": 0,
        },
    ],
)
def test_an_answer_that_it_could_not_have_made_is_refused(answer: dict[str, Any]) -> None:
    with pytest.raises(BadRequest, match="Reload"):
        PractiseAgain(PROMPT).checked(json.dumps(answer))


def test_a_kept_answer_is_read_and_one_of_another_form_holds_no_films() -> None:
    moment = {"start_ms": 0, "end_ms": 2000, "principle": "waiting"}
    film = {**PracticeFilm(1, 5, 1).as_json(), "moments": [moment], "looked": False}
    text = json.dumps({"films": [film], "level": 2, "now": 0})
    assert PractiseAgain(PROMPT).checked(text) == text
    assert films_in(text) == [PracticeFilm(1, 5, 1)]
    assert films_in("") == films_in("[1]") == films_in('{"films": 3}') == films_in("no") == []


def test_a_tier_that_there_is_not_is_refused_and_it_waits_for_its_person() -> None:
    with pytest.raises(InvalidValue, match="no such tier"):
        PractisingAgain(PROMPT, tier=7, title="", new_id=dict)
    made = PractisingAgain(PROMPT, tier=None, title="Some more", new_id=dict)
    assert made.widgets == [(made.figure, True)]
    assert (made.figure.tier, made.figure.heading) == (0, "Some more")


def test_a_chapter_with_it_opens_without_the_studio() -> None:
    code = "import sys, vigwidgets.workbook.book; print([n for n in sys.modules if n.startswith('vigwidgets.studio')])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
