"""Captions as WebVTT: those of a reel written, those that came with a film read."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from typing import Final

from vigwidgets.core.reel_captions import Caption
from vigwidgets.exchange.order import clock
from vigwidgets.exchange.webvtt import cue_text

ENDING: Final = ".vtt"
_ABOVE: Final = " line:1"
"""A setting of a cue: on the second line from the top, where it hides nothing that is said."""
_TIMES: Final = re.compile(
    r"(?:(\d{2,}):)?(\d\d):(\d\d)\.(\d{3})[ \t]+-->[ \t]+(?:(\d{2,}):)?(\d\d):(\d\d)\.(\d{3})(?:[ \t].*)?"
)
_VOICE: Final = re.compile(r"<v(?:\.[^ \t>]*)?[ \t]+([^>]*)>")
_TAG: Final = re.compile(r"<[^>]*>")
_NO_LETTERS: Final = re.compile(r"[\x00\ud800-\udfff]")


def reel_vtt(written: Iterable[Caption], spoken: Sequence[Caption] = ()) -> str:
    """Return a WebVTT file by time.

    Args:
        written: What somebody wrote about what is seen; above, where it would lie on what is said.
        spoken: What is said.
    """
    cues = [(one, _ABOVE if any(_meet(one, other) for other in spoken) else "") for one in written]
    cues += [(one, "") for one in spoken]
    ordered = sorted(cues, key=lambda cue: (cue[0].start_ms, cue[0].end_ms))
    shown = [(one, place, text) for one, place in ordered if (text := cue_text(one.text))]
    blocks = [
        f"{number}\n{clock(one.start_ms)} --> {clock(one.end_ms)}{place}\n{text}"
        for number, (one, place, text) in enumerate(shown, 1)
    ]
    return "\n\n".join(["WEBVTT", *blocks]) + "\n"


def read_vtt(text: str) -> list[Caption]:
    """Return the cues of a WebVTT file by time, each in one line, with the name of who speaks where it is told.

    What is no cue is passed over, as browsers do: people's own files need not be whole.
    """
    lines = _NO_LETTERS.sub("\N{REPLACEMENT CHARACTER}", text.removeprefix("\ufeff"))
    found: list[Caption] = []
    for block in re.split(r"\n{2,}", re.sub(r"\r\n?", "\n", lines)):
        part = block.strip("\n").split("\n")
        at, times = next(
            ((at, t) for at, line in enumerate(part[:2]) if (t := _TIMES.fullmatch(line.strip()))), (0, None)
        )
        if times is None:
            continue
        start, end = _ms(times.groups("0")[:4]), _ms(times.groups("0")[4:])
        said = " ".join(html.unescape(_TAG.sub("", _VOICE.sub(r"\1: ", " ".join(part[at + 1 :])))).split())
        if said and start < end:
            found.append(Caption(start, end, said))
    return sorted(found, key=lambda one: (one.start_ms, one.end_ms))


def _ms(told: Sequence[str]) -> int:
    hours, minutes, seconds, thousandths = map(int, told)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def _meet(one: Caption, other: Caption) -> bool:
    return one.start_ms < other.end_ms and other.start_ms < one.end_ms
