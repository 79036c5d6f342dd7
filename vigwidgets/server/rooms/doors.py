"""What a phone reaches while a room is open. Everything else answers 404.

    GET   /            the page, and beside it its style `room.css` and its module `room.mjs`
    POST  /join        {"code", "name"} -> {"ok": true} and a cookie, or ok false with the sentence
    GET   /shown/…     what whoever presents shows on people's phones, by a ticket each: see `review_streams`
    WS    /socket      with that cookie: see `sockets`; closed with 4401 for whoever is not in the room
    GET   /clip/…      with that cookie: film and captions of a drawn clip, with Range; no other film is reached

State of a phone: `name`, `people` (how many are here), `round` (`id`, `title`, `start_ms`, `end_ms`, `open`, or null),
`film` (`playing`, `at_ms`, `rate`, `stamp_ms`, or null until the screen tells), `help` (asked for), `presents` (named
so by the trainer), `mine` (`id`, `at_ms`, `tier` of each press of the round), `over`, `workbook` (whether the
chapters can be opened from here), and what the parts of the room add.
Requests: `clock` -> `{"now_ms"}`; `mark` {id, round, at_ms, tier} -> `{"id"}` once it is in the journal;
`mark.take_back` {id}; `help` {wanted}; `home.taken`, which erases all of this person's; `workbook` -> `{"url"}`, which
lets this person in once; and what the parts take from phones. A phone hears of nobody else's presses or words, and of
no name but those of its own small group.

Nobody signs in: whoever knows the six letters on the screen is let in by the name they choose. A wrong code counts, and
after ten a minute the sender waits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import tornado.web

from vigwidgets import words
from vigwidgets.core.access import Person
from vigwidgets.core.errors import NotAllowed, NotFound, VigError
from vigwidgets.core.room import told_code
from vigwidgets.server.answering import Answering, misread
from vigwidgets.server.doors import Doors, is_overheard
from vigwidgets.server.films import ClipStream, FileStream
from vigwidgets.server.phone_gate import POLICY, Nowhere, WrongTokens
from vigwidgets.server.rooms.gathering import Gathering
from vigwidgets.server.rooms.pages import now_ms
from vigwidgets.server.rooms.sockets import AWAY, RoomSocket, number, text
from vigwidgets.server.templating import BarePage, BarePart

if TYPE_CHECKING:
    from pathlib import Path

    from vigwidgets.server.rooms.rooms import Rooms
    from vigwidgets.server.sharing import Sharing

COOKIE: Final = "vig-room"
COOKIE_SECONDS: Final = 24 * 3600
PAGE: Final = BarePage("room", ("room_page", "room_after"), "lib/room/room_page.mjs", also=("room_review",))
MOST_BYTES: Final = 4 << 20
"""Of one message; a longer one ends its socket. What is refused with a sentence is in `sockets`."""
WRONG_CODE: Final = "That is not the code on the screen. Look again, letter by letter."
MANY_CODES: Final = "That were many wrong codes. Wait a minute, then look at the screen again."
NOT_SHARED: Final = "The chapters are not open to phones here. Ask whoever leads."
NOT_OPEN: Final = "There is no room open here just now. Ask whoever leads."


class RoomDoor(Nowhere):
    """A route of an open room."""

    def set_default_headers(self) -> None:
        """Let the page open its socket: not every browser takes that for its own host."""
        super().set_default_headers()
        socket = "wss" if self.request.protocol == "https" else "ws"
        policy = POLICY.format(style="'self'").replace(
            "connect-src 'self'", f"connect-src 'self' {socket}://{self.request.host}; media-src 'self'"
        )
        self.set_header("Content-Security-Policy", policy)

    def prepare(self) -> None:
        """Let a page of ours in, or answer as any address does."""
        if self.request.host.lower() not in self.settings["hosts"]() or not Doors.same_origin(self.request):
            raise tornado.web.HTTPError(404)

    @property
    def rooms(self) -> Rooms:
        """All there is."""
        return self.settings["rooms"]

    @property
    def gathering(self) -> Gathering:
        """The open room.

        Raises:
            NotFound: none is.
        """
        found = self.rooms.gathering
        if found is None:
            raise NotFound(NOT_OPEN)
        return found


class Page(RoomDoor):
    """The page."""

    def get(self) -> None:
        """Send it; it is the same for everybody, and says where others can read along."""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(PAGE.markup(review=words.section("review_phone"), overheard=is_overheard(self.request)))


class Part(RoomDoor, BarePart):
    """The page's style and its module."""

    page = PAGE


class Join(RoomDoor, Answering):
    """Whoever knows the code comes in."""

    async def post(self) -> None:
        """Let them in under the name they give."""
        wrong: WrongTokens = self.settings["wrong_tokens"]
        address = self.request.remote_ip or ""
        try:
            told = self.told()
            code, name = told.get("code"), told.get("name")
            if not (isinstance(code, str) and isinstance(name, str)):
                raise misread("join")
            if wrong.too_many(address):
                raise NotAllowed(MANY_CODES)
            if told_code(code) != self.gathering.room.code:
                wrong.one_more(address)
                raise NotAllowed(WRONG_CODE)
            person, secret = await self.gathering.join(name)
        except VigError as error:
            self.refuse(error)
            return
        self.set_cookie(
            COOKIE, f"{person.id}.{secret}", httponly=True, samesite="Strict", path="/", max_age=COOKIE_SECONDS,
            secure=self.request.protocol == "https",
        )  # fmt: skip
        self.say({})


class ClipForPhones(RoomDoor, FileStream):
    """A drawn clip's film, for those in the room whose phones play it along with the big screen."""

    keep = ClipStream.keep

    def choose(self, _hash: str, clip_id: str, name: str) -> Path:  # type: ignore[override]
        """Return the file; 404 for whoever is not in the room, and for whatever is not drawn."""
        person_id, _dot, secret = (self.get_cookie(COOKIE) or "").partition(".")
        if not self.gathering.knows(person_id, secret):
            raise NotFound(NOT_OPEN)
        return self.settings["desk"].clip(clip_id).folder / name


class PhoneSocket(RoomSocket):
    """A phone's socket."""

    person_id = ""

    def prepare(self) -> None:
        """Answer only a page of ours."""
        if self.request.host.lower() not in self.settings["hosts"]():
            raise tornado.web.HTTPError(404)

    def open(self, *_: str, **__: str) -> None:
        """Let in whoever the cookie names, or say that they are not in the room."""
        super().open()
        person_id, _dot, secret = (self.get_cookie(COOKIE) or "").partition(".")
        gathering: Gathering | None = self.settings["rooms"].gathering
        if gathering is None or not gathering.knows(person_id, secret):
            self.close(AWAY)
            return
        self.person_id, self._gathering = person_id, gathering
        gathering.enter(person_id, self)
        self.tell({"workbook": self.settings["sharing"].is_shared})

    def on_close(self) -> None:
        """The phone went to sleep, or out of reach."""
        if self.person_id:
            self._gathering.leave(self.person_id, self)

    async def answer(self, kind: str, payload: dict[str, Any]) -> dict[str, Any]:
        """Do what a phone may ask for."""
        if not self.person_id:
            raise NotFound(NOT_OPEN)
        if kind == "clock":
            return {"now_ms": now_ms()}
        if kind == "mark":
            tier = None if payload.get("tier") is None else number(payload, "tier")
            await self._gathering.mark(
                self.person_id, mark_id=text(payload, "id"), round_id=text(payload, "round"),
                at_ms=number(payload, "at_ms"), tier=tier,
            )  # fmt: skip
            return {"id": payload["id"]}
        if kind == "mark.take_back":
            await self._gathering.take_back(self.person_id, text(payload, "id"))
            return {}
        if kind == "workbook":
            sharing: Sharing = self.settings["sharing"]
            url = sharing.link_for(Person(self.person_id), self.request.host)
            if url is None:
                raise NotFound(NOT_SHARED)
            return {"url": url}
        if kind in ("help", "home.taken"):
            if kind == "help":
                self._gathering.ask_for_help(self.person_id, wanted=payload.get("wanted") is True)
            else:
                await self.settings["rooms"].remove(self.person_id, has_taken_home=True)
            return {}
        return await self._gathering.parts.answer_phone(self.person_id, kind, payload)


CLIP_RULE: Final = (
    r"/clip/([0-9a-f]+)/([A-Za-z0-9][A-Za-z0-9_.\-]{0,63})/(film\.mp4|film\.webm|captions\.vtt)",
    ClipForPhones,
)


def rules() -> list[tuple[Any, ...]]:
    """Return the whole routing table of a room's doors."""
    return [(r"/", Page), (r"/room\.(css|mjs)", Part), (r"/join", Join), (r"/socket", PhoneSocket), CLIP_RULE]
