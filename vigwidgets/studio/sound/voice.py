"""The line bank: voiced lines as small sound files with the times of their sounds. No speech engine is needed."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from av.error import FFmpegError
from numpy.typing import NDArray

from vigwidgets.core.errors import SceneRefused
from vigwidgets.core.mark import ID_FORM

RATE = 48000
Samples = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Phone:
    """One speech sound by its engine's name, in ms from the line's beginning."""

    name: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A voiced line.

    Attributes:
        key: Its name in the bank.
        text: Its words as captions show them.
        who: Whose voice.
        spans_ms: Where it is heard, (start, end) in ms, pauses over 0.2 s left out.
        phones: Its sounds in order.
        samples: Mono at `RATE`, -1 to 1.
    """

    key: str
    text: str
    who: str
    spans_ms: tuple[tuple[int, int], ...]
    phones: tuple[Phone, ...]
    samples: Samples

    @property
    def length_ms(self) -> int:
        """The time of its last sound's end."""
        return self.spans_ms[-1][1]


def read_line(key: str, *, folder: Path) -> Line:
    """Return the line `key` from the bank in `folder`.

    Raises:
        SceneRefused: the bank has no such line, or its files are damaged.
    """
    if not ID_FORM.fullmatch(key):
        raise SceneRefused(f"{key!r} cannot be the name of a line. Use letters, digits, dashes and underscores.")
    try:
        told = tomllib.loads((folder / f"{key}.toml").read_text("utf-8"))
        samples = _decode(folder / f"{key}.opus")
        return Line(
            key=key,
            text=str(told["text"]),
            who=str(told["who"]),
            spans_ms=tuple((int(a), int(b)) for a, b in told["spans_ms"]),
            phones=tuple(Phone(str(name), int(a), int(b)) for name, a, b in told["phones"]),
            samples=samples,
        )
    except FileNotFoundError:
        raise SceneRefused(f"There is no voiced line {key!r}. Choose one of the line bank or voice it first.") from None
    except (tomllib.TOMLDecodeError, KeyError, ValueError, TypeError, OSError, FFmpegError) as exc:
        raise SceneRefused(f"The voiced line {key!r} is damaged. Voice it again.") from exc


def _decode(path: Path) -> Samples:
    with av.open(str(path)) as file:
        turn = av.AudioResampler(format="flt", layout="mono", rate=RATE)
        parts = [part.to_ndarray()[0] for frame in file.decode(audio=0) for part in turn.resample(frame)]
        parts += [part.to_ndarray()[0] for part in turn.resample(None)]
    return np.concatenate(parts).astype(np.float64)
