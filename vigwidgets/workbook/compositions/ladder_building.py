"""The framework's ladder to be built: its principles as cards, and what it says of each."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from vigwidgets import frameworks
from vigwidgets.core.errors import InvalidValue
from vigwidgets.widgets.build_ladder import BuildTheLadder
from vigwidgets.workbook.compositions.composition import NewId
from vigwidgets.workbook.compositions.prompt_reflection import KeptExercise

if TYPE_CHECKING:
    from vigwidgets.core.framework import Framework, Principle
    from vigwidgets.core.reflection import Prompt


class LadderBuilding(KeptExercise):
    """Cards and rungs, with where this person placed each.

    Args:
        prompt: Under which that is kept.
        tiers: Numbers of the tiers whose principles are all there; empty for a few plain ones of each.
        new_id: Gives the widget its id.

    Raises:
        InvalidValue: the framework has no such tier, or it is named twice.
    """

    def __init__(self, prompt: Prompt, *, tiers: tuple[int, ...], new_id: NewId) -> None:
        framework = frameworks.load()
        known = [tier.number for tier in framework.tiers]
        if len(set(tiers)) < len(tiers) or not set(tiers) <= set(known):
            raise InvalidValue(f"The ladder has the tiers 1 to {len(known)}, each of them once. Choose from these.")
        cards = [
            {"key": one.key, "name": one.name, "tier": framework.tier_of(one.key).number, "why": one.why}
            for one in _mixed(_chosen(framework, tiers))
        ]
        rungs = [
            {"number": tier.number, "name": tier.name, "about": tier.about, "rests": tier.rests}
            for tier in framework.tiers
        ]
        figure = BuildTheLadder(prompt, cards=cards, rungs=rungs, credit=framework.credit, **new_id())
        super().__init__(figure, prompt)


def _chosen(framework: Framework, tiers: tuple[int, ...]) -> list[Principle]:
    if tiers:
        return [one for tier in framework.tiers if tier.number in tiers for one in tier.principles]
    return [framework.principle(key) for tier in framework.tiers for key in tier.plain]


def _mixed(principles: list[Principle]) -> list[Principle]:
    """Return them so that their order tells nothing, and is the same each time."""
    return sorted(principles, key=lambda one: sha256(one.key.encode()).digest())
