"""A room over the wire: forty people press, one strip fills, and what was answered is in the journal, killed or not."""

from __future__ import annotations

import asyncio
import contextlib
import statistics
import time
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from tornado.httpclient import HTTPClientError
from tornado.websocket import WebSocketClosedError

from tests.live_workbook import LiveWorkbook
from tests.server.room_pages import RoomPage, in_rooms, phone_in, screen_of
from vigwidgets import frameworks
from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.core.errors import NotFound
from vigwidgets.journal import Journal
from vigwidgets.server.networks import SETTING
from vigwidgets.server.rooms.sockets import A_SECOND, MOST_AT_ONCE

PEOPLE = 40
FILM = {"film_id": "c01", "start_ms": 0, "end_ms": 20_000}


@pytest.fixture
def live(tmp_path: Path) -> Iterator[LiveWorkbook]:
    """A workbook whose rooms are reached at this machine alone."""
    workbook = LiveWorkbook(tmp_path / "data", environment={SETTING: "127.0.0.1"}, warm=True).start()
    yield workbook
    workbook.end()


@pytest.fixture
def trainer(live: LiveWorkbook) -> Iterator[httpx.Client]:
    """Who leads."""
    client = live.visitor()
    yield client
    client.close()


def run(story: Callable[[], Coroutine[Any, Any, None]]) -> None:
    asyncio.run(in_rooms(story))


async def opened(live: LiveWorkbook, trainer: httpx.Client) -> RoomPage:
    """Return the big screen of a new room."""
    screen = await screen_of(live, trainer).open()
    assert screen.state["room"] is None
    assert (await screen.ask("room.open"))["ok"]
    await screen.until(lambda: screen.state["room"])
    return screen


async def marking(screen: RoomPage) -> str:
    """Open marking of twenty seconds, and return the round's id."""
    round_id = uuid4().hex
    reply = await screen.ask("round.open", id=round_id, **FILM)
    assert reply["ok"], reply
    return round_id


def journal_of(live: LiveWorkbook) -> Journal:
    return Journal.open(live.data / "journal.db", person=Person(LOCAL_OWNER), framework=frameworks.load())


def test_forty_people_press_and_one_strip_fills(live: LiveWorkbook, trainer: httpx.Client) -> None:
    async def story() -> None:
        screen = await opened(live, trainer)
        phones = await asyncio.gather(*(phone_in(screen, f"Person {one}") for one in range(PEOPLE)))
        await screen.until(lambda: sum(one["here"] for one in screen.state["people"]) == PEOPLE)
        round_id = await marking(screen)

        async def press(number: int, phone: RoomPage) -> list[str]:
            await phone.until(lambda: phone.state["round"] and phone.state["round"]["open"])
            pressed = [(uuid4().hex, 100 * number + 1000 * turn) for turn in range(5)]
            replies = [await phone.ask("mark", id=one, round=round_id, at_ms=at, tier=3) for one, at in pressed]
            assert all(reply["ok"] for reply in replies), replies
            again = await phone.ask("mark", id=pressed[0][0], round=round_id, at_ms=pressed[0][1], tier=3)
            assert again["ok"], "a retry is answered as the first time"
            assert [one["id"] for one in phone.state["mine"]] == [one for one, _ in pressed]
            return [reply["result"]["id"] for reply in replies]

        kept = [one for ids in await asyncio.gather(*(press(*one) for one in enumerate(phones))) for one in ids]
        await screen.until(lambda: len(screen.state["marks"]) == 5 * PEOPLE)
        assert [one["at_ms"] for one in screen.state["marks"]] == sorted(one["at_ms"] for one in screen.state["marks"])
        with journal_of(live) as journal:
            assert sorted(one.id for one in journal.room_marks(round_id)) == sorted(kept)

    run(story)


def test_what_was_answered_is_there_after_a_kill_and_everybody_is_back_by_themselves(
    live: LiveWorkbook, trainer: httpx.Client
) -> None:
    async def story() -> None:
        screen = await opened(live, trainer)
        phones = [await phone_in(screen, name) for name in ("Ada", "Bo", "Cem")]
        round_id = await marking(screen)
        answered: set[str] = set()
        unanswered: dict[str, tuple[RoomPage, int]] = {}

        async def press_on(phone: RoomPage) -> None:
            for turn in range(1000):
                one, at = uuid4().hex, 10 * turn
                unanswered[one] = (phone, at)
                try:
                    reply = await phone.ask("mark", id=one, round=round_id, at_ms=at, tier=None)
                except (asyncio.CancelledError, WebSocketClosedError):  # the server is gone
                    return
                if reply["ok"]:
                    answered.add(one)
                    del unanswered[one]
                await asyncio.sleep(0.02)

        work = [asyncio.create_task(press_on(phone)) for phone in phones]
        await screen.until(lambda: len(screen.state["marks"]) > 20)
        await asyncio.to_thread(live.kill)
        await asyncio.gather(*work)
        assert len(answered) > 20
        with journal_of(live) as journal:
            kept = {one.id for one in journal.room_marks(round_id)}
        assert answered <= kept <= answered | set(unanswered)
        await asyncio.to_thread(live.start)
        for phone in phones:
            await reopened(phone)
            assert phone.state["round"]["id"] == round_id
            assert phone.state["name"] in ("Ada", "Bo", "Cem")
        for one, (phone, at) in unanswered.items():
            assert (await phone.ask("mark", id=one, round=round_id, at_ms=at, tier=None))["ok"]
        await reopened(screen)
        assert len(screen.state["marks"]) == len(answered) + len(unanswered)

    run(story)


async def reopened(page: RoomPage) -> None:
    """Open its socket as often as it takes until the server is there again."""
    async with asyncio.timeout(90):
        while not page.state or page.closed is not None:
            try:
                await page.open()
            except (OSError, HTTPClientError):  # it is going, or not there yet
                await asyncio.sleep(0.1)


def test_a_wrong_code_lets_nobody_in_and_ten_have_to_wait(live: LiveWorkbook, trainer: httpx.Client) -> None:
    async def story() -> None:
        screen = await opened(live, trainer)
        way_in, code = screen.state["room"]["codes"][0]["address"], screen.state["room"]["code"]
        wrong = "".join("b" if letter == "a" else "a" for letter in code)
        async with httpx.AsyncClient(base_url=way_in) as client:
            for _ in range(10):
                said = (await client.post("join", json={"code": wrong, "name": "Ada"})).json()
                assert "not the code on the screen" in said["error"]["message"]
            said = (await client.post("join", json={"code": code, "name": "Ada"})).json()
            assert "Wait a minute" in said["error"]["message"]
        assert screen.state["people"] == []

    run(story)


def test_a_name_that_is_none_is_refused_with_a_sentence(live: LiveWorkbook, trainer: httpx.Client) -> None:
    async def story() -> None:
        screen = await opened(live, trainer)
        room = screen.state["room"]
        async with httpx.AsyncClient(base_url=room["codes"][0]["address"]) as client:
            for name in ("", "   ", "x" * 10_000, "y" * 60_000, "a\u0000b", 7, None):
                reply = await client.post("join", json={"code": room["code"], "name": name})
                assert reply.json()["ok"] is False
                assert reply.json()["error"]["message"].endswith(".")
                assert "Set-Cookie" not in reply.headers
        assert screen.state["people"] == []

    run(story)


def test_a_phone_reaches_nothing_but_its_own(live: LiveWorkbook, trainer: httpx.Client) -> None:
    async def story() -> None:
        screen = await opened(live, trainer)
        ada, bo = await phone_in(screen, "Ada"), await phone_in(screen, "Bo")
        round_id = await marking(screen)
        one = uuid4().hex
        assert (await ada.ask("mark", id=one, round=round_id, at_ms=500, tier=1))["ok"]
        await bo.ask("mark.take_back", id=one)
        for kind in (
            "room.open",
            "room.end",
            "round.open",
            "round.close",
            "film.told",
            "person.remove",
            "day.ask",
            "no.such",
        ):
            reply = await bo.ask(kind, id=round_id, **FILM, playing=True, at_ms=1, rate=1)
            assert reply["error"]["code"] == "bad_request", kind
        with journal_of(live) as journal:
            assert [mark.id for mark in journal.room_marks(round_id)] == [one]
        assert "Ada" not in str(bo.messages)
        stranger = await RoomPage(bo.address, {"vig-room": f"{uuid4().hex}.guessed"}).open()
        assert stranger.closed == 4401
        forged = bo.cookies["vig-room"].partition(".")[0] + ".guessed"
        assert (await RoomPage(bo.address, {"vig-room": forged}).open()).closed == 4401
        way_in = screen.state["room"]["codes"][0]["address"]
        async with httpx.AsyncClient(base_url=way_in, cookies=bo.cookies) as client:
            for path in ("chapter/welcome", "room/", "room/socket", "vig/film/c01", "vig/takeaway", "api/kernels"):
                assert (await client.get(path)).status_code == 404, path
            foreign = await client.get("", headers={"Origin": "http://elsewhere.test"})
            assert foreign.status_code == 404
            assert (await client.get("", headers={"Host": "elsewhere.test"})).status_code == 404

    run(story)


def test_a_thousand_presses_at_once_are_told_to_wait_and_nobody_else_notices(
    live: LiveWorkbook, trainer: httpx.Client
) -> None:
    async def story() -> None:
        screen = await opened(live, trainer)
        ada, bo = await phone_in(screen, "Ada"), await phone_in(screen, "Bo")
        round_id = await marking(screen)
        flood = [ada.ask("mark", id=uuid4().hex, round=round_id, at_ms=one, tier=None) for one in range(1000)]
        asked, begun = asyncio.gather(*flood), time.monotonic()
        one = await bo.ask("mark", id=uuid4().hex, round=round_id, at_ms=5, tier=None)
        assert one["ok"]
        meanwhile = [await took(bo) for _ in range(20)]
        replies = await asked
        alone = [await took(bo) for _ in range(20)]
        # A request that waited behind the flood would take as long as all of it, hundreds of times what one takes.
        assert statistics.median(meanwhile) < 50 * statistics.median(alone) + (time.monotonic() - begun) / 4
        assert {reply["error"]["code"] for reply in replies if not reply["ok"]} == {"too_many"}
        allowed = MOST_AT_ONCE + A_SECOND * (time.monotonic() - begun) + 1
        assert sum(reply["ok"] for reply in replies) <= allowed < 1000

    run(story)


async def took(phone: RoomPage) -> float:
    """Return how long somebody waits for an answer."""
    begun = time.monotonic()
    assert (await phone.ask("clock"))["ok"]
    return time.monotonic() - begun


def test_a_message_of_no_form_is_answered_and_the_socket_stays(live: LiveWorkbook, trainer: httpx.Client) -> None:
    async def story() -> None:
        ada = await phone_in(await opened(live, trainer), "Ada")
        longest = {"type": "request", "id": "long", "kind": "help", "payload": {"wanted": "x" * 1_000_000}}
        await ada.send(longest)
        await ada.until(lambda: any(one.get("id") == "long" for one in ada.messages))
        (said,) = (one for one in ada.messages if one.get("id") == "long")
        assert said["error"]["code"] == "too_long"
        for message in ("", "{}", "[]", "null", '{"type": "request"}', b"\x00\xff", "[" * 4000):
            await ada.send(message)
            assert (await ada.ask("clock"))["result"]["now_ms"] > 0, message
        assert ada.closed is None

    run(story)


def test_late_presses_are_kept_and_the_end_leaves_nothing(live: LiveWorkbook, trainer: httpx.Client) -> None:
    async def story() -> None:
        screen = await opened(live, trainer)
        ada = await phone_in(screen, "Ada Unmistakable")
        round_id = await marking(screen)
        assert (await ada.ask("mark", id=uuid4().hex, round=round_id, at_ms=500, tier=1))["ok"]
        assert (await screen.ask("round.close"))["ok"]
        assert (await ada.ask("mark", id=uuid4().hex, round=round_id, at_ms=700, tier=1))["ok"], "it was out of reach"
        outside = await ada.ask("mark", id=uuid4().hex, round=round_id, at_ms=20_000, tier=1)
        assert "no longer marked" in outside["error"]["message"]
        assert (await screen.ask("room.end"))["ok"]
        await ada.until(lambda: ada.closed is not None)
        assert (ada.state["over"], ada.closed) == (True, 4401)
        with journal_of(live) as journal:
            assert journal.room() is None
            with pytest.raises(NotFound):
                journal.room_marks(round_id)
        with pytest.raises(httpx.ConnectError):
            async with httpx.AsyncClient() as client:
                await client.get(ada.address.removesuffix("socket"))
        await asyncio.to_thread(live.stop)
        for file in live.data.glob("journal.db*"):
            assert b"Unmistakable" not in file.read_bytes(), file.name

    run(story)


def test_every_big_screen_hears_what_another_does(live: LiveWorkbook, trainer: httpx.Client) -> None:
    async def story() -> None:
        projector = await screen_of(live, trainer).open()
        desk = await opened(live, trainer)
        await projector.until(lambda: projector.state["room"])
        assert projector.state["room"]["code"] == desk.state["room"]["code"]
        ada = await phone_in(desk, "Ada")
        await marking(desk)
        await projector.until(lambda: projector.state["round"])
        assert (await projector.ask("film.told", playing=True, at_ms=500, rate=1))["ok"]
        await ada.until(lambda: ada.state["film"])
        await desk.leave()
        await projector.leave()
        await ada.until(lambda: ada.state["film"] is None)
        again = await screen_of(live, trainer).open()
        await again.until(lambda: again.state["room"])
        other = await screen_of(live, trainer).open()
        assert (await again.ask("room.end"))["ok"]
        await other.until(lambda: other.state["room"] is None)

    run(story)


def test_a_locked_workbook_shows_no_names_on_a_screen(live: LiveWorkbook, trainer: httpx.Client) -> None:
    async def story() -> None:
        screen = await opened(live, trainer)
        await phone_in(screen, "Ada")
        locked = await asyncio.to_thread(trainer.post, "vig/lock", headers={"Origin": live.base.rstrip("/")})
        assert locked.status_code == 204
        await screen.until(lambda: screen.closed is not None)
        assert screen.closed == 4401

    run(story)


def test_a_room_goes_with_everything_that_is_erased(live: LiveWorkbook, trainer: httpx.Client) -> None:
    async def story() -> None:
        screen = await opened(live, trainer)
        ada = await phone_in(screen, "Ada")
        yesterday = screen.state["room"]["code"]
        with journal_of(live) as journal:
            journal.erase_everything(receipt_id=uuid4().hex, files=0, size_bytes=0)
        await ada.until(lambda: ada.closed is not None)
        assert (ada.state["over"], ada.closed) == (True, 4401)
        await screen.until(lambda: screen.state["room"] is None)
        assert (await screen.ask("room.open"))["ok"], "and another may be opened"
        await screen.until(lambda: screen.state["room"])
        assert screen.state["people"] == []
        way_in = screen.state["room"]["codes"][0]["address"]
        async with httpx.AsyncClient(base_url=way_in) as client:
            said = (await client.post("join", json={"code": yesterday, "name": "Ada"})).json()
        assert "not the code on the screen" in said["error"]["message"]
        assert (await RoomPage(f"{way_in}socket", ada.cookies).open()).closed == 4401

    run(story)


def test_no_film_of_anybodys_own_is_marked_in_a_room(live: LiveWorkbook, trainer: httpx.Client) -> None:
    async def story() -> None:
        screen = await opened(live, trainer)
        for film_id in (uuid4().hex, "../c01", ""):
            reply = await screen.ask("round.open", id=uuid4().hex, **FILM | {"film_id": film_id})
            assert reply["ok"] is False, film_id
        assert screen.state["round"] is None

    run(story)


def test_where_phones_cannot_come_people_call_out_and_the_trainer_presses(tmp_path: Path) -> None:
    live = LiveWorkbook(tmp_path / "data", environment={SETTING: "none"}, warm=True).start()

    async def story() -> None:
        with contextlib.closing(live.visitor()) as client:
            screen = await screen_of(live, client).open()
        reply = await screen.ask("room.open")
        assert reply["error"]["code"] == "no_network"
        assert "Join the same one" in reply["error"]["message"]
        assert screen.state["room"] is None
        assert (await screen.ask("room.open", phones=False))["ok"]
        await screen.until(lambda: screen.state["room"])
        assert screen.state["room"]["codes"] == []
        round_id = await marking(screen)
        called = [uuid4().hex for _ in range(3)]
        for number, one in enumerate(called):
            reply = await screen.ask("mark", id=one, round=round_id, at_ms=500 * number, tier=number or None)
            assert reply["ok"], reply
        assert (await screen.ask("mark.take_back", id=called[0]))["ok"]
        outside = await screen.ask("mark", id=uuid4().hex, round=round_id, at_ms=20_000, tier=1)
        assert "no longer marked" in outside["error"]["message"]
        await screen.until(lambda: len(screen.state["marks"]) == 2)
        assert screen.state["people"] == [], "nobody came in"
        await asyncio.to_thread(live.kill)
        await asyncio.to_thread(live.start)
        await reopened(screen)
        await screen.until(lambda: screen.state["room"])
        assert [(one["at_ms"], one["tier"]) for one in screen.state["marks"]] == [(500, 1), (1000, 2)]
        assert (await screen.ask("mark", id=uuid4().hex, round=round_id, at_ms=0, tier=None))["ok"]
        assert (await screen.ask("room.open"))["error"]["code"] == "no_network"
        assert (await screen.ask("room.end"))["ok"]
        await screen.until(lambda: screen.state["room"] is None)

    try:
        run(story)
    finally:
        live.end()


def test_a_room_opened_without_phones_is_taken_up_without_them_until_they_are_let_in(
    live: LiveWorkbook, trainer: httpx.Client
) -> None:
    async def story() -> None:
        screen = await screen_of(live, trainer).open()
        assert (await screen.ask("room.open", phones=False))["ok"]
        await screen.until(lambda: screen.state["room"])
        assert screen.state["room"]["codes"] == []
        await asyncio.to_thread(live.kill)
        await asyncio.to_thread(live.start)
        await reopened(screen)
        await screen.until(lambda: screen.state["room"])
        assert screen.state["room"]["codes"] == [], "nobody asked for doors"
        assert (await screen.ask("room.open"))["ok"]
        await screen.until(lambda: screen.state["room"]["codes"])
        await asyncio.to_thread(live.kill)
        await asyncio.to_thread(live.start)
        await reopened(screen)
        await screen.until(lambda: screen.state["room"] and screen.state["room"]["codes"])

    run(story)


def test_what_two_screens_call_out_at_once_is_kept_of_both(live: LiveWorkbook, trainer: httpx.Client) -> None:
    async def story() -> None:
        screen = await screen_of(live, trainer).open()
        assert (await screen.ask("room.open", phones=False))["ok"]
        await screen.until(lambda: screen.state["room"])
        round_id = await marking(screen)
        calls = (screen.ask("mark", id=uuid4().hex, round=round_id, at_ms=at, tier=None) for at in (100, 200, 300))
        assert all(reply["ok"] for reply in await asyncio.gather(*calls))
        await screen.until(lambda: len(screen.state["marks"]) == 3)

    run(story)


def test_the_pages_of_a_room_are_light_and_lighter_when_they_are_loaded_again(
    live: LiveWorkbook, trainer: httpx.Client
) -> None:
    async def story() -> None:
        screen = await opened(live, trainer)
        way_in = screen.state["room"]["codes"][0]["address"]
        with httpx.Client() as phone:
            for client, address, name in (
                (phone, way_in, "room"),
                (trainer, f"{live.base}room/", "room_screen"),
                (trainer, f"{live.base}room/desk/", "room_desk"),
            ):
                first = [
                    await asyncio.to_thread(client.get, address + part) for part in ("", f"{name}.css", f"{name}.mjs")
                ]
                assert all(reply.status_code == 200 for reply in first)
                assert sum(reply.num_bytes_downloaded for reply in first) <= 500_000
                known = {"If-None-Match": ""}
                again = [await asyncio.to_thread(client.get, address)]
                for reply in first[1:]:
                    known["If-None-Match"] = reply.headers["ETag"]
                    again.append(await asyncio.to_thread(client.get, str(reply.url), headers=known))
                assert [reply.status_code for reply in again] == [200, 304, 304]
                assert sum(reply.num_bytes_downloaded for reply in again) <= 40_000

    run(story)
