"""Endless practice: clips drawn by lot from a grammar of exchanges. The same seed gives the same film."""

from vigwidgets.studio.practice.making import LENGTHS_S, LEVELS, Practice, make_practice, make_scene

__all__ = ["LENGTHS_S", "LEVELS", "Practice", "make_practice", "make_scene"]
