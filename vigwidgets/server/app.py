"""The workbook's server: Voilà's application with our own doors, pages and kernels."""

from __future__ import annotations

import contextlib
import ipaddress
import logging
import os
import re
import socket
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import tornado.httpserver
import tornado.web
import traitlets
from jupyter_core.paths import jupyter_config_path
from jupyter_server.auth.identity import IdentityProvider, User
from voila.app import Voila

from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.core.errors import InvalidValue
from vigwidgets.server import (
    arriving,
    bringing,
    downloads,
    elsewhere,
    films,
    house,
    kernels,
    landscape,
    modules,
    pages,
    papers,
    phone_asking,
    phone_doors,
    provisioner,
    sheets,
    sign_in,
    sockets,
    stills,
    takeaway,
)
from vigwidgets.server.arrivals import Arrivals
from vigwidgets.server.bringings import Bringings
from vigwidgets.server.copies import Copies
from vigwidgets.server.desk import Desk
from vigwidgets.server.gate import Nothing, gate
from vigwidgets.server.nearby import Listener
from vigwidgets.server.networks import PHONE_PORT, room_port
from vigwidgets.server.packing import Takeaways
from vigwidgets.server.phones import Phones
from vigwidgets.server.roles import WORKING, Roles
from vigwidgets.server.rooms import desk_page, report_files, review_streams, screen
from vigwidgets.server.rooms import doors as room_doors
from vigwidgets.server.rooms.rooms import Rooms
from vigwidgets.server.sessions import Sessions, lock_seconds
from vigwidgets.server.sharing import Sharing
from vigwidgets.server.trainers import SignIns, Trainers
from vigwidgets.workbook.looked_at import LookedAt
from vigwidgets.workbook.pass_phrases import PassPhrases

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from vigwidgets.server.certificates import Certificate
    from vigwidgets.server.doors import Doors
    from vigwidgets.server.networks import Network
    from vigwidgets.workbook.folder.data_folder import DataFolder

PORTS_TRIED: Final = 50
SOCKETS: Final = 60_000
"""libzmq's own limit of 1,023 would end at about 170 kernels."""
PING_MS: Final = 30_000
"""How long a page may leave a ping unanswered; Jupyter's own value is longer than it allows itself."""
HIGHEST_PORT: Final = 65_535
MOST_BODY_BYTES: Final = 1 << 20
"""What a request may bring before anybody looks at who sends it; a film's handler lets more of that film come."""
ROOM_PING_SECONDS: Final = 10
"""How often a phone is asked whether it is still there."""
EVERYWHERE: Final = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104
"""All addresses of this machine, and the one of each kind that is near."""


class GateIdentity(IdentityProvider):
    """Tells Jupyter's own handlers what the gate has found out already."""

    @property
    def auth_enabled(self) -> bool:
        """Always: the gate has seen to it."""
        return True

    def get_user(self, handler: Any) -> User | None:  # type: ignore[override]
        """Return whoever the gate let in."""
        person: Person | None = getattr(handler, "person", None)
        return User(username=person.id, name="") if person else None

    def get_handlers(self) -> list[Any]:
        """No log-in or log-out pages."""
        return []


def template_source(temporary: Path, looked_at: LookedAt) -> provisioner.TemplateSource:
    """Return where kernels come from: forks, or a pool where there is no fork or `VIG_KERNELS=pool` asks for it.

    Args:
        temporary: Folder for temporary files of kernels and of what they come from.
        looked_at: Says which chapters may be run.
    """
    if hasattr(os, "pidfd_open") and os.environ.get("VIG_KERNELS") != "pool":
        from vigwidgets.server.forks import Zygote

        return Zygote(temporary, looked_at)
    from vigwidgets.server.pool import Pool

    return Pool(temporary, looked_at)


class Invite(tornado.web.RequestHandler):
    """Gives a second `vig serve` on the same data folder a fresh link, for whoever can read the folder's secret."""

    proof = "invite"

    def post(self) -> None:
        """Answer with a token, and prove who gives it."""
        doors: Doors = self.settings["doors"]
        token = doors.link_for(Person(LOCAL_OWNER))
        self.finish({"token": token, "proof": doors.proof(token)})


class Workbook(Voila):
    """Voilà's kernels, sockets and configuration behind one gate, with routes of ours only."""

    identity_provider_class = GateIdentity
    doors: Doors
    desk: Desk
    certificate: Certificate | None = None

    @traitlets.default("config_file_paths")
    def _config_file_paths_default(self) -> list[str]:
        """Voilà's own include the folder we were started in, and a file there may be anybody's."""
        return list(jupyter_config_path())

    def init_settings(self) -> dict[str, Any]:
        """Return tornado's settings with our own rooms beside Jupyter's."""
        settings: dict[str, Any] = super().init_settings()  # type: ignore[assignment] - traitlets' Dict by Voilà's name
        self.kernel_manager.allowed_message_types = list(sockets.MESSAGES)
        self.kernel_manager.context.max_sockets = SOCKETS
        looked_at = LookedAt(self.desk.data)
        source = template_source(self.desk.data.temporary, looked_at)
        sessions = Sessions(self.desk.data.root / "sessions.json", lock_after_seconds=lock_seconds())
        roles, phrases = Roles(), PassPhrases(self.desk.data)
        room = kernels.Kernels(self.kernel_manager, self.doors, self.desk, sessions, roles)
        copies = Copies(self.desk)
        ours: dict[str, Any] = {
            "doors": self.doors,
            "desk": self.desk,
            "certificate": self.certificate,
            "sessions": sessions,
            "roles": roles,
            "sign_ins": SignIns(phrases),
            "sharing": Sharing(self.doors, self.base_url),
            "kernels": room,
            "stop": lambda: None,
            "elsewhere": None,
            "arrivals": Arrivals(self.desk, copies),
            "copies": copies,
            "bringings": Bringings(self.desk, renew=room.renew),
            "takeaways": Takeaways(self.desk),
            "source": source,
            "looked_at": looked_at,
            "pages": pages.Pages(source, self.base_url),
            "cookie_secret": self.doors.cookie_secret,
            "kernel_websocket_connection_class": sockets.OwnConnection,
            "default_handler_class": gate(Nothing),
            "websocket_compression_options": {},
            "ws_ping_timeout": PING_MS,
            "log_function": lambda _handler: None,  # addresses hold film ids; refusals are logged by the gate
        }

        first_for_rooms = room_port()

        def is_open(session: str, person: Person) -> bool:
            return sessions.is_open(session, self.doors.person_key(person))

        ours["phones"] = Phones(
            ours["arrivals"],
            is_open=lambda session, person: is_open(session, person) and roles.of(person) in WORKING,
            listen=lambda found: Listener(
                found,
                phone_doors.rules(),
                first_port=PHONE_PORT,
                certificate=self.certificate,
                **{name: ours[name] for name in ("arrivals", "bringings", "phones")},
            ),
        )

        async def send_home(people: list[Person]) -> None:
            ended = sessions.end(one for person in people for one in sessions.of(self.doors.person_key(person)))
            await room.end_sessions(ended, code=kernels.LOCKED)

        ours["trainers"] = Trainers(phrases, self.desk.data, send_home=send_home)
        ours["rooms"] = Rooms(
            self.desk,
            is_open=is_open,
            send_home=send_home,
            listen=lambda found: Listener(
                found,
                [*room_doors.rules(), *review_streams.door_rules()],
                first_port=first_for_rooms,
                certificate=self.certificate,
                rooms=ours["rooms"],
                sharing=ours["sharing"],
                desk=self.desk,
                websocket_ping_interval=ROOM_PING_SECONDS,
                websocket_max_message_size=room_doors.MOST_BYTES,
            ),
        )
        roles.ask_of_trainers(phrases.is_trainer)
        roles.ask_of_rooms(ours["rooms"].role_of)
        settings.update(ours)
        return settings

    def init_handlers(self) -> list[Any]:
        """Return the whole routing table: what is not here does not exist."""
        rooms = (
            pages,
            sign_in,
            sheets,
            house,
            kernels,
            films,
            modules,
            arriving,
            phone_asking,
            bringing,
            downloads,
            papers,
            stills,
            landscape,
            takeaway,
            elsewhere,
            screen,
            report_files,
            desk_page,
        )
        rules = [
            *(rule for room in rooms for rule in room.rules()),
            *review_streams.screen_rules(),
            (r"/vig/invite", Invite),
        ]
        base = self.base_url.rstrip("/")
        return [(base + pattern + "$", gate(handler), *rest) for pattern, handler, *rest in rules]

    def application(self) -> tornado.web.Application:
        """Return the application with the gate round every rule, and nothing listening yet."""
        self.connection_dir = str(kernels.connection_folder(self.desk.data.runtime))
        settings = self.init_settings()
        app = tornado.web.Application(**settings)
        app.add_handlers(".*$", self.init_handlers())
        return app


def _listen(app: tornado.web.Application, address: str, port: int, certificate: Certificate | None) -> int:
    """Listen at the first free port from `port` on, encrypted where there is a certificate, and return it."""
    last = min(port + PORTS_TRIED - 1, HIGHEST_PORT)
    for candidate in range(port, last + 1):
        try:
            family = socket.AF_INET6 if ":" in address else socket.AF_INET
            listening = socket.create_server((address, candidate), family=family)  # tornado's leaves refused ones open
        except OSError:
            continue
        listening.setblocking(False)
        secure = certificate.context_for({address} - EVERYWHERE.keys()) if certificate else None
        server = tornado.httpserver.HTTPServer(app, xheaders=False, ssl_options=secure, max_body_size=MOST_BODY_BYTES)
        server.add_socket(listening)
        return int(listening.getsockname()[1])
    raise InvalidValue(f"No port from {port} to {last} is free here. Choose another one with --port.")


def _no_such_host() -> InvalidValue:
    return InvalidValue("This machine has no such address or name. Choose another one with --host.")


def address_of(host: str) -> str:
    """Return the address to listen at for `host`; a name that is not known here is served on this machine only.

    Raises:
        InvalidValue: what is given can be neither a name nor an address, or is an address of another machine.
    """
    if not re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9.\-]*[A-Za-z0-9])?|[0-9A-Fa-f:.]+", host):
        raise _no_such_host()
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError):
        return "127.0.0.1"
    try:
        with socket.socket(found[0]) as trial:
            trial.bind((found[4][0], 0))
    except OSError as exc:
        raise _no_such_host() from exc
    return str(found[4][0])


def _written(host: str) -> str:
    """Return `host` as an address on the web writes it."""
    return f"[{host}]" if ":" in host else host


def _scheme(certificate: Certificate | None) -> str:
    return "https" if certificate else "http"


@dataclass(frozen=True, slots=True)
class Serving:
    """A server that listens.

    Attributes:
        app: The application, whose settings hold doors, desk, kernels, pages and where kernels come from.
        url: Where people find it, ending in a slash.
        near: The same for a process on this machine, by address.
        port: The port it found free.
    """

    app: tornado.web.Application
    url: str
    near: str
    port: int

    def link(self) -> str:
        """Return a new address that lets the person at this machine in once."""
        return f"{self.url}?token={self.app.settings['doors'].link_for(Person(LOCAL_OWNER))}"


def furnish(data: DataFolder, doors: Doors, *, certificate: Certificate | None = None) -> Workbook:
    """Return the application on a data folder that has been made; call it in the main thread.

    Args:
        data: The folder.
        doors: Let people in.
        certificate: What is encrypted with that goes through a network; None where nothing is.
    """
    workbook = Workbook.instance()
    workbook.doors, workbook.desk, workbook.certificate = doors, Desk(data), certificate
    if sys.platform != "win32":
        workbook.config.KernelManager.transport = "ipc"  # no ports, and private to this user
    workbook.initialize([])
    workbook.log.handlers.clear()  # what Jupyter says goes to the log as well, not to the terminal
    workbook.log.propagate = True
    workbook.log.setLevel(logging.WARNING)
    provisioner.install()
    workbook.config.KernelProvisionerFactory.default_provisioner_name = provisioner.NAME
    return workbook


async def begin(workbook: Workbook, *, host: str, port: int, share: Iterable[Network] = ()) -> Serving:
    """Return a server that listens at the first free port from `port` on.

    Args:
        workbook: The application.
        host: Address or name to be reached at.
        port: First port to try.
        share: Networks in which it listens as well, for those who are in the owner's room.

    Raises:
        InvalidValue: no port is free, or `host` is none of this machine's.
        JournalUnavailable: the data folder cannot be written.
        StorageFull: there is no room in it.
    """
    address = address_of(host)
    app = workbook.application()
    await app.settings["trainers"].heed()  # what was removed while nobody served is out before anybody comes
    certificate = None if ipaddress.ip_address(address).is_loopback else workbook.certificate
    found = _listen(app, address, port, certificate)
    for network in share:
        with contextlib.suppress(InvalidValue):  # the network has gone meanwhile
            at = found if address in EVERYWHERE else _listen(app, network.address, found, workbook.certificate)
            app.settings["sharing"].listens_at(network.address, at, scheme=_scheme(workbook.certificate))
    shown, near = (
        f"{_scheme(certificate)}://{_written(EVERYWHERE.get(one, one))}:{found}{workbook.base_url}"
        for one in (host, address)
    )
    return Serving(app, shown, near, found)
