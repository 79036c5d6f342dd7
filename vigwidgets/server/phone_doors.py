"""What a phone reaches while a ticket is open: a page that sends one film. Everything else answers 404.

    GET    /TOKEN/               the page, and below it its style `phone.css` and its module `phone.mjs`
    GET    /TOKEN/film           -> {"ok": true, "film": STATE | null}: what this phone has begun, to go on with
    POST   /TOKEN/film           {"name", "size_bytes"} -> STATE, as in `server/arriving.py`, in short
    PUT    /TOKEN/film/ID?offset=N, GET and DELETE /TOKEN/film/ID, POST /TOKEN/film/ID/done   as there

STATE is `{"ok": true, "id", "name", "size_bytes", "offset", "state": "arriving" | "done", "done_bytes"}`: a phone hears
of its own film how much has come, and nothing else. The first phone that begins is given a cookie, and any other is
refused with a sentence. Nobody signs in here, and nothing that a phone sends says what was agreed: that is done at the
laptop. A token that is not known answers as any other address does, and after a few such a sender waits a minute.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import tornado.web

from vigwidgets.core.errors import BadRequest, NotFound, VigError
from vigwidgets.server.announced import AnnouncedFile
from vigwidgets.server.answering import Answering
from vigwidgets.server.arriving import check_no_backup
from vigwidgets.server.phone_gate import Door
from vigwidgets.server.phones import LETTERS, OVER, TOKEN_LETTERS, PhoneTaken
from vigwidgets.server.receiving import OneFile
from vigwidgets.server.templating import BarePage, BarePart

if TYPE_CHECKING:
    from vigwidgets.server.arrivals import Arrival

COOKIE: Final = "vig-phone"
PAGE: Final = BarePage("phone", ("phone_page",), "lib/phone/phone_page.mjs", themed=False)


class Page(Door):
    """The page."""

    def get(self) -> None:
        """Send it."""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(PAGE.markup())


class Part(Door, BarePart):
    """The page's style and its module."""

    page = PAGE


class PhoneAnswer(Door, Answering):
    """Answers in JSON, of this ticket's one film only."""

    def say_of(self, film: Arrival) -> None:
        """Answer how much of it has come."""
        self.say(short_state(film, sent=self.ticket.sent))

    def own_film(self, film_id: str) -> Arrival:
        """Return this ticket's film.

        Raises:
            PhoneTaken: another phone sends it.
            NotFound: the ticket has another film, or none.
            Cancelled: it was called off.
        """
        if not self.ticket.is_held_by(self.get_cookie(COOKIE)):
            raise PhoneTaken
        if film_id != self.ticket.arrival:
            raise NotFound(OVER)
        return self.settings["arrivals"].find(film_id, person=self.ticket.person)


class Begin(PhoneAnswer):
    """Whether this phone may send, what it has begun, and the beginning itself."""

    def get(self) -> None:
        """Tell what this phone has begun; another phone is refused."""
        ticket = self.ticket
        if ticket.holder is not None and not ticket.is_held_by(self.get_cookie(COOKIE)):
            self.refuse(PhoneTaken())
            return
        film = self.phones.film_of(ticket)
        self.say({"film": short_state(film, sent=ticket.sent) if film else None})

    async def post(self) -> None:
        """Begin, or go on."""
        try:
            check_no_backup(self.settings["bringings"], self.ticket.person)
            file = AnnouncedFile.read(self.told())
            film = await self.phones.begin(self.ticket, file, secret=self.get_cookie(COOKIE))
        except VigError as error:
            self.refuse(error)
            return
        path = f"/{self.ticket.token}/"
        self.set_cookie(COOKIE, self.ticket.holder or "", httponly=True, samesite="Strict", path=path)
        self.say_of(film)


@tornado.web.stream_request_body
class Pieces(PhoneAnswer, OneFile):
    """The film's bytes."""

    room = "arrivals"

    def prepare(self) -> None:
        """Find the ticket before the first byte is read, then make ready for the film's."""
        Door.prepare(self)
        self._refused: VigError | None = None
        try:
            self.own_film(self.path_args[0])
        except VigError as error:
            self._refused = error
            return
        if not self.ticket.sent:
            OneFile.prepare(self)
        elif self.request.method == "PUT":
            self._refused = BadRequest("The film is at the laptop already. Go on there.")

    def say(self, told: dict[str, Any]) -> None:
        """Leave out of an answer what is not a phone's business."""
        super().say({name: told[name] for name in SHORT if name in told})

    def get(self, film_id: str) -> None:
        """Tell how much has come."""
        try:
            self.say_of(self.own_film(film_id))
        except VigError as error:
            self.refuse(error)

    async def delete(self, film_id: str) -> None:
        """Call it off, unless all of it was sent: then it is for the laptop to say."""
        try:
            film = self.own_film(film_id)
            if not self.ticket.sent:
                await self.settings["arrivals"].cancel(film)
                self.ticket.arrival = None
            self.say({"done": self.ticket.sent})
        except VigError as error:
            self.refuse(error)


class Sent(PhoneAnswer):
    """The phone says that this was all."""

    async def post(self, film_id: str) -> None:
        """Take it at its word where the bytes are there; have them looked at where it is known what was agreed."""
        try:
            film = self.own_film(film_id)
            if film.offset() != film.size_bytes:
                error = BadRequest("The film is not here completely. Choose it again to send the rest.")
                self.refuse(error, offset=film.offset())
                return
            self.ticket.sent = True
            if film.announced is not None:
                await self.settings["arrivals"].look(film)
            self.say_of(film)
        except VigError as error:
            self.refuse(error)


SHORT: Final = ("id", "name", "size_bytes", "offset", "state", "done_bytes", "done")


def short_state(film: Arrival, *, sent: bool) -> dict[str, Any]:
    """Return what a phone may know of its film."""
    return {
        "id": film.id, "name": film.name, "size_bytes": film.size_bytes, "offset": film.offset(),
        "state": "done" if sent else "arriving", "done_bytes": film.size_bytes if sent else 0,
    }  # fmt: skip


def rules() -> list[tuple[Any, ...]]:
    """Return the whole routing table of the doors for phones."""
    token, film = rf"/([{LETTERS}]{{{TOKEN_LETTERS}}})", r"([0-9a-f]{32})"
    return [
        (rf"{token}/", Page),
        (rf"{token}/phone\.(css|mjs)", Part),
        (rf"{token}/film", Begin),
        (rf"{token}/film/{film}", Pieces),
        (rf"{token}/film/{film}/done", Sent),
    ]
