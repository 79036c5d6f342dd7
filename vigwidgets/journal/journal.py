"""The journal as one person has it: every verb that reads or saves, each asking `core.access`."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Self, Unpack

from vigwidgets.core import access
from vigwidgets.core.access import COMMONS, Person
from vigwidgets.core.film import Film
from vigwidgets.core.framework import Framework
from vigwidgets.core.left_off import LeftOff
from vigwidgets.core.mark import Mark
from vigwidgets.core.permission import Permission, type_of_use
from vigwidgets.core.receipt import Receipt
from vigwidgets.core.reel import ReelItem
from vigwidgets.journal import erasing, keys, marking, places, reeling, shelf, times
from vigwidgets.journal.agenda_verbs import AgendaVerbs
from vigwidgets.journal.mark_rules import MarkChanges
from vigwidgets.journal.opening import open_door
from vigwidgets.journal.review_verbs import ReviewVerbs
from vigwidgets.journal.room_after_verbs import RoomAfterVerbs
from vigwidgets.journal.room_desk_verbs import RoomDeskVerbs
from vigwidgets.journal.room_verbs import RoomVerbs
from vigwidgets.journal.text_verbs import TextVerbs
from vigwidgets.journal.times import MarkName


class Journal(TextVerbs, RoomVerbs, RoomDeskVerbs, RoomAfterVerbs, ReviewVerbs, AgendaVerbs):
    """One person's way into the record. What a verb has returned is on the disk.

    Every verb may raise `JournalUnavailable`: disk full, folder gone, database away; nothing is then half-written.
    Ids are made by the client, so any request may be sent again: a retry stores nothing twice. An instance may be used
    from several threads; it must not be carried over a fork.

    Attributes:
        person: Whoever reads and writes here.
    """

    @classmethod
    def open(cls, location: Path | str, *, person: Person, framework: Framework, for_page: bool = False) -> Journal:
        """Return the journal at `location`, made or brought up to date if need be.

        Args:
            location: A SQLite file, whose folder exists (the file is made with mode 0600), or a database address with
                `://`, such as `postgresql://…`.
            person: Whoever will read and write.
            framework: Whose principles marks may name.
            for_page: Whether a page that was just loaded writes here. What is erased elsewhere from now on, all or a
                text, is then not brought back by it: it hears `NotFound`.

        Raises:
            JournalNewer: a later version of the workbook wrote it; it was left as it is.
            JournalUnavailable: it cannot be opened, made or brought up to date; nothing was left behind.
        """
        return cls(open_door(location), person=person, framework=framework, for_page=for_page)

    def close(self) -> None:
        """Let go of the journal. Verbs are refused afterwards; closing twice is fine."""
        self._door.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        self.close()

    def add_film(self, film: Film) -> Film:
        """Store a film as this person's, and return it; the same bytes again return the film that is there.

        Raises:
            InvalidValue: the id is none, or belongs to another film of theirs.
            NotFound: the id belongs to a film of somebody else's.
            NotAllowed: the id belongs to a clip of the workbook's.
        """
        return self._write(lambda s: shelf.add(s, film, person=self.person))

    def shelve_clip(self, film: Film) -> Film:
        """Store or renew a drawn clip, which everybody may see, and return it. An unchanged one costs no write.

        Raises:
            InvalidValue: the film is not drawn, or its id belongs to a film of somebody's.
        """
        if self._door.read(lambda s: shelf.is_shelved(s, film, person=self.person)):
            return self.film(film.id)
        return self._door.write(lambda s: shelf.shelve(s, film, person=self.person), owner=COMMONS)

    def films(self) -> list[Film]:
        """Return this person's own films, oldest first."""
        return self._door.read(lambda s: shelf.all_own(s, person=self.person))

    def film(self, film_id: str) -> Film:
        """Return a film of this person's or a clip of the workbook's.

        Raises:
            NotFound: there is none of that id, or it is somebody else's.
        """
        return self._door.read(lambda s: shelf.find(s, film_id, person=self.person))

    def film_for(self, film_id: str, *, use: type_of_use, on: date | None = None) -> Film:
        """Return a film as `film` does, if the people in it agreed to this use on the day `on`, by default today.

        The workbook's own clips may be used for everything.

        Raises:
            NotFound: there is none of that id, or it is somebody else's.
            NotPermitted: nobody agreed to this use, or the agreement has ended.
            InvalidValue: there is no such use.
        """
        day = on or datetime.now().astimezone().date()
        return self._door.read(lambda s: shelf.find_for(s, film_id, use=use, on=day, person=self.person))

    def film_with(self, sha256: str) -> Film | None:
        """Return this person's own film with these bytes, or None."""
        return self._door.read(lambda s: shelf.find_with(s, sha256, person=self.person))

    def film_ids(self) -> frozenset[str]:
        """Return the ids of all people's own films, so that files which belong to none can be told."""
        return self._door.read(lambda s: shelf.ids_of_all(s, person=self.person))

    def set_permission(self, film_id: str, permission: Permission) -> Film:
        """Store what the people in a film of this person's agreed to, and return the film.

        Raises:
            NotFound: there is none of that id, or it is somebody else's.
            NotAllowed: it is a clip of the workbook's.
        """
        return self._write(lambda s: shelf.permit(s, film_id, permission, person=self.person))

    def rename_film(self, film_id: str, title: str) -> Film:
        """Store this person's words for a film of theirs, white space made single, and return the film.

        Raises:
            NotFound: there is none of that id, or it is somebody else's.
            NotAllowed: it is a clip of the workbook's.
            InvalidValue: there are no words, or more than 300 letters.
        """
        return self._write(lambda s: shelf.rename(s, film_id, title, person=self.person))

    def first_sight(self, film_id: str) -> int:
        """Return how far the first sight of oneself on the film has come, or raise `NotFound`.

        0 is not begun, 1 is the other watched only, 2 is oneself watched too.
        """
        return self._door.read(lambda s: shelf.first_sight(s, film_id, person=self.person))

    def set_first_sight(self, film_id: str, step: int) -> int:
        """Store the step of `first_sight` for a film of this person's, and return it.

        Raises:
            NotFound: there is none of that id, or it is somebody else's.
            NotAllowed: it is a clip of the workbook's.
            InvalidValue: the step is none of 0, 1 and 2.
        """
        return self._write(lambda s: shelf.set_first_sight(s, film_id, step, person=self.person))

    def remove_film(self, film_id: str) -> None:
        """Erase a film as `erase_film` does, under a receipt of its own that counts no files."""
        self.erase_film(film_id, receipt_id=f"removed-{secrets.token_hex(12)}")

    def marks(self, film_id: str) -> list[Mark]:
        """Return this person's marks on a film, by start, end and id, or raise `NotFound`."""
        return self._door.read(lambda s: marking.of_film(s, film_id, person=self.person))

    def all_marks(self) -> list[Mark]:
        """Return this person's marks on every film and clip, by film, start, end and id."""
        return self._door.read(lambda s: marking.of_all(s, person=self.person))

    def marked_at(self) -> dict[MarkName, datetime]:
        """Return when each of `all_marks` was first made, by film and mark; what was only changed since is no later."""
        return self._door.read(lambda s: times.marked(s, person=self.person))

    def add_mark(self, mark: Mark, *, change_id: str) -> Mark:
        """Store a mark and return it. Its author is this person, whatever it says.

        The same id with the same content returns what is there; a `change_id` seen before does nothing.

        Raises:
            NotFound: there is no such film here, or no such mark to answer.
            SpanOutsideFilm: it reaches past the film's end.
            UnknownPrinciple: it names a principle that the framework does not have.
            InvalidValue: its id belongs to another mark, it answers what cannot be answered, or `change_id` was used
                for something else.
        """
        return self._write(
            lambda s: marking.add(s, mark, change_id=change_id, person=self.person, framework=self._framework)
        )

    def change_mark(self, film_id: str, mark_id: str, *, change_id: str, **changes: Unpack[MarkChanges]) -> Mark:
        """Store a mark with some of `span`, `kind`, `who`, `principles`, `answers`, `note`, `feeling` changed.

        Raises:
            NotFound: there is no such film or mark here, or no such mark to answer.
            SpanOutsideFilm: it would reach past the film's end.
            UnknownPrinciple: it would name a principle that the framework does not have.
            InvalidValue: no such mark can exist, or `change_id` was used for something else.
            TypeError: a name that is no part of a mark.
        """
        person, framework = self.person, self._framework
        return self._write(
            lambda s: marking.change(
                s, film_id, mark_id, changes=changes, change_id=change_id, person=person, framework=framework
            )
        )

    def remove_mark(self, film_id: str, mark_id: str, *, change_id: str) -> None:
        """Remove a mark; marks that answered it stay, unlinked, until an undo links them again.

        Raises:
            NotFound: there is no such film or mark here.
            InvalidValue: `change_id` was used for something else.
        """
        self._write(lambda s: marking.remove(s, film_id, mark_id, change_id=change_id, person=self.person))

    def reel(self, film_id: str) -> tuple[ReelItem, ...]:
        """Return this person's reel of a film in its order, empty where there is none, or raise `NotFound`."""
        return self._door.read(lambda s: reeling.of_film(s, film_id, person=self.person))

    def set_reel(
        self, film_id: str, items: Iterable[ReelItem], *, change_id: str, base: Sequence[ReelItem] | None = None
    ) -> tuple[ReelItem, ...]:
        """Store all of a reel in place of what was there, and return what is stored; `undo` takes that back too.

        Raises:
            NotFound: there is no such film here.
            SpanOutsideFilm: a moment reaches past the film's end.
            InvalidValue: there are too many moments, two have one id, or `change_id` was used for something else.
            ChangedMeanwhile: the reel is not `base`; a window that stores all of it would undo what another one did.
        """
        chosen, person = tuple(items), self.person  # a write may be tried again
        return self._write(lambda s: reeling.put(s, film_id, chosen, base=base, change_id=change_id, person=person))

    def undo(self, film_id: str, *, change_id: str) -> list[Mark]:
        """Take back this person's last change of marks or reel on the film, if any; return the marks as `marks` does.

        Raises:
            NotFound: there is no such film here.
            InvalidValue: `change_id` was used for something else.
        """
        return self._write(lambda s: marking.undo(s, film_id, change_id=change_id, person=self.person))

    def redo(self, film_id: str, *, change_id: str) -> list[Mark]:
        """Repeat the change that was taken back last, if there is one; return and raise as `undo` does."""
        return self._write(lambda s: marking.redo(s, film_id, change_id=change_id, person=self.person))

    def can_undo(self, film_id: str) -> bool:
        """Return whether there is a change to take back on the film, or raise `NotFound`."""
        return self._door.read(lambda s: marking.can_undo(s, film_id, person=self.person))

    def can_redo(self, film_id: str) -> bool:
        """Return whether there is a change to repeat on the film, or raise `NotFound`."""
        return self._door.read(lambda s: marking.can_redo(s, film_id, person=self.person))

    def leave_off(self, place: LeftOff) -> LeftOff:
        """Store where this person is in a chapter, unless a later place is known, and return what is stored.

        Raises:
            NotFound: it names a film that is not here.
        """
        return self._write(lambda s: places.leave(s, place, person=self.person))

    def left_off(self, chapter: str | None = None) -> LeftOff | None:
        """Return where this person was last, in that chapter or in any, or None."""
        return self._door.read(lambda s: places.newest(s, chapter, person=self.person))

    def draft_key(self, film_id: str | None = None) -> str:
        """Return the 64 hexadecimal digits that browsers lock this person's drafts with, random, made when first asked.

        A film of theirs has a key of its own, which goes with it; a clip, or no film, means the person's, which goes
        with everything. Without the key nobody can read a draft that a browser still holds.

        Raises:
            NotFound: there is no such film here.
        """
        known = self._door.read(lambda s: keys.known(s, film_id, person=self.person))
        return known or self._write(lambda s: keys.made(s, film_id, person=self.person))

    def erase_film(self, film_id: str, *, receipt_id: str, files: int = 0, size_bytes: int = 0) -> Receipt:
        """Erase a film of this person's with its marks, reel, history, texts, places, rounds and key; return a receipt.

        The same receipt id again erases nothing and returns the first receipt. Afterwards no word of it is in the
        journal's files, the copies beside it included; where somebody is in the way, as soon as `sweep` can.

        Args:
            film_id: Which.
            receipt_id: Made by the client.
            files: How many files on disk go with it, for the receipt.
            size_bytes: Their bytes in all, for the receipt.

        Raises:
            NotFound: there is none of that id, or it is somebody else's.
            NotAllowed: it is a clip of the workbook's.
            InvalidValue: the receipt id stands for something else that was erased.
        """
        receipt = erasing.asked_for(receipt_id, what="film", files=files, size_bytes=size_bytes)
        return self._erase(lambda s: erasing.film(s, film_id, receipt=receipt, person=self.person))

    def erase_everything(self, *, receipt_id: str, files: int = 0, size_bytes: int = 0) -> Receipt:
        """Erase every row of this person's but their receipts, as `erase_film` does. Other people's rows stay.

        Raises:
            InvalidValue: the receipt id stands for something else that was erased.
        """
        receipt = erasing.asked_for(receipt_id, what="everything", files=files, size_bytes=size_bytes)
        return self._erase(lambda s: erasing.everything(s, receipt=receipt, person=self.person))

    def receipts(self) -> list[Receipt]:
        """Return what this person has erased, newest first."""
        return self._door.read(lambda s: erasing.receipts(s, person=self.person))

    def sweep(self) -> bool:
        """Return whether nothing that anybody erased is left in the journal's files; what is left is cleared now.

        False means that somebody read for too long or that the disk had no room. Every opening and every erasing
        tries again, and so does this.
        """
        access.allow(self.person, "read", "receipt", owner=self.person.id)
        return self._door.sweep()
