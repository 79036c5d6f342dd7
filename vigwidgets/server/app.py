"""The workbook's server: Voilà's application with our own doors, pages and kernels."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import socket
import sys
import webbrowser
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import tornado.httpserver
import tornado.ioloop
import tornado.netutil
import tornado.web
from jupyter_server.auth.identity import IdentityProvider, User
from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from voila.app import Voila

from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.core.errors import InvalidValue
from vigwidgets.server import films, kernels, modules, pages, provisioner
from vigwidgets.server.desk import Desk
from vigwidgets.server.doors import PROOF_HEADER, Doors, names_for
from vigwidgets.server.gate import Nothing, gate
from vigwidgets.server.logs import log_to
from vigwidgets.workbook.contents import chapters

if TYPE_CHECKING:
    from vigwidgets.workbook.data_folder import DataFolder

log = logging.getLogger("vigwidgets.server")
PORTS_TRIED: Final = 50
SOCKETS: Final = 60_000
"""libzmq's own limit of 1,023 would end at about 170 kernels."""
TIDY_MS: Final = 15_000


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


def template_source() -> provisioner.TemplateSource:
    """Return where kernels come from: forks, or a pool where there is no fork or `VIG_KERNELS=pool` asks for it."""
    if hasattr(os, "pidfd_open") and os.environ.get("VIG_KERNELS") != "pool":
        from vigwidgets.server.forks import Zygote

        return Zygote()
    from vigwidgets.server.pool import Pool

    return Pool()


class Invite(tornado.web.RequestHandler):
    """Gives a second `vig serve` on the same data folder a fresh link, for whoever can read the folder's secret."""

    proof = "invite"

    def post(self) -> None:
        """Answer with a token."""
        self.finish({"token": self.settings["doors"].link_for(Person(LOCAL_OWNER))})


class Workbook(Voila):
    """Voilà's kernels, sockets and configuration behind one gate, with routes of ours only."""

    identity_provider_class = GateIdentity
    doors: Doors
    desk: Desk

    def init_settings(self) -> dict[str, Any]:
        """Return tornado's settings with our own rooms beside Jupyter's."""
        settings: dict[str, Any] = super().init_settings()  # type: ignore[assignment] - traitlets' Dict by Voilà's name
        self.kernel_manager.allowed_message_types = list(kernels.MESSAGES)
        self.kernel_manager.context.max_sockets = SOCKETS
        source = template_source()
        ours: dict[str, Any] = {
            "doors": self.doors,
            "desk": self.desk,
            "kernels": kernels.Kernels(self.kernel_manager, self.doors, self.desk),
            "pages": pages.Pages(source, self.base_url),
            "cookie_secret": self.doors.cookie_secret,
            "kernel_websocket_connection_class": kernels.OwnConnection,
            "default_handler_class": gate(Nothing),
            "websocket_compression_options": {},
            "log_function": lambda _handler: None,  # addresses hold film ids; refusals are logged by the gate
        }
        settings.update(ours)
        return settings

    def init_handlers(self) -> list[Any]:
        """Return the whole routing table: what is not here does not exist."""
        rules = [*pages.rules(), *kernels.rules(), *films.rules(), *modules.rules(), (r"/vig/invite", Invite)]
        base = self.base_url.rstrip("/")
        return [(base + pattern + "$", gate(handler), *rest) for pattern, handler, *rest in rules]

    def application(self) -> tornado.web.Application:
        """Return the application with the gate round every rule, and nothing listening yet."""
        self.connection_dir = str(kernels.connection_folder(self.desk.data.runtime))
        settings = self.init_settings()
        app = tornado.web.Application(**settings)
        app.add_handlers(".*$", self.init_handlers())
        return app


async def _listen(app: tornado.web.Application, address: str, port: int) -> int:
    """Listen at the first free port from `port` on and return it."""
    for candidate in range(port, port + PORTS_TRIED):
        try:
            sockets = tornado.netutil.bind_sockets(candidate, address)
        except OSError:
            continue
        tornado.httpserver.HTTPServer(app, xheaders=False).add_sockets(sockets)
        return int(sockets[0].getsockname()[1])
    raise InvalidValue(f"No port from {port} to {port + PORTS_TRIED - 1} is free here. Choose another one with --port.")


def _address_of(host: str) -> str:
    """Return the address to listen at for `host`; a name that is not known here is served on this machine only."""
    try:
        return str(socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)[0][4][0])
    except OSError:
        return "127.0.0.1"


async def _running_link(data: DataFolder, doors: Doors) -> str | None:
    """Return a fresh link to the server that already serves this data folder, or None."""
    try:
        told = json.loads((data.runtime / "server.json").read_text("utf-8"))
        request = HTTPRequest(
            f"{told['address']}vig/invite", method="POST", body=b"", request_timeout=2, connect_timeout=1,
            headers={PROOF_HEADER: doors.proof("invite"), "Host": told["host"]},
        )  # fmt: skip
        reply = await AsyncHTTPClient().fetch(request)
        return f"{told['url']}?token={json.loads(reply.body)['token']}"
    except (OSError, ValueError, KeyError, HTTPClientError):
        return None


@dataclass(frozen=True, slots=True)
class Serving:
    """A server that listens.

    Attributes:
        app: The application, whose settings hold doors, desk, kernels and pages.
        url: Where it is, ending in a slash.
        port: The port it found free.
    """

    app: tornado.web.Application
    url: str
    port: int

    def link(self) -> str:
        """Return a new address that lets the person at this machine in once."""
        return f"{self.url}?token={self.app.settings['doors'].link_for(Person(LOCAL_OWNER))}"


def furnish(data: DataFolder, doors: Doors) -> Workbook:
    """Return the application on a data folder that has been made; call it in the main thread."""
    workbook = Workbook.instance()
    workbook.doors, workbook.desk = doors, Desk(data)
    if sys.platform != "win32":
        workbook.config.KernelManager.transport = "ipc"  # no ports, and private to this user
    workbook.initialize([])
    workbook.log.handlers.clear()  # what Jupyter says goes to the log as well, not to the terminal
    workbook.log.propagate = True
    workbook.log.setLevel(logging.WARNING)
    provisioner.install()
    return workbook


async def begin(workbook: Workbook, *, host: str, port: int) -> Serving:
    """Return a server that listens at the first free port from `port` on.

    Raises:
        InvalidValue: no port is free.
    """
    app = workbook.application()
    address = _address_of(host)
    found = await _listen(app, address, port)
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104
    serving = Serving(app, f"http://{shown}:{found}{workbook.base_url}", found)
    _tell(workbook.desk.data, address, found, serving.url, workbook.base_url)
    return serving


async def _serve(*, data: DataFolder, host: str, port: int, open_browser: bool) -> int:
    names = names_for(host) | frozenset(filter(None, os.environ.get("VIG_HOST_NAMES", "").lower().split(",")))
    doors = Doors(data.secret(), names)
    link = await _running_link(data, doors)
    if link is not None:
        _announce(link, open_browser=open_browser)
        return 0
    serving = await begin(furnish(data, doors), host=host, port=port)
    _announce(serving.link(), open_browser=open_browser)
    await _until_stopped(serving.app)
    with contextlib.suppress(OSError):
        (data.runtime / "server.json").unlink()
    return 0


def _tell(data: DataFolder, address: str, port: int, url: str, base_url: str) -> None:
    """Leave word in the data folder where this server is, for a second start."""
    near = "127.0.0.1" if address in ("0.0.0.0", "::") else address  # noqa: S104
    told = {"address": f"http://{near}:{port}{base_url}", "url": url, "host": url.split("/")[2], "pid": os.getpid()}
    path = data.runtime / "server.json"
    path.write_text(json.dumps(told), "utf-8")
    path.chmod(0o600)


def _announce(link: str, *, open_browser: bool) -> None:
    sys.stdout.write(f"Workbook: {link}\n")
    sys.stdout.flush()
    if open_browser:
        webbrowser.open(link)


async def _until_stopped(app: tornado.web.Application) -> None:
    """Keep house until a signal, then end all kernels."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    import signal

    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, stop.set)
        except NotImplementedError:  # Windows
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop.set))
    tidy = tornado.ioloop.PeriodicCallback(app.settings["kernels"].tidy, TIDY_MS)
    tidy.start()
    for one in chapters():  # place the chapters before anybody asks
        try:
            await app.settings["pages"].skeleton(one)
        except provisioner.TemplateFailed as error:
            log.error("defect: chapter %s does not run: %s", one.id, error)  # noqa: TRY400
    await stop.wait()
    tidy.stop()
    await app.settings["kernel_manager"].shutdown_all(now=True)
    app.settings["desk"].close()


def run(*, data: DataFolder, host: str, port: int, open_browser: bool) -> int:
    """Serve until stopped; return 0.

    Raises:
        InvalidValue: no port is free.
        JournalUnavailable: the data folder cannot be used.
    """
    data.make()
    log_to(data.logs, "server.log")
    os.environ["JUPYTER_RUNTIME_DIR"] = str(data.runtime)
    return asyncio.run(_serve(data=data, host=host, port=port, open_browser=open_browser))
