"""The clip studio: draws short films of attuned interaction from scene scripts. Lines are already voiced."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vigwidgets.studio.film.clip import Clip, draw_clip, draw_scene
    from vigwidgets.studio.film.drawing import Drawing
    from vigwidgets.studio.script.reading import read_scene

__all__ = ["Clip", "Drawing", "draw_clip", "draw_scene", "read_scene"]

# Before numpy: its further threads have nothing to do here, and only a process with one thread can be forked.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

_ROOMS = {
    "Clip": "film.clip",
    "Drawing": "film.drawing",
    "draw_clip": "film.clip",
    "draw_scene": "film.clip",
    "read_scene": "script.reading",
}


def __getattr__(name: str) -> Any:
    """Return what a room makes public; the drawing library is loaded only when something is asked for."""
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)
