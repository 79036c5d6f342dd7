"""Marks as WebVTT cues, which every browser and many players show on the film."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import Final

from vigwidgets.core.film import Film
from vigwidgets.core.framework import Framework
from vigwidgets.core.mark import Mark
from vigwidgets.exchange.order import by_time, clock, principle_names

_LINE_ENDS: Final = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_UNSPEAKABLE: Final = re.compile(r"[\x00\ud800-\udfff]")


def marks_vtt(film: Film, marks: Iterable[Mark], framework: Framework) -> str:
    """Return a WebVTT file with one cue a mark, ordered by time, the mark's id as cue identifier.

    A cue's first line has the kind and the principles' wording, spoken by `who`; note and feeling follow on lines of
    their own. A comment at the top credits the framework. See https://www.w3.org/TR/webvtt1/.
    """
    credit = f"NOTE {cue_text(film.id)}\n{cue_text(framework.name)}. {cue_text(framework.credit)}"
    return "\n\n".join(["WEBVTT", credit, *(_cue(mark, framework) for mark in by_time(marks))]) + "\n"


def _cue(mark: Mark, framework: Framework) -> str:
    names = ", ".join(principle_names(mark, framework))
    seen = cue_text(f"{mark.kind}: {names}" if names else mark.kind)
    voice = cue_text(mark.who).replace("\n", " ")
    if voice.endswith("--"):
        voice = f"{voice[:-1]}&#45;"  # with the tag's end it would be the arrow, which only the line of times may have
    lines = [f"<v {voice}>{seen}</v>" if voice else seen, cue_text(mark.note), cue_text(mark.feeling)]
    times = f"{clock(mark.span.start_ms)} --> {clock(mark.span.end_ms)}"
    return "\n".join([mark.id, times, *(line for line in lines if line)])


def cue_text(words: str) -> str:
    """Return `words` as WebVTT cue text: escaped, without blank lines, which would end the cue."""
    escaped = html.escape(_UNSPEAKABLE.sub("\N{REPLACEMENT CHARACTER}", words), quote=False)
    return "\n".join(line.strip() for line in _LINE_ENDS.split(escaped) if line.strip())
