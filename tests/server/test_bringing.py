"""*Bring my work back*: a file that was taken home comes back whole, only where nothing is, and else leaves nothing."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import select

from tests.live_workbook import LiveWorkbook, until
from vigwidgets import frameworks
from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.core.errors import StorageFull
from vigwidgets.core.mark import Mark
from vigwidgets.core.reflection import Prompt
from vigwidgets.core.span import Span
from vigwidgets.films import Shelf
from vigwidgets.journal import Journal
from vigwidgets.journal.tables import Base
from vigwidgets.server import bringings
from vigwidgets.server.app import Serving
from vigwidgets.server.desk import Desk
from vigwidgets.workbook import clips
from vigwidgets.workbook.film_shelf import add_film
from vigwidgets.workbook.folder.data_folder import DataFolder
from vigwidgets.workbook.keeping import passing
from vigwidgets.workbook.keeping import restore as restoring
from vigwidgets.workbook.keeping.backup import make_backup
from vigwidgets.workbook.keeping.erasing import erase_everything

Visit = Callable[[str], httpx.Client]
ANNA = Person("anna")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, testdata: Path) -> DataFolder:
    """Another machine's data folder, with a film, marks, a text, and a backup `work.zip` of it all."""
    data = DataFolder(tmp_path_factory.mktemp("home") / "data").make()
    with Journal.open(data.journal, person=Person(LOCAL_OWNER), framework=frameworks.load()) as journal:
        clips.shelve_clips(journal)
        film = add_film(
            journal, Shelf(data.films), testdata / "video/mdn__interactive-examples/friday.mp4", title="Tea"
        )
        journal.add_mark(Mark(id="m1", film=film.id, span=Span(0, 900), note="É 😀"), change_id="1")
        journal.add_mark(Mark(id="m2", film="c01", span=Span(40, 80), kind="reception"), change_id="2")
        asked = Prompt("p", "being_attentive", "What?", film.id)
        journal.save_reflection(asked, "She looked up.", revision_id="r", sitting="s", sequence=1)
        make_backup(journal, Shelf(data.films), data.root / "work.zip", films=True)
    return data


@pytest.fixture
def content(home: DataFolder) -> bytes:
    """The backup's bytes."""
    return (home.root / "work.zip").read_bytes()


@pytest.fixture
def desk(serving: Serving) -> Iterator[Desk]:
    """The server's desk, with nothing of Anna's before and after."""
    desk: Desk = serving.app.settings["desk"]
    erase_everything(desk.journal(ANNA), desk.shelf, desk.data, receipt_id=uuid4().hex)
    yield desk
    erase_everything(desk.journal(ANNA), desk.shelf, desk.data, receipt_id=uuid4().hex)
    assert not list(desk.data.temporary.rglob("*.zip"))


def rows(journal: Journal) -> dict[str, list[dict[str, Any]]]:
    """Return this person's rows by table, but for receipts and for the number that only counts changes."""
    found = {}
    for table in Base.metadata.sorted_tables:
        mine = select(table).where(table.c.owner == journal.person.id)
        got = journal.door.read(lambda session, mine=mine: [dict(row) for row in session.execute(mine).mappings()])
        plain = [{name: row[name] for name in row if name not in ("owner", "number")} for row in got]
        found[table.name] = sorted(plain, key=repr)
    return {name: found[name] for name in found if name != "receipts"}


def films_below(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def announce(client: httpx.Client, size_bytes: int) -> dict[str, Any]:
    reply = client.post("vig/bringing", json={"name": "work.vigwork.zip", "size_bytes": size_bytes})
    assert (reply.status_code, reply.headers["Cache-Control"]) == (200, "no-store")
    return reply.json()


def send(client: httpx.Client, content: bytes) -> str:
    """Send a file in two pieces and return its id."""
    begun, half = announce(client, len(content))["id"], len(content) // 2
    for at, piece in ((0, content[:half]), (half, content[half:])):
        said = client.put(f"vig/bringing/{begun}?offset={at}", content=piece).json()
        assert (said["ok"], said["state"], said["offset"]) == (True, "arriving", at + len(piece))
    return begun


def brought(client: httpx.Client, content: bytes) -> dict[str, Any]:
    """Send a file, have it put back, and return how that ended."""
    begun = send(client, content)
    assert client.post(f"vig/bringing/{begun}/done").json()["state"] == "looking"
    return until(lambda: ended(client, begun))  # type: ignore[return-value]


def ended(client: httpx.Client, begun: str) -> dict[str, Any] | None:
    state = client.get(f"vig/bringing/{begun}").json()
    return state if state.get("state") in (None, "done", "refused") else None


def nothing_is_there(desk: Desk) -> None:
    """Fail where any row, film or byte of Anna's came."""
    assert [name for name, found in rows(desk.journal(ANNA)).items() if found] == []
    assert not desk.shelf.ids()
    assert [one.name for one in passing.folder_of(desk.data, ANNA).glob("*") if one.suffix != passing.CARD] == []
    assert not films_below(desk.data.films)


def test_every_row_and_every_byte_comes_back_and_what_was_open_shows_it(
    visit: Visit, desk: Desk, home: DataFolder, content: bytes
) -> None:
    anna, open_before = visit("anna"), desk.journal(ANNA)
    state = brought(anna, content)
    assert (state["state"], state["error"], state["done_bytes"]) == ("done", None, len(content))
    assert desk.journal(ANNA) is open_before
    with Journal.open(home.journal, person=Person(LOCAL_OWNER), framework=frameworks.load()) as there:
        assert rows(open_before) == rows(there)
        (film,) = there.films()
    assert films_below(desk.data.films / film.id) == films_below(home.films / film.id)
    assert anna.get(f"vig/film/{film.id}").content == Shelf(home.films).film_path(film.id).read_bytes()
    assert visit("ben").get(f"vig/film/{film.id}").status_code == 404
    assert anna.delete(f"vig/bringing/{state['id']}").json() == {"ok": True, "done": True}
    assert list(passing.folder_of(desk.data, ANNA).glob("*")) == []
    assert open_before.films() == [film]


def test_a_damaged_file_is_refused_and_leaves_nothing(visit: Visit, desk: Desk, content: bytes) -> None:
    anna = visit("anna")
    damaged = bytearray(content)
    damaged[len(damaged) // 2] ^= 1
    for wrong, sentence in ((bytes(damaged), "was damaged or changed"), (b"PK" * 500, "is no backup of the workbook")):
        state = brought(anna, wrong)
        assert (state["state"], state["error"]["code"]) == ("refused", "backup_refused")
        assert sentence in state["error"]["message"]
        nothing_is_there(desk)
    assert brought(anna, content)["state"] == "done"


def test_a_full_disk_is_told_and_leaves_nothing(
    visit: Visit, desk: Desk, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: Any, **_named: Any) -> None:
        raise StorageFull("The disk is full. Make room.")

    monkeypatch.setattr(restoring.carrying, "carry_in", full)
    assert brought(visit("anna"), content)["error"] == {
        "code": "storage_full", "message": "The disk is full. Make room.",
    }  # fmt: skip
    nothing_is_there(desk)


def test_where_there_is_work_nothing_is_begun_and_nothing_laid_over_it(
    visit: Visit, desk: Desk, content: bytes
) -> None:
    anna, journal = visit("anna"), desk.journal(ANNA)
    begun = send(anna, content)
    journal.add_mark(Mark(id="mine", film="c01", span=Span(0, 500)), change_id="1")
    anna.post(f"vig/bringing/{begun}/done")
    late = until(lambda: ended(anna, begun))
    refused = announce(anna, 100)
    for error in (late["error"], refused["error"]):  # type: ignore[index]
        assert error["code"] == "backup_refused"
        assert error["message"].startswith("There is work here already")
    assert ([mark.id for mark in journal.all_marks()], desk.shelf.ids()) == (["mine"], set())


def test_cancelled_on_its_way_it_leaves_nothing_and_is_its_owners_only(visit: Visit, desk: Desk) -> None:
    anna, ben = visit("anna"), visit("ben")
    begun = announce(anna, 100)["id"]
    anna.put(f"vig/bringing/{begun}?offset=0", content=b"a" * 10)
    for reply in (
        ben.get(f"vig/bringing/{begun}"), ben.delete(f"vig/bringing/{begun}"), ben.post(f"vig/bringing/{begun}/done"),
        ben.put(f"vig/bringing/{begun}?offset=10", content=b"b"),
    ):  # fmt: skip
        assert reply.json()["error"] == {"code": "not_found", "message": bringings.NOT_HERE}
    assert ben.get("vig/bringing").json() == {"ok": True, "arrivals": []}
    assert anna.get("vig/bringing").json()["arrivals"][0]["offset"] == 10
    assert anna.delete(f"vig/bringing/{begun}").json() == {"ok": True, "done": False}
    assert anna.get(f"vig/bringing/{begun}").json()["error"]["code"] == "cancelled"
    assert list(passing.folder_of(desk.data, ANNA).glob("*")) == []


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[threading.Event, threading.Event]]:
    """Hold every restore when all its rows are written and none is stored: says so, and waits to be let on."""
    there, let_on, real = threading.Event(), threading.Event(), restoring.carrying.carry_in

    def held(journal: Journal, file: Path, *, check: Callable[[], None]) -> None:
        def wait_and_check() -> None:
            there.set()
            assert let_on.wait(10)
            check()

        real(journal, file, check=wait_and_check)

    monkeypatch.setattr(restoring.carrying, "carry_in", held)
    yield there, let_on
    let_on.set()


def test_called_off_at_the_last_moment_nothing_is_there(
    visit: Visit, desk: Desk, content: bytes, held: tuple[threading.Event, threading.Event]
) -> None:
    anna, (there, let_on) = visit("anna"), held
    begun = send(anna, content)
    anna.post(f"vig/bringing/{begun}/done")
    assert there.wait(10)
    state = anna.get(f"vig/bringing/{begun}").json()
    assert (state["state"], 0 < state["done_bytes"] <= len(content)) == ("looking", True)
    threading.Timer(0.1, let_on.set).start()  # the cancelling waits for it
    assert anna.delete(f"vig/bringing/{begun}").json() == {"ok": True, "done": False}
    assert let_on.is_set()
    nothing_is_there(desk)


def test_a_second_one_and_a_film_wait_until_the_first_has_ended(
    visit: Visit, desk: Desk, content: bytes, held: tuple[threading.Event, threading.Event]
) -> None:
    anna, (there, let_on) = visit("anna"), held
    film = {"name": "a.mp4", "size_bytes": 9, "title": "", "permission": {"uses": ["work"]}}
    arriving = anna.post("vig/arriving", json=film).json()["id"]
    assert announce(anna, 10)["error"]["message"] == bringings.FILM_FIRST
    anna.delete(f"vig/arriving/{arriving}")
    begun = send(anna, content)
    assert announce(anna, 10)["error"]["message"] == bringings.ONE_ALREADY
    anna.post(f"vig/bringing/{begun}/done")
    assert there.wait(10)
    assert announce(anna, 10)["error"] == {"code": "backup_refused", "message": bringings.ONE_ALREADY}
    assert anna.post("vig/arriving", json=film).json()["error"]["code"] == "backup_refused"
    let_on.set()
    assert until(lambda: ended(anna, begun))["state"] == "done"  # type: ignore[index]


def test_one_whose_page_is_gone_makes_room_for_another_try(
    visit: Visit, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = visit("anna")
    first = announce(anna, 100)["id"]
    monkeypatch.setattr(bringings, "QUIET_SECONDS", -1)
    second = announce(anna, 100)["id"]
    assert [one["id"] for one in anna.get("vig/bringing").json()["arrivals"]] == [second]
    assert anna.get(f"vig/bringing/{first}").json()["error"]["code"] == "cancelled"


@pytest.mark.parametrize(
    ("told", "code"),
    [({"name": "a.zip", "size_bytes": 0}, "backup_refused"), ({"name": "", "size_bytes": 9}, "bad_request"),
     ({"name": "a.zip", "size_bytes": "9"}, "bad_request"), ([], "bad_request")],
)  # fmt: skip
def test_nonsense_begins_nothing(visit: Visit, desk: Desk, told: Any, code: str) -> None:
    anna = visit("anna")
    assert anna.post("vig/bringing", json=told).json()["error"]["code"] == code
    assert anna.get("vig/bringing").json()["arrivals"] == []


def test_only_the_persons_own_open_pages_begin_anew(
    serving: Serving, visit: Visit, desk: Desk, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    kernels, gone = serving.app.settings["kernels"], []

    async def let_go(kernel_id: str) -> None:
        await asyncio.sleep(0)
        gone.append(kernel_id)

    monkeypatch.setattr(kernels, "let_go", let_go)
    monkeypatch.setattr(kernels, "_owners", {"k1": "anna", "k2": "ben", "k3": "anna"})
    assert brought(visit("anna"), content)["state"] == "done"
    until(lambda: sorted(gone) == ["k1", "k3"])


@pytest.mark.long
def test_a_kill_in_the_middle_leaves_an_empty_workbook_and_no_file(tmp_path: Path, content: bytes) -> None:
    live = LiveWorkbook(tmp_path / "data").start()
    try:
        client = live.visitor()
        send(client, content)
        client.close()
        live.kill()
        assert list(live.data.rglob("*.vigwork.zip"))
        live.start()
        assert list((live.data / "temporary").iterdir()) == []
        client = live.visitor()
        assert brought(client, content)["state"] == "done"
        client.close()
    finally:
        live.kill()
