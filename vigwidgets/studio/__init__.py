"""The clip studio: draws short films of attuned interaction from scene scripts. Lines are already voiced."""

from __future__ import annotations

from vigwidgets.studio.film.clip import Clip, Drawing, draw_clip
from vigwidgets.studio.script.reading import read_scene

__all__ = ["Clip", "Drawing", "draw_clip", "read_scene"]
