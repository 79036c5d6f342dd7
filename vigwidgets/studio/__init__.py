"""The clip studio: draws short films of attuned interaction from scene scripts. Lines are already voiced."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vigwidgets.studio.film.clip import Clip, draw_clip, draw_scene
    from vigwidgets.studio.film.drawing import Drawing
    from vigwidgets.studio.script.reading import read_scene

__all__ = ["Clip", "Drawing", "draw_clip", "draw_scene", "read_scene"]

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
