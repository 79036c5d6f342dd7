"""Who and what the studio can draw: cast, places and kinds of things by name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

import skia

from vigwidgets.studio.people.body import Actor
from vigwidgets.studio.people.nadia import Nadia
from vigwidgets.studio.people.theo import Theo
from vigwidgets.studio.places import living_room


class Place(Protocol):
    """A room: what stands behind the people and what before them."""

    def draw_back(self, canvas: skia.Canvas) -> None:
        """Draw everything behind the people."""
        ...

    def draw_table(self, canvas: skia.Canvas) -> None:
        """Draw the table that stands before the people."""
        ...


CAST: Mapping[str, Actor] = MappingProxyType({"nadia": Nadia(), "theo": Theo()})
PLACES: Mapping[str, Place] = MappingProxyType({"living_room": living_room})
KINDS_OF_THINGS = ("block",)
