"""A reel: some moments of a film one after the other, each long enough to see how the other responded."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from vigwidgets.core.errors import InvalidValue
from vigwidgets.core.film import FrameTimes
from vigwidgets.core.mark import Mark, check_id
from vigwidgets.core.span import Span, is_whole

PAD_BEFORE_MS: Final = 0
PAD_AFTER_MS: Final = 2_000
"""So long after a moment the other's response is as a rule to be seen."""
MOST_PAD_MS: Final = 600_000
MOST_ITEMS: Final = 200
LONGEST_TITLE: Final = 300
LONGEST_WORDS: Final = 4_000


@dataclass(frozen=True, slots=True)
class ReelItem:
    """One moment in the reel of a film, as its owner arranged it.

    Attributes:
        id: Made by the client.
        mark: Id of the mark it was made from, which may be gone since.
        span: What is shown, in ms of the film.
        title: What stands on a card before it; no card where empty.
        did: What the owner did there, in their words.
        then: What the other did next.
        hope: Which hope it touches.
    """

    id: str
    mark: str
    span: Span
    title: str = ""
    did: str = ""
    then: str = ""
    hope: str = ""

    def __post_init__(self) -> None:
        check_id(self.id)
        check_id(self.mark)
        if len(self.title) > LONGEST_TITLE:
            raise InvalidValue(f"A title has at most {LONGEST_TITLE} letters. Write it shorter.")
        if max(len(self.did), len(self.then), len(self.hope)) > LONGEST_WORDS:
            raise InvalidValue(f"What is written about a moment has at most {LONGEST_WORDS} letters. Write it shorter.")

    def as_json(self) -> dict[str, object]:
        """Return the form that browsers and files see."""
        return {
            "id": self.id,
            "mark": self.mark,
            "start_ms": self.span.start_ms,
            "end_ms": self.span.end_ms,
            "title": self.title,
            "did": self.did,
            "then": self.then,
            "hope": self.hope,
        }


def check_items(items: Sequence[ReelItem], *, duration_ms: int) -> None:
    """Raise unless these can be the reel of a film.

    Raises:
        InvalidValue: there are too many, or two have the same id.
        SpanOutsideFilm: one reaches past the film's end.
    """
    if len(items) > MOST_ITEMS:
        raise InvalidValue(f"A reel has at most {MOST_ITEMS} moments. Take some out.")
    if len({item.id for item in items}) != len(items):
        raise InvalidValue("A moment stands in the reel once. Leave out the second one.")
    for item in items:
        item.span.inside(duration_ms)


@dataclass(frozen=True, slots=True)
class ReelClip:
    """A piece of a film in a reel. Its edges are those of frames.

    Attributes:
        film: Id of the film.
        marks: Ids of the marks it shows, at least one.
        span: Where, in ms of the film: from the beginning of its first frame to the end of its last.
        frames: The number of its first frame, and of the first that is no longer in it.
    """

    film: str
    marks: tuple[str, ...]
    span: Span
    frames: tuple[int, int]


def reel_clips(
    marks: Sequence[Mark], times: FrameTimes, *, pad_before_ms: int = PAD_BEFORE_MS, pad_after_ms: int = PAD_AFTER_MS
) -> tuple[ReelClip, ...]:
    """Return the clips that show `marks`, in their order; those that overlap become one, where the first of them stood.

    Args:
        marks: Of one film, each once.
        times: The film's frames.
        pad_before_ms: Shown before each mark, 0 or more; the film's beginning ends it.
        pad_after_ms: Shown after each mark, likewise.

    Raises:
        InvalidValue: a pad is less than 0, or longer than anybody wants.
        SpanOutsideFilm: a mark reaches past the film's end.
    """
    for pad in (pad_before_ms, pad_after_ms):
        if not is_whole(pad) or not 0 <= pad <= MOST_PAD_MS:
            raise InvalidValue("What is shown beside a moment is 0 ms to 10 minutes long. Give a number in between.")
    pieces: list[tuple[str, int, int]] = []
    for mark in marks:
        span = mark.span.inside(times.duration_ms)
        end = min(span.end_ms + pad_after_ms, times.duration_ms)
        pieces.append((mark.id, max(0, span.start_ms - pad_before_ms), end))
    return _joined(pieces, times, film=marks[0].film) if marks else ()


def item_clips(items: Sequence[ReelItem], times: FrameTimes, *, film: str) -> tuple[ReelClip, ...]:
    """Return the clips of a reel as it was arranged, joined as `reel_clips` joins; `marks` holds the items' ids.

    Raises:
        SpanOutsideFilm: an item reaches past the film's end.
    """
    spans = [(item.id, item.span.inside(times.duration_ms)) for item in items]
    return _joined([(name, span.start_ms, span.end_ms) for name, span in spans], times, film=film)


def _joined(pieces: Iterable[tuple[str, int, int]], times: FrameTimes, *, film: str) -> tuple[ReelClip, ...]:
    """Return clips of (id, start, end), overlapping ones as one where the first of them stood."""
    clips: list[ReelClip] = []
    for name, start_ms, end_ms in pieces:
        clips = _with(clips, _clip(film, (name,), (start_ms, end_ms), times), times)
    return tuple(clips)


def _clip(film: str, marks: tuple[str, ...], between_ms: tuple[int, int], times: FrameTimes) -> ReelClip:
    """Return a clip of every frame that is on between two times."""
    first = times.frame_at(between_ms[0])
    until = max(first + 1, bisect_left(times.times_ms, between_ms[1]))
    return ReelClip(film, marks, Span(times.times_ms[first], times.frame_span(until - 1)[1]), (first, until))


def _with(clips: Iterable[ReelClip], new: ReelClip, times: FrameTimes) -> list[ReelClip]:
    """Return the clips with one more, which takes in every clip that it overlaps."""
    kept: list[ReelClip] = []
    place: int | None = None
    for clip in clips:
        if not clip.span.overlaps(new.span):
            kept.append(clip)
            continue
        place = len(kept) if place is None else place
        both = (min(clip.span.start_ms, new.span.start_ms), max(clip.span.end_ms, new.span.end_ms))
        new = _clip(new.film, (*clip.marks, *new.marks), both, times)
    kept.insert(len(kept) if place is None else place, new)
    return kept
