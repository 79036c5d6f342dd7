"""Who and what the studio can draw: cast, places and kinds of things by name."""

from __future__ import annotations

from vigwidgets.studio.people.cast import CAST
from vigwidgets.studio.places import PLACES
from vigwidgets.studio.props import KINDS

__all__ = ["CAST", "KINDS", "PLACES"]
