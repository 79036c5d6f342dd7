"""What the owner is asked before a chapter from elsewhere runs: what it is, and its code cell by cell.

`GET chapter/ID` of such a chapter answers 200 with this page for the owner, 503 with a sentence for anybody else.
`POST chapter/ID`, form field `seen`: the owner has looked at it. 303 to the chapter, which runs from now on; 200 with
the page again where `seen` is not what a page of this session said of exactly the code that the file holds now.
403 for anybody else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from vigwidgets import words
from vigwidgets.workbook.contents import OURS

if TYPE_CHECKING:
    from vigwidgets.workbook.chapter_code import CodeCell
    from vigwidgets.workbook.contents import Chapter
    from vigwidgets.workbook.looked_at import NotLookedAt

BLANK: Final = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
"""What Python calls printable, and prints as nothing."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of code as it is shown.

    Attributes:
        text: What is shown.
        is_sign: Whether it stands for what could not be seen as it is.
    """

    text: str
    is_sign: bool


def seen_parts(code: str) -> tuple[Part, ...]:
    """Return code as it is shown: what has no picture of its own, or turns the line round, is told by its number.

    A reader would else see other code than Python does. Line ends stand as Python takes them.
    """
    plain = code.replace("\r\n", "\n").replace("\r", "\n")
    runs = ((unseen, "".join(signs)) for unseen, signs in groupby(plain, key=_is_unseen))
    return tuple(Part(run.encode("unicode_escape").decode("ascii") if unseen else run, unseen) for unseen, run in runs)


def seen_text(line: str) -> str:
    """Return a line as it is shown, as one text."""
    return "".join(part.text for part in seen_parts(line))


def _is_unseen(sign: str) -> bool:
    return sign not in "\n\t" and (not sign.isprintable() or bool(BLANK.match(sign)))


def told(one: Chapter, asked: NotLookedAt, *, again: bool) -> dict[str, Any]:
    """Return what the page says about a chapter.

    Args:
        one: The chapter.
        asked: Why it may not run yet.
        again: Whether it was looked at just now, and is another by now.
    """
    said = words.section("asking")
    file = seen_text(one.notebook.name)
    changed = asked.before or one.id in OURS
    lead = said["lead_before" if asked.before else "lead_ours" if one.id in OURS else "lead_new"]
    own = [cell for cell in asked.found.cells if not cell.is_plain]
    return {
        "asking": said,
        "title": said["title_changed" if changed else "title"],
        "lead": lead.replace("{chapter}", one.title).replace("{file}", file),
        "own": _told_of(len(own), len(asked.found.cells)),
        "cells": [_shown(cell) for cell in asked.found.cells],
        "again": said["again"] if again else "",
    }


def _told_of(own: int, every: int) -> str:
    said = words.section("asking")
    form = "none" if not every else "all_plain" if not own else "one_own" if own == 1 else "more_own"
    return str(said[form]).replace("{number}", str(own)).replace("{all}", str(every))


def _shown(cell: CodeCell) -> dict[str, Any]:
    said = words.section("asking")
    return {
        "title": said["cell"].replace("{number}", str(cell.number)),
        "plain": cell.is_plain,
        "parts": seen_parts(cell.source),
    }
