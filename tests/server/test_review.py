"""A group shared review over the wire: who may show what, who holds the remote, and what is left of it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.live_workbook import PATIENCE_MS, LiveWorkbook
from tests.server.room_pages import RoomPage, in_rooms, phone_in, screen_of
from vigwidgets import frameworks, words
from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.core.permission import Permission
from vigwidgets.core.reel import ReelItem
from vigwidgets.core.span import Span
from vigwidgets.films import Shelf
from vigwidgets.journal import Journal
from vigwidgets.server.networks import SETTING
from vigwidgets.workbook import kept_reel
from vigwidgets.workbook.film_shelf import add_film
from vigwidgets.workbook.folder.data_folder import DataFolder

ITEMS = (
    ReelItem("one", "m1", Span(1000, 3000), "You waited"),
    ReelItem("two", "m2", Span(5000, 7000)),
)
AGREED = Permission(("work", "group"))


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


@pytest.fixture
def film(live: LiveWorkbook, root: Path) -> str:
    """A film of the trainer's with a reel of two moments, for a group review."""
    return given_film(live, LOCAL_OWNER, root)


def given_film(live: LiveWorkbook, person_id: str, root: Path, *, clip: str = "c01") -> str:
    with journal_of(live, person_id) as journal:
        path = root / f"sample_clips/{clip}/film.mp4"
        added = add_film(journal, Shelf(live.data / "films"), path, title="Breakfast with Jamie", permission=AGREED)
        journal.set_reel(added.id, ITEMS, change_id=uuid4().hex)
        return added.id


def journal_of(live: LiveWorkbook, person_id: str = LOCAL_OWNER) -> Journal:
    return Journal.open(live.data / "journal.db", person=Person(person_id), framework=frameworks.load())


def run(story: Callable[[], Coroutine[Any, Any, None]]) -> None:
    asyncio.run(in_rooms(story))


async def opened(live: LiveWorkbook, trainer: httpx.Client) -> RoomPage:
    screen = await screen_of(live, trainer).open()
    assert (await screen.ask("room.open"))["ok"]
    await screen.until(lambda: screen.state["room"])
    return screen


async def come_in(screen: RoomPage, name: str) -> tuple[RoomPage, str]:
    """Return somebody's phone and their id."""
    phone = await phone_in(screen, name)
    await screen.until(lambda: name in [one["name"] for one in screen.state["people"]])
    return phone, next(one["id"] for one in screen.state["people"] if one["name"] == name)


async def refused(page: RoomPage, kind: str, **payload: Any) -> str:
    reply = await page.ask(kind, **payload)
    assert not reply["ok"], kind
    return reply["error"]["message"]


async def done(page: RoomPage, kind: str, **payload: Any) -> dict[str, Any]:
    reply = await page.ask(kind, **payload)
    assert reply["ok"], reply
    return reply["result"]


async def shown(screen: RoomPage, film: str, *, presenter: str | None, what: str = "reel", whose: str = "Ada") -> str:
    """Bring a film of the trainer's and put it on the screen; return the id of what was brought."""
    reel = uuid4().hex
    await done(screen, "review.bring", id=reel, film_id=film, what=what, whose=whose, presenter=presenter)
    await done(screen, "review.show", id=reel)
    await screen.until(lambda: screen.state["review"]["now"] and screen.state["review"]["now"]["id"] == reel)
    return reel


def get(client: httpx.Client, path: str, **headers: str) -> httpx.Response:
    return client.get(path, headers=headers)


async def bytes_at(phone: RoomPage, path: str, *, cookies: dict[str, str] | None = None) -> httpx.Response:
    """Ask a room's doors for what a phone shows."""
    cookies = phone.cookies if cookies is None else cookies
    base = phone.address.removesuffix("socket")
    async with httpx.AsyncClient(base_url=base, cookies=cookies, timeout=PATIENCE_MS / 1000) as client:
        return await client.get(path, headers={"Range": "bytes=0-99"})


def test_a_reel_is_streamed_to_the_big_screen_alone_and_only_as_agreed(
    live: LiveWorkbook, trainer: httpx.Client, film: str
) -> None:
    async def story() -> None:
        screen = await opened(live, trainer)
        phone, ada = await come_in(screen, "Ada")
        assert [one["refused"] for one in (await done(screen, "review.own"))["films"]] == [""]
        reel = await shown(screen, film, presenter=None)
        now = screen.state["review"]["now"]
        assert [(one["title"], one["start_ms"]) for one in now["clips"]] == [("You waited", 1000), ("", 5000)]
        assert now["src"] == f"reel/{reel}"
        answer = await asyncio.to_thread(get, trainer, f"room/reel/{reel}", Range="bytes=0-99")
        assert (answer.status_code, len(answer.content), answer.headers["Cache-Control"]) == (206, 100, "no-store")
        assert (await asyncio.to_thread(get, trainer, "room/reel/another")).status_code == 404
        assert "Breakfast" not in str(screen.state)
        with journal_of(live) as journal:
            journal.set_permission(film, replace(AGREED, until=date(2020, 1, 1)))
            assert (await asyncio.to_thread(get, trainer, f"room/reel/{reel}")).status_code == 403
            said = await refused(screen, "review.show", id=reel)
            assert said.startswith("The permission for this film has ended.")
            journal.set_permission(film, Permission(("work",)))
        asked = {"film_id": film, "what": "film", "whose": "Ada", "presenter": None}
        said = await refused(screen, "review.bring", id="another", **asked)
        assert said.startswith("Nobody has agreed that this film is used for a group review.")
        assert (await done(screen, "review.own"))["films"][0]["refused"] == said
        with journal_of(live) as journal:
            journal.set_permission(film, AGREED)
        await done(screen, "review.show", id=None)
        assert (await asyncio.to_thread(get, trainer, f"room/reel/{reel}")).status_code == 404
        await done(screen, "review.show", id=reel)
        await screen.leave()  # no big screen of this session is there any more
        await phone.until(lambda: phone.state["review"])
        assert (await asyncio.to_thread(get, trainer, f"room/reel/{reel}")).status_code == 404
        assert ada

    run(story)


def test_the_remote_is_with_one_person_and_whoever_leads_can_take_it_back(
    live: LiveWorkbook, trainer: httpx.Client, film: str
) -> None:
    async def story() -> None:
        screen = await opened(live, trainer)
        (ada, ada_id), (bo, bo_id) = await come_in(screen, "Ada"), await come_in(screen, "Bo")
        await done(screen, "review.present", id=ada_id, wanted=True)
        reel = await shown(screen, film, presenter=ada_id)
        await ada.until(lambda: ada.state["review"] and ada.state["review"]["holds"])
        await done(ada, "review.press", what="play")
        await screen.until(lambda: screen.heard("review.press") == [{"what": "play"}])
        await done(screen, "review.told", id=reel, clip=1, playing=True, slow=False)
        await ada.until(lambda: ada.state["review"]["now"]["clip"] == 1 and ada.state["review"]["now"]["playing"])
        assert bo.state["review"]["now"]["clip"] == 1
        assert (bo.state["review"]["holds"], bo.state["review"]["mine"]) == (False, None)
        assert (await refused(bo, "review.press", what="pause")).startswith("The remote is with somebody else")
        assert (await refused(ada, "review.press", what="louder")).startswith("The page and the workbook")
        for kind in ("review.present", "review.show", "review.remote", "review.own", "review.step", "review.told"):
            assert "do not understand each other" in await refused(ada, kind, id=bo_id, clip=0)
        assert (await refused(screen, "review.remote", id=bo_id)).startswith("Only whoever presents")
        await done(screen, "review.remote", id=None)
        assert (await refused(ada, "review.press", what="play")).startswith("The remote is with somebody else")
        await done(screen, "review.press", what="pause")
        await screen.until(lambda: screen.heard("review.press")[-1] == {"what": "pause"})
        await done(screen, "review.remote", id=ada_id)
        await screen.leave()
        assert (await refused(ada, "review.press", what="play")).startswith("The big screen is not there")
        screen = await screen_of(live, trainer).open()
        assert screen.state["review"]["now"]["id"] == reel
        assert len(screen.state["review"]["dialogue"]["steps"]) == 5
        await done(screen, "review.step", key="naming")
        await screen.until(lambda: screen.state["review"]["step"] == "naming")
        assert "do not understand" in await refused(screen, "review.step", key="scoring")
        await done(screen, "review.present", id=ada_id, wanted=False)
        await screen.until(lambda: screen.state["review"]["now"] is None)
        assert screen.state["review"]["reels"] == []

    run(story)


def test_on_other_devices_it_is_by_a_ticket_each_for_as_long_as_the_presenter_says(
    live: LiveWorkbook, trainer: httpx.Client, film: str
) -> None:
    async def story() -> None:
        screen = await opened(live, trainer)
        (ada, ada_id), (bo, _bo_id) = await come_in(screen, "Ada"), await come_in(screen, "Bo")
        await done(screen, "review.present", id=ada_id, wanted=True)
        await shown(screen, film, presenter=ada_id)
        await bo.until(lambda: bo.state["review"])
        assert bo.state["review"]["now"]["device"] is None
        assert (await refused(bo, "review.devices", wanted=True)).startswith("Only whoever presents")
        assert (await refused(screen, "review.devices", wanted=True)).startswith("Only whoever presents")
        assert (await refused(ada, "review.devices", wanted=True)).startswith("The file of this reel is not made yet.")
        told = {"data": str(live.data), "person": LOCAL_OWNER, "film": film, "captions": "none", "use": "group"}
        await asyncio.to_thread(kept_reel.make, told, lambda _done, _of: None)
        await done(ada, "review.devices", wanted=True)
        await bo.until(lambda: bo.state["review"]["now"]["device"])
        await ada.until(lambda: ada.state["review"]["now"]["device"])
        his, hers = bo.state["review"]["now"]["device"], ada.state["review"]["now"]["device"]
        assert his != hers
        answer = await bytes_at(bo, his)
        assert (answer.status_code, len(answer.content), answer.headers["Cache-Control"]) == (206, 100, "no-store")
        made = kept_reel.kept_reel(DataFolder(live.data), film)
        assert made is not None
        assert answer.content == made.path.read_bytes()[:100]  # the reel, not the film
        assert (await bytes_at(bo, hers)).status_code == 404
        assert (await bytes_at(bo, his, cookies={})).status_code == 404
        assert "media-src 'self'" in answer.headers["Content-Security-Policy"]
        with journal_of(live) as journal:
            journal.set_permission(film, Permission(("work",)))
            assert (await bytes_at(bo, his)).status_code == 403
            journal.set_permission(film, AGREED)
        await done(ada, "review.devices", wanted=False)
        await bo.until(lambda: bo.state["review"]["now"]["device"] is None)
        assert (await bytes_at(bo, his)).status_code == 404
        await done(ada, "review.devices", wanted=True)
        await bo.until(lambda: bo.state["review"]["now"]["device"])
        again = bo.state["review"]["now"]["device"]
        assert again != his
        await done(screen, "person.remove", id=ada_id)
        await bo.until(lambda: bo.state["review"] is None)
        assert (await bytes_at(bo, again)).status_code == 404
        assert (await bytes_at(ada, hers)).status_code == 404

    run(story)


def test_what_others_saw_goes_home_with_whoever_presents_and_with_the_room(
    live: LiveWorkbook, trainer: httpx.Client, film: str
) -> None:
    async def story() -> None:
        screen = await opened(live, trainer)
        (ada, ada_id), (bo, bo_id) = await come_in(screen, "Ada"), await come_in(screen, "Bo")
        assert (await refused(bo, "review.note", id="n", text="A smile.")).startswith("No reel is on the big screen")
        await done(screen, "review.present", id=ada_id, wanted=True)
        reel = await shown(screen, film, presenter=ada_id)
        await done(screen, "review.told", id=reel, clip=1, playing=True, slow=False)
        for _ in range(2):  # a retry
            await done(bo, "review.note", id="n", text="  You waited. ")
        assert (await refused(bo, "review.note", id="m", text="a" * 501)).startswith("A note has 1 to 500 letters.")
        await ada.until(lambda: ada.state["review"]["mine"]["notes"])
        (note,) = ada.state["review"]["mine"]["notes"]
        assert (note["clip"], note["text"].strip(), note["shown"]) == (1, "You waited.", False)
        assert bo_id not in str(note)
        assert bo.state["review"]["mine"] is None
        assert "You waited." not in str(screen.messages)
        assert (await refused(bo, "review.note_show", id="n")).startswith("Only whoever presents")
        assert (await refused(screen, "review.note_next")).startswith("Only whoever presents")
        await done(ada, "review.note_show", id="n")
        await screen.until(lambda: screen.state["review"]["note"] == "  You waited. ")
        await done(screen, "review.note_away")
        await screen.until(lambda: screen.state["review"]["note"] is None)
        kept = await done(ada, "review.point", id="w", sequence=1, text="I wait, and look.")
        assert kept == {"text": "I wait, and look."}
        assert (await refused(bo, "review.point", id="w", sequence=1, text="x")).startswith("Only whoever presents")
        with journal_of(live, ada_id) as hers:
            assert hers.reflection("working_point.in_my_words").text == "I wait, and look."
            assert hers.reflection("shared_review.what_others_saw").text == "You waited."
        live.kill()
        live.start()
        screen = await screen_of(live, trainer).open()
        await screen.until(lambda: screen.state["room"])
        assert [one["id"] for one in screen.state["review"]["reels"]] == [reel]
        assert screen.state["review"]["presenters"] == [ada_id]
        way_in = screen.state["room"]["codes"][0]["address"]  # the port may be another one
        ada = await RoomPage(f"{way_in}socket", ada.cookies).open()
        await done(screen, "review.show", id=reel)
        await ada.until(lambda: ada.state["review"]["mine"])
        assert ada.state["review"]["mine"]["point"] == "I wait, and look."
        assert [one["id"] for one in ada.state["review"]["mine"]["notes"]] == ["n"]
        home = (await done(ada, "home", code=None))["text"]
        assert ("You waited." in home, "I wait, and look." in home, "Bo" in home) == (True, True, False)
        await done(screen, "room.end")
        await ada.until(lambda: ada.closed)
        with journal_of(live, ada_id) as hers:
            assert hers.texts() == []

    run(story)


def test_a_presenter_brings_their_own_work_and_whoever_leads_never_looks_into_it(
    live: LiveWorkbook, trainer: httpx.Client, film: str, root: Path
) -> None:
    async def story() -> None:
        screen = await opened(live, trainer)
        ada, ada_id = await come_in(screen, "Ada")
        theirs = await asyncio.to_thread(given_film, live, ada_id, root, clip="c02")
        assert (await refused(ada, "review.mine")).startswith("Only whoever presents")
        await done(screen, "review.present", id=ada_id, wanted=True)
        await ada.until(lambda: ada.state["review"])
        assert [one["film_id"] for one in (await done(ada, "review.mine"))["films"]] == [theirs]
        assert [one["film_id"] for one in (await done(screen, "review.own"))["films"]] == [film]
        asked = {"what": "reel", "whose": "Ada", "presenter": ada_id}
        assert "no such film" in await refused(screen, "review.bring", id="r", film_id=theirs, **asked)
        assert "no such film" in await refused(ada, "review.bring", id="r", film_id=film, what="reel")
        await done(ada, "review.bring", id="r", film_id=theirs, what="reel")
        await ada.until(lambda: ada.state["review"]["brought"])
        assert ada.state["review"]["brought"][0]["title"] == "Breakfast with Jamie"
        await screen.until(lambda: screen.state["review"]["reels"])
        assert screen.state["review"]["reels"] == [{"id": "r", "whose": "Ada", "what": "reel", "presenter": ada_id}]
        await done(screen, "review.show", id="r")
        answer = await asyncio.to_thread(get, trainer, "room/reel/r", Range="bytes=0-99")
        assert answer.content == (root / "sample_clips/c02/film.mp4").read_bytes()[:100]
        await done(ada, "review.take_out", id="r")
        await screen.until(lambda: screen.state["review"]["reels"] == [])
        # what whoever leads presents is theirs to show on, note by note
        await shown(screen, film, presenter=None, what="film", whose="Ann")
        assert len(screen.state["review"]["now"]["clips"]) == 1
        others = screen.state["review"]["now"]["id"]
        assert (await refused(ada, "review.take_out", id=others)).startswith("Only whoever presents")
        await done(ada, "review.note", id="n", text="A smile.")
        await screen.until(lambda: screen.state["review"]["written"])
        await done(screen, "review.note_next")
        await screen.until(lambda: screen.state["review"]["note"] == "A smile.")
        assert not screen.state["review"]["written"]
        await done(screen, "review.devices", wanted=True)
        await ada.until(lambda: ada.state["review"]["now"]["device"])
        assert (await bytes_at(ada, ada.state["review"]["now"]["device"])).status_code == 206
        with journal_of(live) as owners:
            assert owners.reflection("shared_review.what_others_saw").text == "A smile."

    run(story)


def test_the_working_point_answers_the_question_of_its_chapter(root: Path) -> None:
    chapter = (root / "workbooks/14_working_point.ipynb").read_text("utf-8")
    question = words.section("review_kept")["point"]
    assert f'book.reflect(\\"working_point.in_my_words\\", \\"{question}\\")' in chapter
