"""Whether a film and a new drawing of its script are the same pictures."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import av
import numpy as np

from tests.studio.truth.film import FPS, Pixels
from vigwidgets.studio import Drawing

LEAST_PSNR = 45.0
"""Decibels between two drawings of one script, on whatever machines."""
LEAST_FILM_PSNR = 34.0
"""Decibels between a drawing and the film it was made into: what the encoder leaves of it."""


def fingerprint(drawing: Drawing, frames: Iterable[int]) -> str:
    """Return a hash of drawn pixels: equal for equal pictures, on one machine with the same packages."""
    digest = hashlib.sha256()
    for index in frames:
        digest.update(drawing.frame(index).tobytes())
    return digest.hexdigest()


def psnr(one: Pixels, other: Pixels) -> float:
    """Return the peak signal-to-noise ratio of two pictures' colours in dB; infinite for equal ones."""
    error = float(np.mean((one[..., :3].astype(np.float32) - other[..., :3].astype(np.float32)) ** 2))
    return float("inf") if error == 0 else 10 * float(np.log10(255**2 / error))


def pictures(film_path: Path, frames: Sequence[int]) -> list[Pixels]:
    """Return decoded pictures of a film, blue first as the drawing has them, in the order of their numbers."""
    found: list[Pixels] = []
    with av.open(str(film_path)) as film:
        stream = film.streams.video[0]
        for wanted in sorted(frames):
            film.seek(round(wanted / FPS / stream.time_base), stream=stream)
            for frame in film.decode(stream):
                if round(frame.pts * stream.time_base * FPS) == wanted:
                    found.append(frame.to_ndarray(format="bgr24"))
                    break
    return found


def worst_psnr(film_path: Path, drawing: Drawing, frames: Sequence[int]) -> float:
    """Return the least PSNR of some frames of a film against a drawing."""
    frames = sorted(frames)
    return min(
        psnr(shown, drawing.frame(index)) for shown, index in zip(pictures(film_path, frames), frames, strict=True)
    )
