"""The journal as one person has it: every verb that reads or saves, each asking `core.access`."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self, Unpack

from vigwidgets.core.access import COMMONS, Person
from vigwidgets.core.film import Film
from vigwidgets.core.framework import Framework
from vigwidgets.core.mark import Mark
from vigwidgets.core.reflection import Prompt, Revision
from vigwidgets.journal import marking, shelf, writing
from vigwidgets.journal.door import Door
from vigwidgets.journal.engine import make_engine, place, prepare_file
from vigwidgets.journal.mark_rules import MarkChanges
from vigwidgets.journal.schema import bring_up_to_date
from vigwidgets.journal.writing import Draft, Saved


class Journal:
    """One person's way into the record. What a verb has returned is on the disk.

    Every verb may raise `JournalUnavailable`: disk full, folder gone, database away; nothing is then half-written.
    Ids are made by the client, so any request may be sent again: a retry stores nothing twice. An instance may be used
    from several threads; it must not be carried over a fork.

    Attributes:
        person: Whoever reads and writes here.
    """

    def __init__(self, door: Door, *, person: Person, framework: Framework) -> None:
        """Take an open door; people use `Journal.open`."""
        self.person = person
        self._door = door
        self._framework = framework

    @classmethod
    def open(cls, location: Path | str, *, person: Person, framework: Framework) -> Journal:
        """Return the journal at `location`, made or brought up to date if need be.

        Args:
            location: A SQLite file, whose folder exists (the file is made with mode 0600), or a database address with
                `://`, such as `postgresql://…`.
            person: Whoever will read and write.
            framework: Whose principles marks may name.

        Raises:
            JournalNewer: a later version of the workbook wrote it; it was left as it is.
            JournalUnavailable: it cannot be opened, made or brought up to date; nothing was left behind.
        """
        where = place(location)
        file = where if isinstance(where, Path) else None
        made = file is not None and prepare_file(file)
        engine = make_engine(where)
        try:
            bring_up_to_date(engine, file=file)
        except BaseException:
            engine.dispose()
            if made and file is not None:
                for name in (file, *(file.with_name(file.name + end) for end in ("-wal", "-shm", "-journal"))):
                    name.unlink(missing_ok=True)
            raise
        return cls(Door(engine), person=person, framework=framework)

    def close(self) -> None:
        """Let go of the journal. Verbs are refused afterwards; closing twice is fine."""
        self._door.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def add_film(self, film: Film) -> Film:
        """Store a film as this person's, and return it; the same bytes again return the film that is there.

        Raises:
            InvalidValue: the id is none, or belongs to another film of theirs.
            NotFound: the id belongs to a film of somebody else's.
            NotAllowed: the id belongs to a clip of the workbook's.
        """
        return self._door.write(lambda s: shelf.add(s, film, person=self.person), owner=self.person.id)

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

    def film_with(self, sha256: str) -> Film | None:
        """Return this person's own film with these bytes, or None."""
        return self._door.read(lambda s: shelf.find_with(s, sha256, person=self.person))

    def remove_film(self, film_id: str) -> None:
        """Remove a film of this person's with its marks and their history, and leave no word of it in the file.

        Raises:
            NotFound: there is none of that id, or it is somebody else's.
            NotAllowed: it is a clip of the workbook's.
        """
        self._door.write(lambda s: shelf.remove(s, film_id, person=self.person), owner=self.person.id)
        self._door.forget()

    def marks(self, film_id: str) -> list[Mark]:
        """Return this person's marks on a film, by start, end and id.

        Raises:
            NotFound: there is no such film here.
        """
        return self._door.read(lambda s: marking.of_film(s, film_id, person=self.person))

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
        return self._door.write(
            lambda s: marking.add(s, mark, change_id=change_id, person=self.person, framework=self._framework),
            owner=self.person.id,
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
        return self._door.write(
            lambda s: marking.change(
                s,
                film_id,
                mark_id,
                changes=changes,
                change_id=change_id,
                person=self.person,
                framework=self._framework,
            ),
            owner=self.person.id,
        )

    def remove_mark(self, film_id: str, mark_id: str, *, change_id: str) -> None:
        """Remove a mark; marks that answered it stay, unlinked, until an undo links them again.

        Raises:
            NotFound: there is no such film or mark here.
            InvalidValue: `change_id` was used for something else.
        """
        self._door.write(
            lambda s: marking.remove(s, film_id, mark_id, change_id=change_id, person=self.person),
            owner=self.person.id,
        )

    def undo(self, film_id: str, *, change_id: str) -> list[Mark]:
        """Take back this person's last change on the film, if there is one; return the marks as `marks` does.

        Raises:
            NotFound: there is no such film here.
            InvalidValue: `change_id` was used for something else.
        """
        return self._door.write(
            lambda s: marking.undo(s, film_id, change_id=change_id, person=self.person), owner=self.person.id
        )

    def redo(self, film_id: str, *, change_id: str) -> list[Mark]:
        """Repeat the change that was taken back last, if there is one; return the marks as `marks` does.

        Raises:
            NotFound: there is no such film here.
            InvalidValue: `change_id` was used for something else.
        """
        return self._door.write(
            lambda s: marking.redo(s, film_id, change_id=change_id, person=self.person), owner=self.person.id
        )

    def can_undo(self, film_id: str) -> bool:
        """Return whether there is a change to take back on the film, or raise `NotFound`."""
        return self._door.read(lambda s: marking.can_undo(s, film_id, person=self.person))

    def can_redo(self, film_id: str) -> bool:
        """Return whether there is a change to repeat on the film, or raise `NotFound`."""
        return self._door.read(lambda s: marking.can_redo(s, film_id, person=self.person))

    def save_reflection(self, prompt: Prompt, text: str, *, revision_id: str, sitting: str, sequence: int) -> Saved:
        """Store what was written so far, and return what is stored.

        A known `revision_id` takes the text if `sequence` is higher than its last; else nothing changes, and the answer
        is what is stored. An unknown one begins a revision. Texts of other sittings are never touched; when a text
        loses much, at once or little by little, its earlier text is kept as a revision of its own.

        Args:
            prompt: What it answers; the revision keeps the words it was begun under.
            text: All of it, at most `LONGEST_TEXT` letters.
            revision_id: Made by the client for a stretch of writing.
            sitting: The window, made by the client.
            sequence: Rises with every save of the window, 0 or more.

        Raises:
            InvalidValue: the text is too long, or the revision belongs to another prompt or sitting.
        """
        draft = Draft(prompt=prompt, text=text, revision_id=revision_id, sitting=sitting, sequence=sequence)
        return self._door.write(lambda s: writing.save(s, draft, person=self.person), owner=self.person.id)

    def reflection(self, prompt_id: str) -> Revision | None:
        """Return this person's newest text for the prompt, or None."""
        return self._door.read(lambda s: writing.newest(s, prompt_id, person=self.person))

    def revisions(self, prompt_id: str) -> list[Revision]:
        """Return every kept text of this person's for the prompt, newest first."""
        return self._door.read(lambda s: writing.all_of(s, prompt_id, person=self.person))
