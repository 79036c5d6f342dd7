"""Who may do what, over the wire: each rule of the application by each role, with that role's own cookie."""

from __future__ import annotations

import asyncio
import json
import re
import sqlite3
import uuid
from collections.abc import Callable, Coroutine, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from tests.live_workbook import PATIENCE_MS, LiveWorkbook
from tests.server.room_pages import RoomPage, in_rooms, phone_in, screen_of
from tests.server.test_gate import EXPECTED, METHODS, message
from vigwidgets import frameworks
from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.core.reflection import Prompt
from vigwidgets.films import Shelf
from vigwidgets.journal import Journal
from vigwidgets.server.networks import SETTING
from vigwidgets.workbook.film_shelf import add_film

PARTICIPANTS_TOO = {
    r"/",
    r"/chapter/([a-z0-9_]+)",
    r"/paper/",
    r"/paper/([a-z0-9-]+)",
    r"/api/kernels/KERNEL/channels",
    r"/vig/wake",
    r"/vig/goodbye/KERNEL",
    r"/vig/film/ID",
    r"/vig/film/ID/(frames|growing\.mp4|captions\.vtt|descriptions\.vtt|poster\.jpg|sounds\.m4a)",
    r"/vig/film/ID/still-([0-9]{1,10})\.png",
    r"/vig/film/ID/marks\.(csv|json|vtt|losslesscut|webanno)",
    r"/vig/account/ID\.(md|html|pdf)",
    r"/vig/record/ID\.(html|pdf)",
    r"/vig/takeaway",
    r"/vig/takeaway/file",
    r"/vig/clip/([0-9a-f]+)/ID/NAMES",
    r"/vig/clip/([0-9a-f]+)/ID/frames",
    r"/vig/ui/([0-9a-f]+)/([A-Za-z0-9_./\-]+)",
    r"/vig/landscape",
    r"/vig/landscape/([a-z\-]+)\.js",
    r"/vig/here",
    r"/vig/lock",
    r"/vig/idle",
    r"/vig/place",
    r"/vig/locked",
}
"""The rest is the owner's alone, or of whoever keeps films of their own here."""
ALONE = {"Connection": "close"}
"""A refused upload ends its connection, so each asks on one of its own."""
CLIENTS: list[httpx.Client] = []
NOT_TRIED = {r"/vig/lock", r"/vig/idle"}
"""They end the very session that the others are tried with; they have tests of their own."""


@pytest.fixture
def live(tmp_path: Path) -> Iterator[LiveWorkbook]:
    """A shared workbook whose rooms are reached at this machine alone."""
    workbook = LiveWorkbook(tmp_path / "data", environment={SETTING: "127.0.0.1"}, more=("--share",), warm=True).start()
    yield workbook
    workbook.end()


@pytest.fixture
def owner(live: LiveWorkbook) -> Iterator[httpx.Client]:
    """Who leads."""
    with closing(live.visitor()) as client:
        yield client


@pytest.fixture(autouse=True)
def closed_after() -> Iterator[None]:
    """Close what people came in with."""
    CLIENTS.clear()
    yield
    for client in CLIENTS:
        client.close()


def run(story: Callable[[], Coroutine[Any, Any, None]]) -> None:
    asyncio.run(in_rooms(story))


async def chapters_of(phone: RoomPage) -> httpx.Client:
    """Open the workbook from somebody's phone, and return a client that is in."""
    url = (await phone.ask("workbook"))["result"]["url"]
    client = httpx.Client(base_url=url.partition("?")[0], timeout=PATIENCE_MS / 1000)
    CLIENTS.append(client)
    assert (await asyncio.to_thread(client.get, url)).status_code == 302
    return client


def dump(live: LiveWorkbook) -> list[str]:
    """Return all that is in the journal."""
    with closing(sqlite3.connect(live.data / "journal.db")) as database:
        return list(database.iterdump())


def kernel_of(client: httpx.Client, chapter: str = "being_attentive") -> dict[str, Any]:
    """Open a chapter and return what its page was told."""
    found = re.search(r'id="vig-config" type="application/json">(.*?)</script>', client.get(f"chapter/{chapter}").text)
    assert found
    return json.loads(found[1])


async def joins(client: httpx.Client, kernel: str) -> int:
    """Return the status that a kernel's socket is opened with."""
    cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    url = f"{str(client.base_url).replace('http', 'ws')}api/kernels/{kernel}/channels?session_id={uuid.uuid4().hex}"
    try:
        socket = await websocket_connect(HTTPRequest(url, headers={"Cookie": cookies}))
    except HTTPClientError as error:
        return error.code
    socket.close()
    while await socket.read_message() is not None:
        pass
    return 101


def test_each_rule_is_open_to_those_it_is_for_and_to_nobody_else(live: LiveWorkbook, owner: httpx.Client) -> None:
    async def story() -> None:
        screen = await screen_of(live, owner).open()
        await screen.ask("room.open")
        await screen.until(lambda: screen.state["room"])
        ada = await chapters_of(await phone_in(screen, "Ada"))
        await asyncio.to_thread(kernel_of, ada)  # so that she has what every person has
        await asyncio.to_thread(walk, ada)
        # whoever is sent out of the room is out of the workbook, with the cookie in their hands
        gone = await chapters_of(await phone_in(screen, "Bo"))
        await screen.until(lambda: len(screen.state["people"]) == 2)
        bo = next(one["id"] for one in screen.state["people"] if one["name"] == "Bo")
        assert (await screen.ask("person.remove", id=bo))["ok"]
        await asyncio.to_thread(shut_out, gone)

    def walk(ada: httpx.Client) -> None:
        before = dump(live)
        with httpx.Client(base_url=str(ada.base_url), timeout=PATIENCE_MS / 1000) as nobody:
            for rule, path in EXPECTED.items():
                for method in METHODS:
                    assert nobody.request(method, path, headers=ALONE).status_code == 403, (rule, method)
                    if rule not in PARTICIPANTS_TOO:
                        assert ada.request(method, path, headers=ALONE).status_code == 403, (rule, method)
                    elif rule not in NOT_TRIED and method not in ("POST", "PUT", "PATCH", "DELETE"):
                        assert "for whoever leads" not in ada.request(method, path, headers=ALONE).text, (rule, method)
        assert dump(live) == before

    def shut_out(gone: httpx.Client) -> None:
        for rule, path in EXPECTED.items():
            for method in METHODS:
                assert gone.request(method, path, headers=ALONE).status_code == 403, (rule, method)

    run(story)


def test_a_participant_reaches_nothing_of_anybody_elses(live: LiveWorkbook, owner: httpx.Client, root: Path) -> None:
    location = live.data / "journal.db"
    with Journal.open(location, person=Person(LOCAL_OWNER), framework=frameworks.load()) as journal:
        film = add_film(journal, Shelf(live.data / "films"), root / "sample_clips/c01/film.mp4", title="Tower at home")

    async def story() -> None:
        screen = await screen_of(live, owner).open()
        await screen.ask("room.open")
        await screen.until(lambda: screen.state["room"])
        ada, bo = [await chapters_of(await phone_in(screen, name)) for name in ("Ada", "Bo")]
        hers, owners = await asyncio.to_thread(kernel_of, ada), await asyncio.to_thread(kernel_of, owner)
        his = await asyncio.to_thread(kernel_of, bo, "welcome")
        before = dump(live)
        await asyncio.to_thread(ask_for_others, bo, [hers, owners], film.id)
        for page in (hers, owners):
            assert await joins(bo, page["kernelId"]) == 403
        heard = await talk(bo, his["kernelId"], hers["states"])
        assert not {"execute_reply", "execute_result", "shutdown_reply", "error"} & {one["msg_type"] for one in heard}
        assert dump(live) == before
        home = await asyncio.to_thread(bo.get, "chapter/welcome")
        assert str(live.data) not in home.text

    def ask_for_others(bo: httpx.Client, pages: list[dict[str, Any]], film_id: str) -> None:
        for page in pages:
            assert bo.post("vig/wake", content=page["ticket"]).status_code == 403
            assert bo.post(f"vig/goodbye/{page['kernelId']}").status_code == 403
        for path in ("", "/frames", "/poster.jpg", "/still-0.png", "/marks.csv", "/captions.vtt"):
            assert bo.get(f"vig/film/{film_id}{path}").status_code == 404, path
        for path in ("/lanes/waves-0.u8", "/growing", "/reel.mp4"):
            assert bo.get(f"vig/film/{film_id}{path}").status_code == 403, path
        assert bo.get(f"chapter/my_film?film={film_id}").status_code == 404
        assert "Tower at home" not in bo.get("chapter/my_film").text

    run(story)


async def talk(client: httpx.Client, kernel: str, models: dict[str, Any]) -> list[dict[str, Any]]:
    """Say to a kernel what no page says, and return what it answers to a last question."""
    cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    url = f"{str(client.base_url).replace('http', 'ws')}api/kernels/{kernel}/channels?session_id={uuid.uuid4().hex}"
    socket = await websocket_connect(HTTPRequest(url, headers={"Cookie": cookies}))
    try:
        return await say_what_no_page_says(socket, models)
    finally:
        socket.close()
        while await socket.read_message() is not None:
            pass


async def say_what_no_page_says(socket: WebSocketClientConnection, models: dict[str, Any]) -> list[dict[str, Any]]:
    """Ask for code, for an end and for another role; return all that is heard."""
    heard: list[dict[str, Any]] = []

    async def say(kind: str, content: dict[str, Any], *, channel: str = "shell") -> None:
        told = message(kind, content, channel=channel) | {"metadata": {"version": "1.0.0"}}
        await socket.write_message(json.dumps(told))

    async def states() -> dict[str, Any]:
        """Return what the kernel says of its widgets."""
        await say("comm_msg", {"comm_id": "x", "data": {"method": "request_states"}})
        while True:
            told = json.loads(await socket.read_message())
            heard.append({"msg_type": told["header"]["msg_type"], "content": told["content"]})
            data = told["content"].get("data", {})
            if isinstance(data, dict) and data.get("method") == "update_states":
                return data["states"]

    await say("comm_open", {"comm_id": "x", "target_name": "jupyter.widget.control", "data": {}})
    own = await states()
    for kind in ("execute_request", "shutdown_request", "debug_request"):
        for channel in ("shell", "control"):
            await say(kind, {"code": "open('/etc/passwd')", "silent": False, "restart": False}, channel=channel)
    role = {"method": "update", "state": {"folder": "/etc", "is_guest": False, "role": "owner", "person": "owner"}}
    look = {"method": "custom", "content": {"id": "1", "kind": "my_data.look", "payload": {}}}
    for name in (*models, *own):
        for data in (role, look):
            await say("comm_msg", {"comm_id": name, "data": data})
    folders = [state["state"]["folder"] for state in (await states()).values() if "folder" in state["state"]]
    assert folders == [""] * 2, "a guest does not hear where the laptop keeps things"
    return heard


def test_without_share_the_chapters_are_open_to_nobody_in_the_room(tmp_path: Path) -> None:
    live = LiveWorkbook(tmp_path / "data", environment={SETTING: "127.0.0.1"}, warm=True).start()

    async def story() -> None:
        with closing(live.visitor()) as client:
            screen = await screen_of(live, client).open()
            await screen.ask("room.open")
            await screen.until(lambda: screen.state["room"])
            ada = await phone_in(screen, "Ada")
            await ada.until(lambda: "workbook" in ada.state)
            assert ada.state["workbook"] is False
            assert "not open to phones" in (await ada.ask("workbook"))["error"]["message"]

    try:
        run(story)
    finally:
        live.end()


def test_the_end_of_the_room_takes_what_people_did_in_the_chapters(live: LiveWorkbook, owner: httpx.Client) -> None:
    def written_by(person_id: str) -> list[Any]:
        location, framework = live.data / "journal.db", frameworks.load()
        with Journal.open(location, person=Person(person_id), framework=framework) as journal:
            return journal.texts()

    async def story() -> None:
        screen = await screen_of(live, owner).open()
        await screen.ask("room.open")
        await screen.until(lambda: screen.state["room"])
        client = await chapters_of(await phone_in(screen, "Ada"))
        await screen.until(lambda: screen.state["people"])
        ada = screen.state["people"][0]["id"]
        location, framework = live.data / "journal.db", frameworks.load()
        with Journal.open(location, person=Person(ada), framework=framework) as journal:
            journal.save_reflection(
                Prompt("welcome.hope", "welcome", "What do you hope for?"),
                "Something Unmistakable",
                revision_id=uuid.uuid4().hex,
                sitting="s",
                sequence=1,
            )
        assert len(written_by(ada)) == 1
        assert (await screen.ask("room.end"))["ok"]
        assert written_by(ada) == []
        assert (await asyncio.to_thread(client.get, "chapter/welcome")).status_code == 403
        await asyncio.to_thread(live.stop)
        for file in live.data.glob("journal.db*"):
            assert b"Unmistakable" not in file.read_bytes(), file.name

    run(story)
