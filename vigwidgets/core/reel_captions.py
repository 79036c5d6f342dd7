"""What is read while a reel plays: its maker's words about each moment, how much of them at a time, and how long.

Nothing here changes how long a moment lasts. `widgets/lib/reel/reel_captions.mjs` says the same for the preview, and
both are tested with the same cases.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import Final, Literal, get_args

from vigwidgets.core.errors import InvalidValue
from vigwidgets.core.mark import Mark
from vigwidgets.core.reel import ReelItem
from vigwidgets.core.span import Span

_Told = tuple[int, list[str], list[int]]
"""When something is wanted, in ms of a piece; its pages; and for how many ms each of them stands."""
Way = Literal["none", "beside", "burned"]
"""No captions, in a file beside the reel, or drawn into its pictures."""
WAYS: Final[tuple[Way, ...]] = get_args(Way)

LETTERS_A_SECOND: Final = 17
SHORTEST_MS: Final = 1_500
MOST_LETTERS: Final = 84
"""At a time: two lines of 42."""
TOO_SHORT_MS: Final = 400
"""What is left of a film's own caption at a cut only flashes if it is no longer than this."""
_LEAST_OF_A_WORD: Final = 8
"""Letters: a word is cut off inside only where so many of it are seen."""
_BETWEEN: Final = " · "
_SPACES: Final = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ufeff]+")
_HANGS: Final = re.compile(r"[\s.,;:–—-]+$")
_MORE: Final = "…"
_JOINS: Final = frozenset("\u200d🏻🏼🏽🏾🏿")


@dataclass(frozen=True, slots=True)
class Remark:
    """Something said about a moment.

    Attributes:
        at_ms: In ms of the film, from when on it belongs there.
        text: In their words; may be empty.
    """

    at_ms: int
    text: str


@dataclass(frozen=True, slots=True)
class Caption:
    """Words that are shown for a while, in ms from the beginning of what they are shown with."""

    start_ms: int
    end_ms: int
    text: str

    def later(self, by_ms: int) -> Caption:
        """Return the same words so much later."""
        return replace(self, start_ms=self.start_ms + by_ms, end_ms=self.end_ms + by_ms)


def way_named(name: str) -> Way:
    """Return the way to show captions that has this name.

    Raises:
        InvalidValue: there is none.
    """
    for way in WAYS:
        if way == name:
            return way
    raise InvalidValue(f"Captions cannot be shown as {name!r}. Choose from {', '.join(WAYS)}.")


def remarks_of_item(item: ReelItem, mark: Mark | None) -> tuple[Remark, ...]:
    """Return what was written of a moment: what its owner did at its beginning, the rest from the mark's end on.

    Args:
        item: The moment.
        mark: The mark it was made from. Where it is gone, or ends outside, the rest follows at once.
    """
    start, end = item.span.start_ms, item.span.end_ms
    then_ms = mark.span.end_ms if mark is not None and start < mark.span.end_ms < end else start
    return Remark(start, item.did), Remark(then_ms, item.then), Remark(then_ms, item.hope)


def remarks_of_mark(mark: Mark) -> tuple[Remark, ...]:
    """Return what was written of a mark: its note from its beginning on, then the feeling."""
    return Remark(mark.span.start_ms, mark.note), Remark(mark.span.end_ms, mark.feeling)


def captions_beside(remarks: Iterable[Remark], span: Span) -> tuple[Caption, ...]:
    """Return all words of some remarks, one after the other, as captions of a piece of film; none is cut off.

    Each stays for as long as it takes to read, and stands from its own time on if the others leave room for that; where
    all of them do not fit they share the piece, and who wants to read them holds it.
    """
    told: list[_Told] = []
    for at_ms, text, room_ms in _told(remarks, span):
        pages = _gathered(_pages(text), max(1, room_ms // SHORTEST_MS))
        told.append((at_ms, pages, _shared(room_ms, [_time_for(page) for page in pages])))
    return _placed(told, span.length_ms)


def captions_in_picture(remarks: Iterable[Remark], span: Span) -> tuple[Caption, ...]:
    """Return what of some remarks can be read while a piece of film plays, one after the other.

    Each stands for at least `SHORTEST_MS`, or all of a shorter piece, with at most `LETTERS_A_SECOND`. What does not
    fit ends at a word with an ellipsis; where not even a word does there is none.
    """
    told: list[_Told] = []
    for at_ms, text, room_ms in _told(remarks, span):
        pages = _pages(_shortened(text, room_ms))
        told.append((at_ms, pages, _shared(room_ms, [_time_for(page) for page in pages])))
    return _placed(told, span.length_ms)


def captions_within(captions: Iterable[Caption], span: Span) -> tuple[Caption, ...]:
    """Return a film's own captions as those of a piece of it; what only flashed at a cut is left out."""
    found: list[Caption] = []
    for one in captions:
        start, end = max(one.start_ms, span.start_ms), min(one.end_ms, span.end_ms)
        if end - start > min(TOO_SHORT_MS, one.end_ms - one.start_ms - 1):
            found.append(Caption(start - span.start_ms, end - span.start_ms, one.text))
    return tuple(found)


def _told(remarks: Iterable[Remark], span: Span) -> list[tuple[int, str, int]]:
    """Return when each remark is wanted, in ms of the piece, its words, and how long it may stand at most."""
    ordered = sorted(remarks, key=lambda one: one.at_ms)
    spoken = [(max(0, one.at_ms - span.start_ms), _SPACES.sub(" ", one.text).strip()) for one in ordered]
    said = [(at_ms, text) for at_ms, text in spoken if text]
    texts = _gathered([text for _, text in said], max(1, span.length_ms // SHORTEST_MS), between=_BETWEEN)
    rooms = _shared(span.length_ms, [_need(text, SHORTEST_MS) for text in texts])
    return [(at_ms, text, room) for (at_ms, _), text, room in zip(said, texts, rooms, strict=False)]


def _gathered(texts: list[str], most: int, *, between: str = " ") -> list[str]:
    """Return at most so many texts, the last ones as one."""
    return texts if len(texts) <= most else [*texts[: most - 1], between.join(texts[most - 1 :])]


def _shared(total_ms: int, needs: Sequence[int]) -> list[int]:
    """Return how long each may stand: what it needs, or the least there is and its share of the rest."""
    if sum(needs) <= total_ms:
        return list(needs)
    least = min(SHORTEST_MS, total_ms // len(needs))
    wanted = [0, *accumulate(need - least for need in needs)]
    rest = total_ms - least * len(needs)
    return [least + late * rest // wanted[-1] - early * rest // wanted[-1] for early, late in pairwise(wanted)]


def _placed(told: Sequence[_Told], length_ms: int) -> tuple[Caption, ...]:
    """Return captions each at its time, later where another is still shown, earlier where the end would cut it off."""
    starts: list[int] = []
    free = 0
    for at_ms, _, times in told:
        starts.append(max(at_ms, free))
        free = starts[-1] + sum(times)
    limit = length_ms
    for index in range(len(told) - 1, -1, -1):
        starts[index] = min(starts[index], limit - sum(told[index][2]))
        limit = starts[index]
    return tuple(
        Caption(start + begin, start + end, page)
        for start, (_, pages, times) in zip(starts, told, strict=True)
        for page, (begin, end) in zip(pages, pairwise([0, *accumulate(times)]), strict=True)
    )


def _time_for(page: str, least: int = SHORTEST_MS) -> int:
    """Return the ms it takes to read so much."""
    return max(least, -(-len(page) * 1000 // LETTERS_A_SECOND))


def _need(text: str, least: int) -> int:
    return sum(_time_for(page, least) for page in _pages(text))


def _words(text: str) -> list[str]:
    """Return a text's words; one that is longer than everything else together is several."""
    words: list[str] = []
    for word in text.split():
        rest = word
        while len(rest) > MOST_LETTERS:
            at = _whole(rest, MOST_LETTERS)
            words.append(rest[:at])
            rest = rest[at:]
        words.append(rest)
    return words


def _pages(text: str) -> list[str]:
    """Return a text in as few pieces as it takes to show it, each about as long as the others."""
    words = _words(text)
    few = len(_filled(words, MOST_LETTERS))
    least = -(-len(text) // max(1, few))
    return next((found for most in range(least, MOST_LETTERS) if len(found := _filled(words, most)) == few), None) or (
        _filled(words, MOST_LETTERS)
    )


def _filled(words: Sequence[str], most: int) -> list[str]:
    """Return words in lines of at most so many letters; a longer word has one to itself."""
    lines: list[str] = []
    for word in words:
        if lines and len(lines[-1]) + 1 + len(word) <= most:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _shortened(text: str, room_ms: int) -> str:
    """Return as much of a text as can be read in a time."""
    least = min(SHORTEST_MS, room_ms)
    if _need(text, least) <= room_ms:
        return text
    for most in range(min(len(text) - 1, room_ms * LETTERS_A_SECOND // 1000), 1, -1):
        found = _cut_off(text, most)
        if _need(found, least) <= room_ms:
            return found
    return ""


def _cut_off(text: str, most: int) -> str:
    """Return the beginning of a longer text in at most so many letters, with an ellipsis; empty where no word fits."""
    room = most - len(_MORE)
    end = text.rfind(" ", 0, room + 1)
    if end <= 0:
        end = _whole(text, room) if room >= _LEAST_OF_A_WORD else 0
    kept = _HANGS.sub("", text[:end])
    return f"{kept}{_MORE}" if kept else ""


def _whole(text: str, most: int) -> int:
    """Return where to cut a word of more than so many letters: not between a letter and what belongs to it."""
    at = most
    while at > 1 and (_belongs(text[at]) or text[at - 1] == "\u200d"):
        at -= 1
    return at


def _belongs(letter: str) -> bool:
    return letter in _JOINS or unicodedata.category(letter).startswith("M")
