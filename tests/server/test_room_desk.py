"""The desk over the wire: agendas written and run, answers read and released, rules, groups, films in step."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.live_workbook import LiveWorkbook
from tests.server.room_pages import RoomPage, phone_in
from tests.server.test_rooms import journal_of, marking, opened, reopened, run
from vigwidgets.server.networks import SETTING


@pytest.fixture
def live(tmp_path: Path) -> Iterator[LiveWorkbook]:
    """A workbook whose rooms are reached at this machine alone."""
    workbook = LiveWorkbook(tmp_path / "data", environment={SETTING: "127.0.0.1"}, warm=True).start()
    yield workbook
    workbook.end()


@pytest.fixture
def trainer(live: LiveWorkbook) -> Iterator[httpx.Client]:
    """Who leads."""
    with contextlib.closing(live.visitor()) as client:
        yield client


def desk_of(live: LiveWorkbook, client: httpx.Client) -> RoomPage:
    """Return the trainer's desk, not opened yet."""
    return RoomPage(f"{live.base}room/desk/socket", dict(client.cookies))


def step(kind: str, name: str, **said: Any) -> dict[str, Any]:
    return {"id": name, "kind": kind, "about": "", "title": name.title(), "text": "", "minutes": 5, **said}


STEPS = [
    step("chapter", "welcome", about="welcome"),
    step("question", "hope", text="What do you hope for?"),
    step("clip", "tower", about="c01"),
    step("question", "saw", text="What did you see?"),
]


async def written(desk: RoomPage) -> dict[str, Any]:
    """Write an agenda, and return it as it is kept."""
    agenda = {"id": uuid4().hex, "title": "A morning", "steps": STEPS, "turn": 0}
    reply = await desk.ask("agenda.save", agenda=agenda)
    assert reply["ok"], reply
    return reply["result"]


async def running(live: LiveWorkbook, trainer: httpx.Client) -> tuple[RoomPage, RoomPage]:
    """Return the desk and the big screen of a new room that follows an agenda."""
    screen = await opened(live, trainer)
    desk = await desk_of(live, trainer).open()
    assert (await desk.ask("run.begin", agenda=(await written(desk))["id"]))["ok"]
    await desk.until(lambda: desk.state["run"])
    return desk, screen


def test_an_agenda_is_written_before_any_room_and_kept(live: LiveWorkbook, trainer: httpx.Client) -> None:
    async def story() -> None:
        desk = await desk_of(live, trainer).open()
        assert (desk.state["room"], desk.state["agendas"]) == (None, [])
        assert {"welcome", "how_it_goes"} <= {one["id"] for one in desk.state["chapters"]}
        assert desk.state["prompts"]
        agenda = await written(desk)
        other = await desk_of(live, trainer).open()
        assert other.state["agendas"] == [agenda]
        renamed = (await desk.ask("agenda.save", agenda={**agenda, "title": "A day"}))["result"]
        await other.until(lambda: other.state["agendas"] == [renamed])
        late = await other.ask("agenda.save", agenda={**agenda, "title": "Another"})
        assert late["error"]["code"] == "changed_meanwhile"
        assert (await desk.ask("agenda.copy", id=agenda["id"], new_id=uuid4().hex, title="A copy"))["ok"]
        assert (await desk.ask("agenda.remove", id=agenda["id"]))["ok"]
        await other.until(lambda: [one["title"] for one in other.state["agendas"]] == ["A copy"])
        for broken in (None, {}, {**agenda, "steps": [7]}, {**agenda, "steps": [step("dance", "x")]}):
            reply = await desk.ask("agenda.save", agenda=broken)
            assert reply["ok"] is False
            assert reply["error"]["code"] in ("bad_request", "invalid_value"), reply
        reply = await desk.ask("run.begin", agenda=agenda["id"])
        assert reply["error"]["code"] == "not_found"
        await asyncio.to_thread(live.kill)
        await asyncio.to_thread(live.start)
        await reopened(desk)
        assert [one["title"] for one in desk.state["agendas"]] == ["A copy"]

    run(story)


def test_a_step_goes_to_all_and_late_arrivals_and_a_kill_change_nothing(
    live: LiveWorkbook, trainer: httpx.Client
) -> None:
    async def story() -> None:
        desk, screen = await running(live, trainer)
        ada = await phone_in(screen, "Ada")
        assert (ada.state["step"], screen.state["step"]) == (None, None)
        for _retry in range(2):
            assert (await desk.ask("run.next", after=None))["ok"]
        await ada.until(lambda: ada.state["step"])
        assert (ada.state["step"]["id"], ada.state["step"]["number"], ada.state["step"]["of"]) == ("welcome", 1, 4)
        await desk.ask("run.next", after="welcome")
        await screen.until(lambda: screen.state["step"]["id"] == "hope")
        bo = await phone_in(screen, "Bo")
        assert bo.state["step"]["id"] == "hope"
        assert bo.state["asked"] == [{"step": "hope", "words": "What do you hope for?", "open": True}]
        await asyncio.to_thread(live.kill)
        await asyncio.to_thread(live.start)
        for page in (bo, desk):
            await reopened(page)
        assert bo.state["step"]["id"] == "hope"
        assert bo.state["steps"] == [], "all go together"
        assert (await desk.ask("run.pace", own=True))["ok"]
        await bo.until(lambda: len(bo.state["steps"]) == 4)
        assert {one["step"] for one in bo.state["asked"]} == {"hope", "saw"}
        agenda = desk.state["agendas"][0]
        assert (await desk.ask("agenda.save", agenda={**agenda, "steps": STEPS[:2]}))["ok"]
        await bo.until(lambda: len(bo.state["steps"]) == 2)
        assert (await desk.ask("run.step", step="saw"))["error"]["code"] == "not_found"
        assert (await desk.ask("run.end"))["ok"]
        await bo.until(lambda: bo.state["step"] is None and bo.state["steps"] == [])

    run(story)


async def goes_on(phone: RoomPage, trainer: httpx.Client, *, own: str, shown: str, put_aside: str) -> None:
    """See that one's own answer goes home, and the agenda with what was shown into the report."""
    home = (await phone.ask("home", code=None))["result"]["text"]
    assert ("What do you hope for?" in home, own[:20] in home, shown in home) == (True, True, False)
    report = (await asyncio.to_thread(trainer.get, "room/report.html")).text
    assert ("The agenda: A morning" in report, shown in report, put_aside in report) == (True, True, False)


def test_answers_are_kept_once_and_shown_to_nobody_until_they_are_released(
    live: LiveWorkbook, trainer: httpx.Client
) -> None:
    async def story() -> None:
        desk, screen = await running(live, trainer)
        ada, bo, cem = [await phone_in(screen, name) for name in ("Ada", "Bo", "Cem")]
        await desk.ask("run.step", step="hope")
        words = {"ada": "Unmistakable calm", "bo": "é 😀" * 600, "cem": "Something private"}
        for who, phone in (("ada", ada), ("bo", bo), ("cem", cem)):
            said = {"step": "hope", "text": words[who], "with_name": who == "ada", "sequence": 1}
            for _retry in range(2):
                assert (await phone.ask("answer", **said))["result"]["standing"] == "kept"
        too_long = await bo.ask("answer", step="hope", text="x" * 2001, with_name=False, sequence=2)
        assert "2000 letters" in too_long["error"]["message"]
        await desk.until(lambda: len(desk.state["answers"]) == 3)
        assert screen.state["released"] == []
        for page in (screen, bo):
            assert not any(words[one] in str(page.messages) for one in ("ada", "cem")), page.address
        people = {one["name"]: one["id"] for one in desk.state["people"]}
        await desk.ask("answers.release", step="hope", person=people["Ada"], released=True)
        await screen.until(lambda: screen.state["released"])
        assert screen.state["released"] == [{"step": "hope", "text": words["ada"], "name": "Ada"}]
        reply = await desk.ask("answers.withhold", id=uuid4().hex, step="hope", person=people["Cem"])
        assert reply["ok"], reply
        await cem.until(lambda: cem.state["answers"]["hope"]["standing"] == "withheld")
        await desk.ask("answers.release", step="hope", person=None, released=True)
        await screen.until(lambda: len(screen.state["released"]) == 2)
        assert {one["name"] for one in screen.state["released"]} == {"Ada", None}
        assert words["cem"] not in json.dumps(screen.messages)
        again = await cem.ask("answer", step="hope", text=words["cem"], with_name=False, sequence=5)
        assert again["result"]["standing"] == "withheld"
        for kind in ("answers.release", "answers.withhold", "run.next", "run.begin", "agenda.save", "groups.split"):
            assert (await screen.ask(kind, step="hope"))["error"]["code"] == "bad_request", kind
            assert (await bo.ask(kind, step="hope"))["error"]["code"] == "bad_request", kind
        await desk.ask("answers.open", step="hope", open=False)
        await ada.until(lambda: ada.state["asked"][0]["open"] is False)
        closed = await ada.ask("answer", step="hope", text="Changed", with_name=True, sequence=2)
        assert "question is closed" in closed["error"]["message"]
        await asyncio.to_thread(live.kill)
        await asyncio.to_thread(live.start)
        for page in (desk, bo):
            await reopened(page)
        assert bo.state["answers"]["hope"]["text"] == words["bo"]
        assert len(desk.state["answers"]) == 3
        await goes_on(bo, trainer, own=words["bo"], shown=f"{words['ada']} (Ada)", put_aside=words["cem"])
        assert (await desk.ask("person.remove", id=people["Ada"]))["ok"]
        await desk.until(lambda: len(desk.state["answers"]) == 2)
        assert (await desk.ask("room.end"))["ok"]
        with journal_of(live) as journal:
            assert len(journal.agendas()) == 1, "the agenda outlives the room"
        await asyncio.to_thread(live.stop)
        for file in live.data.glob("journal.db*"):
            assert b"Unmistakable" not in file.read_bytes(), file.name
            assert words["cem"].encode() not in file.read_bytes(), file.name

    run(story)


def test_ground_rules_are_agreed_on_by_each(live: LiveWorkbook, trainer: httpx.Client) -> None:
    async def story() -> None:
        screen = await opened(live, trainer)
        desk = await desk_of(live, trainer).open()
        ada, bo = await phone_in(screen, "Ada"), await phone_in(screen, "Bo")
        assert (await ada.ask("rules.agree"))["error"]["code"] == "not_found"
        assert (await screen.ask("rules.show", shown=True))["ok"]
        await ada.until(lambda: ada.state["rules"])
        assert "What is shown and said here stays here." in ada.state["rules"]["rules"]
        for _twice in range(2):
            assert (await ada.ask("rules.agree"))["ok"]
        await ada.until(lambda: ada.state["rules"]["agreed"])
        await screen.until(lambda: screen.state["rules"]["agreed"] == 1)
        assert bo.state["rules"]["agreed"] is False
        people = {one["name"]: one["id"] for one in desk.state["people"]}
        await desk.until(lambda: desk.state["agreed"] == [people["Ada"]])
        assert "agreed" not in screen.state
        assert (await desk.ask("rules.show", shown=False))["ok"]
        await bo.until(lambda: bo.state["rules"]["shown"] is False)

    run(story)


def test_groups_are_split_by_lot_and_by_name_and_taken_back(live: LiveWorkbook, trainer: httpx.Client) -> None:
    async def story() -> None:
        screen = await opened(live, trainer)
        desk = await desk_of(live, trainer).open()
        phones = [await phone_in(screen, name) for name in ("Ada", "Bo", "Cem", "Dee")]
        await desk.until(lambda: sum(one["here"] for one in desk.state["people"]) == 4)
        assert (await desk.ask("groups.split", size=1))["error"]["code"] == "invalid_value"
        assert (await desk.ask("groups.split", size=2))["ok"]
        for phone in phones:
            await phone.until(lambda phone=phone: phone.state["group"])
            assert len(phone.state["group"]["names"]) == 2
            assert phone.state["name"] in phone.state["group"]["names"]
        assert sorted(desk.state["groups"].values()) == [1, 1, 2, 2]
        ada = next(one["id"] for one in desk.state["people"] if one["name"] == "Ada")
        assert (await desk.ask("groups.put", person=ada, number=3))["ok"]
        await phones[0].until(lambda: phones[0].state["group"] == {"number": 3, "names": ["Ada"]})
        round_id = await marking(screen)
        for at, phone in ((500, phones[0]), (900, phones[1])):
            assert (await phone.ask("mark", id=uuid4().hex, round=round_id, at_ms=at, tier=None))["ok"]
        assert (await desk.ask("groups.marks", number=3))["result"]["marks"] == [{"at_ms": 500, "tier": None}]
        assert "groups" not in screen.state
        assert (await desk.ask("groups.undo"))["ok"]
        await phones[0].until(lambda: phones[0].state["group"] is None)

    run(story)


def test_drawn_clips_go_to_phones_in_the_room_and_nothing_else_does(live: LiveWorkbook, trainer: httpx.Client) -> None:
    async def story() -> None:
        screen = await opened(live, trainer)
        ada = await phone_in(screen, "Ada")
        assert ada.state["watch"] is None
        refused = await screen.ask("film.everywhere", film_id=uuid4().hex, everywhere=True)
        assert refused["error"]["code"] == "not_found"
        assert (await screen.ask("film.everywhere", film_id="c01", everywhere=True))["ok"]
        await ada.until(lambda: ada.state["watch"])
        way_in = screen.state["room"]["codes"][0]["address"]
        async with httpx.AsyncClient(base_url=way_in, cookies=ada.cookies) as client:
            part = await client.get(ada.state["watch"]["src"], headers={"Range": "bytes=0-99"})
            assert (part.status_code, len(part.content)) == (206, 100)
            assert "immutable" in part.headers["Cache-Control"]
            assert (await client.get(ada.state["watch"]["captions"])).status_code == 200
            for path in (
                "clip/0a/c02/marks.json",
                "clip/0a/none/film.mp4",
                "clip/0a/../c01/film.mp4",
                "vig/clip/0a/c01/film.mp4",
            ):
                assert (await client.get(path)).status_code == 404, path
        async with httpx.AsyncClient(base_url=way_in) as stranger:
            assert (await stranger.get(ada.state["watch"]["src"])).status_code == 404
        assert (await screen.ask("film.everywhere", film_id="c01", everywhere=False))["ok"]
        await ada.until(lambda: ada.state["watch"] is None)

    run(story)


def test_a_desk_is_no_big_screen_and_a_locked_one_shows_nothing(live: LiveWorkbook, trainer: httpx.Client) -> None:
    async def story() -> None:
        screen = await opened(live, trainer)
        desk = await desk_of(live, trainer).open()
        ada = await phone_in(screen, "Ada")
        assert (await screen.ask("film.told", playing=True, at_ms=500, rate=1))["ok"]
        await ada.until(lambda: ada.state["film"])
        assert (await desk.ask("film.play_from", at_ms=700))["ok"]
        await screen.until(lambda: screen.state.get("play_from"))
        assert screen.state["play_from"]["at_ms"] == 700
        await screen.leave()
        await ada.until(lambda: ada.state["film"] is None)
        locked = await asyncio.to_thread(trainer.post, "vig/lock", headers={"Origin": live.base.rstrip("/")})
        assert locked.status_code == 204
        await desk.until(lambda: desk.closed is not None)
        assert desk.closed == 4401
        with pytest.raises(httpx.HTTPStatusError):
            (await asyncio.to_thread(httpx.get, f"{live.base}room/desk/")).raise_for_status()

    run(story)
