"""How a film sounds from step to step, as far as it takes to tell one voice from another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol


class Row(Protocol):
    """Numbers one after the other: a list, or an array of which this room knows nothing."""

    def __len__(self) -> int: ...

    def __getitem__(self, which: slice, /) -> Any: ...


@dataclass(frozen=True, slots=True, eq=False)
class Voices:
    """What was heard in each step of a film, or of a stretch of it; all rows have one entry a step.

    Attributes:
        start_ms: Where the first step begins, a multiple of `step_ms`.
        step_ms: How long a step is.
        sure: How sure the speech detector is that somebody speaks, 0 to 1.
        pitch_hz: How high the sound is; 0 where nothing repeats itself.
        clear: How much the sound repeats itself, 0 (a noise) to 1 (a sung note).
        level_db: How loud it is, in dB below full scale.
        colours_db: How loud it is in each of some bands, from low to high: the colour of a voice.
    """

    start_ms: int
    step_ms: int
    sure: Row
    pitch_hz: Row
    clear: Row
    level_db: Row
    colours_db: Row
