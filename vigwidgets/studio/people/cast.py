"""The cast: twelve people by name, each a head and a figure."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Final

from vigwidgets.studio.people.figure import Person

NAMES: Final = (
    "nadia", "theo", "leon", "ivy", "okafor", "jamie", "priya", "callum", "zara", "grace", "winston", "amal",
)  # fmt: skip


def _person(name: str) -> Person:
    rooms = "vigwidgets.studio.people"
    head, figure = import_module(f"{rooms}.heads.{name}"), import_module(f"{rooms}.figures.{name}")
    return Person(name, head.HEAD, figure.FIGURE, getattr(head, "HEADS", {}))


CAST: Final[Mapping[str, Person]] = MappingProxyType({name: _person(name) for name in NAMES})
