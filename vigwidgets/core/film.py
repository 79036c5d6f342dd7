"""What is known of a film, and the exact times of its frames."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from vigwidgets.core.errors import InvalidValue
from vigwidgets.core.permission import Permission
from vigwidgets.core.span import is_whole


@dataclass(frozen=True, slots=True)
class Film:
    """A film on the shelf. Holds no bytes and no place on disk.

    Attributes:
        id: Client-made id, unique on the shelf.
        title: The owner's words for it.
        duration_ms: Time of the last frame plus its length.
        frames: Number of pictures, at least 1.
        variable_frame_rate: Whether frame lengths differ by more than 1 ms.
        rotation: Degrees clockwise the picture is turned for display: 0, 90, 180 or 270.
        width: Pixels as displayed, after rotation and pixel shape.
        height: Pixels as displayed.
        video_codec: FFmpeg's short name.
        audio_codec: FFmpeg's short name, or None without sound.
        playable: `original` when browsers play the file itself, `copy` when a playable copy stands beside it.
        media_type: MIME type of what is played, such as `video/mp4`.
        sha256: Of the original file, 64 hexadecimal digits.
        size_bytes: Of the original file.
        permission: What the people in it agreed to.
        source: `own` for people's film, `drawn` for a clip of the studio's.
    """

    id: str
    title: str
    duration_ms: int
    frames: int
    variable_frame_rate: bool
    rotation: int
    width: int
    height: int
    video_codec: str
    audio_codec: str | None
    playable: Literal["original", "copy"]
    media_type: str
    sha256: str
    size_bytes: int
    permission: Permission = field(default_factory=Permission)
    source: Literal["own", "drawn"] = "own"

    def __post_init__(self) -> None:
        if self.duration_ms <= 0 or self.frames <= 0:
            raise InvalidValue("A film needs at least one picture that lasts. Choose another file.")
        if self.rotation not in (0, 90, 180, 270):
            raise InvalidValue("A film is turned by 0, 90, 180 or 270 degrees. Check how it was read.")


@dataclass(frozen=True, slots=True)
class FrameTimes:
    """The exact time of every frame of a film.

    Attributes:
        times_ms: Whole milliseconds, strictly ascending, the first at least 0; 0 is what a browser
            shows at `currentTime` 0.
        duration_ms: Time of the last frame plus its length.
    """

    times_ms: tuple[int, ...]
    duration_ms: int

    def __post_init__(self) -> None:
        if not self.times_ms:
            raise InvalidValue("A film needs at least one frame. Choose another file.")
        if not all(is_whole(t) for t in self.times_ms) or self.times_ms[0] < 0:
            raise InvalidValue("Frame times are whole milliseconds from 0 on. Check how the film was read.")
        if any(b <= a for a, b in pairwise(self.times_ms)):
            raise InvalidValue("Frame times ascend and no two are equal. Check how the film was read.")
        if self.duration_ms <= self.times_ms[-1]:
            raise InvalidValue("A film ends after its last frame begins. Check how the film was read.")

    def frame_at(self, time_ms: int) -> int:
        """Return the index of the frame shown at `time_ms`: the last with a time not later; the first before that."""
        return max(0, bisect_right(self.times_ms, time_ms) - 1)

    def frame_span(self, index: int) -> tuple[int, int]:
        """Return start and end in ms of the frame `index` (0-based, negative counts from the end)."""
        position = index % len(self.times_ms) if -len(self.times_ms) <= index < len(self.times_ms) else index
        start = self.times_ms[position]
        end = self.times_ms[position + 1] if position + 1 < len(self.times_ms) else self.duration_ms
        return start, end

    @classmethod
    def spread(cls, rounded_ms: Iterable[int], *, duration_ms: int) -> FrameTimes:
        """Return times from rounded ones in ascending order; where two share a millisecond the later takes +1."""
        times: list[int] = []
        for value in rounded_ms:
            times.append(value if not times or value > times[-1] else times[-1] + 1)
        return cls(tuple(times), max(duration_ms, times[-1] + 1) if times else duration_ms)


def varies(times_ms: Sequence[int]) -> bool:
    """Return whether the lengths of the frames differ by more than 1 ms, which is more than rounding does."""
    lengths = [b - a for a, b in pairwise(times_ms)]
    return bool(lengths) and max(lengths) - min(lengths) > 1
