"""A server of ours inside the test process, so that its own routing table can be walked."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from vigwidgets.core.access import Person
from vigwidgets.server.app import Serving, begin, furnish
from vigwidgets.server.doors import Doors, names_for
from vigwidgets.workbook.folder.data_folder import DataFolder
from vigwidgets.workbook.pass_phrases import PassPhrases

TRAINERS: set[str] = set()
"""Who came in as a trainer without a pass phrase."""


@pytest.fixture(scope="session")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A running server; its loop lives in a thread."""
    data = DataFolder.find(tmp_path_factory.mktemp("served") / "data").make()
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    doors = Doors(data.secret(), names_for("127.0.0.1"))
    begun = begin(furnish(data, doors), host="127.0.0.1", port=18_800)
    served = asyncio.run_coroutine_threadsafe(begun, loop).result(30)
    phrases = PassPhrases(data)
    served.app.settings["roles"].ask_of_trainers(lambda one: one in TRAINERS or phrases.is_trainer(one))
    yield served
    asyncio.run_coroutine_threadsafe(served.app.settings["kernel_manager"].shutdown_all(now=True), loop).result(30)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(10)


@pytest.fixture
def visit(serving: Serving) -> Iterator[object]:
    """Return a client signed in as whoever is named."""
    clients: list[httpx.Client] = []

    def come_in(person: str) -> httpx.Client:
        client = httpx.Client(base_url=serving.url, timeout=90)
        TRAINERS.add(person)
        token = serving.app.settings["doors"].link_for(Person(person))
        assert client.get(f"{serving.url}?token={token}").status_code == 302
        clients.append(client)
        return client

    yield come_in
    for client in clients:
        client.close()


@pytest.fixture(scope="session")
def film_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small file for handlers that only stream."""
    path = tmp_path_factory.mktemp("film") / "film.mp4"
    path.write_bytes(bytes(range(256)) * 40)
    return path


@pytest.fixture
def anyio_backend() -> str:
    """Tornado runs on asyncio."""
    return "asyncio"
