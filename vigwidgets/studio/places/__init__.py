"""Rooms, one module a place, by name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from vigwidgets.studio.places import baby_room, book_corner, classroom, kitchen, living_room, lounge, review_room
from vigwidgets.studio.places.place import Place

__all__ = ["PLACES", "Place"]

PLACES: Mapping[str, Place] = MappingProxyType(
    {
        "baby_room": baby_room,
        "book_corner": book_corner,
        "classroom": classroom,
        "kitchen": kitchen,
        "living_room": living_room,
        "lounge": lounge,
        "review_room": review_room,
    }
)
"""What `place` of a scene may be."""
