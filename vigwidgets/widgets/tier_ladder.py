"""The six tiers as a ladder, with a sign on each rung that was practised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Self

import traitlets as t

from vigwidgets.widgets.base import VigWidget

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vigwidgets.core.framework import Framework


@dataclass(frozen=True, slots=True)
class Practice:
    """What one person did on one tier.

    Attributes:
        marks: Moments they marked with a principle of it, on clips and films of their own.
        answers: Prompts they answered in chapters about it.
        chapters: Chapters about it, each `{id, title, notebook}`, practised or not.
    """

    marks: int = 0
    answers: int = 0
    chapters: tuple[dict[str, str], ...] = ()

    def as_json(self) -> dict[str, object]:
        """Return the form the page gets."""
        return {"marks": self.marks, "answers": self.answers, "chapters": list(self.chapters)}


class TierLadder(VigWidget):
    """The tiers from the lowest rung up, with what the other may feel and what the person practised.

    A rung that was not practised is simply there: nothing is locked, counted down or measured against a whole.

    Args:
        **traits: Initial values.
    """

    module: ClassVar[str] = "tier_ladder"

    levels = t.List(
        help="Lowest first: `{number, name, tiers}`, each tier `{number, name, feeling, marks, answers, chapters}`, "
        "each chapter `{id, title, notebook}`; Python → view."
    ).tag(sync=True)
    credit = t.Unicode("", help="Whose framework it is; Python → view.").tag(sync=True)

    @classmethod
    def of(cls, framework: Framework, *, practised: Mapping[int, Practice] | None = None, **traits: Any) -> Self:
        """Return the ladder of a framework; `practised` is by the number of the tier."""
        ladder = cls(credit=framework.credit, **traits)
        ladder.show(framework, practised=practised or {})
        return ladder

    def show(self, framework: Framework, *, practised: Mapping[int, Practice]) -> None:
        """Show what was practised; a tier that is not named was not."""
        self.levels = [
            {
                "number": number,
                "name": name,
                "tiers": [
                    {
                        "number": tier.number,
                        "name": tier.name,
                        "feeling": tier.feeling,
                        **practised.get(tier.number, Practice()).as_json(),
                    }
                    for tier in framework.tiers
                    if tier.level == number
                ],
            }
            for number, name in enumerate(framework.levels, 1)
        ]
