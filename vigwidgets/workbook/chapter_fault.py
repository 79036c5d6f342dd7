"""Why a chapter cannot be shown, as whoever writes it is told: the cell, and what is wrong there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from vigwidgets.core.errors import VigError
from vigwidgets.words.sentences import spoken

LONGEST_SAID: Final = 1000
"""Letters. What somebody's own code raises may say anything, at any length."""


@dataclass(frozen=True, slots=True)
class ChapterFault:
    """What stops a chapter.

    Attributes:
        code: The code of our refusal, or the name of Python's error: a log may hold that, and nothing else of it.
        said: Our sentence in the language of this process, or the name and the text of Python's error.
        is_refusal: Whether it is a sentence of ours.
        cell: Number of the cell, counted from 1 among cells of all kinds; None where it is about the whole file.
    """

    code: str
    said: str
    is_refusal: bool
    cell: int | None = None

    @classmethod
    def of(cls, error: BaseException, *, cell: int | None = None) -> ChapterFault:
        """Return what `error`, which a cell raised, says to whoever wrote it."""
        if isinstance(error, VigError):
            return cls(error.code, spoken(error.sentence), is_refusal=True, cell=cell)
        name = type(error).__name__
        return cls(name, f"{name}: {error}"[:LONGEST_SAID], is_refusal=False, cell=cell)

    @classmethod
    def unreadable(cls, file: str) -> ChapterFault:
        """Return what to say of a file that is not there or is no notebook."""
        return cls.of(VigError(f"{file} cannot be read. Put the file back, or mend it in JupyterLab."))
