"""A server's life: it claims the data folder, opens the doors, keeps house, and ends cleanly on a signal."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import sys
import webbrowser
from typing import TYPE_CHECKING, Any, Final

from tornado.ioloop import PeriodicCallback

from vigwidgets import frameworks
from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.core.errors import VigError
from vigwidgets.films import Shelf
from vigwidgets.journal import Journal
from vigwidgets.server import elsewhere
from vigwidgets.server.app import Serving, address_of, begin, furnish
from vigwidgets.server.certificates import Encrypting, Own
from vigwidgets.server.copies import Copies
from vigwidgets.server.doors import Doors, names_for
from vigwidgets.server.house import end_left
from vigwidgets.server.left_lanes import LeftLanes
from vigwidgets.server.logs import log_to
from vigwidgets.server.networks import Network, networks
from vigwidgets.server.presence import Presence
from vigwidgets.server.rooms.rooms import NoNetworkForRoom
from vigwidgets.server.sessions import lock_seconds
from vigwidgets.workbook import film_shelf
from vigwidgets.workbook.contents import chapters
from vigwidgets.workbook.packs import settling

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterable

    from vigwidgets.core.film import Film
    from vigwidgets.server.certificates import Certificate
    from vigwidgets.workbook.folder.data_folder import DataFolder

log = logging.getLogger("vigwidgets.server")
TIDY_MS: Final = 15_000
HEED_MS: Final = 500
LEFT_MS: Final = 1000
RENEW_MS: Final = 3_600_000
ENDING_SECONDS: Final = 10


def run(
    *, data: DataFolder, host: str, port: int, open_browser: bool, share: bool, encrypting: Encrypting | None
) -> int:
    """Serve until stopped; return 0.

    Raises:
        BadRequest: the certificate or its key is none.
        InvalidValue: no port is free, `host` is none of this machine's, or there is no network to share it in.
        JournalUnavailable: the data folder cannot be used.
        StorageFull: there is no room in it.
    """
    address_of(host)  # refused before anything is made
    lock_seconds()  # as well
    encrypting = encrypting or Encrypting()
    certificate: Certificate | None = encrypting.given()
    shared = networks() if share else []
    if share and not shared:
        raise NoNetworkForRoom
    data.make()
    log_to(data.logs, "server.log")
    os.environ["JUPYTER_RUNTIME_DIR"] = str(data.runtime)
    if encrypting.own:
        certificate = Own(data, names_for(host) | _more_names())
    moved = asyncio.run(
        _serve(data=data, host=host, port=port, open_browser=open_browser, share=shared, certificate=certificate)
    )
    if moved is None:
        return 0
    chosen, same_port = moved
    elsewhere.leave(data, chosen)
    return elsewhere.begin_again(host=host, port=same_port, share=share, encrypting=encrypting)


async def _serve(
    *,
    data: DataFolder,
    host: str,
    port: int,
    open_browser: bool,
    share: list[Network],
    certificate: Certificate | None,
) -> tuple[DataFolder, int] | None:
    """Serve until stopped; return the folder that was chosen for the work and the port it had here, or None."""
    stop = asyncio.Event()
    _stop_on_signals(stop)
    doors = Doors(data.secret(), names_for(host) | _more_names())
    presence = Presence(data, doors)
    link = await presence.claim()
    if link is not None:
        _announce(link, open_browser=open_browser)
        return None
    doors.expect(elsewhere.word_left(data), Person(LOCAL_OWNER))
    workbook = furnish(data, doors, certificate=certificate)
    _stop_on_signals(stop)  # Voilà put its own there
    try:
        serving = await begin(workbook, host=host, port=port, share=share)
        serving.app.settings["stop"] = stop.set
        presence.tell(address=serving.near, url=serving.url, connections=workbook.connection_dir)
        more = [f"Shared: {url}" for url in serving.app.settings["sharing"].urls]
        if certificate:
            more.append(f"Certificate: SHA-256 {certificate.fingerprint}")
        _announce(serving.link(), open_browser=open_browser, more=more)
        await _keep_house(serving, stop)
        chosen = serving.app.settings["elsewhere"]
        return (chosen, serving.port) if chosen else None
    finally:
        presence.leave()


def _more_names() -> frozenset[str]:
    """Return the host names that `VIG_HOST_NAMES` adds, where somebody else's server stands before ours."""
    return frozenset(name.strip().lower() for name in os.environ.get("VIG_HOST_NAMES", "").split(",") if name.strip())


def _stop_on_signals(stop: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, stop.set)
        except NotImplementedError:  # Windows
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop.set))


def _announce(link: str, *, open_browser: bool, more: Iterable[str] = ()) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in (f"Workbook: {link}", *more)))
    sys.stdout.flush()
    if open_browser:
        webbrowser.open(link)


async def _keep_house(serving: Serving, stop: asyncio.Event) -> None:
    """Do what is to be done beside answering, until `stop`; then end everything that was started."""
    settings = serving.app.settings
    kernels = settings["kernels"]
    rounds = [
        PeriodicCallback(kernels.tidy, TIDY_MS),
        PeriodicCallback(kernels.heed_journal, HEED_MS),
        PeriodicCallback(lambda: end_left(settings["sessions"], kernels), LEFT_MS),
        PeriodicCallback(settings["rooms"].heed, LEFT_MS),
        PeriodicCallback(settings["trainers"].heed, LEFT_MS),
    ]
    certificate: Certificate | None = settings["certificate"]
    if certificate:
        rounds.append(PeriodicCallback(lambda: _renew(certificate), RENEW_MS))
    for one in rounds:
        one.start()
    left = LeftLanes(settings["desk"].data)
    chores = [
        asyncio.ensure_future(settings["rooms"].take_up()),
        asyncio.ensure_future(_place_chapters(settings["pages"])),
        asyncio.ensure_future(asyncio.to_thread(_sweep, settings["desk"].data, settings["copies"], left)),
    ]
    await stop.wait()
    for one in rounds:
        one.stop()
    for chore in chores:
        chore.cancel()
    settings["phones"].shut()
    settings["rooms"].shut()
    await _in_time(settings["kernel_manager"].shutdown_all(now=True))
    await _in_time(settings["source"].close())
    for room in (left, settings["arrivals"], settings["copies"], settings["bringings"], settings["takeaways"]):
        await _in_time(asyncio.to_thread(room.close))
    settings["desk"].close()


def _renew(certificate: Certificate) -> None:
    """Make one of this machine's own anew where it ends while it is served."""
    try:
        certificate.context_for(())
    except VigError as error:
        log.warning("a certificate was not made anew: %s", error.code)


async def _in_time(ending: Coroutine[Any, Any, None]) -> None:
    """Wait for an ending, not for ever: what is still there ends with this process."""
    try:
        await asyncio.wait_for(ending, ENDING_SECONDS)
    except Exception:
        log.exception("defect: something did not end as it should")


async def _place_chapters(pages: Any) -> None:
    """Place the chapters that every page links to before anybody asks; the others when the one before is opened."""
    for one in (each for each in chapters() if each.at_hand):
        await pages.place_ahead(one)


def _sweep(data: DataFolder, copies: Copies, left: LeftLanes) -> None:
    """Clear away what killed commands left half-done on the film shelf, and go on with what was begun beside films.

    A journal in trouble is told on the pages.
    """
    shelf = Shelf(data.films)
    copies.resume()
    with contextlib.suppress(VigError, OSError):
        settling.finish(data, person=Person(LOCAL_OWNER))
        if not data.holds_journal():
            film_shelf.sweep_before_journal(shelf, data, owner=LOCAL_OWNER)
            return
        location, owner = data.journal_location(), Person(LOCAL_OWNER)
        with Journal.open(location, person=owner, framework=frameworks.load()) as journal:
            film_shelf.sweep(journal, shelf)
            films = [film for film in journal.films() if _may_be_seen(journal, film)]
        left.go_on(films)


def _may_be_seen(journal: Journal, film: Film) -> bool:
    with contextlib.suppress(VigError):
        return journal.film_for(film.id, use="work") is not None
    return False
