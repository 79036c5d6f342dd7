"""What a clip's folder holds, as a stranger would read it: texts, sound, and parts of decoded pictures."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import av
import numpy as np
from numpy.typing import NDArray

FPS = 25
WIDTH, HEIGHT = 1280, 720
HEARD_RATE = 16000
Pixels = NDArray[np.uint8]
Mask = NDArray[np.bool_]
Key = TypeVar("Key", bound=Hashable)
Box = tuple[int, int, int, int]
"""Left, top, right and bottom in px; right and bottom lie outside."""
_CUE = re.compile(r"(?:(\d+):)?(\d+):(\d+)\.(\d+) --> (?:(\d+):)?(\d+):(\d+)\.(\d+)[^\n]*\n((?:.+\n?)+)")


@dataclass(frozen=True, slots=True)
class Cue:
    """A caption or description: film time in ms, who speaks (or nobody), and the words."""

    start_ms: int
    end_ms: int
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class ClipFiles:
    """What stands beside the film of a clip."""

    folder: Path
    card: Mapping[str, Any]
    marks: tuple[Mapping[str, Any], ...]
    captions: tuple[Cue, ...]
    descriptions: tuple[Cue, ...]

    @property
    def film(self) -> Path:
        """The path of film.mp4."""
        return self.folder / "film.mp4"

    @property
    def duration_ms(self) -> int:
        """The film's length as its card tells it."""
        return self.card["duration_ms"]


def read_clip(folder: Path) -> ClipFiles:
    """Return the texts of a clip's folder; descriptions are empty where there are none."""
    told = folder / "descriptions.vtt"
    return ClipFiles(
        folder,
        tomllib.loads((folder / "clip.toml").read_text("utf-8")),
        tuple(json.loads((folder / "marks.json").read_text("utf-8"))),
        cues((folder / "captions.vtt").read_text("utf-8")),
        cues(told.read_text("utf-8")) if told.is_file() else (),
    )


def cues(text: str) -> tuple[Cue, ...]:
    """Return the cues of a WebVTT file, in its order."""
    found = []
    for row in _CUE.findall(text):
        voice, words = re.fullmatch(r"(?:<v ([^>]+)>)?(.*?)(?:</v>)?", row[8].strip(), re.DOTALL).groups()
        plain = words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        found.append(Cue(_ms(*row[:4]), _ms(*row[4:8]), voice or "", plain))
    return tuple(found)


def _ms(hours: str, minutes: str, seconds: str, rest: str) -> int:
    return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(rest)


def sound(path: Path) -> NDArray[np.int16]:
    """Return the film's sound, mono at `HEARD_RATE`, on the film's clock: silence stands where it begins late."""
    turn = av.AudioResampler(format="s16", layout="mono", rate=HEARD_RATE)
    with av.open(str(path)) as film:
        frames = list(film.decode(audio=0))
        late = round(max(0.0, float(frames[0].pts * frames[0].time_base)) * HEARD_RATE)
        parts = [part.to_ndarray()[0] for frame in frames for part in turn.resample(frame)]
    parts += [part.to_ndarray()[0] for part in turn.resample(None)]
    return np.concatenate([np.zeros(late, np.int16), *parts])


def crops(path: Path, boxes: Mapping[int, Mapping[Key, Box]]) -> dict[tuple[int, Key], Pixels]:
    """Return red, green and blue of each box (by frame number, then by any key) as the film shows it.

    Only the stretches between key frames that hold a wanted frame are decoded.
    """
    found: dict[tuple[int, Key], Pixels] = {}
    wanted = sorted(boxes)
    with av.open(str(path)) as film:
        stream = film.streams.video[0]
        stream.thread_type = "AUTO"
        while wanted:
            film.seek(round(wanted[0] / FPS / stream.time_base), stream=stream)
            for frame in film.decode(stream):
                index = round(frame.pts * stream.time_base * FPS)
                if wanted and index >= wanted[0]:
                    planes = frame.to_ndarray()
                    for key, box in boxes.get(index, {}).items():
                        found[index, key] = to_rgb(planes, box)
                    wanted = [one for one in wanted if one > index]
                # farther than two key frames away it is quicker to leap
                if not wanted or wanted[0] - index > 8 * FPS:
                    break
            else:
                break
    return found


def to_rgb(planes: Pixels, box: Box) -> Pixels:
    """Return a part of a yuv420p picture (1080 rows of 1280) as red, green and blue; BT.709, limited range."""
    left, top, right, bottom = clip_box(box)
    rows, columns = np.arange(top, bottom), np.arange(left, right)
    luma = (planes[top:bottom, left:right].astype(np.float32) - 16) * (255 / 219)
    quarter = HEIGHT // 4
    both = [planes[HEIGHT + at : HEIGHT + at + quarter].reshape(HEIGHT // 2, WIDTH // 2) for at in (0, quarter)]
    blue, red = ((plane[np.ix_(rows // 2, columns // 2)].astype(np.float32) - 128) * (255 / 224) for plane in both)
    colours = (luma + 1.5748 * red, luma - 0.1873 * blue - 0.4681 * red, luma + 1.8556 * blue)
    return np.clip(np.stack(colours, axis=-1).round(), 0, 255).astype(np.uint8)


def clip_box(box: Box) -> Box:
    """Return the part of a box that lies in the picture; empty boxes have no width or no height."""
    left, top = max(0, min(WIDTH, box[0])), max(0, min(HEIGHT, box[1]))
    return left, top, max(left, min(WIDTH, box[2])), max(top, min(HEIGHT, box[3]))


def whole(box: Box) -> bool:
    """Return whether all of a box lies in the picture."""
    return box == clip_box(box)


def near(pixels: Pixels, code: str, *, within: float) -> Mask:
    """Return where the sum of the three differences from a colour is below `within`."""
    return np.abs(pixels.astype(int) - _channels(code)).sum(axis=-1) < within


def apart(one: str, other: str) -> int:
    """Return the sum of the three differences of two colours."""
    return int(np.abs(_channels(one) - _channels(other)).sum())


def _channels(code: str) -> NDArray[np.int_]:
    return np.array([int(code[i : i + 2], 16) for i in (1, 3, 5)])


def thinned(mask: Mask, *, px: int) -> Mask:
    """Return a mask without its outermost `px`: thin lines are gone, what is thick stays as its core."""
    for _ in range(px):
        wide = np.pad(mask, 1)
        mask = wide[1:-1, 1:-1] & wide[:-2, 1:-1] & wide[2:, 1:-1] & wide[1:-1, :-2] & wide[1:-1, 2:]
    return mask
