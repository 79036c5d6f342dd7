"""What people do stays with them: no secret in a kernel's environment, no word in a log, no connection outwards."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import sys
import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import psutil
import pytest
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

from tests.live_workbook import PATIENCE_MS, LiveWorkbook, until
from tests.page_line import Line
from vigwidgets.core.access import Person
from vigwidgets.server import tap
from vigwidgets.server.app import Serving
from vigwidgets.server.doors import Doors
from vigwidgets.workbook.film_shelf import add_film
from vigwidgets.workbook.folder.data_folder import DataFolder
from vigwidgets.workbook.pass_phrases import PassPhrases

Visit = Callable[[str], httpx.Client]
PHRASE = "slow river lamp garden"
NOTE = "Quincunx is smiling at Bartholomew"
TITLE = "Bartholomew at breakfast"


@asynccontextmanager
async def line_to(base: str, client: httpx.Client, path: str) -> AsyncIterator[Line]:
    """Open a page and a socket to its kernel."""
    text = client.get(path).text  # noqa: ASYNC212 - nothing else waits
    kernel = re.search(r'"kernelId": "([0-9a-f-]+)"', text)[1]
    cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    url = f"{base.replace('http', 'ws')}api/kernels/{kernel}/channels?session_id={uuid.uuid4().hex}"
    socket = await websocket_connect(HTTPRequest(url, headers={"Cookie": cookies}))
    try:
        yield Line(socket)
    finally:
        socket.close()
        while await socket.read_message() is not None:
            pass


def log_of(serving: Serving) -> str:
    """Return what the kernels have logged so far."""
    return (serving.app.settings["desk"].data.logs / "kernels.log").read_text("utf-8")


@pytest.mark.anyio
@pytest.mark.parametrize("chapter", ["being_attentive", "my_film"])
async def test_a_page_cannot_write_what_python_owns_in_any_widget(serving: Serving, visit: Visit, chapter: str) -> None:
    async with line_to(serving.url, visit("anna"), f"chapter/{chapter}") as line:
        before = {name: state for name, state in (await line.states()).items() if "vig_module" in state}
        assert len(before) >= 3
        logged = log_of(serving).count("refused: a page wrote")
        tried = 0
        for name, state in before.items():
            for trait, value in state.items():
                if trait not in OWNED_BY_THE_PAGE.get(state["vig_module"], ()):
                    await line.to(name, method="update", state={trait: other_than(value)}, buffer_paths=[])
                    tried += 1
        after = {name: state for name, state in (await line.states()).items() if "vig_module" in state}
        assert after == before
        assert tried > 8 * len(before)
        assert log_of(serving).count("refused: a page wrote") == logged + tried


OWNED_BY_THE_PAGE = {
    "film_player": {"playhead_ms", "playing"},
    "mark_timeline": {"selected"},
    "principle_picker": set(),
    "reflection_card": set(),
    "film_list": set(),
    "film_adding": set(),
    "first_sight": set(),
}
"""What each widget says of itself in `view_owned`; written here again so that a new one is thought about twice."""


def other_than(value: object) -> object:
    """Return another value of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1
    if isinstance(value, list):
        return [*value, "x"]
    return {"x": 1} if isinstance(value, dict) else f"{value}x"


@pytest.mark.anyio
async def test_a_page_cannot_close_widgets_and_wrong_messages_do_no_harm(
    serving: Serving, visit: Visit, caplog: pytest.LogCaptureFixture
) -> None:
    async with line_to(serving.url, visit("anna"), "chapter/being_attentive") as line:
        names = [name for name, state in (await line.states()).items() if "vig_module" in state]
        for name in names:
            await line.say("comm_close", {"comm_id": name, "data": {}})
        for wrong in ("text", None, [], 7):
            await line.say("comm_msg", wrong)
        for wrong in ({"metadata": 3}, {"parent_header": []}, {"channel": 7}):
            await line.say("comm_msg", {"comm_id": names[0], "data": {}}, **wrong)
        await line.raw("[" * 100_000)
        await line.raw(b"\x00\x00")
        await line.to(names[0], method="custom", content={"type": "request", "id": 5})
        await line.to(names[0], method="no such method")
        await line.to(names[0])
        assert set(names) <= set(await line.states())
        refusals = [r.getMessage() for r in caplog.records if r.getMessage().startswith("refused")]
        assert sum("closed a comm" in text for text in refusals) == len(names)
        assert len(refusals) == len(names) + 9


@pytest.mark.anyio
async def test_drafts_of_two_people_in_one_browser_have_different_keys(serving: Serving, visit: Visit) -> None:
    keys = {}
    for person in ("anna", "ben"):
        async with line_to(serving.url, visit(person), "chapter/being_attentive") as line:
            keys[person] = {s["person_key"] for s in (await line.states()).values() if "vig_module" in s}
    assert [len(found) for found in keys.values()] == [1, 1]
    assert keys["anna"] != keys["ben"]
    assert not {"anna", "ben", "local"} & (keys["anna"] | keys["ben"])


@pytest.mark.anyio
async def test_another_persons_film_cannot_be_chosen(serving: Serving, visit: Visit, testdata: Path) -> None:
    desk = serving.app.settings["desk"]
    path = testdata / "video/mdn__interactive-examples/friday.mp4"
    annas = add_film(desk.journal(Person("anna")), desk.shelf, path, title="Anna's")
    try:
        async with line_to(serving.url, visit("ben"), "chapter/my_film") as line:
            chooser = next(n for n, s in (await line.states()).items() if s.get("vig_module") == "film_list")
            assert (await line.ask(chooser, "film.choose", id=annas.id))["error"]["code"] == "not_found"
            for kind in ("mark.add", "mark.undo"):
                timeline = next(n for n, s in (await line.states()).items() if s.get("vig_module") == "mark_timeline")
                asked = {"film_id": annas.id, "change_id": "c", "mark": {"id": "m", "start_ms": 0, "end_ms": 100}}
                assert (await line.ask(timeline, kind, **asked))["error"]["code"] in ("not_found", "invalid_value")
        assert desk.journal(Person("anna")).marks(annas.id) == []
    finally:
        desk.journal(Person("anna")).remove_film(annas.id)
        desk.shelf.remove(annas.id)


def test_a_link_leads_to_no_other_website(serving: Serving) -> None:
    address = urlsplit(serving.link())
    plain = http.client.HTTPConnection(address.netloc)
    plain.request("GET", f"//evil.example/{'?'}{address.query}")
    reply = plain.getresponse()
    assert (reply.status, reply.headers["Location"]) == (302, "/evil.example/")
    plain.request("GET", "/?token=%ff")
    reply.read()
    assert plain.getresponse().status == 403
    plain.close()


# ---- a whole journey in a server of its own


@pytest.mark.anyio
async def test_a_journey_leaves_no_word_in_a_log_no_secret_in_an_environment_and_calls_nobody(
    tmp_path: Path, testdata: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_OF_THE_SHELL", "correct-horse")
    live = LiveWorkbook(tmp_path / "data").start()
    outward: set[str] = set()

    def look_outward() -> None:
        for process in live.family():
            with contextlib.suppress(psutil.Error):
                outward.update(c.raddr.ip for c in process.net_connections("inet") if c.raddr)

    try:
        command = [sys.executable, "-m", "vigwidgets.cli", "film", "add", "--title", TITLE,
                   str(testdata / "video/mdn__interactive-examples/friday.mp4")]  # fmt: skip
        assert os.spawnve(os.P_WAIT, command[0], command, {**os.environ, "VIG_DATA": str(live.data)}) == 0  # noqa: ASYNC221 - nothing else waits
        hashed = PassPhrases(DataFolder(live.data)).keep("Tess", PHRASE).hash
        async with httpx.AsyncClient(base_url=live.base, timeout=PATIENCE_MS / 1000) as tess:
            signed = await tess.post("sign-in", data={"name": "Tess", "pass_phrase": PHRASE})
            assert signed.status_code == 303, "so the server knows all of it before kernels are forked"
        with contextlib.closing(live.visitor()) as client:
            await journey(live, client)
            look_outward()
            cookie = next(iter(client.cookies.jar)).value
            environments = [one.environ() for one in live.family()[1:]]
            assert client.get("chapter/welcome").status_code == 200, "a kernel that no page lets go"
            kernels_hold_no_secret(live, hashed)
            assert client.get("chapter/no_such_chapter").status_code == 404
            assert client.get("vig/film/no-such-film").status_code == 404
        for kernel in live.kernels():
            kernel.kill()
        until(lambda: live.kernels() == [])
    finally:
        live.stop()
    assert outward <= {"127.0.0.1", "::1"}
    assert len(environments) >= 5  # zygote, templates, kernels
    secret = (live.data / "secret").read_bytes()
    token = live.link.partition("token=")[2]
    for environment in environments:
        everything = json.dumps(environment)
        assert not any(known in everything for known in ("correct-horse", cookie, token, secret.hex()))
        allowed = {
            "PATH",
            "HOME",
            "LANG",
            "TZ",
            "TMPDIR",
            "TEMP",
            "TMP",
            "VIRTUAL_ENV",
            "OPENBLAS_NUM_THREADS",
            "VIG_COMMAND",
        }
        assert {n for n in environment if not n.startswith(("PYTHON", "LC_", "LD_"))} <= allowed
    logs = "".join(path.read_text("utf-8") for path in live.data.joinpath("logs").iterdir())
    assert logs
    for word in (*NOTE.split(), *TITLE.split(), "smiling", "friday", token, cookie, "token="):
        assert word not in logs.replace(str(tmp_path), "") or word in ("is", "at"), word


def kernels_hold_no_secret(live: LiveWorkbook, hashed: str) -> None:
    """Look through what is open in the newest kernel and in those that it came from, and through all their memory."""
    if sys.platform != "linux":
        return
    secret = (live.data / "secret").read_bytes()
    signing = Doors(secret, frozenset()).cookie_secret
    server = live.family()[0]
    known = {
        "secret": secret, "its text": secret.hex().encode(), "what signs cookies": signing.encode(),
        "a pass phrase": PHRASE.encode(), "its hash": hashed.encode(),
    }  # fmt: skip
    assert {"what signs cookies", "its hash"} <= found_in(server.pid, known), "it can be found where it is"
    kernel = max(live.kernels(), key=psutil.Process.create_time)
    parents = kernel.parents()
    below = [kernel, *parents[: parents.index(server)]]
    assert len(below) == 3, "kernel, template, zygote"
    for process in below:
        opened = {os.path.realpath(one) for one in Path(f"/proc/{process.pid}/fd").iterdir()}
        assert {one for one in opened if one.startswith(str(live.data))} <= may_be_open(live), process
        assert not listening(server) & listening(process), process
        assert found_in(process.pid, known) == set(), process


def listening(process: psutil.Process) -> set[int]:
    """Return the ports at which a process listens; a kernel has one for itself alone, of IPython's."""
    return {one.laddr.port for one in process.net_connections("inet") if one.status == psutil.CONN_LISTEN}


def may_be_open(live: LiveWorkbook) -> set[str]:
    """Return which files of the data folder a kernel has open: the journal and its log."""
    ours = [live.data / f"journal.db{end}" for end in ("", "-wal", "-shm")]
    return {os.path.realpath(one) for one in (*ours, live.data / "logs" / "kernels.log")}


def found_in(pid: int, known: dict[str, bytes]) -> set[str]:
    """Return the names of what a process has in its memory."""
    found: set[str] = set()
    ranges = re.findall(r"^([0-9a-f]+)-([0-9a-f]+) rw", Path(f"/proc/{pid}/maps").read_text("ascii"), re.MULTILINE)
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for begin, end in ((int(begin, 16), int(end, 16)) for begin, end in ranges):
            with contextlib.suppress(OSError, OverflowError, ValueError):  # of the system's own
                memory.seek(begin)
                content = memory.read(end - begin) or b""
                found |= {name for name, value in known.items() if value in content}
    return found


async def journey(live: LiveWorkbook, client: httpx.Client) -> None:
    """Write, mark, and be refused, on both pages."""
    async with line_to(live.base, client, "chapter/being_attentive") as line:
        states = await line.states()
        card = next(n for n, s in states.items() if s.get("vig_module") == "reflection_card")
        prompt = (
            states[card]["prompt"]["id"] if isinstance(states[card].get("prompt"), dict) else states[card]["prompt_id"]
        )
        save = {"prompt_id": prompt, "film": "", "text": NOTE, "revision_id": "r", "sitting": "s", "sequence": 1}
        assert (await line.ask(card, "reflection.save", **save))["ok"]
        assert not (await line.ask(card, "reflection.save", **{**save, "text": NOTE + "!", "sequence": "one"}))["ok"]
        assert not (await line.ask(card, "reflection.unknown", text=NOTE))["ok"]
        await line.to(card, method="update", state={"words": {"saved": NOTE}})
        await line.say("execute_request", {"code": NOTE})
    async with line_to(live.base, client, "chapter/my_film") as line:
        states = await line.states()
        picker = next(n for n, s in states.items() if s.get("vig_module") == "principle_picker")
        mark = {"id": "m1", "start_ms": 1000, "end_ms": 2000, "principles": ["waiting"], "note": NOTE}
        assert (await line.ask(picker, "mark.add", change_id="c1", mark=mark))["ok"]
        for wrong in ({"end_ms": 10**9}, {"principles": [NOTE]}, {"note": [NOTE]}, {"kind": NOTE}):
            assert not (await line.ask(picker, "mark.add", change_id="c2", mark={**mark, "id": "m2", **wrong}))["ok"]


# ---- the film door of a kernel's own


@pytest.fixture
def patient() -> Iterator[httpx.Client]:
    """Whoever asks, and waits as long as the machine is busy."""
    with httpx.Client(timeout=PATIENCE_MS / 1000) as client:
        yield client


@pytest.fixture
def door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Address of the small door that stock Voilà's pages take their films from."""
    monkeypatch.setenv("VIG_DATA", str(tmp_path / "data"))
    tap.tap_address.cache_clear()
    return tap.tap_address()


def test_the_small_door_opens_to_its_own_address_on_this_machine_only(door: str, patient: httpx.Client) -> None:
    clip = "vig/clip/0a/c01/poster.jpg"
    token = door.rstrip("/").rpartition("/")[2]
    assert patient.get(door + clip).status_code == 200
    assert patient.get(door + clip, headers={"Origin": "http://localhost:8866"}).status_code == 200
    assert patient.get(door.replace(token, "x" * len(token)) + clip).status_code == 404
    assert patient.get(door.replace(f"{token}/", "") + clip).status_code == 404
    assert patient.get(door + clip, headers={"Host": "rebound.example"}).status_code == 403
    assert patient.get(door + clip, headers={"Origin": "http://evil.example"}).status_code == 403
    assert patient.get(door + clip, headers={"Origin": "null"}).status_code == 403
    assert patient.get(door + "vig/film/not-mine").status_code == 404
    assert patient.get(door + "vig/clip/0a/c01/..%2fclip.toml").status_code == 404


def test_the_small_door_hands_out_pages_to_take_along_to_its_own_pages(door: str, patient: httpx.Client) -> None:
    page, asked = door + "vig/record/t.record.html", {"Origin": "http://localhost:8866", "Vig-Name": "Zo%C3%AB"}
    may = patient.options(page, headers={"Origin": asked["Origin"], "Access-Control-Request-Headers": "vig-name"})
    assert (may.status_code, may.headers["Access-Control-Allow-Headers"]) == (204, "Vig-Name")
    reply = patient.get(page, headers=asked)
    assert (reply.status_code, "Of Zoë" in reply.text) == (200, True)
    assert reply.headers["Access-Control-Expose-Headers"] == "Content-Disposition"
    assert patient.options(page, headers={"Origin": "http://evil.example"}).status_code == 403
    assert patient.get(page, headers={**asked, "Origin": "http://evil.example"}).status_code == 403
