"""The group shared review of a room: up to four people's reels on the big screen, one of whom holds the remote.

Share of a big screen's state, `review`: `presenters` (ids), `reels` (`id`, `whose`, `what`, `presenter`), in the order
of the day, `now` (`id`, `whose`, `src`, `captions`, `clips`: `title`, `start_ms`, `end_ms`; or null), `remote` (who
holds it, null: whoever leads), `devices` (whether it is on people's phones), `dialogue` (`credit`, `steps`: `key`,
`name`, `question`), `step` (a key, or null), `note` (the words that the presenter shows, or null), `written` (whether
there is another note to show, where whoever leads presents).
Its requests: `review.present` {id, wanted}; `review.own` -> `films`; `review.bring` {id, film_id, what, whose,
presenter}; `review.take_out` {id}; `review.show` {id: null puts it away}; `review.remote` {id: null takes it back};
`review.press` {what}; `review.told` {id, clip, playing, slow}; `review.step` {key}; `review.devices` {wanted};
`review.note_next`; `review.note_away`. A press goes to all big screens as the event `review.press`.

Share of a phone's state, `review`: null, or `now` (`whose`, `clips`, `clip`, `playing`, `slow`, `device`: an address,
or null), `presents`, `holds` (the remote), `brought` (theirs), and for whoever presents what is shown now `mine`
(`notes`: `id`, `clip`, `text`, `shown`; `point`; `devices`), else null.
Its requests: `review.mine` -> `films`; `review.bring` {id, film_id, what}; `review.take_out` {id}; `review.press`
{what}; `review.devices` {wanted}; `review.note` {id, text}; `review.note_show` {id: null puts it away};
`review.point` {id, sequence, text}. Who may press what is known here alone; nobody hears who wrote a note.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from vigwidgets import frameworks
from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.core.errors import NotAllowed, NotFound
from vigwidgets.core.review import ReviewNote, ReviewReel
from vigwidgets.server.answering import misread
from vigwidgets.server.rooms import review_films, review_words
from vigwidgets.server.rooms.part import RoomPart
from vigwidgets.server.rooms.review_notes import Notes
from vigwidgets.server.rooms.review_tickets import Tickets
from vigwidgets.server.rooms.sockets import number, text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from vigwidgets.journal import Journal
    from vigwidgets.server.rooms.gathering import Gathering
    from vigwidgets.server.rooms.part import PhoneRequest, ScreenRequest

PRESSES: Final = ("play", "pause", "next", "previous", "back", "slow")
NO_REEL: Final = "This reel is not in the review any more. Choose another one."
NOT_SHOWN: Final = "No reel is on the big screen just now. Wait for the next one."
NOT_YOURS: Final = "Only whoever presents can do that. Ask whoever leads."
NO_REMOTE: Final = "The remote is with somebody else just now. Ask whoever leads."
NO_SCREEN: Final = "The big screen is not there just now. Wait a moment, then press again."


@dataclass(slots=True)
class OnScreen:
    """What is on the big screen, as it said last.

    Attributes:
        reel: What is shown.
        shown: Its file and its clips.
        clip: Which of them, from 0 on.
        playing: Whether it runs.
        slow: Whether at half its pace.
    """

    reel: ReviewReel
    shown: review_films.Shown
    clip: int = 0
    playing: bool = False
    slow: bool = False


class ReviewPart(RoomPart):
    """What is brought, shown and written in a group shared review; `presenters` are ids of people in the room."""

    def __init__(self, gathering: Gathering) -> None:
        super().__init__(gathering)
        self._journal, self._room_id = gathering.journal, gathering.room.id
        self.presenters = self._journal.presenters(self._room_id)
        self._reels = self._journal.review_reels(self._room_id)
        self._now: OnScreen | None = None
        self._remote: str | None = None
        self._step: str | None = None
        self._notes, self._tickets = Notes(), Tickets()
        self._points: dict[str, str] = {}
        self._titles: dict[str, str] = {}
        self._keeping = asyncio.Lock()

    def screen_requests(self) -> Mapping[str, ScreenRequest]:
        """Return what whoever leads may ask for."""
        return {
            "review.present": self._present, "review.own": self._own, "review.bring": self._bring,
            "review.take_out": self._take_out, "review.show": self._show, "review.remote": self._hand_remote,
            "review.press": self._press, "review.told": self._told, "review.step": self._mark_step,
            "review.devices": self._devices, "review.note_next": self._next_note, "review.note_away": self._note_away,
        }  # fmt: skip

    def phone_requests(self) -> Mapping[str, PhoneRequest]:
        """Return what people in the room may ask for; most of it those who present."""
        return {
            "review.mine": self._mine, "review.bring": self._bring_mine, "review.take_out": self._take_mine_out,
            "review.press": self._press_remote, "review.devices": self._devices_of, "review.note": self._write_note,
            "review.note_show": self._show_note, "review.point": self._keep_point,
        }  # fmt: skip

    def screen_state(self) -> dict[str, Any]:
        """Return its share: everybody in the room reads it, so no title of a film and no name of a writer is in it."""
        dialogue = frameworks.load().dialogue
        return {"review": {
            "presenters": sorted(self.presenters),
            "reels": [
                {"id": one.id, "whose": one.whose, "what": one.what, "presenter": one.presenter_id}
                for one in self._reels
            ],
            "now": self._now and {
                "id": self._now.reel.id, "whose": self._now.reel.whose, "src": f"reel/{self._now.reel.id}",
                "captions": f"reel/{self._now.reel.id}/captions.vtt" if self._now.shown.captions else "",
                "clips": self._now.shown.as_json(),
            },
            "remote": self._remote,
            "devices": self._tickets.are_open,
            "dialogue": dialogue and {
                "credit": dialogue.credit,
                "steps": [{"key": one.key, "name": one.name, "question": one.question} for one in dialogue.steps],
            },
            "step": self._step,
            "note": self._notes.shown,
            "written": self._now is not None and self._now.reel.presenter_id is None and self._notes.has_more,
        }}  # fmt: skip

    def phone_state(self, person_id: str) -> dict[str, Any]:
        """Return this person's share."""
        now, presents = self._now, person_id in self.presenters
        if now is None and not presents:
            return {"review": None}
        mine = now is not None and now.reel.presenter_id == person_id
        return {"review": {
            "now": now and {
                "whose": now.reel.whose, "clips": len(now.shown.clips), "clip": now.clip, "playing": now.playing,
                "slow": now.slow, "device": self._tickets.address_for(person_id),
            },
            "presents": presents,
            "holds": self._remote == person_id,
            "brought": [
                {"id": one.id, "what": one.what, "title": self._title(one)}
                for one in self._reels if presents and one.presenter_id == person_id
            ],
            "mine": self._for_presenter(person_id) if mine else None,
        }}  # fmt: skip

    def forget(self, person_id: str) -> None:
        """Somebody was taken out of the room; what they presented and wrote is gone with them."""
        self._notes.forget(person_id)
        self._tickets.forget(person_id)
        self._end_presenting(person_id)

    def _end_presenting(self, person_id: str) -> None:
        self.presenters -= {person_id}
        self._points.pop(person_id, None)
        self._reels = [one for one in self._reels if one.presenter_id != person_id]
        if self._remote == person_id:
            self._remote = None
        if self._now and self._now.reel.presenter_id == person_id:
            self._put_away()
        self._tell()

    def shown_on_screen(self, reel_id: str) -> review_films.Shown:
        """Return what a big screen may play now, its permission asked again.

        Raises:
            NotFound, NotPermitted: it is not what is shown, or not as agreed.
        """
        if self._now is None or self._now.reel.id != reel_id:
            raise NotFound(NOT_SHOWN)
        review_films.allowed(self.gathering.desk, self._now.reel)
        return self._now.shown

    def on_device(self, person_id: str, token: str) -> Path:
        """Return what this person may play on their own device now; raises as `shown_on_screen`."""
        if not self.is_on_device(person_id, token) or self._now is None:
            raise NotFound(NOT_SHOWN)
        return review_films.for_devices(self.gathering.desk, self._now.reel)

    def is_on_device(self, person_id: str, token: str) -> bool:
        """Return whether that ticket is theirs, and still good."""
        return self._tickets.is_for(person_id, token)

    async def _present(self, payload: dict[str, Any]) -> dict[str, Any]:
        person_id, wanted = self.gathering.one(text(payload, "id")).id, payload.get("wanted") is True
        verb = self._journal.let_present if wanted else self._journal.let_present_no_more
        await asyncio.to_thread(verb, self._room_id, person_id)
        if wanted:
            self.presenters |= {person_id}
            self._tell()
        else:
            self._end_presenting(person_id)
        self.gathering.tell_presents(person_id)
        return {}

    async def _own(self, _payload: dict[str, Any]) -> dict[str, Any]:
        return {"films": await asyncio.to_thread(review_films.offers, self.gathering.desk, Person(LOCAL_OWNER))}

    async def _mine(self, person_id: str, _payload: dict[str, Any]) -> dict[str, Any]:
        self._check_presents(person_id)
        return {"films": await asyncio.to_thread(review_films.offers, self.gathering.desk, Person(person_id))}

    async def _bring(self, payload: dict[str, Any]) -> dict[str, Any]:
        presenter = payload.get("presenter")
        if presenter is not None and not isinstance(presenter, str):
            raise misread("presenter")
        await self._store(_brought(payload, text(payload, "whose"), presenter, is_theirs=False))
        return {}

    async def _bring_mine(self, person_id: str, payload: dict[str, Any]) -> dict[str, Any]:
        self._check_presents(person_id)
        await self._store(_brought(payload, self.gathering.name_of(person_id), person_id, is_theirs=True))
        return {}

    async def _store(self, asked: ReviewReel) -> None:
        await asyncio.to_thread(review_films.shown, self.gathering.desk, asked)  # refused with the reason, not later
        await asyncio.to_thread(self._journal.bring_reel, self._room_id, asked)
        self._reels = self._journal.review_reels(self._room_id)
        self._tell()

    async def _take_out(self, payload: dict[str, Any]) -> dict[str, Any]:
        reel_id = text(payload, "id")
        await asyncio.to_thread(self._journal.take_reel_out, self._room_id, reel_id)
        self._reels = self._journal.review_reels(self._room_id)
        if self._now and self._now.reel.id == reel_id:
            self._put_away()
        self._tell()
        return {}

    async def _take_mine_out(self, person_id: str, payload: dict[str, Any]) -> dict[str, Any]:
        if self._reel(text(payload, "id")).presenter_id != person_id:
            raise NotAllowed(NOT_YOURS)
        return await self._take_out(payload)

    async def _show(self, payload: dict[str, Any]) -> dict[str, Any]:
        if payload.get("id") is None:
            self._put_away()
            self._tell()
            return {}
        reel = self._reel(text(payload, "id"))
        shown = await asyncio.to_thread(review_films.shown, self.gathering.desk, reel)
        self._put_away()
        self._now = OnScreen(reel, shown)
        self._notes.take(self._journal.review_notes(self._room_id, reel.id))
        self._remote = reel.presenter_id
        if reel.presenter_id is not None:
            self._points[reel.presenter_id] = review_words.point_of(self._journal_of(reel.presenter_id))
        self._tell()
        return {}

    def _put_away(self) -> None:
        self._now = self._remote = None
        self._notes.put_away()
        self._tickets.end()

    async def _hand_remote(self, payload: dict[str, Any]) -> dict[str, Any]:
        wanted = payload.get("id")
        if wanted is not None and wanted not in self.presenters:
            raise NotAllowed(NOT_YOURS)
        self._remote = wanted
        self._tell()
        return {}

    async def _press(self, payload: dict[str, Any]) -> dict[str, Any]:
        what = payload.get("what")
        if what not in PRESSES:
            raise misread("what")
        if self._now is None:
            raise NotFound(NOT_SHOWN)
        if not self.gathering.call_screens("review.press", {"what": what}):
            raise NotFound(NO_SCREEN)
        return {}

    async def _press_remote(self, person_id: str, payload: dict[str, Any]) -> dict[str, Any]:
        if person_id != self._remote:
            raise NotAllowed(NO_REMOTE)
        return await self._press(payload)

    async def _told(self, payload: dict[str, Any]) -> dict[str, Any]:
        now, clip = self._now, number(payload, "clip")
        if now is None or now.reel.id != payload.get("id"):
            return {}  # a screen that has not heard yet
        if not 0 <= clip < len(now.shown.clips):
            raise misread("clip")
        now.clip, now.playing, now.slow = clip, payload.get("playing") is True, payload.get("slow") is True
        self.gathering.tell_each(self.phone_state)
        return {}

    async def _mark_step(self, payload: dict[str, Any]) -> dict[str, Any]:
        dialogue, key = frameworks.load().dialogue, payload.get("key")
        if key is not None and (dialogue is None or key not in [one.key for one in dialogue.steps]):
            raise misread("key")
        self._step = key
        self._tell()
        return {}

    async def _devices(self, payload: dict[str, Any]) -> dict[str, Any]:
        if payload.get("wanted") is True and self._now and self._now.reel.presenter_id is not None:
            raise NotAllowed(NOT_YOURS)
        return await self._turn_devices(wanted=payload.get("wanted") is True)

    async def _devices_of(self, person_id: str, payload: dict[str, Any]) -> dict[str, Any]:
        self._check_shows(person_id)
        return await self._turn_devices(wanted=payload.get("wanted") is True)

    async def _turn_devices(self, *, wanted: bool) -> dict[str, Any]:
        now = self._now
        if not wanted:
            self._tickets.end()
        elif now is None:
            raise NotFound(NOT_SHOWN)
        else:
            await asyncio.to_thread(review_films.for_devices, self.gathering.desk, now.reel)  # refused with the reason
            if self._now is now:
                self._tickets.open()
        self._tell()
        return {}

    async def _write_note(self, person_id: str, payload: dict[str, Any]) -> dict[str, Any]:
        now = self._now
        if now is None:
            raise NotFound(NOT_SHOWN)
        asked = ReviewNote(text(payload, "id"), person_id, now.reel.id, now.clip, text(payload, "text"))
        await asyncio.to_thread(self._journal.add_review_note, self._room_id, asked)
        async with self._keeping:  # else an earlier list could be kept over a later one
            notes = self._journal.review_notes(self._room_id, now.reel.id)
            keeper = self._journal_of(now.reel.presenter_id or LOCAL_OWNER)
            await asyncio.to_thread(review_words.keep_notes, keeper, now.reel, notes)
        if self._now is now:
            self._notes.take(notes)
            self._tell()
        return {"id": asked.id}

    async def _show_note(self, person_id: str, payload: dict[str, Any]) -> dict[str, Any]:
        self._check_shows(person_id)
        self._notes.show(None if payload.get("id") is None else text(payload, "id"))
        self._tell()
        return {}

    async def _next_note(self, _payload: dict[str, Any]) -> dict[str, Any]:
        if self._now is None or self._now.reel.presenter_id is not None:
            raise NotAllowed(NOT_YOURS)
        self._notes.show_next()
        self._tell()
        return {}

    async def _note_away(self, _payload: dict[str, Any]) -> dict[str, Any]:
        self._notes.show(None)
        self._tell()
        return {}

    async def _keep_point(self, person_id: str, payload: dict[str, Any]) -> dict[str, Any]:
        self._check_shows(person_id)
        said = text(payload, "text")
        journal = self._journal_of(person_id)
        kept = await asyncio.to_thread(
            review_words.keep_point, journal, said, writing=text(payload, "id"), sequence=number(payload, "sequence")
        )
        self._points[person_id] = kept
        self.gathering.tell_person(person_id, self.phone_state(person_id))
        return {"text": kept}

    def _for_presenter(self, person_id: str) -> dict[str, Any]:
        point = self._points.get(person_id, "")
        return {"notes": self._notes.as_json(), "point": point, "devices": self._tickets.are_open}

    def _title(self, reel: ReviewReel) -> str:
        if reel.id not in self._titles:
            self._titles[reel.id] = self._journal_of(review_films.whose(reel).id).film(reel.film_id).title
        return self._titles[reel.id]

    def _reel(self, reel_id: str) -> ReviewReel:
        for one in self._reels:
            if one.id == reel_id:
                return one
        raise NotFound(NO_REEL)

    def _journal_of(self, person_id: str) -> Journal:
        return self.gathering.desk.journal(Person(person_id))

    def _check_presents(self, person_id: str) -> None:
        if person_id not in self.presenters:
            raise NotAllowed(NOT_YOURS)

    def _check_shows(self, person_id: str) -> None:
        if not (self._now and self._now.reel.presenter_id == person_id):
            raise NotAllowed(NOT_YOURS)

    def _tell(self) -> None:
        self.gathering.tell_screens(self.screen_state())
        self.gathering.tell_each(self.phone_state)


def _brought(payload: dict[str, Any], whose: str, presenter: str | None, *, is_theirs: bool) -> ReviewReel:
    what: Any = text(payload, "what")  # the value refuses what it is not
    return ReviewReel(text(payload, "id"), text(payload, "film_id"), what, whose, presenter, is_theirs)
