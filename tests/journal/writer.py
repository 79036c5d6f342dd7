"""A process of its own that writes to a journal; each line it prints names something the journal called saved.

`writer.py PLACE NAME together` writes some of everything and ends; `… forever` writes until it is killed.
"""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

from vigwidgets import frameworks
from vigwidgets.core.access import Person
from vigwidgets.core.mark import Mark
from vigwidgets.core.reflection import Prompt
from vigwidgets.core.span import Span
from vigwidgets.journal import Journal

PROMPT = Prompt(id="prompt", chapter="chapter", words="What did you notice?")


def say(*words: object) -> None:
    print(*words, flush=True)  # noqa: T201 - its parent reads it


def mark(name: str) -> Mark:
    return Mark(id=name, film="shared", span=Span(0, 40), principles=("waiting",), note=f"note of {name}")


def together(journal: Journal, *, name: str) -> None:
    for number in range(30):
        journal.add_mark(mark(f"{name}-{number}"), change_id=f"add-{name}-{number}")
        say("mark", f"{name}-{number}")
        # Everybody also sends the same request, as a browser does that heard no answer.
        journal.add_mark(mark(f"everybody-{number}"), change_id=f"add-everybody-{number}")
        journal.save_reflection(
            PROMPT, f"{name} {number}", revision_id=f"revision-{name}", sitting=f"sitting-{name}", sequence=number
        )


def forever(journal: Journal, *, name: str) -> None:
    for number in itertools.count():
        journal.add_mark(mark(f"{name}-{number}"), change_id=f"add-{name}-{number}")
        say("mark", f"{name}-{number}")
        text = "word " * number
        journal.save_reflection(
            PROMPT, text, revision_id=f"revision-{name}", sitting=f"sitting-{name}", sequence=number
        )
        say("letters", len(text))


if __name__ == "__main__":
    where, writer, manner = sys.argv[1:]
    with Journal.open(
        where if "://" in where else Path(where), person=Person("ann"), framework=frameworks.load()
    ) as record:
        {"together": together, "forever": forever}[manner](record, name=writer)
