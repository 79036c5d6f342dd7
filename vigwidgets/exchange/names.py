"""Finds what looks like a name in what people wrote, without knowing anybody: better too many than too few.

In writing with capitals a name is a word that begins with one and is no everyday word there. Whoever leaves capitals
out writes *then tobias laughed*: a word is taken for a name where it stands like one, and, in a text whose sentences
begin in small letters, wherever it is no everyday word. Writing without capitals (Arabic, Hebrew, Chinese …) shows no
names by itself, so that a stretch of it is found as a whole, to be read through.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from vigwidgets.exchange import name_words as words

Kind = Literal["name", "label", "email", "address", "phone", "date", "number", "street", "group", "initials", "script"]

_JOINERS: Final = "\u0300-\u036f\u200c-\u200f"
_LETTER: Final = r"[^\W\d_]"
_WORD: Final = re.compile(rf"{_LETTER}(?:[^\W_]|[{_JOINERS}]|['’ʼ‘‐‑\-](?={_LETTER}))*")
_POSSESSIVE: Final = re.compile(r"['’ʼ][sS]$")
_UNSEEN: Final = re.compile("[\u00ad\u200b\u2060\u2061-\u2064\ufeff\u202a-\u202e\x00-\x08\x0b-\x1f\x7f-\x9f]")
_BEFORE_SENTENCE: Final = frozenset(".!?…:;。！？؟\n\r\t•*·–—-#>|/=+~")
_ENDS: Final = re.compile(r"[.!?…。！？؟]+[\"'”’)\]]*\s|\n")
_CONTRACTED: Final = frozenset({"m", "s", "ll", "ve", "d", "re", "t"})
_NO_INITIALS: Final = frozenset({"email", "address", "phone", "date", "number", "street", "group", "script"})
LONGEST_RUN: Final = 6
AROUND: Final = 160
"""Letters of a sentence that are shown on either side of a name."""

_DAY: Final = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_DATES: Final = (
    r"\b\d{1,4}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{2,4}\b|\b\d{1,2}/\d{1,2}\b|"
    rf"\b{_DAY}(?: of)? (?:{words.MONTHS})\b(?:,? \d{{2,4}})?|\b(?:{words.MONTHS}) {_DAY}\b(?:,? \d{{4}})?"
)
_PATTERNS: Final[tuple[tuple[Kind, re.Pattern[str]], ...]] = (
    ("email", re.compile(r"(?<![^\s@<>(),;:\"])[^\s@<>(),;:\"]+@[^\s@<>(),;:\"]+")),
    (
        "address",
        re.compile(r"(?i:https?://|www\.)\S+|(?<![\w@])@\w[\w.]*|(?<![\w-])[\w-]+\.(?i:com|org|net|uk|sch|edu)\b\S*"),
    ),
    ("date", re.compile(f"(?i:{_DATES})")),
    ("phone", re.compile(r"(?<![\w.])(?:\+|\(0|00|0)(?:[\s()./-]?\d){6,14}(?!\w)")),
    ("number", re.compile(r"(?<!\w)\d(?:[ -]?\d){5,}(?!\w)|\b(?=[A-Z]*\d)[A-Z\d]{6,}\b")),
    ("street", re.compile(rf"\b\d+[a-z]?,? (?:[\w'’-]+ ){{1,2}}?(?i:{words.STREETS})\b")),
    ("street", re.compile(r"\b(?i:[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2})\b")),
    ("group", re.compile(rf"\b(?i:{words.GROUPS}) (?:\d+ ?[A-Za-z]?(?!\w)|(?!I\b)[A-Z]{{1,3}}\d*\b)")),
    ("initials", re.compile(rf"(?<![^\W_])(?:{_LETTER}\.[ \u00a0]?){{1,4}}{_LETTER}\.")),
)


@dataclass(frozen=True, slots=True)
class Found:
    """One place that looks like a name.

    Attributes:
        start, end: Where it stands, letters of the cleaned text, without a possessive ending.
        kind: What it looks like.
    """

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Place:
    """A name where it stands.

    Attributes:
        before, name, after: Its sentence in three.
        sentence: A digest of the sentence: another one is another place.
    """

    before: str
    name: str
    after: str
    sentence: str


def cleaned(text: str) -> str:
    """Return `text` composed (NFC), with plain line ends, and without letters that nobody can see."""
    plain = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return _UNSEEN.sub("", plain.replace("\u2028", "\n").replace("\u2029", "\n").replace("\x0b", "\n"))


def key_of(name: str) -> str:
    """Return by what a name is known, however it is written: one choice holds for all of it."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().replace("’", "'").split())


class NameFinder:
    """Finds names in several texts that belong together: what is one in one of them is one in all.

    Args:
        texts: All that is to be looked through, in any form.
        labels: What the person calls people elsewhere, in any case.
        drawn: Names of drawn people, in small letters, which are nobody's where a text is about drawn films.
    """

    def __init__(self, texts: Iterable[str], *, labels: Iterable[str] = (), drawn: Iterable[str] = ()) -> None:
        self._labels = frozenset(_label_words(labels))
        self._drawn = frozenset(part for one in drawn for part in one.casefold().split())
        self._elsewhere: frozenset[str] = frozenset()
        sure: set[str] = set()
        for text in texts:
            plain = cleaned(text)
            every = tuple(_words_of(plain))
            placed = _placed_as_names(plain, every)
            sure |= {word.low for word in every if word.start in placed}
            for word in every:
                if not word.is_capital or self._is_everyday(word):
                    continue
                if not self._is_common(word) or not (word.is_first or word.is_shouted):
                    sure.add(word.low)
        self._elsewhere = frozenset(sure)

    def find(self, text: str, *, about_drawn: bool = False) -> list[Found]:
        """Return what looks like a name in a cleaned text, in its order; no two overlap.

        Args:
            text: As `cleaned` gives it.
            about_drawn: Whether it is about a drawn film, whose people are nobody.
        """
        found = [Found(*hit.span(), kind) for kind, pattern in _PATTERNS for hit in pattern.finditer(text) if hit[0]]
        found += self._names(text, about_drawn=about_drawn)
        found += _caseless(text)
        return _apart(text, found)

    def _names(self, text: str, *, about_drawn: bool) -> Iterator[Found]:
        run: list[_Word] = []
        title: _Word | None = None
        between: list[_Word] = []
        every = tuple(_words_of(text))
        small = _placed_as_names(text, every) | _uncommon_without_capitals(every)
        for word in every:
            follows_title = title is not None and text[title.whole_end : word.start] in (" ", ". ", "\u00a0")
            is_name = self._is_name(word, about_drawn=about_drawn, in_small=word.start in small) or (
                follows_title and word.low not in words.FUNCTION
            )
            gap = text[(between[-1] if between else run[-1]).whole_end : word.start] if run else ""
            near = (
                bool(run)
                and len(run) < LONGEST_RUN
                and (gap in (" ", "\u00a0") or (gap == ". " and (run[-1].is_single or run[-1].low in words.TITLES)))
            )
            if is_name and near and not (run[-1].is_first and self._is_common(run[-1])):
                run += [*between, word]
            elif near and word.low in words.PARTICLES:
                between.append(word)
                continue
            else:
                yield from _as_found(run)
                run = [] if not is_name else [title, word] if title and follows_title else [word]
            between = []
            title = word if word.low in words.TITLES else None
        yield from _as_found(run)

    def _is_name(self, word: _Word, *, about_drawn: bool, in_small: bool) -> bool:  # noqa: PLR0911 - one reason after another
        if about_drawn and word.low in self._drawn and word.low not in self._labels:
            return False
        if word.is_single:
            return word.is_capital and word.low != "i" and not (word.low == "a" and word.is_first)
        if word.low in self._labels and (word.is_capital or not words.is_common(word.low)):
            return True
        if not word.is_capital:
            return in_small or (word.low in self._elsewhere and not words.is_common(word.low))
        if self._is_everyday(word):
            return False
        if not (word.is_first or word.is_shouted):
            return True
        return not self._is_common(word) or word.low in words.BOTH or word.low in self._elsewhere

    @staticmethod
    def _is_everyday(word: _Word) -> bool:
        """Return whether it is written with a capital for a reason of its own, or is no word that names anybody."""
        if word.low in words.BOTH:
            return False
        parts = re.split(r"['’ʼ]", word.plain)
        if len(parts) == 2 and parts[1] in _CONTRACTED:
            return parts[0] in words.FUNCTION or words.is_contracted(parts[0])
        return all(one in words.FUNCTION or one in words.CAPITALS for one in re.split(r"[‐‑-]", word.low)) or (
            "-" in word.plain
            and all(one.casefold() in words.CAPITALS or one[:1].islower() for one in word.text.split("-"))
        )

    @staticmethod
    def _is_common(word: _Word) -> bool:
        return all(words.is_common(one) for one in re.split(r"[‐‑-]", word.low))


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a text; `low` is without a possessive ending, `plain` with it, both in small letters."""

    text: str
    start: int
    end: int
    whole_end: int
    low: str
    plain: str
    is_first: bool

    @property
    def is_capital(self) -> bool:
        return any(letter.isupper() or letter.istitle() for letter in self.text)

    @property
    def is_shouted(self) -> bool:
        return len(self.text) > 1 and self.text.isupper()

    @property
    def is_single(self) -> bool:
        return self.end - self.start == 1


def _words_of(text: str) -> Iterator[_Word]:
    for hit in _WORD.finditer(text):
        whole = hit[0]
        tail = _POSSESSIVE.search(whole)
        end = hit.end() - (len(tail[0]) if tail else 0)
        low = key_of(text[hit.start() : end])
        yield _Word(whole, hit.start(), end, hit.end(), low, key_of(whole), _is_first(text, hit.start()))


def _placed_as_names(text: str, every: Sequence[_Word]) -> frozenset[int]:
    """Return where a word in small letters stands as a name does, so that somebody may have meant one.

    It is no everyday word, or a given name as well; and it does something (*then tobias laughed*), or something is
    its own (*tobias's hand*), with no article before it.
    """
    found: set[int] = set()
    for before, word, after in zip((None, *every), every, (*every[1:], None), strict=False):
        if word.is_capital or word.is_single:
            continue
        begins = word.is_first or (
            before is not None and (before.low in words.BEFORE or text[before.whole_end : word.start].strip() == ",")
        )
        acts = after is not None and after.low in words.DOES and text[word.whole_end : after.start] == " "
        owns = word.whole_end > word.end and word.low not in words.BOTH
        if begins and (acts or owns) and (word.low in words.BOTH or not _is_known(word.low)):
            found.add(word.start)
    return frozenset(found)


def _uncommon_without_capitals(every: Sequence[_Word]) -> frozenset[int]:
    """Return where words stand that are no everyday ones, in a text whose sentences begin in small letters."""
    begin = [word.is_capital for word in every if word.is_first]
    if 2 * sum(begin) >= len(begin):
        return frozenset()
    return frozenset(word.start for word in every if not word.is_single and not _is_known(word.low))


@lru_cache(maxsize=4096)
def _is_known(low: str) -> bool:
    """Return whether a word in small letters is an everyday one, or long and of a form that no name has."""
    if len(low) >= words.LONG and low.endswith(words.ORDINARY_ENDINGS):
        return True
    return all(words.is_common(one) for one in re.split(r"[‐‑-]", low)) or any(letter.isdigit() for letter in low)


def _is_first(text: str, at: int) -> bool:
    """Return whether a word that begins at `at` begins a sentence, or something that is written like one."""
    before = at - 1
    quoted = False
    while before >= 0 and (
        text[before] in " \u00a0" or unicodedata.category(text[before]) in ("Ps", "Pi") or text[before] in "\"'‘“«„"
    ):
        quoted = quoted or text[before] not in " \u00a0"
        before -= 1
    if before < 0 or quoted:
        return True
    if text[before] == ".":
        stem = re.search(rf"({_LETTER}+)\.$", text[max(0, before - 12) : before + 1])
        return stem is None or not (len(stem[1]) == 1 or stem[1].casefold() in words.TITLES)
    if text[before] in "\"'”’»)]}" and before and text[before - 1] in ".!?…":
        return True
    return text[before] in _BEFORE_SENTENCE or unicodedata.category(text[before]) in ("Pe", "Pf", "So", "Nd")


def _as_found(run: Sequence[_Word]) -> Iterator[Found]:
    if run:
        yield Found(run[0].start, run[-1].end, "name")


def _caseless(text: str) -> Iterator[Found]:
    """Yield stretches in a writing without capitals, each as a whole, to the end of its line at most."""
    first = last = -1
    for hit in re.finditer(r"\n|[^\W\d_]+", text):
        has_none = any(unicodedata.category(letter) == "Lo" and letter not in "ªº" for letter in hit[0])
        if has_none:
            first, last = (hit.start() if first < 0 else first), hit.end()
        elif first >= 0:
            yield Found(first, last, "script")
            first = -1
    if first >= 0:
        yield Found(first, last, "script")


def _apart(text: str, found: Iterable[Found]) -> list[Found]:
    """Return places by where they stand; what overlaps becomes one, of the kind that reaches furthest."""
    apart: list[Found] = []
    for one in sorted(found, key=lambda place: (place.start, -place.end)):
        trimmed = len(text[one.start : one.end].rstrip())
        place = _with_full_stop(text, Found(one.start, one.start + trimmed, one.kind))
        if apart and place.start < apart[-1].end:
            last = apart[-1]
            kind = last.kind if last.end - last.start >= place.end - place.start else place.kind
            apart[-1] = Found(last.start, max(last.end, place.end), kind)
        elif trimmed:
            apart.append(place)
    return apart


def _with_full_stop(text: str, found: Found) -> Found:
    """Return an initial at the end with the full stop that is its own, as far as what follows tells."""
    name, rest = text[found.start : found.end], text[found.end : found.end + 3]
    if not re.search(r"(?:^|[\s.-])[^\W\d_]$", name) or not rest.startswith("."):
        return found
    follows = rest[1:].lstrip(" \u00a0")[:1]
    return (
        found if not follows or follows == "\n" or follows.isupper() else Found(found.start, found.end + 1, found.kind)
    )


def place_of(text: str, found: Found) -> Place:
    """Return a name in its sentence, which is shortened where it is very long."""
    start, end = _sentence(text, found)
    digest = hashlib.blake2s(text[start:end].strip().encode("utf-8", "replace"), digest_size=5).hexdigest()
    before, after = text[start : found.start].lstrip(), text[found.end : end].rstrip()
    if len(before) > AROUND:
        before = f"… {before[-AROUND:]}"
    if len(after) > AROUND:
        after = f"{after[:AROUND]} …"
    return Place(before, text[found.start : found.end], after, digest)


def _sentence(text: str, found: Found) -> tuple[int, int]:
    reach = 2000  # a text without any full stop is no sentence to be searched from end to end, over and over
    first = max(0, found.start - reach)
    start = first
    for hit in _ENDS.finditer(text, first, found.start):
        start = hit.end()
    following = _ENDS.search(text, found.end, min(len(text), found.end + reach))
    return start, following.end() if following else min(len(text), found.end + reach)


def has_initials(kind: Kind) -> bool:
    """Return whether initials can stand for what looks like this."""
    return kind not in _NO_INITIALS


def initials_of(name: str) -> str:
    """Return the first letter of each word with a full stop, such as `A.-M. K.`; empty where there is no letter."""
    parts = [
        ["".join(c for c in one if c.isalpha())[:1].upper() for one in re.split(r"[‐‑-]", part)]
        for part in name.split()
    ]
    said = ["-".join(f"{letter}." for letter in part if letter) for part in parts]
    return " ".join(one for one in said if one)


def _label_words(labels: Iterable[str]) -> Iterator[str]:
    for label in labels:
        for hit in _WORD.finditer(cleaned(label)):
            low = key_of(_POSSESSIVE.sub("", hit[0]))
            if len(low) > 1 and low not in words.FUNCTION:
                yield low
