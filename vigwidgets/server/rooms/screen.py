"""The big screen of a room, at the trainer's own workbook: `room/` is the page, `room/socket` its socket.

State: `room` (`id`, `code`, `codes`: `address` and `qr` of each way in, `fingerprint` of the certificate or null; null
where none is open), `people` (`id`, `name`, `here`, `help`, `presents`), `films` (`id`, `title`, `duration_ms`, `src`,
`captions`, `poster`, `reference`), `round` (`id`, `film_id`, `start_ms`, `end_ms`, `open`, or null) and `marks`
(`at_ms`, `tier`), of the round, in order of time.
Requests: `room.open` {phones: false where none can come}; `room.end` {until: see `ending`}; `round.open` {id, film_id,
start_ms, end_ms};
`round.close`; `film.told` {playing, at_ms, rate}; `person.remove` {id}; `mark` {id, round, at_ms, tier} and
`mark.take_back` {id} for what people call out. What the room's parts add to it stands with them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import tornado.web

from vigwidgets import words
from vigwidgets.core.errors import NotFound
from vigwidgets.server.answering import misread
from vigwidgets.server.rooms.ending import kept_until
from vigwidgets.server.rooms.reference import reference_of
from vigwidgets.server.rooms.rooms import NO_ROOM, Rooms
from vigwidgets.server.rooms.sockets import RoomSocket, number, text
from vigwidgets.server.templating import BarePage, BarePart
from vigwidgets.workbook.clips import clips
from vigwidgets.workbook.compositions.film_views import clip_view

if TYPE_CHECKING:
    from vigwidgets.core.access import Person
    from vigwidgets.server.rooms.gathering import Gathering

PAGE: Final = BarePage(
    "room_screen", ("room_screen", "room_after"), "lib/room/screen_page.mjs",
    beside=("room_strip",), also=("room_screen_review",),
)  # fmt: skip
RATES: Final = (0.1, 4.0)


class Screen(tornado.web.RequestHandler):
    """The page."""

    page = PAGE

    def get(self) -> None:
        """Send it."""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        said = words.section("review_screen")
        self.finish(self.page.markup(base=self.settings["pages"].base_url, socket="socket", review=said))


class ScreenPart(BarePart):
    """The page's style and its module."""

    page = PAGE


class ScreenSocket(RoomSocket):
    """The big screen's socket."""

    person: Person
    session: str
    unattended = True
    """A strip that fills by itself is nobody at the page; what is asked for is."""

    @property
    def rooms(self) -> Rooms:
        """All there is."""
        return self.settings["rooms"]

    def open(self, *_: str, **__: str) -> None:
        """Tell how things stand."""
        super().open()
        self.arrive()

    def arrive(self) -> None:
        """Show the room on it."""
        self.rooms.show_on(self)
        self.tell({**self.rooms.screen_state(), "films": films_to_show(self.settings["pages"].base_url)})

    def on_close(self) -> None:
        """The screen has gone."""
        self.rooms.hide_from(self)

    async def answer(self, kind: str, payload: dict[str, Any]) -> dict[str, Any]:
        """Do what the trainer asks for."""
        sessions, doors = self.settings["sessions"], self.settings["doors"]
        if not sessions.is_open(self.session, doors.person_key(self.person)):
            self.send_away()
            raise NotFound(NO_ROOM)
        sessions.somebody_is_here(self.session)
        return await self.do(kind, payload)

    async def do(self, kind: str, payload: dict[str, Any]) -> dict[str, Any]:
        """Do what may be asked at a big screen."""
        if kind == "room.open":
            await self.rooms.open(with_phones=payload.get("phones") is not False)
        elif kind == "room.end":
            until = kept_until(payload.get("until", "now"))
            await (self.rooms.end() if until is None else self.rooms.close(until))
        else:
            return await self._answer_in_room(kind, payload)
        return {}

    async def _answer_in_room(self, kind: str, payload: dict[str, Any]) -> dict[str, Any]:
        gathering = self._gathering()
        if kind == "round.open":
            drawn = self.settings["desk"].clip(text(payload, "film_id"))  # others are for no room yet
            await gathering.open_round(
                round_id=text(payload, "id"), film_id=drawn.id,
                start_ms=number(payload, "start_ms"), end_ms=number(payload, "end_ms"),
            )  # fmt: skip
        elif kind == "mark":
            tier = None if payload.get("tier") is None else number(payload, "tier")
            await gathering.call_out(
                mark_id=text(payload, "id"), round_id=text(payload, "round"), at_ms=number(payload, "at_ms"), tier=tier
            )
        elif kind == "mark.take_back":
            await gathering.take_back(gathering.caller_id, text(payload, "id"))
        elif kind == "round.close":
            await gathering.close_round()
        elif kind == "film.told":
            rate = payload.get("rate")
            if not isinstance(rate, (int, float)) or not RATES[0] <= rate <= RATES[1]:
                raise misread("rate")
            playing, at_ms = payload.get("playing") is True, number(payload, "at_ms")
            gathering.told_of_film(playing=playing, at_ms=at_ms, rate=float(rate))
        elif kind == "person.remove":
            await self.rooms.remove(text(payload, "id"))
        else:
            return await gathering.parts.answer_screen(kind, payload)
        return {}

    def _gathering(self) -> Gathering:
        if self.rooms.gathering is None:
            raise NotFound(NO_ROOM)
        return self.rooms.gathering


def films_to_show(base: str) -> list[dict[str, Any]]:
    """Return the drawn films, which may be shown to any room, with addresses below `base`."""
    told = []
    for one in clips():
        view = clip_view(one)
        told.append({
            "id": one.id, "title": one.film.title, "duration_ms": one.film.duration_ms, "src": base + view["url"],
            "captions": base + view["captions"][0]["url"], "poster": base + view["poster_url"],
            "reference": reference_of(one),
        })  # fmt: skip
    return told


def rules() -> list[tuple[Any, ...]]:
    """Return the routes of this module below the base address."""
    return [(r"/room/", Screen), (r"/room/room_screen\.(css|mjs)", ScreenPart), (r"/room/socket", ScreenSocket)]
