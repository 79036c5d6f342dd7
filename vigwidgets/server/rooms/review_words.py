"""What is written in a review and stays with whoever presented: their working point, and what others saw."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from vigwidgets import words
from vigwidgets.core.reflection import Prompt
from vigwidgets.workbook.compositions.own_film import WORKING_POINT

if TYPE_CHECKING:
    from vigwidgets.core.review import ReviewNote, ReviewReel
    from vigwidgets.journal import Journal

SEEN: Final = "shared_review.what_others_saw"


def point_of(journal: Journal) -> str:
    """Return the working point that somebody wrote last; empty where there is none."""
    newest = journal.reflection(WORKING_POINT)
    return newest.text if newest else ""


def keep_point(journal: Journal, text: str, *, writing: str, sequence: int) -> str:
    """Keep a working point as `save_reflection` does, and return what is kept."""
    prompt = Prompt(WORKING_POINT, "working_point", words.section("review_kept")["point"])
    return journal.save_reflection(prompt, text, revision_id=writing, sitting=writing, sequence=sequence).revision.text


def keep_notes(journal: Journal, reel: ReviewReel, notes: Sequence[ReviewNote]) -> None:
    """Keep what others saw in a reel with the work of whoever presents it; who wrote it is not told."""
    prompt = Prompt(SEEN, "shared_review", words.section("review_kept")["seen"])
    writing = hashlib.sha256(f"seen in {reel.id}".encode()).hexdigest()[:32]
    said = "\n".join(one.text.strip() for one in notes)
    journal.save_reflection(prompt, said, revision_id=writing, sitting=writing, sequence=round(time.time() * 1000))
