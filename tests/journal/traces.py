"""Words that cannot be there by chance, put wherever a person can put words; and the search for what is left of them.

`traces.py POINT PLACE FILM …` erases the film of each place in a process that is killed at that point.
"""

from __future__ import annotations

import os
import random
import signal
import string
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from vigwidgets import frameworks
from vigwidgets.core.access import Person
from vigwidgets.core.film import Film
from vigwidgets.core.left_off import LeftOff
from vigwidgets.core.mark import Mark
from vigwidgets.core.permission import Permission
from vigwidgets.core.reel import ReelItem
from vigwidgets.core.reflection import Prompt
from vigwidgets.core.span import Span
from vigwidgets.journal import Journal, erasing, sweeping
from vigwidgets.journal.door import Door

PIECE = 12
PROMPT = Prompt(id="saw", chapter="my_film", words="What did you see?")
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")


@dataclass
class Words:
    """What was written, by where; other words for every seed."""

    seed: str
    said: dict[str, str] = field(default_factory=dict)

    def new(self, where: str, *, length: int = 24) -> str:
        letters = random.Random(f"{self.seed} {where}").choices(string.ascii_letters, k=length)
        # Databases and JSON write this letter in ways of their own; the pieces on either side of it are searched for.
        self.said[where] = "".join(letters[: length // 2]) + "é" + "".join(letters[length // 2 :])
        return self.said[where]


def found(folder: Path, words: Words) -> set[str]:
    """Return where those words were written of which any twelve letters in a row are in any file of the folder."""
    pieces = {
        text[start : start + PIECE].encode(encoding): where
        for where, text in words.said.items()
        for encoding in ENCODINGS
        for start in range(len(text) - PIECE + 1)
        if text[start : start + PIECE].isascii()
    }
    lengths = {len(piece) for piece in pieces}
    return {
        pieces[data[at : at + length]]
        for data in contents(folder)
        for length in lengths
        for at in range(len(data) - length + 1)
        if data[at : at + length] in pieces
    }


def contents(folder: Path) -> Iterator[bytes]:
    for path in folder.rglob("*"):
        if path.is_file():
            yield path.read_bytes()


def write_everywhere(journal: Journal, film: Film, words: Words) -> Film:
    """Add the film and write in everything of it that can hold words, what was changed and removed too; return it."""
    allowed = Permission(("work",), None, (words.new("people"),), words.new("given by"))
    film = journal.add_film(replace(film, title=words.new("first title"), permission=allowed))
    words.said["key"] = journal.draft_key(film.id)
    mark_everywhere(journal, film.id, words)
    write_texts(journal, replace(PROMPT, film=film.id), words)
    journal.leave_off(LeftOff("my_film", "p1", film.id, 5, datetime.now(UTC)))
    return journal.rename_film(film.id, words.new("title"))


def mark_everywhere(journal: Journal, film_id: str, words: Words) -> None:
    """Leave two marks and a reel on the film, and more in its history."""
    arrange_everywhere(journal, film_id, words)

    def add(name: str, **said: Any) -> None:
        journal.add_mark(Mark(id=name, film=film_id, span=Span(0, 40), **said), change_id=f"add-{name}-{film_id}")

    add("short", note=words.new("first note"), who=words.new("who"), feeling=words.new("feeling"))
    journal.change_mark(film_id, "short", change_id=f"change-{film_id}", note=words.new("note"))
    add("long", note=words.new("long note", length=19_000))
    add("removed", note=words.new("removed note"))
    journal.remove_mark(film_id, "removed", change_id=f"remove-{film_id}")
    add("undone", note=words.new("undone note"))
    journal.undo(film_id, change_id=f"undo-{film_id}")


def arrange_everywhere(journal: Journal, film_id: str, words: Words) -> None:
    """Leave a reel that took the place of another one, and one that was taken back."""
    for name in ("replaced", "stored", "undone"):
        said = {where: words.new(f"{name} {where}") for where in ("title", "did", "then", "hope")}
        item = ReelItem(id="moment", mark="short", span=Span(0, 40), **said)
        journal.set_reel(film_id, [item], change_id=f"{name}-reel-{film_id}")
    journal.undo(film_id, change_id=f"undo-reel-{film_id}")


def write_texts(journal: Journal, prompt: Prompt, words: Words) -> None:
    """Leave four texts: lost at once, lost little by little, what is left of that, and one from another window."""

    def save(text: str, *, window: str, sequence: int) -> None:
        name = f"{prompt.id}-{prompt.film}-{window}"
        journal.save_reflection(prompt, text, revision_id=name, sitting=window, sequence=sequence)

    save(words.new("text lost at once", length=90), window="w1", sequence=1)
    fullest = words.new("text lost little by little", length=120)
    save(fullest, window="w1", sequence=2)
    save(fullest[:90], window="w1", sequence=3)
    save(fullest[:60], window="w1", sequence=4)
    save(words.new("long text", length=30_000), window="w2", sequence=1)


def open_as(place: Path | str, person: str = "ann") -> Journal:
    return Journal.open(place, person=Person(person), framework=frameworks.load())


def _die(*_args: object, **_named: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _after(room: object, name: str) -> None:
    work: Callable[..., object] = getattr(room, name)

    def work_and_die(*args: object, **named: object) -> None:
        work(*args, **named)
        _die()

    setattr(room, name, work_and_die)


POINTS: dict[str, Callable[[], None]] = {
    "before_it_is_stored": lambda: _after(erasing, "_once"),
    "when_it_was_stored": lambda: setattr(Door, "sweep", _die),
    "when_the_copies_are_gone": lambda: _after(sweeping, "_remove_copies"),
    "when_the_log_is_emptied": lambda: _after(sweeping, "_empty_log"),
    "before_it_is_ticked_off": lambda: setattr(sweeping, "_tick_off", _die),
    "never": lambda: None,
}


def erase_and_die(point: str, place: str, film_id: str) -> None:
    """Erase the film in a child that dies at the point, and wait for it."""
    child = os.fork()
    if not child:
        POINTS[point]()
        open_as(Path(place)).erase_film(film_id, receipt_id="erased")
        os._exit(0)
    os.waitpid(child, 0)


if __name__ == "__main__":
    given = iter(sys.argv[1:])
    for told in zip(given, given, given, strict=True):
        print("erasing", flush=True)  # noqa: T201 - its parent reads it
        erase_and_die(*told)
