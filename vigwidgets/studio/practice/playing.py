"""What is played so far of a practice clip: acts of two people on a stage, with the marks they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from vigwidgets.studio.practice import lines
from vigwidgets.studio.practice.cast import PROPS
from vigwidgets.studio.practice.dice import Dice
from vigwidgets.studio.practice.grammar import Exchange
from vigwidgets.studio.practice.staging import Stage
from vigwidgets.studio.script.act import Act
from vigwidgets.studio.script.context import TEMPO

USUAL_MS: Final = {
    "look": 1500, "smile": 1700, "beam": 1800, "turn_away": 3000, "think": 2500, "take": 1900, "point": 1900,
    "push": 1700, "tap": 1300, "bounce": 1400, "clap": 1500, "wave": 1900, "nod": 950, "shake": 1100, "sway": 2200,
    "rock": 2400, "droop": 2200, "open_hands": 2000, "thumb_up": 1800, "breathe_out": 2200, "sit_back": 2200,
    "kick": 1600, "wiggle": 1500, "notice": 1300, "lean_in": 1500, "laugh": 1500, "warm": 2200, "surprise": 1400,
    "brighten": 1300, "watch": 1800, "worry": 1600,
}  # fmt: skip
"""How long what is done with the body is to be seen."""
PACED: Final = frozenset({"take", "point", "push", "tap", "clap", "wave", "thumb_up", "open_hands"})
"""What takes longer for who is slower."""


@dataclass(slots=True)
class Play:
    """What is played so far.

    Attributes:
        stage: Who is where, with what.
        dice: Lots of the layers `tempo`, `gaps`, `waits` and `detail`.
        folder: The line bank.
        allowed: Principles that may be marked.
        level: 1 to 5.
        acts: In the order in which they were added.
        calm_ms: Times at which a look begins and nothing else goes on.
        initiatives: How many there were.
        held: The thing that the partner holds, empty for none.
    """

    stage: Stage
    dice: Dice
    folder: Path
    allowed: frozenset[str]
    level: int
    acts: list[Act] = field(default_factory=list[Act])
    calm_ms: list[int] = field(default_factory=list[int])
    initiatives: int = 0
    held: str = ""

    @property
    def guider(self) -> str:
        """Who receives."""
        return self.stage.pair.guider

    @property
    def partner(self) -> str:
        """Who begins."""
        return self.stage.pair.partner

    def begins(self, one: Exchange) -> tuple[str, str]:
        """Return who begins an exchange, and who receives."""
        return (self.guider, self.partner) if one.leads else (self.partner, self.guider)

    def add(self, who: str, at_ms: float, do: str, **more: object) -> Act:
        """Add an act and return it; times are rounded to whole frames."""
        until = more.pop("until_ms", None)
        if isinstance(to := more.get("to"), str):
            more["to"] = self.stage.target(to)
        act = Act(who, frame_ms(at_ms), do, frame_ms(until) if isinstance(until, (int, float)) else None, **more)  # type: ignore[arg-type]
        self.acts.append(act)
        return act

    def length(self, line: str) -> int:
        """Return how long a line sounds."""
        return lines.line(self.folder, line).length_ms

    def text(self, line: str) -> str:
        """Return the words of a line, or what a sound is."""
        return lines.line(self.folder, line).text

    def usual_ms(self, who: str, verb: str) -> float:
        """Return how long somebody does something."""
        return paced(who, USUAL_MS[verb]) if verb in PACED else USUAL_MS[verb]

    def far_hand(self, who: str) -> str:
        """Return the hand away from the camera: it does not cover the face."""
        on_the_left = (who == self.partner) == (self.stage.side == "left")
        return "left" if on_the_left else "right"

    def pointing_hand(self, who: str, target: str) -> str:
        """Return the hand for pointing at a spot of the place, so that no arm crosses the face; else any."""
        holds = who == self.partner and bool(self.held)
        return self.far_hand(who) if target in self.stage.spots and not holds else ""

    def absorbed_in(self) -> str:
        """Return what the partner is busy with."""
        return self.stage.things[0] if self.stage.things else self.stage.spots[0]

    def is_large(self, thing: str) -> bool:
        """Return whether a thing is held in two hands."""
        return PROPS[thing].side > 80


def paced(who: str, usual_ms: float) -> float:
    """Return a time as somebody's own pace makes it."""
    return usual_ms * TEMPO.get(who, 1.0)


def frame_ms(time_ms: float) -> int:
    """Return a time rounded to whole frames."""
    return round(time_ms / 40) * 40
