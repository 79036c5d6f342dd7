"""The socket between a page and its kernel: its owner's only, and only for what a page of ours has to say."""

from __future__ import annotations

import json
import logging
import struct
from typing import TYPE_CHECKING, Any, Final

import tornado.web
from jupyter_server.services.kernels.connection.base import deserialize_binary_message
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from vigwidgets.server.gate import Refused
from vigwidgets.server.roles import EVERYBODY

if TYPE_CHECKING:
    from vigwidgets.core.access import Person
    from vigwidgets.server.kernels import Kernels

log = logging.getLogger("vigwidgets.server")
MESSAGES: Final = ("comm_open", "comm_msg", "comm_close", "kernel_info_request")
CONTROL: Final = "jupyter.widget.control"


class OwnConnection(ZMQChannelsWebsocketConnection):
    """Passes on to the kernel only what a page of ours has to say."""

    kernel_ws_protocol = ""
    """The plain form only: one message, one JSON text, so that each can be looked at."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._opened: set[str] = set()

    def handle_incoming_message(self, incoming_msg: Any) -> None:
        """Pass the message on, or refuse it with a line in the log."""
        try:
            plain = isinstance(incoming_msg, str)
            message = json.loads(incoming_msg) if plain else deserialize_binary_message(incoming_msg)
            reason = self._reason_against(message)
        except (ValueError, LookupError, TypeError, AttributeError, struct.error, RecursionError):
            reason = "a message of no known form"
        if reason:
            log.warning("refused: %s", reason)
            return
        if message["header"]["msg_type"] == "comm_msg" and message["content"]["comm_id"] not in self._opened:
            page: Any = self.websocket_handler
            page.settings["sessions"].somebody_is_here(page.session)
        super().handle_incoming_message(incoming_msg)

    def _reason_against(self, message: dict[str, Any]) -> str:
        """Return why the message may not pass; empty when it may. Raises what a wrong form makes Python raise."""
        kind, content = message["header"]["msg_type"], message["content"]
        if kind not in MESSAGES or message["channel"] != "shell":
            return "a page sent a foreign message"
        if not (isinstance(message["parent_header"], dict) and isinstance(message["metadata"], dict)):
            return "a message of no known form"
        comm = "" if kind == "kernel_info_request" else str(content["comm_id"])
        if kind == "comm_open":
            if content["target_name"] != CONTROL:
                return "a page opened a foreign comm"
            self._opened.add(comm)
        if kind == "comm_close" and comm not in self._opened:
            return "a page closed a comm that is not its own"  # a widget would be gone for good
        return ""


class KernelSocket(VoilaKernelWebsocketHandler):
    """The socket between a page and its kernel, for the kernel's owner only."""

    roles = EVERYBODY
    is_socket = True
    unattended = True
    person: Person
    session: str
    kernel_id: str = ""
    connection: Any = None

    async def prepare(self) -> None:
        kernels: Kernels = self.settings["kernels"]
        if not kernels.belongs_to(self.path_args[0], self.person):
            raise Refused("kernel")
        if self.path_args[0] not in kernels.manager:
            raise tornado.web.HTTPError(404)
        result = super().prepare()
        if result is not None:
            await result

    async def open(self, kernel_id: str) -> None:  # type: ignore[override]
        """Join page and kernel."""
        self.settings["kernels"].joined(self)
        await super().open(kernel_id)

    def on_close(self) -> None:
        """Part them."""
        self.settings["kernels"].left(self)
        if self.connection is not None:
            super().on_close()
