"""The texts of a clip: captions and descriptions as WebVTT, and its marks."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from vigwidgets.core.errors import PackRefused, VigError
from vigwidgets.core.framework import Framework
from vigwidgets.core.mark import Mark
from vigwidgets.core.span import Span

LONGEST_BYTES: Final = 4 << 20
MOST_MARKS: Final = 5_000
_OVERHANG_MS: Final = 500
"""A last caption may be read a little longer than the film lasts."""
_TIMES: Final = re.compile(
    r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})[ \t]+-->[ \t]+(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})(?:[ \t].*)?"
)
_NO_CUES: Final = ("NOTE", "STYLE", "REGION")
READINGS: Final = ("plain", "open")


def read_text(content: bytes, *, clip_id: str, name: str) -> str:
    """Return a file's text with its line ends made plain line feeds.

    Raises:
        PackRefused: it is no UTF-8, or holds what no text holds.
    """
    try:
        text = content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as exc:
        raise PackRefused(f"The {name} of the clip {clip_id} is not written in UTF-8. Save it as UTF-8.") from exc
    if "\0" in text:
        raise PackRefused(f"The {name} of the clip {clip_id} is no text. Replace it.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def check_vtt(text: str, *, clip_id: str, name: str, duration_ms: int, may_be_empty: bool) -> None:
    """Raise unless `text` is WebVTT about a film of `duration_ms`. See https://www.w3.org/TR/webvtt1/.

    Raises:
        PackRefused: it is none, a time in it cannot be or lies outside the film, or it has no cue and needs one.
    """
    head, *blocks = re.split(r"\n{2,}", text.strip("\n"))
    first = head.split("\n")[0]
    if not re.fullmatch(r"WEBVTT(?:[ \t].*)?", first) or "-->" in head:
        raise _damaged(clip_id, name)
    cues = [block.split("\n") for block in blocks if block.strip() and not block.startswith(_NO_CUES)]
    for lines in cues:
        _check_cue(lines, clip_id=clip_id, name=name, duration_ms=duration_ms)
    if not cues and not may_be_empty:
        raise PackRefused(
            f"The {name} of the clip {clip_id} says nothing. Write what is said, or no_speech = true in its clip.toml."
        )


def read_marks(content: bytes, *, clip_id: str, duration_ms: int, framework: Framework) -> list[dict[str, Any]]:
    """Return the entries of `marks.json`, each of which is a mark on this film.

    Raises:
        PackRefused: it is no list of marks, an id comes twice, or a mark receives one that it cannot.
        VigError: one of the marks cannot be; the sentence says which and why.
    """
    try:
        entries = json.loads(content.decode("utf-8"))
    except (UnicodeDecodeError, ValueError, RecursionError) as exc:
        raise PackRefused(f"The marks.json of the clip {clip_id} is not valid JSON in UTF-8. Mend it.") from exc
    if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
        raise PackRefused(f"The marks.json of the clip {clip_id} is no list of marks. Write one, or an empty list.")
    if len(entries) > MOST_MARKS:
        raise PackRefused(f"The clip {clip_id} has more than {MOST_MARKS} marks. Leave some out.")
    marks: dict[str, Mark] = {}
    for entry in entries:
        mark = _mark(entry, clip_id=clip_id, duration_ms=duration_ms, framework=framework)
        if mark.id in marks:
            raise PackRefused(f"The clip {clip_id} has two marks called {mark.id}. Give each its own id.")
        marks[mark.id] = mark
    for mark in marks.values():
        _check_link(mark, marks=marks, clip_id=clip_id)
    return entries


def _mark(entry: dict[str, Any], *, clip_id: str, duration_ms: int, framework: Framework) -> Mark:
    known = {"answers": None, "note": "", "also": [], **entry}
    texts = all(isinstance(known.get(name), str) for name in ("id", "kind", "who", "note"))
    lists = all(isinstance(known.get(name), list) for name in ("principles", "also"))
    keys = lists and all(isinstance(key, str) for key in (*known["principles"], *known["also"]))
    if not (texts and keys and isinstance(known["answers"], str | None) and known.get("reading") in READINGS):
        raise PackRefused(
            f"A mark of the clip {clip_id} is not whole. Give each id, times, kind, who, principles, answers, reading "
            "(plain or open) and note."
        )
    try:
        span = Span(known.get("start_ms"), known.get("end_ms")).inside(duration_ms)  # type: ignore[arg-type]
        framework.check((*known["principles"], *known["also"]))
        return Mark(
            known["id"], clip_id, span, known["kind"], known["who"], tuple(known["principles"]), known["answers"],
            known["note"],
        )  # fmt: skip
    except VigError as refusal:
        raise about(refusal, clip_id=clip_id) from refusal


def about(refusal: VigError, *, clip_id: str) -> VigError:
    """Return the same refusal, saying which clip it is about."""
    return type(refusal)(f"The clip {clip_id} cannot be taken in. {refusal.sentence} Nothing of the pack was kept.")


def _check_link(mark: Mark, *, marks: Mapping[str, Mark], clip_id: str) -> None:
    seen = mark
    for _ in marks:
        if seen.answers is None:
            return
        there = marks.get(seen.answers)
        if there is None or there.kind == "moment":
            break
        seen = there
    raise PackRefused(
        f"A mark of the clip {clip_id} receives what it cannot ({mark.id}). Name the initiative or reception before it."
    )


def _check_cue(lines: list[str], *, clip_id: str, name: str, duration_ms: int) -> None:
    at = 0 if "-->" in lines[0] else 1
    times = _TIMES.fullmatch(lines[at].strip()) if at < len(lines) else None
    if times is None or any("-->" in line for line in lines[at + 1 :]):
        raise _damaged(clip_id, name)
    start_ms, end_ms = _ms(*times.groups()[:4]), _ms(*times.groups()[4:])
    if end_ms <= start_ms:
        raise _damaged(clip_id, name)
    if start_ms >= duration_ms or end_ms > duration_ms + _OVERHANG_MS:
        raise PackRefused(
            f"The {name} of the clip {clip_id} goes on after the film has ended. Check that it belongs to this film."
        )


def _ms(hours: str | None, minutes: str, seconds: str, thousandths: str) -> int:
    return ((int((hours or "0")[:6]) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(thousandths)


def _damaged(clip_id: str, name: str) -> PackRefused:
    return PackRefused(f"The {name} of the clip {clip_id} is damaged or no WebVTT. Write it anew, or leave it whole.")
