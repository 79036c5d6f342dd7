"""What is kept for people in a room and after it, over the wire: notes, taking home, the end, the day, the report."""

from __future__ import annotations

import asyncio
import csv
import io
import sqlite3
from collections.abc import Callable, Coroutine, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from tornado.httpclient import HTTPClientError

from tests.live_workbook import LiveWorkbook, until
from tests.server.room_pages import RoomPage, in_rooms, phone_in, screen_of
from vigwidgets import frameworks
from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.core.room_after import MOST_NOTES
from vigwidgets.journal import Journal
from vigwidgets.server.networks import SETTING

CODE, OTHER_CODE = "ab2345678923", "cd2345678923"
FILM = {"film_id": "c01", "start_ms": 0, "end_ms": 20_000}
SECRET = "Unmistakable worry about nobody in particular"


@pytest.fixture
def live(tmp_path: Path) -> Iterator[LiveWorkbook]:
    """A workbook whose rooms are reached at this machine alone."""
    workbook = LiveWorkbook(tmp_path / "data", environment={SETTING: "127.0.0.1"}, warm=True).start()
    yield workbook
    workbook.end()


@pytest.fixture
def trainer(live: LiveWorkbook) -> Iterator[httpx.Client]:
    """Who leads."""
    with closing(live.visitor()) as client:
        yield client


def run(story: Callable[[], Coroutine[Any, Any, None]]) -> None:
    asyncio.run(in_rooms(story))


async def opened(live: LiveWorkbook, trainer: httpx.Client) -> RoomPage:
    """Return the big screen of a new room."""
    screen = await screen_of(live, trainer).open()
    assert (await screen.ask("room.open"))["ok"]
    await screen.until(lambda: screen.state["room"])
    return screen


async def marking(screen: RoomPage) -> str:
    """Open marking of twenty seconds, and return the round's id."""
    round_id = uuid4().hex
    assert (await screen.ask("round.open", id=round_id, **FILM))["ok"]
    return round_id


async def done(page: RoomPage, kind: str, **payload: Any) -> dict[str, Any]:
    """Return the result of what must not be refused."""
    reply = await page.ask(kind, **payload)
    assert reply["ok"], reply
    return reply["result"]


async def refused(page: RoomPage, kind: str, **payload: Any) -> str:
    """Return the sentence of what must be refused."""
    reply = await page.ask(kind, **payload)
    assert not reply["ok"], reply
    return reply["error"]["message"]


async def press(page: RoomPage, round_id: str, at_ms: int, tier: int | None = None) -> None:
    await done(page, "mark", id=uuid4().hex, round=round_id, at_ms=at_ms, tier=tier)


def on_disk(live: LiveWorkbook) -> bytes:
    """Return all that the data folder holds: the journal, its log beside it, the logs."""
    return b"".join(path.read_bytes() for path in sorted(live.data.rglob("*")) if path.is_file())


def journal_of(live: LiveWorkbook) -> Journal:
    return Journal.open(live.data / "journal.db", person=Person(LOCAL_OWNER), framework=frameworks.load())


def test_notes_are_read_by_their_code_alone_and_are_in_no_file(live: LiveWorkbook, trainer: httpx.Client) -> None:
    async def story() -> None:
        screen = await opened(live, trainer)
        ada, bo = await phone_in(screen, "Ada"), await phone_in(screen, "Bo")
        assert ada.state["notes"] == {"has": False}
        await done(ada, "notes.begin", code=CODE)
        await done(ada, "notes.begin", code=CODE)  # as a page does that did not hear the answer
        assert ada.state["notes"] == {"has": True}
        assert (await done(ada, "notes.read", code=CODE)) == {"text": "", "version": 1}
        assert (await done(ada, "notes.save", code=CODE, text=SECRET, version=1)) == {"version": 2}
        assert (await done(ada, "notes.save", code=CODE, text=SECRET, version=1)) == {"version": 2}, "a retry"
        assert "another device" in await refused(ada, "notes.save", code=CODE, text="else", version=1)
        await asyncio.to_thread(live.kill)
        files = await asyncio.to_thread(on_disk, live)
        assert b"notes" in files
        assert [word for word in (SECRET, "Unmistakable", CODE, CODE[2:]) if word.encode() in files] == []
        await asyncio.to_thread(live.start)
        await reopened(ada)
        assert ada.state["notes"] == {"has": True}
        assert (await done(ada, "notes.read", code=CODE.upper()))["text"] == SECRET
        # the same person's other device has a cookie of its own, and the code
        await reopened(bo)
        assert (await done(bo, "notes.read", code=f"{CODE[:4]}-{CODE[4:8]} {CODE[8:]}"))["text"] == SECRET
        assert (await done(bo, "notes.save", code=CODE, text="Both", version=2)) == {"version": 3}
        assert "Begin anew".lower() in (await refused(ada, "notes.begin", code=OTHER_CODE)).lower()
        await done(ada, "notes.begin", code=OTHER_CODE, anew=True)
        assert "opens no notes" in await refused(ada, "notes.read", code=CODE)
        for log in live.data.glob("logs/*"):
            assert CODE not in log.read_text("utf-8"), log.name

    run(story)


def test_a_wrong_code_opens_nothing_and_many_have_to_wait(live: LiveWorkbook, trainer: httpx.Client) -> None:
    async def story() -> None:
        screen = await opened(live, trainer)
        ada, bo = await phone_in(screen, "Ada"), await phone_in(screen, "Bo")
        await done(ada, "notes.begin", code=CODE)
        wrong = CODE[:-1] + "4"
        for code in [wrong, OTHER_CODE] * 5:
            assert "Look again, letter by letter" in await refused(bo, "notes.read", code=code)
        assert "Wait a minute" in await refused(bo, "notes.read", code=CODE)
        assert "Wait a minute" in await refused(bo, "home", code=CODE)
        assert (await done(ada, "notes.read", code=CODE))["text"] == ""
        for code in ("", "short", CODE + "a", "ab23456789l1"):
            assert "A personal code has 12" in await refused(ada, "notes.read", code=code)
        for code in (None, 7, [CODE]):
            assert (await ada.ask("notes.read", code=code))["error"]["code"] == "bad_request"

    run(story)


def test_notes_longer_than_they_may_be_are_refused_with_a_sentence(live: LiveWorkbook, trainer: httpx.Client) -> None:
    async def story() -> None:
        ada = await phone_in(await opened(live, trainer), "Ada")
        await done(ada, "notes.begin", code=CODE)
        longest = "\U0001f331" * MOST_NOTES
        assert (await done(ada, "notes.save", code=CODE, text=longest, version=1)) == {"version": 2}
        assert "20000 letters" in await refused(ada, "notes.save", code=CODE, text="x" * (MOST_NOTES + 1), version=2)
        assert "Shorten" in await refused(ada, "notes.save", code=CODE, text="x" * 1_000_000, version=2)
        assert (await done(ada, "notes.read", code=CODE))["text"] == longest
        assert ada.closed is None

    run(story)


def test_people_take_their_own_home_and_then_nothing_of_it_is_left(live: LiveWorkbook, trainer: httpx.Client) -> None:
    async def story() -> None:
        screen = await opened(live, trainer)
        ada, bo = await phone_in(screen, "Ada Unmistakable"), await phone_in(screen, "Bo")
        round_id = await marking(screen)
        await press(ada, round_id, 4200, 4)
        await press(ada, round_id, 9000)
        await press(bo, round_id, 7000, 1)
        await done(ada, "notes.begin", code=CODE)
        await done(ada, "notes.save", code=CODE, text="Wait <b>longer</b>", version=1)
        assert (await done(screen, "room.end", until="midnight")) == {}
        await ada.until(lambda: ada.state["closing"])
        kept = datetime.fromisoformat(ada.state["closing"])
        assert timedelta(0) < kept - datetime.now(UTC) <= timedelta(days=1, hours=1)
        assert (kept.astimezone().hour, kept.astimezone().minute) == (0, 0)
        assert screen.state["closing"] == ada.state["closing"]
        # the doors are closed, but for taking home
        assert "no longer marked" in await refused(ada, "mark", id=uuid4().hex, round=round_id, at_ms=1, tier=None)
        assert "has ended" in await refused(screen, "round.open", id=uuid4().hex, **FILM)
        room = screen.state["room"]
        async with httpx.AsyncClient(base_url=room["codes"][0]["address"]) as client:
            said = (await client.post("join", json={"code": room["code"], "name": "Cem"})).json()
        assert "has ended" in said["error"]["message"]
        pages = await done(ada, "home", code=CODE)
        assert {"0:04   4 Attuned", "0:09   not named"} <= set(pages["text"].splitlines())
        assert "Wait <b>longer</b>" in pages["text"]
        assert "Wait &lt;b&gt;longer&lt;/b&gt;" in pages["html"]
        assert "0:07" not in pages["text"], "what somebody else pressed"
        assert "Wait" not in (await done(ada, "home", code=None))["text"]
        await ada.send({"type": "request", "id": "t", "kind": "home.taken", "payload": {}})
        await ada.until(lambda: ada.closed is not None)
        assert (ada.state["taken"], ada.closed) == (True, 4401)
        with journal_of(live) as journal:
            assert [one.name for one in journal.room_people(room["id"])] == ["Bo"]
            assert [one.at_ms for one in journal.room_marks(round_id)] == [7000]
        assert (await bo.ask("home", code=None))["ok"], "the others stay"
        assert (await screen.ask("room.end"))["ok"]
        await bo.until(lambda: bo.closed is not None)
        assert bo.state["over"] is True
        await asyncio.to_thread(live.stop)
        assert b"Unmistakable" not in await asyncio.to_thread(on_disk, live)

    run(story)


def test_what_an_ended_room_keeps_is_erased_when_it_is_due_and_at_the_next_start(
    live: LiveWorkbook, trainer: httpx.Client
) -> None:
    async def story() -> None:
        screen = await opened(live, trainer)
        ada = await phone_in(screen, "Ada")
        assert "do not understand" in await refused(screen, "room.end", until="never")
        await done(screen, "room.end", until="hour")
        await ada.until(lambda: ada.state["closing"])
        await asyncio.to_thread(live.kill)
        await asyncio.to_thread(live.start)
        await reopened(ada)
        assert ada.state["closing"], "there is time left"
        await asyncio.to_thread(due, datetime(2026, 1, 1, tzinfo=UTC))
        await reopened(screen)
        await asyncio.to_thread(until, lambda: ended() == 1)
        await screen.until(lambda: screen.state["room"] is None)
        await done(screen, "room.open")
        await screen.until(lambda: screen.state["room"])
        await done(screen, "room.end", until="hour")
        await asyncio.to_thread(due, datetime.now(UTC) + timedelta(seconds=4))  # usually it is up again by then
        await reopened(screen)
        await asyncio.to_thread(until, lambda: ended() == 2)

    def due(instant: datetime) -> None:
        """Kill the server, let the room be due then, and start it again."""
        live.kill()
        with closing(sqlite3.connect(live.data / "journal.db")) as database:
            database.execute("UPDATE rooms SET kept_until = ?", (instant.replace(tzinfo=None).isoformat(" "),))
            database.commit()
        live.start()

    def ended() -> int:
        """Return how many rooms were erased, once there is nobody in any."""
        with closing(sqlite3.connect(live.data / "journal.db")) as database:
            people = database.execute("SELECT count(*) FROM room_people").fetchone()
            receipts = database.execute("SELECT what FROM receipts").fetchall()
        return receipts.count(("room",)) if people == (0,) else 0

    run(story)


async def reopened(page: RoomPage) -> None:
    """Open its socket as often as it takes until the server is there again."""
    async with asyncio.timeout(90):
        while not page.state or page.closed is not None:
            try:
                await page.open()
            except (OSError, HTTPClientError):  # it is going, or not there yet
                await asyncio.sleep(0.1)


def test_the_day_is_shown_from_five_answers_on_and_nobody_can_tell_who_said_what(
    live: LiveWorkbook, trainer: httpx.Client
) -> None:
    async def story() -> None:
        screen = await opened(live, trainer)
        phones = [await phone_in(screen, f"Person {one}") for one in range(12)]
        assert (screen.state["day"], phones[0].state["day"]) == (None, {"asked": False, "done": False})
        assert "Nobody was asked" in await refused(phones[0], "day.say", useful=5, helped="", more="")
        await done(screen, "day.ask")
        await phones[0].until(lambda: phones[0].state["day"]["asked"])
        for number, phone in enumerate(phones[:4]):
            await done(phone, "day.say", useful=number + 1, helped=f"Helped {number}", more="")
        await screen.until(lambda: screen.state["day"] == {"count": 4})
        assert "Helped" not in (await asyncio.to_thread(trainer.get, "room/report.html")).text
        assert "Thank you" in await refused(phones[0], "day.say", useful=1, helped="", more="")
        assert "at least one" in await refused(phones[4], "day.say", useful=None, helped=" ", more="")
        assert "1 to 5" in await refused(phones[4], "day.say", useful=6, helped="", more="")
        assert "1000 letters" in await refused(phones[4], "day.say", useful=1, helped="x" * 1001, more="")
        await asyncio.to_thread(live.kill)
        await asyncio.to_thread(live.start)
        await asyncio.gather(*map(reopened, [screen, *phones]))
        assert phones[0].state["day"] == {"asked": True, "done": True}
        assert "Thank you" in await refused(phones[0], "day.say", useful=1, helped="", more=""), "after a restart too"
        for number, phone in enumerate(phones[4:], start=4):
            await done(phone, "day.say", useful=5, helped=f"Helped {number}", more="<i>Time</i>")
        await screen.until(lambda: screen.state["day"]["count"] == 12)
        assert screen.state["day"]["useful"] == [1, 1, 1, 1, 8]
        assert sorted(screen.state["day"]["helped"]) == sorted(f"Helped {one}" for one in range(12))
        report = (await asyncio.to_thread(trainer.get, "room/report.html")).text
        assert "Helped 3" in report
        assert "&lt;i&gt;Time&lt;/i&gt;" in report
        secrets = [phone.cookies["vig-room"].partition(".") for phone in phones]
        await asyncio.to_thread(live.kill)
        await asyncio.to_thread(nothing_tells, secrets)

    def nothing_tells(secrets: list[tuple[str, str, str]]) -> None:
        """Look at what lies in the files: the answers once, in another order than they came, beside no person."""
        files = on_disk(live)
        assert files.count(b"Helped 0") == 1, "an earlier state would tell what came next"
        places = [files.index(f'"Helped {one}"'.encode()) for one in range(12)]
        assert places != sorted(places), "one time in 479 001 600 this is chance"
        with closing(sqlite3.connect(live.data / "journal.db")) as database:
            ((owner, room_id, answers, spent),) = database.execute("SELECT * FROM room_evaluations").fetchall()
            assert owner == LOCAL_OWNER
            people = database.execute("SELECT id, key_sha256 FROM room_people").fetchall()
        assert room_id
        for person_id, secret, key in [(one[0], one[2], dict(people)[one[0]]) for one in secrets]:
            assert not any(word in answers + spent for word in (person_id, secret, key))
        assert "T" not in spent, "no instant"

    run(story)


def test_the_report_and_the_table_have_figures_and_no_name_without_a_tick(
    live: LiveWorkbook, trainer: httpx.Client
) -> None:
    async def story() -> None:
        assert (await asyncio.to_thread(trainer.get, "room/report.html")).status_code == 404
        screen = await opened(live, trainer)
        ada, bo = await phone_in(screen, "Ada <i>Agreed</i>"), await phone_in(screen, "Bo Silent")
        first = await marking(screen)
        await press(ada, first, 4200, 4)
        await press(bo, first, 4300, 4)
        await press(bo, first, 19_999)
        await marking(screen)
        assert (ada.state["in_report"], bo.state["in_report"]) == (False, False)
        await done(ada, "report.name", agreed=True)
        await ada.until(lambda: ada.state["in_report"])
        await done(bo, "report.name", agreed=True)
        await done(bo, "report.name", agreed=False)
        report = await asyncio.to_thread(trainer.get, "room/report.html")
        assert report.headers["Content-Disposition"].startswith('attachment; filename="session-')
        for word in (
            "Ada &lt;i&gt;Agreed&lt;/i&gt;",
            "2 people were here",
            "2 people pressed, 3 presses in all",
            "<svg ",
        ):
            assert word in report.text, word
        assert "Silent" not in report.text
        pdf = await asyncio.to_thread(trainer.get, "room/report.pdf")
        assert pdf.content.startswith(b"%PDF")
        table = (await asyncio.to_thread(trainer.get, "room/presses.csv")).content.decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(table)))
        assert [(row["round"], row["at_ms"], row["tier"]) for row in rows] == [
            ("1", "4200", "4"), ("1", "4300", "4"), ("1", "19999", ""),
        ]  # fmt: skip
        assert {row["person"] for row in rows} == {"1", "2"}
        assert [one["id"] for one in screen.state["people"] if one["id"] in table or one["name"] in table] == []

    run(story)
