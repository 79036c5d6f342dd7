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

from tests.live_workbook import PATIENCE_MS, LiveWorkbook, until
from tests.server.room_pages import RoomPage, in_rooms, phone_in, screen_of
from tests.server.test_gate import EXPECTED, METHODS, message
from vigwidgets import frameworks
from vigwidgets.cli import main
from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.core.reflection import Prompt
from vigwidgets.films import Shelf
from vigwidgets.journal import Journal
from vigwidgets.server.kernels import LOCKED, MOST_OF_A_GUEST
from vigwidgets.server.networks import SETTING
from vigwidgets.workbook.film_shelf import add_film
from vigwidgets.workbook.folder.data_folder import DataFolder
from vigwidgets.workbook.pass_phrases import PassPhrases

PARTICIPANTS_TOO = {
    r"/sign-in",
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
PRESENTERS_TOO = PARTICIPANTS_TOO | {
    r"/vig/film/ID/lanes/([a-z]+-[0-9]+\.[a-z0-9]+)",
    r"/vig/film/ID/growing",
    r"/vig/film/ID/reel\.(mp4|vtt)",
    r"/vig/arriving",
    r"/vig/arriving/([0-9a-f]{32})",
    r"/vig/arriving/([0-9a-f]{32})/done",
    r"/vig/arriving/([0-9a-f]{32})/agreed",
    r"/vig/phone",
    r"/vig/phone/([0-9a-f]{32})",
}
TRAINERS_TOO = PRESENTERS_TOO | {
    r"/vig/bringing",
    r"/vig/bringing/([0-9a-f]{32})",
    r"/vig/bringing/([0-9a-f]{32})/done",
}
"""The rest is the owner's alone."""
FORM = (r"/sign-in", frozenset({"GET", "HEAD", "POST"}))
"""Open to strangers too, once somebody has a pass phrase."""
PHRASE = "slow river lamp garden"
UPLOADS = {r"/vig/arriving/([0-9a-f]{32})", r"/vig/bringing/([0-9a-f]{32})"}
"""A refused one ends its connection, so each asks on one of its own."""
CLIENTS: list[httpx.Client] = []
NOT_TRIED = {(r"/vig/lock", "POST"), (r"/vig/idle", "POST"), (r"/vig/takeaway", "POST")}
"""They end the very session that the others are tried with, or pack for long; they have tests of their own."""


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


def signs_in(live: LiveWorkbook, address: str, name: str) -> httpx.Client:
    """Add a trainer to the workbook that runs, and return a client that has come in by the page for it."""
    PassPhrases(DataFolder(live.data)).keep(name, PHRASE)
    client = httpx.Client(base_url=address, timeout=PATIENCE_MS / 1000)
    CLIENTS.append(client)
    assert client.post("sign-in", data={"name": name, "pass_phrase": PHRASE}).status_code == 303
    return client


async def presenter_of(screen: RoomPage, name: str) -> tuple[str, httpx.Client]:
    """Let somebody in, have the trainer name them presenter, and return their id and a client that is in."""
    phone = await phone_in(screen, name)
    await screen.until(lambda: any(one["name"] == name for one in screen.state["people"]))
    person = next(one["id"] for one in screen.state["people"] if one["name"] == name)
    assert (await screen.ask("review.present", id=person, wanted=True))["ok"]
    await phone.until(lambda: phone.state["presents"])
    return person, await chapters_of(phone)


def dump(live: LiveWorkbook) -> list[str]:
    """Return all that is in the journal."""
    with closing(sqlite3.connect(live.data / "journal.db")) as database:
        return list(database.iterdump())


def kernel_of(client: httpx.Client, chapter: str = "being_attentive") -> dict[str, Any]:
    """Open a chapter and return what its page was told."""
    found = re.search(r'id="vig-config" type="application/json">(.*?)</script>', client.get(f"chapter/{chapter}").text)
    assert found
    return json.loads(found[1])


async def joined(client: httpx.Client, kernel: str) -> WebSocketClientConnection:
    """Return a kernel's socket, open."""
    cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    url = f"{str(client.base_url).replace('http', 'ws')}api/kernels/{kernel}/channels?session_id={uuid.uuid4().hex}"
    return await websocket_connect(HTTPRequest(url, headers={"Cookie": cookies}))


async def joins(client: httpx.Client, kernel: str) -> int:
    """Return the status that a kernel's socket is opened with."""
    try:
        socket = await joined(client, kernel)
    except HTTPClientError as error:
        return error.code
    socket.close()
    while await socket.read_message() is not None:
        pass
    return 101


def walk(client: httpx.Client, open_to_them: set[str], *, methods: tuple[str, ...] = METHODS) -> None:
    """Try every rule by every method."""
    for rule, path in EXPECTED.items():
        headers = {"Connection": "close"} if rule in UPLOADS else {}
        for method in methods:
            if (rule, method) in NOT_TRIED and rule in open_to_them:
                continue
            reply = client.request(method, path, headers=headers)
            if rule == FORM[0]:
                assert reply.status_code == (200 if method in FORM[1] else 403), (rule, method)
            elif rule not in open_to_them:
                assert reply.status_code == 403, (rule, method)
            else:
                assert "for whoever leads" not in reply.text, (rule, method)


def test_each_rule_is_open_to_those_it_is_for_and_to_nobody_else(
    live: LiveWorkbook, owner: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VIG_DATA", str(live.data))

    async def story() -> None:
        screen = await screen_of(live, owner).open()
        await screen.ask("room.open")
        await screen.until(lambda: screen.state["room"])
        ada = await chapters_of(await phone_in(screen, "Ada"))
        PassPhrases(DataFolder(live.data)).keep_owner(PHRASE)
        tess = await asyncio.to_thread(signs_in, live, str(ada.base_url), "Tess")
        _, pia = await presenter_of(screen, "Pia")
        nobody = httpx.Client(base_url=ada.base_url, timeout=PATIENCE_MS / 1000)
        CLIENTS.append(nobody)
        for client in (ada, tess, pia, owner):
            await asyncio.to_thread(kernel_of, client)  # so that they have what every person has
        before = dump(live)
        await asyncio.to_thread(walk, nobody, set())
        await asyncio.to_thread(walk, ada, PARTICIPANTS_TOO)
        await asyncio.to_thread(walk, pia, PRESENTERS_TOO)
        await asyncio.to_thread(walk, tess, TRAINERS_TOO)
        await asyncio.to_thread(walk, owner, set(EXPECTED), methods=("GET",))
        assert dump(live) == before
        # whoever is sent out of the room is out of the workbook, with the cookie in their hands
        gone = await chapters_of(await phone_in(screen, "Bo"))
        await screen.until(lambda: len(screen.state["people"]) == 3)
        bo = next(one["id"] for one in screen.state["people"] if one["name"] == "Bo")
        assert (await screen.ask("person.remove", id=bo))["ok"]
        await asyncio.to_thread(walk, gone, set())
        # a trainer who is removed is out as well, and leaves nothing
        hers = (await asyncio.to_thread(kernel_of, tess))["kernelId"]
        page = await joined(tess, hers)
        trainer = PassPhrases(DataFolder(live.data)).trainers()[0].id
        write(live, trainer)
        assert len(written_by(live, trainer)) == 1
        assert await asyncio.to_thread(main, ["trainer", "remove", "Tess", "--yes"]) == 0
        while await page.read_message() is not None:
            pass
        page.close()  # from this side too, or tornado calls it left open
        assert page.close_code == LOCKED
        assert written_by(live, trainer) == []
        await asyncio.to_thread(walk, tess, set(), methods=("GET", "POST"))

    run(story)


def test_nobody_reaches_anything_of_anybody_elses(live: LiveWorkbook, owner: httpx.Client, root: Path) -> None:
    location = live.data / "journal.db"
    with Journal.open(location, person=Person(LOCAL_OWNER), framework=frameworks.load()) as journal:
        film = add_film(journal, Shelf(live.data / "films"), root / "sample_clips/c01/film.mp4", title="Tower at home")
        keys = {journal.draft_key(None), journal.draft_key(film.id)}

    async def story() -> None:
        screen = await screen_of(live, owner).open()
        await screen.ask("room.open")
        await screen.until(lambda: screen.state["room"])
        ada, bo = [await chapters_of(await phone_in(screen, name)) for name in ("Ada", "Bo")]
        _, pia = await presenter_of(screen, "Pia")
        tess = await asyncio.to_thread(signs_in, live, str(bo.base_url), "Tess")
        hers, owners = await asyncio.to_thread(kernel_of, ada), await asyncio.to_thread(kernel_of, owner)
        for client, of_films in ((bo, 403), (pia, 404), (tess, 404)):
            own = await asyncio.to_thread(kernel_of, client, "welcome")
            await asyncio.to_thread(client.get, "chapter/my_film")  # so that they have what every person has
            before = dump(live)
            await asyncio.to_thread(ask_for_others, client, [hers, owners], film.id, of_films)
            for page in (hers, owners):
                assert await joins(client, page["kernelId"]) == 403
            heard = await talk(client, own["kernelId"], {**hers["states"], **owners["states"]}, film.id)
            kinds = {one["msg_type"] for one in heard}
            assert not {"execute_reply", "execute_result", "shutdown_reply", "error"} & kinds
            assert not any(one in json.dumps(heard) for one in (*keys, "Tower at home", str(live.data)))
            assert dump(live) == before
            home = await asyncio.to_thread(client.get, "chapter/welcome")
            assert str(live.data) not in home.text

    def ask_for_others(client: httpx.Client, pages: list[dict[str, Any]], film_id: str, of_films: int) -> None:
        for page in pages:
            assert client.post("vig/wake", content=page["ticket"]).status_code == 403
            assert client.post(f"vig/goodbye/{page['kernelId']}").status_code == 403
        for path in ("", "/frames", "/poster.jpg", "/still-0.png", "/marks.csv", "/captions.vtt"):
            assert client.get(f"vig/film/{film_id}{path}").status_code == 404, path
        for path in ("/lanes/waves-0.u8", "/reel.mp4"):
            assert client.get(f"vig/film/{film_id}{path}").status_code == of_films, path
        growing = client.get(f"vig/film/{film_id}/growing")
        assert growing.status_code == 403 or growing.json()["error"]["code"] == "not_found"
        assert client.get(f"chapter/my_film?film={film_id}").status_code == 404
        assert "Tower at home" not in client.get("chapter/my_film").text

    run(story)


async def talk(client: httpx.Client, kernel: str, models: dict[str, Any], film_id: str) -> list[dict[str, Any]]:
    """Say to a kernel what no page says, and return what it answers to a last question."""
    socket = await joined(client, kernel)
    try:
        return await say_what_no_page_says(socket, models, film_id)
    finally:
        socket.close()
        while await socket.read_message() is not None:
            pass


async def say_what_no_page_says(
    socket: WebSocketClientConnection, models: dict[str, Any], film_id: str
) -> list[dict[str, Any]]:
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
    foreign = {"person_key": "owner", "draft_key": "", "film": {"id": film_id}, "film_id": film_id, "question": film_id}
    named = {"folder": "/etc", "is_guest": False, "role": "owner", "person": "owner", **foreign}
    role = {"method": "update", "state": named}
    look = {"method": "custom", "content": {"id": "1", "kind": "my_data.look", "payload": {}}}
    for name in (*models, *own):
        for data in (role, look):
            await say("comm_msg", {"comm_id": name, "data": data})
    folders = [state["state"]["folder"] for state in (await states()).values() if "folder" in state["state"]]
    assert folders == [""] * 2, "a guest does not hear where the laptop keeps things"
    return heard


def test_one_guest_cannot_fill_the_laptop_with_pages(live: LiveWorkbook, owner: httpx.Client) -> None:
    async def story() -> None:
        screen = await screen_of(live, owner).open()
        await screen.ask("room.open")
        await screen.until(lambda: screen.state["room"])
        ada = await chapters_of(await phone_in(screen, "Ada"))
        before = len(live.kernels())
        kernels = [kernel_of(ada)["kernelId"] for _page in range(MOST_OF_A_GUEST)]
        sockets = [await joined(ada, kernel) for kernel in kernels[1:]]
        assert ada.get("chapter/being_attentive").status_code == 200, "what nobody looks at makes room"
        assert len(live.kernels()) - before == MOST_OF_A_GUEST
        sockets.append(await joined(ada, kernel_of(ada)["kernelId"]))
        refused = ada.get("chapter/being_attentive")
        assert (refused.status_code, "Many chapters of yours are open" in refused.text) == (503, True)
        others = await asyncio.to_thread(owner.get, "chapter/being_attentive")
        assert others.status_code == 200, "nobody else hears of it"
        for socket in sockets:
            socket.close()
            while await socket.read_message() is not None:
                pass

    run(story)


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


def journal_of(live: LiveWorkbook, person_id: str) -> Journal:
    """Return the journal as this person has it."""
    return Journal.open(live.data / "journal.db", person=Person(person_id), framework=frameworks.load())


def write(live: LiveWorkbook, person_id: str) -> None:
    """Answer a prompt as this person."""
    prompt, revision = Prompt("welcome.hope", "welcome", "What do you hope for?"), uuid.uuid4().hex
    with journal_of(live, person_id) as journal:
        journal.save_reflection(prompt, "Something Unmistakable", revision_id=revision, sitting="s", sequence=1)


def written_by(live: LiveWorkbook, person_id: str) -> list[Any]:
    """Return this person's texts."""
    with journal_of(live, person_id) as journal:
        return journal.texts()


def bring(client: httpx.Client, film: Path) -> str:
    """Add a film of somebody's own, and return its id."""
    content, agreed = film.read_bytes(), {"uses": ["work"], "people": ["Lea"]}
    told = {"name": "IMG_1.mp4", "size_bytes": len(content), "title": "Unmistakable as well", "permission": agreed}
    one = client.post("vig/arriving", json=told).json()["id"]
    assert client.put(f"vig/arriving/{one}?offset=0", content=content).json()["ok"]
    assert client.post(f"vig/arriving/{one}/done").json()["ok"]
    until(lambda: client.get(f"vig/arriving/{one}").json()["state"] == "done")
    return client.get(f"vig/arriving/{one}").json()["film"]


def test_the_end_of_the_room_takes_what_people_did_in_the_chapters(
    live: LiveWorkbook, owner: httpx.Client, root: Path
) -> None:
    async def story() -> None:
        screen = await screen_of(live, owner).open()
        await screen.ask("room.open")
        await screen.until(lambda: screen.state["room"])
        client = await chapters_of(await phone_in(screen, "Ada"))
        await screen.until(lambda: screen.state["people"])
        ada = screen.state["people"][0]["id"]
        write(live, ada)
        assert len(written_by(live, ada)) == 1
        pia, presenter = await presenter_of(screen, "Pia")
        film = await asyncio.to_thread(bring, presenter, root / "sample_clips/c01/film.mp4")
        assert (await asyncio.to_thread(presenter.get, f"vig/film/{film}/frames")).status_code == 200
        assert '"adds": true' in (await asyncio.to_thread(presenter.get, "chapter/my_film")).text
        for other in (client, owner):
            assert (await asyncio.to_thread(other.get, f"vig/film/{film}")).status_code == 404, "it is theirs alone"
        # who presents no longer adds no more, and keeps what they have until the end
        assert not (await screen.ask("review.present", id="0" * 32, wanted=True))["ok"]
        assert (await screen.ask("review.present", id=pia, wanted=False))["ok"]
        assert (await asyncio.to_thread(presenter.get, "vig/arriving")).status_code == 403
        assert (await asyncio.to_thread(presenter.get, f"vig/film/{film}/frames")).status_code == 200
        assert (live.data / "films" / film).exists()
        assert (await screen.ask("room.end"))["ok"]
        assert written_by(live, ada) == []
        assert not (live.data / "films" / film).exists()
        for one in (client, presenter):
            assert (await asyncio.to_thread(one.get, "chapter/welcome")).status_code == 403
        await asyncio.to_thread(live.stop)
        for file in live.data.glob("journal.db*"):
            assert b"Unmistakable" not in file.read_bytes(), file.name

    run(story)
