"""What was heard in a film, stretch by stretch: where somebody speaks and how it sounds; and how that is kept."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from vigwidgets.core.errors import InvalidValue
from vigwidgets.core.span import Span
from vigwidgets.core.voices import Voices
from vigwidgets.films.voices import COLOURS, Table

STEP_MS: Final = 32
"""How much is heard at a time."""
JOINED_MS: Final = 200
"""What is apart by no more than this is one span: people hold their breath for that long within a word."""
SHORTEST_MS: Final = 192
"""What is shorter is no word: the struck string of a piano is taken for one."""
_COLUMNS: Final = 4 + COLOURS


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard in a film, or in a stretch of it.

    Attributes:
        speech: Where somebody speaks, in the order of time.
        voices: How it sounds, for each step that begins in the stretch.
    """

    speech: tuple[Span, ...]
    voices: Voices


def together(parts: Iterable[Heard]) -> Heard:
    """Return what was heard in stretches that follow one another, as if it had been heard at once.

    Raises:
        ValueError: there is no stretch, or one does not begin where the one before it ends.
    """
    parts = list(parts)
    if not parts:
        raise ValueError("at least one stretch is needed")
    first = parts[0].voices
    at_ms = first.start_ms
    for one in (part.voices for part in parts):
        if one.start_ms != at_ms:
            raise ValueError(f"no stretch begins at {at_ms} ms, but one does at {one.start_ms} ms")
        at_ms += len(one.sure) * one.step_ms
    sure = np.concatenate([np.asarray(part.voices.sure, np.float32) for part in parts])
    table = np.concatenate([_table(part.voices) for part in parts])
    speech = joined(span for part in parts for span in part.speech)
    voices = voices_of(first.start_ms, sure, table)
    return Heard(lasting(speech, start_ms=first.start_ms or -1, end_ms=at_ms), voices)


def lasting(spans: Iterable[Span], *, start_ms: int, end_ms: int) -> tuple[Span, ...]:
    """Return the spans that last long enough for a word, or might outside the stretch from `start_ms` to `end_ms`."""
    return tuple(
        one for one in spans if one.length_ms >= SHORTEST_MS or one.start_ms == start_ms or one.end_ms >= end_ms
    )


def joined(spans: Iterable[Span]) -> list[Span]:
    """Return spans in the order of time, those that overlap or are apart by `JOINED_MS` or less made one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start_ms - found[-1].end_ms <= JOINED_MS:
            found[-1] = Span(found[-1].start_ms, max(found[-1].end_ms, span.end_ms))
        else:
            found.append(span)
    return found


def voices_of(start_ms: int, sure: NDArray[np.float32], table: Table) -> Voices:
    """Return how a stretch sounds that begins at `start_ms`: one row of the table a step."""
    return Voices(start_ms, STEP_MS, sure, table[:, 0], table[:, 1], table[:, 2], table[:, 3:])


def _table(voices: Voices) -> Table:
    columns = (voices.pitch_hz, voices.clear, voices.level_db, voices.colours_db)
    return np.column_stack([np.asarray(one, np.float32) for one in columns])


def as_bytes(heard: Heard) -> bytes:
    """Return a stretch as three arrays in numpy's own form: spans, the first step's start (ms), a row a step."""
    out, voices = io.BytesIO(), heard.voices
    np.save(out, np.array([(span.start_ms, span.end_ms) for span in heard.speech], "<i4").reshape(-1, 2))
    np.save(out, np.array([voices.start_ms], "<i4"))
    np.save(out, np.column_stack([np.asarray(voices.sure, np.float32), _table(voices)]).astype("<f4"))
    return out.getvalue()


def spans_from(content: bytes) -> list[Span]:
    """Return where somebody speaks in a stretch that `as_bytes` made.

    Raises:
        ValueError: it is none.
    """
    with _read(content) as file:
        return _spans(file)


def heard_from(content: bytes) -> Heard:
    """Return a stretch that `as_bytes` made; raises as `spans_from`."""
    with _read(content) as file:
        speech = _spans(file)
        (start_ms,) = _array(file).tolist()
        rows = _array(file).astype(np.float32).reshape(-1, _COLUMNS)
        return Heard(tuple(speech), voices_of(start_ms, rows[:, 0], rows[:, 1:]))


@contextmanager
def _read(content: bytes) -> Iterator[io.BytesIO]:
    try:
        yield io.BytesIO(content)
    except (OSError, EOFError, ValueError, InvalidValue) as exc:
        raise ValueError("this is no stretch of what was heard") from exc


def _spans(file: io.BytesIO) -> list[Span]:
    return [Span(start, end) for start, end in _array(file).reshape(-1, 2).tolist()]


def _array(file: io.BytesIO) -> NDArray[np.generic]:
    return np.lib.format.read_array(file, allow_pickle=False)
