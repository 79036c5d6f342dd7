"""Locking, closing and coming back, as the server sees it: what has ended stays ended."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from tests.live_workbook import LiveWorkbook, free_port, until
from vigwidgets.core.access import Person
from vigwidgets.core.errors import InvalidValue
from vigwidgets.server.app import Serving
from vigwidgets.server.house import place_from
from vigwidgets.server.sessions import Sessions, lock_seconds
from vigwidgets.workbook.contents import chapters

Visit = Callable[[str], httpx.Client]
AT_HAND = sum(one.at_hand for one in chapters())
CHAPTER = "chapter/being_attentive"
LOCK_SECONDS = 900.0


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., LiveWorkbook]]:
    """Start a workbook that is killed in the end."""
    begun: list[LiveWorkbook] = []

    def one(**how: object) -> LiveWorkbook:
        begun.append(LiveWorkbook(tmp_path / "data", **how))
        return begun[-1].start()

    yield one
    for live in begun:
        live.kill()


class Clock:
    """The time of day, as a test would have it."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


def sessions_in(folder: Path, clock: Clock) -> Sessions:
    return Sessions(folder / "sessions.json", lock_after_seconds=LOCK_SECONDS, now=clock)


def test_locking_ends_all_sessions_of_a_person_with_their_kernels_and_nobody_elses(
    serving: Serving, visit: Visit
) -> None:
    one, two, other = visit("clara"), visit("clara"), visit("dora")
    assert [client.get(CHAPTER).status_code for client in (one, two, other)] == [200, 200, 200]
    owners = serving.app.settings["kernels"]._owners
    assert sorted(who for who in owners.values() if who in ("clara", "dora")) == ["clara", "clara", "dora"]
    assert one.post("vig/lock").status_code == 204
    assert [who for who in owners.values() if who in ("clara", "dora")] == ["dora"]
    for client in (one, two):
        assert client.get(CHAPTER).status_code == 403
        assert client.post("vig/here").status_code == 403
    assert other.get(CHAPTER).status_code == 200


def test_a_browser_where_nobody_is_ends_its_own_session_only(visit: Visit) -> None:
    left, used = visit("clara"), visit("clara")
    assert left.post("vig/idle").status_code == 204
    assert left.post("vig/idle").status_code == 204
    assert left.get(CHAPTER).status_code == 403
    assert used.get("vig/ui/0/theme.css").status_code == 200


def test_who_was_in_sees_the_locked_page_and_nothing_else(serving: Serving, visit: Visit) -> None:
    clara = visit("clara")
    clara.post("vig/lock")
    locked = clara.get("vig/locked")
    assert (locked.status_code, locked.headers["Cache-Control"]) == (200, "no-store")
    assert "The workbook is locked" in locked.text
    assert "<a " not in locked.text
    refused = clara.get(CHAPTER)
    assert "start the workbook again" in refused.text
    assert httpx.get(f"{serving.url}vig/locked").status_code == 403


def test_a_link_lets_in_again_after_locking(serving: Serving, visit: Visit) -> None:
    clara = visit("clara")
    clara.post("vig/lock")
    token = serving.app.settings["doors"].link_for(Person("clara"))
    assert clara.get(f"?token={token}").status_code == 302
    assert clara.get(CHAPTER).status_code == 200


def test_a_second_link_in_the_same_browser_keeps_the_session(serving: Serving, visit: Visit) -> None:
    clara = visit("clara")
    before = dict(clara.cookies)
    token = serving.app.settings["doors"].link_for(Person("clara"))
    earlier = httpx.Client(base_url=serving.url, cookies=before)
    assert clara.get(f"?token={token}").status_code == 302
    clara.post("vig/idle")
    assert earlier.get(CHAPTER).status_code == 403
    earlier.close()


def test_what_was_locked_stays_locked_after_a_restart_and_what_was_not_stays_open(
    start: Callable[..., LiveWorkbook],
) -> None:
    live = start()
    with closing(live.visitor()) as client:
        live.kill()
        live.start()
        assert client.get(CHAPTER).status_code == 200
        assert len(live.kernels()) == 1
        assert client.post("vig/lock").status_code == 204
        until(lambda: live.kernels() == [])
        live.kill()
        live.start()
        assert client.get(CHAPTER).status_code == 403
        assert client.get("vig/locked").status_code == 200
    assert httpx.get(live.another_link()).status_code == 302


def test_a_session_where_nobody_is_ends_by_itself_with_its_kernels(start: Callable[..., LiveWorkbook]) -> None:
    live = start(environment={"VIG_LOCK_MINUTES": "0.05"})
    with closing(live.visitor()) as client:
        until(lambda: client.post("vig/here") and len(live.family()) >= 2 + AT_HAND)
        assert client.get(CHAPTER).status_code == 200
        assert len(live.kernels()) == 1
        until(lambda: live.kernels() == [])
        assert client.get(CHAPTER).status_code == 403
    assert "locked: nobody was here" in (live.data / "logs" / "server.log").read_text("utf-8")


def test_quit_ends_the_server_and_all_below_it_and_locks(start: Callable[..., LiveWorkbook]) -> None:
    live = start()
    with closing(live.visitor()) as client:
        assert client.get(CHAPTER).status_code == 200
        family = live.family()
        assert client.post("vig/quit").status_code == 204
        assert live.process.wait(20) == 0
        until(lambda: not any(process.is_running() for process in family))
        live.start()
        assert client.get(CHAPTER).status_code == 403


def test_nobody_but_the_local_owner_at_this_machine_may_quit(visit: Visit, serving: Serving) -> None:
    assert visit("anna").post("vig/quit").status_code == 403
    doors = serving.app.settings["doors"]
    owner, names = visit("owner"), doors.names
    doors.names = names | {"room.test"}
    try:
        assert owner.post("vig/quit", headers={"Host": "room.test"}).status_code == 403
        assert '"mayQuit": false' in owner.get(CHAPTER, headers={"Host": "room.test"}).text
    finally:
        doors.names = names
    assert '"mayQuit": true' in owner.get(CHAPTER).text


def test_before_quitting_it_is_said_whether_a_film_is_still_arriving(visit: Visit) -> None:
    owner = visit("owner")
    assert owner.get("vig/quit").json() == {"under_way": False}
    permission = {"uses": ["work"], "until": None, "people": [], "given_by": ""}
    announced = {"name": "a.mp4", "size_bytes": 100, "title": "", "permission": permission}
    film = owner.post("vig/arriving", content=json.dumps(announced)).json()
    assert owner.get("vig/quit").json() == {"under_way": True}
    owner.delete(f"vig/arriving/{film['id']}")
    assert owner.get("vig/quit").json() == {"under_way": False}
    assert visit("anna").get("vig/quit").status_code == 403


def test_a_place_is_kept_and_one_of_another_form_is_refused(serving: Serving, visit: Visit) -> None:
    anna = visit("anna")
    place = {"chapter": "being_attentive", "paragraph": "01-03", "film": "c01", "time_ms": 7040}
    assert anna.post("vig/place", content=json.dumps(place)).status_code == 204
    kept = serving.app.settings["desk"].journal(Person("anna")).left_off("being_attentive")
    assert (kept.paragraph, kept.film, kept.time_ms) == ("01-03", "c01", 7040)
    elsewhere = json.dumps({**place, "film": "nobodys-film"})
    assert anna.post("vig/place", content=elsewhere).status_code == 204
    assert serving.app.settings["desk"].journal(Person("anna")).left_off().film == "c01"
    assert anna.post("vig/place", content="[]").status_code == 400


@pytest.mark.parametrize(
    "told",
    [
        b"",
        b"[1]",
        b"\xff",
        b'{"chapter": "a"}',
        b'{"chapter": 7, "paragraph": "", "film": null, "time_ms": null}',
        b'{"chapter": "a", "paragraph": [], "film": null, "time_ms": null, "x": []}',
        b'{"chapter": "a", "paragraph": "", "film": null, "time_ms": 3}',
        b'{"chapter": "a", "paragraph": "", "film": "f", "time_ms": 3.5}',
        b"[" * 100_000,
    ],
)
def test_what_is_no_place_is_refused(told: bytes) -> None:
    with pytest.raises(InvalidValue, match=r"\. "):
        place_from(told)


def test_an_unknown_chapter_is_called_nothing_here(visit: Visit) -> None:
    reply = visit("anna").get("chapter/no_such")
    assert (reply.status_code, "<h1>Nothing here</h1>" in reply.text) == (404, True)


def test_the_sections_of_a_chapter_and_the_ways_on_have_their_names(visit: Visit) -> None:
    page = visit("anna").get(CHAPTER).text
    assert '<section id="p-' in page
    assert 'class="vig-widgets" data-vig-stage' in page
    assert 'rel="next"' in page
    assert 'dir="ltr"' in page


def test_a_session_ends_when_nobody_was_there_for_the_lock_time_and_a_little(tmp_path: Path) -> None:
    clock = Clock()
    sessions = sessions_in(tmp_path, clock)
    one = sessions.begin("key")
    clock.now += LOCK_SECONDS
    assert sessions.is_open(one, "key")
    sessions.somebody_is_here(one)
    clock.now += LOCK_SECONDS + 90
    assert sessions.left() == frozenset()
    clock.now += 1
    assert sessions.left() == {one}
    assert not sessions.is_open(one, "key")
    sessions.somebody_is_here("unknown")
    assert not sessions.is_open("unknown", "key")


def test_a_clock_that_was_put_back_leaves_no_session_open_for_ever(tmp_path: Path) -> None:
    clock = Clock()
    sessions = sessions_in(tmp_path, clock)
    one = sessions.begin("key")
    clock.now -= 24 * 3600
    assert not sessions.is_open(one, "key")
    assert sessions.left() == {one}


def test_a_session_opens_for_its_own_person_only(tmp_path: Path) -> None:
    sessions = sessions_in(tmp_path, Clock())
    assert not sessions.is_open(sessions.begin("key"), "other key")


def test_sessions_outlive_the_server_for_as_long_as_the_lock_allows(tmp_path: Path) -> None:
    clock = Clock()
    first = sessions_in(tmp_path, clock)
    kept, ended = first.begin("key"), first.begin("key")
    first.end([ended])
    clock.now += 60
    first.somebody_is_here(kept)
    clock.now += LOCK_SECONDS
    second = sessions_in(tmp_path, clock)
    assert second.is_open(kept, "key")
    assert not second.is_open(ended, "key")
    clock.now += LOCK_SECONDS
    assert not sessions_in(tmp_path, clock).is_open(kept, "key")


def test_whoever_is_here_stays_in_however_often_the_server_dies_young(tmp_path: Path) -> None:
    clock = Clock()
    one = sessions_in(tmp_path, clock).begin("key")
    for _ in range(int(LOCK_SECONDS / 5) * 2):
        sessions = sessions_in(tmp_path, clock)
        assert sessions.is_open(one, "key")
        clock.now += 5
        sessions.somebody_is_here(one)


def test_an_end_that_cannot_be_written_down_ends_all_at_the_next_start(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    clock = Clock()
    sessions = sessions_in(tmp_path, clock)
    one, two = sessions.begin("key"), sessions.begin("key")
    (tmp_path / "sessions.new").mkdir()
    sessions.end([one])
    assert sessions.is_open(two, "key")
    assert not sessions_in(tmp_path, clock).is_open(one, "key")
    assert not sessions_in(tmp_path, clock).is_open(two, "key")
    assert "cannot be written down" in caplog.text


@pytest.mark.parametrize("broken", ["", "{", "[[1]]", "7", '[["a", "b", "c"]]'])
def test_a_damaged_list_of_sessions_lets_nobody_in(tmp_path: Path, broken: str) -> None:
    (tmp_path / "sessions.json").write_text(broken)
    sessions = sessions_in(tmp_path, Clock())
    assert not sessions.is_open("a", "b")
    assert sessions.is_open(sessions.begin("key"), "key")


@pytest.mark.parametrize(("given", "seconds"), [("", 900), ("0.5", 30), ("60", 3600)])
def test_the_lock_time_can_be_set(monkeypatch: pytest.MonkeyPatch, given: str, seconds: float) -> None:
    monkeypatch.setenv("VIG_LOCK_MINUTES", given)
    assert lock_seconds() == seconds


@pytest.mark.parametrize("given", ["soon", "0", "-1", "nan", "inf"])
def test_a_lock_time_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("VIG_LOCK_MINUTES", given)
    with pytest.raises(InvalidValue, match="no number of minutes"):
        lock_seconds()


def test_the_server_does_not_start_with_such_a_lock_time(tmp_path: Path) -> None:
    live = LiveWorkbook(tmp_path / "data")
    command = [sys.executable, "-m", "vigwidgets.cli", "serve", "--data", str(live.data), "--port", str(free_port())]
    done = subprocess.run(command, capture_output=True, text=True, env={"VIG_LOCK_MINUTES": "soon"}, check=False)
    assert (done.returncode, done.stderr.startswith("vig: VIG_LOCK_MINUTES is no number of minutes.")) == (2, True)
    assert not live.data.exists()
