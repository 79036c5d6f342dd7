"""The line bank: voiced lines as small sound files with the times of their sounds. No speech engine is needed."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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
        kind: `line`, or `sound` for a laugh, a hum, a sigh.
        tune: How its sentences end, in order; `usual` where nothing was asked for, empty for a sound.
    """

    key: str
    text: str
    who: str
    spans_ms: tuple[tuple[int, int], ...]
    phones: tuple[Phone, ...]
    samples: Samples
    kind: str = "line"
    tune: str = ""

    @property
    def length_ms(self) -> int:
        """The time of its last sound's end."""
        return self.spans_ms[-1][1]


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the bank's index: what there is to say, and when it fits. Its sound is read by `read_line`.

    Attributes:
        key: Its name in the bank.
        who: Whose voice.
        text: Its words as captions show them; for a sound what it is, in brackets.
        kind: `line` or `sound`.
        tune: How its sentences end.
        mood: In which mood it is said.
        length_ms: The time of its last sound's end.
        to: To whom it is said in practice clips; empty for the rest of the bank.
        part: `initiative`, `reception`, or `moment` for words that begin or carry something; empty outside practice.
        use: Keys of principles it can carry.
        about: What it may be about: `block`, `book`, `window` ..., or `any`.
        answers: Keys of lines, or kinds of initiative (`offer`, `point`, `look` ...), that it can receive.
        heard: Whether a detector takes it for speech: every line, and of the sounds babble and `mm`.
        scenes: Scenes it was written for.
        film: When it is said in the long film, minutes and seconds; empty for the rest of the bank.
    """

    key: str
    who: str
    text: str
    kind: str
    tune: str
    mood: str
    length_ms: int
    to: str = ""
    part: str = ""
    use: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    heard: bool = True
    scenes: tuple[str, ...] = ()
    film: str = ""


def read_index(folder: Path) -> tuple[Entry, ...]:
    """Return what the bank in `folder` holds, in its order: by speaker, then as written.

    Raises:
        SceneRefused: the bank has no index, or it is damaged.
    """
    try:
        rows = tomllib.loads((folder / "index.toml").read_text("utf-8"))["lines"]
        return tuple(_entry(row) for row in rows)
    except FileNotFoundError:
        raise SceneRefused("The line bank has no index. Choose a folder of voiced lines.") from None
    except (tomllib.TOMLDecodeError, KeyError, ValueError, TypeError, OSError) as exc:
        raise SceneRefused("The index of the line bank is damaged. Voice the bank again.") from exc


def _entry(row: Mapping[str, Any]) -> Entry:
    return Entry(
        key=str(row["key"]),
        who=str(row["who"]),
        text=str(row["text"]),
        kind=str(row["kind"]),
        tune=str(row["tune"]),
        mood=str(row["mood"]),
        length_ms=int(row["length_ms"]),
        to=str(row.get("to", "")),
        part=str(row.get("part", "")),
        use=_names(row.get("use")),
        about=_names(row.get("about")),
        answers=_names(row.get("answers")),
        heard=bool(row.get("heard", True)),
        scenes=_names(row.get("scenes")),
        film=str(row.get("film", "")),
    )


def _names(told: Any) -> tuple[str, ...]:
    return tuple(str(name) for name in told or ())


def bank_folder() -> Path:
    """Return the folder of the line bank that comes with the workbook: in the clone, or inside an installed copy."""
    package = Path(__file__).resolve().parents[2]
    installed = package / "_shared" / "sample_clips" / "lines"
    return installed if installed.is_dir() else package.parent / "sample_clips" / "lines"


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
            kind=str(told.get("kind", "line")),
            tune=str(told.get("tune", "")),
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
