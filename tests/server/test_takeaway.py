"""*Take my work home*: packed aside, downloaded once and whole, and then nowhere here any more."""

from __future__ import annotations

import logging
import threading
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.live_workbook import until
from vigwidgets.core.access import Person
from vigwidgets.core.errors import StorageFull
from vigwidgets.core.film import Film
from vigwidgets.server import packing
from vigwidgets.server.app import Serving
from vigwidgets.server.desk import Desk
from vigwidgets.workbook.film_shelf import add_film
from vigwidgets.workbook.keeping import backup, passing

Visit = Callable[[str], httpx.Client]


@pytest.fixture
def desk(serving: Serving, visit: Visit) -> Iterator[Desk]:
    """The server's desk; whatever was packed is thrown away afterwards."""
    desk: Desk = serving.app.settings["desk"]
    yield desk
    for name in ("anna", "ben"):
        assert visit(name).delete("vig/takeaway").json()["state"] == "none"
        assert left(desk, name) == []


@pytest.fixture
def film(desk: Desk, testdata: Path) -> Iterator[Film]:
    """A film of Anna's."""
    journal = desk.journal(Person("anna"))
    added = add_film(journal, desk.shelf, testdata / "video/mdn__interactive-examples/friday.mp4", title="Our table")
    yield added
    journal.remove_film(added.id)
    desk.shelf.remove(added.id)


def left(desk: Desk, person: str) -> list[str]:
    """Return what lies in the person's folder of passing files."""
    return sorted(path.name for path in passing.folder_of(desk.data, Person(person)).glob("*"))


def packed(client: httpx.Client, *, films: bool) -> dict[str, Any]:
    """Have the work packed, and return how that ended."""
    begun = client.post("vig/takeaway", json={"films": films}).json()
    assert (begun["ok"], begun["films"]) == (True, films)
    return until(lambda: ended(client))  # type: ignore[return-value]


def ended(client: httpx.Client) -> dict[str, Any] | None:
    state = client.get("vig/takeaway").json()
    return None if state["state"] == "making" else state


@pytest.mark.parametrize("films", [True, False])
def test_the_work_comes_home_in_one_whole_file_and_is_gone_from_here(
    visit: Visit, desk: Desk, film: Film, *, films: bool
) -> None:
    anna = visit("anna")
    assert anna.get("vig/takeaway").json() == {"ok": True, **packing.NOTHING}
    ready = packed(anna, films=films)
    name = f"my-work-{date.today()}.vigwork.zip"  # noqa: DTZ011 - the day on this place's calendar
    assert (ready["state"], ready["name"], ready["error"], ready["not_whole"]) == ("ready", name, None, [])
    assert ready["done_bytes"] == ready["all_bytes"] > 0
    reply = anna.get("vig/takeaway/file")
    assert reply.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert (reply.headers["Cache-Control"], "Etag" in reply.headers) == ("no-store", False)
    assert len(reply.content) == int(reply.headers["Content-Length"]) == ready["size_bytes"]
    with zipfile.ZipFile(BytesIO(reply.content)) as taken:
        assert taken.testzip() is None
        assert any(film.id in name for name in taken.namelist()) is films
    until(lambda: anna.get("vig/takeaway").json()["state"] == "none")
    assert left(desk, "anna") == []
    assert anna.get("vig/takeaway/file").status_code == 404


def test_what_is_ready_is_its_owners_only(visit: Visit, desk: Desk) -> None:
    assert packed(visit("anna"), films=False)["state"] == "ready"
    ben = visit("ben")
    assert ben.get("vig/takeaway").json()["state"] == "none"
    assert ben.get("vig/takeaway/file").status_code == 404
    ben.delete("vig/takeaway")
    assert visit("anna").get("vig/takeaway").json()["state"] == "ready"


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Hold every packing half-way; the event lets it on, and it asks then whether it is still wanted."""
    let_on, real = threading.Event(), backup.make_backup

    def half_way(*given: Any, on_progress: Callable[[int, int], None], **named: Any) -> backup.Backup:
        on_progress(50, 100)
        assert let_on.wait(10)
        return real(*given, on_progress=on_progress, **named)

    monkeypatch.setattr(backup, "make_backup", half_way)
    yield let_on
    let_on.set()


def test_progress_is_told_and_a_person_has_one_at_a_time(visit: Visit, desk: Desk, held: threading.Event) -> None:
    anna = visit("anna")
    anna.post("vig/takeaway", json={"films": True})
    until(lambda: anna.get("vig/takeaway").json()["done_bytes"])
    state = anna.get("vig/takeaway").json()
    assert (state["state"], state["done_bytes"], state["all_bytes"], state["name"]) == ("making", 50, 100, None)
    assert anna.post("vig/takeaway", json={"films": False}).json()["films"] is True
    assert anna.get("vig/takeaway/file").status_code == 404
    held.set()
    until(lambda: anna.get("vig/takeaway").json()["state"] == "ready")


def test_cancelling_leaves_nothing(visit: Visit, desk: Desk, held: threading.Event) -> None:
    anna = visit("anna")
    anna.post("vig/takeaway", json={"films": True})
    until(lambda: anna.get("vig/takeaway").json()["done_bytes"])
    threading.Timer(0.1, held.set).start()  # the cancelling waits for the packing to end
    assert anna.delete("vig/takeaway").json()["state"] == "none"
    assert held.is_set()
    assert left(desk, "anna") == []


def test_erasing_calls_off_what_is_being_packed(visit: Visit, desk: Desk, held: threading.Event) -> None:
    anna = visit("anna")
    anna.post("vig/takeaway", json={"films": True})
    until(lambda: anna.get("vig/takeaway").json()["done_bytes"])
    passing.forget_passing(desk.data, Person("anna"))
    assert anna.get("vig/takeaway").json()["state"] == "none"
    held.set()
    assert packed(anna, films=False)["state"] == "ready"  # one after the other: the first has ended then
    assert len(left(desk, "anna")) == 2


def test_erasing_takes_away_what_is_ready(visit: Visit, desk: Desk) -> None:
    anna = visit("anna")
    size = packed(anna, films=False)["size_bytes"]
    assert passing.forget_passing(desk.data, Person("anna")) == (1, size)
    assert anna.get("vig/takeaway").json()["state"] == "none"
    assert anna.get("vig/takeaway/file").status_code == 404


def test_a_download_that_broke_off_can_be_tried_again(
    visit: Visit, desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def large(_journal: object, _shelf: object, target: Path, **_named: object) -> backup.Backup:
        with target.open("xb") as file:
            file.truncate(64 << 20)  # more than the line's buffers hold
        return backup.Backup(target, 64 << 20, datetime.now(UTC), films=0, with_films=True)

    anna = visit("anna")
    monkeypatch.setattr(backup, "make_backup", large)
    ready = packed(anna, films=True)
    for _ in range(2):
        with anna.stream("GET", "vig/takeaway/file") as reply:
            assert next(reply.iter_raw(1000)) == bytes(1000)
        assert anna.get("vig/takeaway").json() == ready
    assert len(anna.get("vig/takeaway/file").content) == 64 << 20
    until(lambda: left(desk, "anna") == [])
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == []


def test_what_cannot_be_packed_is_refused_in_a_sentence_and_can_be_tried_again(
    visit: Visit, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: Any, **_named: Any) -> None:
        raise StorageFull("The disk is full. Make room.")

    anna = visit("anna")
    with monkeypatch.context() as patch:
        patch.setattr(backup, "make_backup", full)
        refused = packed(anna, films=True)
    assert (refused["state"], refused["error"]) == (
        "refused", {"code": "storage_full", "message": "The disk is full. Make room."},
    )  # fmt: skip
    assert packed(anna, films=True)["state"] == "ready"


def test_a_defect_of_ours_is_told_with_a_reference_and_logged(
    visit: Visit, desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(backup, "make_backup", lambda *_given, **_named: 1 / 0)
    error = packed(visit("anna"), films=True)["error"]
    (reference,) = [record.args[0] for record in caplog.records if record.msg == "defect %s"]  # type: ignore[index]
    assert error["code"] == "defect"
    assert str(reference) in error["message"]


@pytest.mark.parametrize("body", [b"", b"[]", b'{"films": 1}', b"{}"])
def test_nonsense_packs_nothing(visit: Visit, desk: Desk, body: bytes) -> None:
    anna = visit("anna")
    assert anna.post("vig/takeaway", content=body).json()["error"]["code"] == "bad_request"
    assert anna.get("vig/takeaway").json()["state"] == "none"


def test_what_is_packed_ends_with_the_server(desk: Desk) -> None:
    made = passing.Passing.make(desk.data, Person("anna"), suffix=packing.SUFFIX)
    room = packing.Takeaways(desk)
    room._all["anna"] = packing.Packing(made, films=True, name="x")
    room.close()
    assert left(desk, "anna") == []
