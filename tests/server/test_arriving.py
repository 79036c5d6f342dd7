"""A film comes over HTTP in pieces, whole or not at all, from its owner only, and is looked at before it is kept."""

from __future__ import annotations

import errno
import json
import os
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from tests.live_workbook import LiveWorkbook, until
from vigwidgets.core.access import Person
from vigwidgets.server import arrivals, incoming
from vigwidgets.server.app import Serving
from vigwidgets.server.desk import Desk
from vigwidgets.workbook.film_shelf import add_film
from vigwidgets.workbook.keeping import passing

Visit = Callable[[str], httpx.Client]
AGREED = {"uses": ["work", "group"], "until": "2999-07-31", "people": ["K.", "mother"], "given_by": "K.'s mother"}


@pytest.fixture
def film(testdata: Path) -> Path:
    """A film of 3 MB."""
    return testdata / "video/WyattBlue__auto-editor/example.mp4"


@pytest.fixture
def desk(serving: Serving) -> Iterator[Desk]:
    """The server's desk; what a test adds goes afterwards, and no byte may be left on its way."""
    desk: Desk = serving.app.settings["desk"]
    yield desk
    for name in ("anna", "ben"):
        journal = desk.journal(Person(name))
        for one in journal.films():
            journal.remove_film(one.id)
            desk.shelf.remove(one.id)
        passing.forget_passing(desk.data, Person(name))
    assert not list(desk.data.temporary.rglob("*.film"))


def announce(client: httpx.Client, size_bytes: int, **other: Any) -> dict[str, Any]:
    """Announce a film and return the answer."""
    told = {"name": "IMG_0042.mp4", "size_bytes": size_bytes, "title": "Lunch", "permission": AGREED, **other}
    reply = client.post("vig/arriving", json=told)
    assert (reply.status_code, reply.headers["Cache-Control"]) == (200, "no-store")
    return reply.json()


def put(client: httpx.Client, arrival: str, offset: int, content: bytes) -> dict[str, Any]:
    """Send a piece and return the answer."""
    return client.put(f"vig/arriving/{arrival}?offset={offset}", content=content).json()


def send(client: httpx.Client, content: bytes, **other: Any) -> str:
    """Announce and send a film in one piece, and return the arrival's id."""
    arrival = announce(client, len(content), **other)["id"]
    assert put(client, arrival, 0, content)["offset"] == len(content)
    return arrival


def seen(client: httpx.Client, arrival: str) -> dict[str, Any]:
    """Have the film looked at, and return how that ended."""
    assert client.post(f"vig/arriving/{arrival}/done").json()["ok"]
    return until(lambda: ended(client, arrival))  # type: ignore[return-value]


def ended(client: httpx.Client, arrival: str) -> dict[str, Any] | None:
    state = client.get(f"vig/arriving/{arrival}").json()
    return state if state.get("state") in (None, "done", "refused") else None


def left(desk: Desk, person: str = "anna") -> list[str]:
    """Return what lies in the person's folder of passing files."""
    return sorted(path.name for path in passing.folder_of(desk.data, Person(person)).glob("*"))


def test_a_film_arrives_in_uneven_pieces_and_lies_byte_for_byte_on_the_shelf(
    visit: Visit, desk: Desk, film: Path
) -> None:
    anna, content = visit("anna"), film.read_bytes()
    arrival, at = announce(anna, len(content))["id"], 0
    for size in (1, 65_535, 1 << 20, 70_001, len(content)):
        state = put(anna, arrival, at, content[at : at + size])
        at = min(at + size, len(content))
        assert (state["ok"], state["state"], state["offset"]) == (True, "arriving", at)
    state = seen(anna, arrival)
    assert (state["state"], state["done_bytes"], state["known"]) == ("done", len(content), False)
    kept = desk.journal(Person("anna")).film(state["film"])
    assert (kept.title, kept.permission.uses, str(kept.permission.until)) == ("Lunch", ("work", "group"), "2999-07-31")
    assert (kept.permission.people, kept.permission.given_by) == (("K.", "mother"), "K.'s mother")
    assert desk.shelf.film_path(kept.id).read_bytes() == content
    assert anna.get(f"vig/film/{kept.id}").content == content
    anna.delete(f"vig/arriving/{arrival}")
    assert left(desk) == []
    assert desk.journal(Person("anna")).film(kept.id) == kept


def test_a_film_without_a_title_takes_the_name_of_its_file(visit: Visit, desk: Desk, film: Path) -> None:
    anna = visit("anna")
    state = seen(anna, send(anna, film.read_bytes(), name=r"C:\fakepath\Küche 3.MP4", title="  "))
    assert desk.journal(Person("anna")).film(state["film"]).title == "Küche 3"


def test_the_same_bytes_again_are_the_same_film_with_what_was_said_of_it_now(
    visit: Visit, desk: Desk, film: Path
) -> None:
    anna, content = visit("anna"), film.read_bytes()
    first = seen(anna, send(anna, content))
    again = seen(anna, send(anna, content, title="", permission={**AGREED, "uses": ["work"]}))
    assert (again["film"], again["known"]) == (first["film"], True)
    kept = desk.journal(Person("anna")).film(first["film"])
    assert (kept.title, kept.permission.uses) == ("Lunch", ("work",))
    assert len(desk.shelf.ids()) == len(desk.journal(Person("anna")).films()) == 1


def test_bytes_for_another_place_are_not_taken_and_the_right_place_is_told(visit: Visit, desk: Desk) -> None:
    anna = visit("anna")
    arrival = announce(anna, 100)["id"]
    put(anna, arrival, 0, b"a" * 10)
    for offset in (0, 9, 11, -1):
        refused = put(anna, arrival, offset, b"b" * 5)
        assert (refused["ok"], refused["error"]["code"], refused["offset"]) == (False, "wrong_offset", 10)
    (path,) = desk.data.temporary.rglob("*.film")
    assert path.read_bytes() == b"a" * 10


def test_after_a_broken_connection_the_film_goes_on_where_it_was(visit: Visit, desk: Desk, film: Path) -> None:
    anna, content = visit("anna"), film.read_bytes()
    arrival = announce(anna, len(content))["id"]
    begin_to_put(anna, f"vig/arriving/{arrival}?offset=0", len(content), content[:2_500_000]).close()
    until(lambda: anna.get(f"vig/arriving/{arrival}").json()["offset"] >= 1 << 20)
    (same,) = anna.get("vig/arriving").json()["arrivals"]  # as a page finds it that was loaded again
    assert (same["id"], same["name"], same["size_bytes"]) == (arrival, "IMG_0042.mp4", len(content))
    at = same["offset"]
    while at < len(content):  # what the lost line had still brought may be written meanwhile: the answer says where
        at = put(anna, arrival, at, content[at:])["offset"]
    assert desk.shelf.film_path(seen(anna, arrival)["film"]).read_bytes() == content


def begin_to_put(client: httpx.Client, path: str, size_bytes: int, content: bytes) -> socket.socket:
    """Return a line on which a request of `size_bytes` has begun with `content`."""
    address = urlsplit(str(client.base_url))
    cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    head = (
        f"PUT /{path} HTTP/1.1\r\nHost: {address.netloc}\r\nCookie: {cookies}\r\nContent-Length: {size_bytes}\r\n\r\n"
    )
    line = socket.create_connection((address.hostname, address.port))
    line.sendall(head.encode() + content)
    return line


def test_of_two_that_send_the_same_piece_at_once_one_is_told_where_to_go_on(visit: Visit, desk: Desk) -> None:
    anna = visit("anna")
    arrival = announce(anna, 10)["id"]
    with begin_to_put(anna, f"vig/arriving/{arrival}?offset=0", 5, b"sl") as slow:
        assert put(anna, arrival, 0, b"quick")["offset"] == 5
        slow.sendall(b"ow!")
        assert b"wrong_offset" in answer_on(slow)
    (path,) = desk.data.temporary.rglob("*.film")
    assert path.read_bytes() == b"quick"


def answer_on(line: socket.socket) -> bytes:
    """Return what is answered on the line, up to the end of its JSON."""
    heard = b""
    while b"}" not in heard:
        heard += line.recv(65_536)
    return heard


def test_a_cancelled_film_leaves_nothing(visit: Visit, desk: Desk) -> None:
    anna = visit("anna")
    arrival = announce(anna, 100)["id"]
    put(anna, arrival, 0, b"a" * 10)
    assert anna.delete(f"vig/arriving/{arrival}").json() == {"ok": True, "done": False}
    assert left(desk) == []
    for reply in (anna.get(f"vig/arriving/{arrival}"), anna.delete(f"vig/arriving/{arrival}")):
        assert reply.json()["error"] == {"code": "cancelled", "message": arrivals.NOT_HERE}
    assert visit("ben").get(f"vig/arriving/{arrival}").json()["error"]["code"] == "not_found"


@pytest.fixture
def held_look(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[threading.Event, threading.Event]]:
    """Hold every film when it has just been kept: says when it is there, and waits to be let on."""
    there, let_on = threading.Event(), threading.Event()

    def held(*given: Any, **named: Any) -> Any:
        kept = add_film(*given, **named)
        there.set()
        assert let_on.wait(10)
        return kept

    monkeypatch.setattr(arrivals, "add_film", held)
    yield there, let_on
    let_on.set()


def test_a_film_called_off_at_the_last_moment_leaves_the_shelf_again(
    visit: Visit, desk: Desk, film: Path, held_look: tuple[threading.Event, threading.Event]
) -> None:
    anna, (there, let_on) = visit("anna"), held_look
    arrival = send(anna, film.read_bytes())
    assert anna.post(f"vig/arriving/{arrival}/done").json()["state"] == "looking"
    assert there.wait(10)
    refused = put(anna, arrival, 0, b"more")
    assert refused["error"]["message"].startswith("The file has arrived already.")
    threading.Timer(0.1, let_on.set).start()  # the cancelling waits for the look to end
    assert anna.delete(f"vig/arriving/{arrival}").json() == {"ok": True, "done": False}
    assert let_on.is_set()
    assert (left(desk), desk.shelf.ids(), desk.journal(Person("anna")).films()) == ([], set(), [])


def test_erasing_calls_off_what_is_just_looked_at(
    visit: Visit, desk: Desk, film: Path, held_look: tuple[threading.Event, threading.Event]
) -> None:
    anna, (there, let_on) = visit("anna"), held_look
    arrival = send(anna, film.read_bytes())
    anna.post(f"vig/arriving/{arrival}/done")
    assert there.wait(10)
    assert passing.forget_passing(desk.data, Person("anna")) == (1, len(film.read_bytes()))
    assert anna.get(f"vig/arriving/{arrival}").json()["error"]["code"] == "cancelled"
    let_on.set()
    until(lambda: not desk.shelf.ids())
    until(lambda: not desk.journal(Person("anna")).films())


def test_erasing_calls_off_what_is_arriving(visit: Visit, desk: Desk) -> None:
    anna, ben = visit("anna"), visit("ben")
    mine, bens = announce(anna, 100)["id"], announce(ben, 100)["id"]
    put(anna, mine, 0, b"a" * 10)
    passing.forget_passing(desk.data, Person("anna"))
    for _ in range(2):  # a page that hears not_found would send the film anew
        assert put(anna, mine, 10, b"b")["error"]["code"] == "cancelled"
    assert anna.get("vig/arriving").json()["arrivals"] == []
    assert put(ben, bens, 0, b"b")["ok"]
    assert left(desk) == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Azure-Samples__cognitive-services-speech-sdk/katiesteve.wav", "film_has_no_picture"),
        ("LAAC-LSCP__ChildProject/test_1_is_broken.mp3", "film_unreadable"),
    ],
)
def test_what_is_no_film_is_refused_in_a_sentence_and_goes(
    visit: Visit, desk: Desk, testdata: Path, name: str, code: str
) -> None:
    anna = visit("anna")
    state = seen(anna, send(anna, (testdata / "video" / name).read_bytes()))
    assert (state["ok"], state["state"], state["error"]["code"]) == (True, "refused", code)
    assert "Choose a film" in state["error"]["message"]
    assert (list(desk.data.temporary.rglob("*.film")), desk.shelf.ids()) == ([], set())


def test_what_another_person_sends_is_not_there(visit: Visit, desk: Desk) -> None:
    anna, ben = visit("anna"), visit("ben")
    arrival = announce(anna, 100)["id"]
    path = f"vig/arriving/{arrival}"
    for reply in (ben.get(path), ben.put(f"{path}?offset=0", content=b"x"), ben.post(f"{path}/done"), ben.delete(path)):
        assert reply.json()["error"]["code"] == "not_found"
    assert ben.get("vig/arriving").json()["arrivals"] == []
    assert anna.get(path).json()["offset"] == 0
    assert left(desk, "ben") == []


def test_a_film_for_which_there_is_no_room_is_not_begun(
    visit: Visit, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = visit("anna")
    real = incoming.shutil.disk_usage
    free = 3 << 20
    monkeypatch.setattr(incoming.shutil, "disk_usage", lambda path: real(path)._replace(free=free))
    assert announce(anna, 900_000)["ok"]
    refused = announce(anna, 900_000)  # the first one has been promised its room
    assert refused["error"] == {"code": "storage_full", "message": arrivals.NO_ROOM}
    assert len(anna.get("vig/arriving").json()["arrivals"]) == 1


def test_a_disk_that_is_full_on_the_way_loses_nothing_and_the_film_can_go_on(
    visit: Visit, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = visit("anna")
    arrival = announce(anna, 30)["id"]
    put(anna, arrival, 0, b"a" * 10)

    def full(handle: int, _block: bytes) -> None:
        os.write(handle, b"half")
        raise OSError(errno.ENOSPC, "no room")

    with monkeypatch.context() as patch:
        patch.setattr(passing, "_write", full)
        refused = put(anna, arrival, 10, b"b" * 20)
    assert (refused["error"]["code"], refused["error"]["message"]) == ("storage_full", arrivals.NO_ROOM)
    assert refused["offset"] == 10
    assert put(anna, arrival, 10, b"b" * 20)["offset"] == 30
    (path,) = desk.data.temporary.rglob("*.film")
    assert path.read_bytes() == b"a" * 10 + b"b" * 20


NONSENSE: list[tuple[dict[str, Any], str, str]] = [
    ({"name": None}, "bad_request", "(name)"),
    ({"name": " "}, "bad_request", "(name)"),
    ({"title": "x" * 301}, "bad_request", "(title)"),
    ({"size_bytes": -1}, "bad_request", "(size_bytes)"),
    ({"size_bytes": True}, "bad_request", "(size_bytes)"),
    ({"size_bytes": "9"}, "bad_request", "(size_bytes)"),
    ({"size_bytes": 0}, "film_unreadable", "This file is empty."),
    ({"permission": ["work"]}, "bad_request", "(permission)"),
    ({"permission": {"uses": "work"}}, "bad_request", "(uses)"),
    ({"permission": {**AGREED, "people": [1]}}, "bad_request", "(people)"),
    ({"permission": {**AGREED, "given_by": 1}}, "bad_request", "(given_by)"),
    ({"permission": {**AGREED, "until": 2027}}, "bad_request", "(until)"),
    ({"permission": {**AGREED, "until": "summer"}}, "invalid_value", "is not a date"),
    ({"permission": {**AGREED, "until": "2020-01-01"}}, "invalid_value", "That day is over."),
    ({"permission": {**AGREED, "uses": ["television"]}}, "invalid_value", "no permission called"),
]


@pytest.mark.parametrize(("told", "code", "said"), NONSENSE)
def test_nonsense_begins_nothing_and_is_answered_in_a_sentence(
    visit: Visit, desk: Desk, told: dict[str, Any], code: str, said: str
) -> None:
    anna = visit("anna")
    refused = announce(anna, **{"size_bytes": 10, **told})
    assert (refused["ok"], refused["error"]["code"]) == (False, code)
    assert said in refused["error"]["message"]
    assert left(desk) == []


@pytest.mark.parametrize("body", [b"", b"no json", b"[]", b"\xff", b"[" * 100_000])
def test_a_request_that_is_no_json_object_is_answered_in_a_sentence(visit: Visit, body: bytes) -> None:
    refused = visit("anna").post("vig/arriving", content=body).json()
    assert refused["error"]["code"] == "bad_request"


def test_a_film_is_neither_longer_nor_shorter_than_was_said(visit: Visit, desk: Desk) -> None:
    anna = visit("anna")
    arrival = announce(anna, 10)["id"]
    refused = put(anna, arrival, 0, b"a" * 11)
    assert (refused["error"]["code"], refused["offset"]) == ("bad_request", 0)
    put(anna, arrival, 0, b"a" * 9)
    refused = anna.post(f"vig/arriving/{arrival}/done").json()
    assert (refused["error"]["code"], refused["offset"]) == ("bad_request", 9)
    assert anna.put(f"vig/arriving/{arrival}?offset=x", content=b"a").json()["error"]["code"] == "bad_request"


def test_an_arrival_that_nobody_touched_for_a_day_goes(
    visit: Visit, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = visit("anna")
    announce(anna, 10)
    monkeypatch.setattr(incoming, "FORGOTTEN_SECONDS", -1)
    later = announce(anna, 20)["id"]
    assert [one["id"] for one in anna.get("vig/arriving").json()["arrivals"]] == [later]
    assert len(list(desk.data.temporary.rglob("*.film"))) == 1


def test_what_was_arriving_ends_with_the_server(serving: Serving, desk: Desk) -> None:
    room = arrivals.Arrivals(desk, serving.app.settings["copies"])
    told = arrivals_told()
    room.begin(told, person=Person("anna"))
    room.close()
    assert left(desk) == []


def arrivals_told() -> Any:
    """Return what a person says of a film of ten bytes."""
    from vigwidgets.server.announced import Announced

    return Announced.read({"name": "a.mp4", "size_bytes": 10, "title": "", "permission": AGREED})


@pytest.mark.long
def test_a_hundred_megabytes_pass_through_little_memory_and_a_kill_leaves_nothing_for_the_next_start(
    tmp_path: Path,
) -> None:
    live = LiveWorkbook(tmp_path / "data").start()
    try:
        client, piece = live.visitor(), os.urandom(8 << 20)
        size = 104 << 20
        arrival = announce(client, size)["id"]
        put(client, arrival, 0, piece)  # what is loaded once is loaded
        server, most = live.family()[0], 0
        before = server.memory_info().rss
        for at in range(len(piece), size, len(piece)):
            assert put(client, arrival, at, piece)["offset"] == at + len(piece)
            most = max(most, server.memory_info().rss)
        assert most - before < 20_000_000
        client.close()
        live.kill()
        assert list(live.data.rglob("*.film"))
        live.start()
        assert list((live.data / "temporary").iterdir()) == []
    finally:
        live.kill()


def test_answers_are_json_that_a_page_can_show(visit: Visit, desk: Desk) -> None:
    reply = visit("anna").get(f"vig/arriving/{'0a' * 16}")
    assert reply.status_code == 200
    told = json.loads(reply.content)
    assert told == {"ok": False, "error": {"code": "not_found", "message": arrivals.NOT_HERE}}


def test_of_a_damaged_film_the_good_part_is_kept_where_it_is_asked_for(
    visit: Visit, desk: Desk, testdata: Path
) -> None:
    content = (testdata / "video/mdn__interactive-examples/friday.mp4").read_bytes()
    cut = content[: len(content) * 9 // 10]
    anna = visit("anna")
    refused = seen(anna, send(anna, cut))
    assert refused["error"]["code"] == "film_damaged"
    assert desk.journal(Person("anna")).films() == []
    done = seen(anna, send(anna, cut, good_part=True))
    assert done["state"] == "done"
    (kept,) = desk.journal(Person("anna")).films()
    assert (kept.id, kept.playable) == (done["film"], "copy")
