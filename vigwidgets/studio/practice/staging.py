"""The stage of a practice clip: where two people are, what lies between them, what they wear, how light it is."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import Final

from vigwidgets.studio.acting.postures import Stance, joints
from vigwidgets.studio.people.cast import CAST
from vigwidgets.studio.places import PLACES
from vigwidgets.studio.practice import grammar
from vigwidgets.studio.practice.cast import PROPS, TOPS, Pair, Setting
from vigwidgets.studio.practice.dice import Dice
from vigwidgets.studio.script.scene import Staging, Thing, Wears

_MIDDLE_PX: Final = 640.0
_THINGS_DOWN: Final = (32.0, 28.0, 36.0)
_LEAN: Final = 0.62
"""How far somebody leans who reaches for a thing."""
_SHY_PX: Final = 10.0
_TOUCH_PX: Final = 16.0
_BETWEEN_PX: Final = 74.0
_SLIDE_PX: Final = 190.0
"""Room that a thing needs to be slid into."""


@dataclass(frozen=True, slots=True)
class Stage:
    """What stands before a clip begins.

    Attributes:
        pair: Who.
        setting: Where.
        side: On which side of the picture the partner is, `left` or `right`.
        light: `day`, `late` or `evening`.
        things: Names of the things there, the first one nearest to the partner.
        colours: Colour of each of them.
        wears: Colour of the guider's and of the partner's upper garment, empty for their own.
        start_ms: When the film begins.
    """

    pair: Pair
    setting: Setting
    side: str
    light: str
    things: tuple[str, ...]
    colours: tuple[str, ...]
    wears: tuple[str, str]
    start_ms: int = -600

    @property
    def has_table(self) -> bool:
        """Whether things can be put down between the two."""
        return PLACES[self.setting.place].TABLE is not None

    @property
    def about(self) -> frozenset[str]:
        """What lines may be about here."""
        found = {"song"}
        for name in self.things:
            found |= self.about_thing(name)
        return frozenset(found | {one.about for one in self.setting.spots} | set(self.spots))

    def about_thing(self, name: str) -> frozenset[str]:
        """Return what a line may be about that is said of a thing: its kind of talk, its name, its look."""
        return frozenset({PROPS[name].about, name, PROPS[name].look} - {""})

    def can_lead_on(self, bridge: str) -> bool:
        """Return whether the guider can do this between two exchanges: with things on a table, with free hands."""
        if bridge in grammar.OVER_THINGS:
            return self.has_table and len(self.things) > 1
        return bridge != "own_point" or self.setting.guider != "prone"

    def named_spot(self, target: str) -> str:
        """Return the name of what a look or a hand is sent to: `target` undone."""
        spots = {f"{one.at[0]:g},{one.at[1]:g}": one.name for one in self.setting.spots}
        x, y = self.before_guider()
        return (spots | {f"{x:g},{y:g}": "table"}).get(target, target)

    @property
    def spots(self) -> tuple[str, ...]:
        """Names of the spots of the place."""
        return tuple(one.name for one in self.setting.spots)

    def target(self, name: str) -> str:
        """Return what a look or a hand is sent to: px for a spot of the place, any other name as it is."""
        return next((f"{one.at[0]:g},{one.at[1]:g}" for one in self.setting.spots if one.name == name), name)

    def heads(self) -> dict[str, tuple[float, float]]:
        """Return px of each head at rest."""
        way = -1 if self.side == "left" else 1
        half = self.setting.apart / 2
        guider_y, partner_y = self.setting.heads
        return {
            self.pair.guider: (_MIDDLE_PX - way * half, guider_y),
            self.pair.partner: (_MIDDLE_PX + way * half, partner_y),
        }

    def stagings(self) -> tuple[Staging, ...]:
        """Return where the two are, facing each other."""
        found: list[Staging] = []
        for who, posture in ((self.pair.guider, self.setting.guider), (self.pair.partner, self.setting.partner)):
            x, y = self.heads()[who]
            facing = "right" if x < _MIDDLE_PX else "left"
            found.append(Staging(who, self.start_ms, _ground((x, y), posture, facing, who=who), posture, facing))
        return tuple(found)

    def forearms(self) -> dict[str, str]:
        """Return px on the ground, by hand, where the guider who lies on the front rests the hands."""
        own = self.stagings()[0]
        way = 1 if own.facing == "right" else -1
        near, far = ("right", "left") if way > 0 else ("left", "right")
        x, y = own.at
        return {
            hand: f"{x + way * ahead:.0f},{y - up:.0f}"
            for hand, (ahead, up) in {near: (150, 50), far: (194, 62)}.items()
        }

    def props(self) -> tuple[Thing, ...]:
        """Return the things, on the table before the partner, or where there is none in the partner's hand."""
        table = PLACES[self.setting.place].TABLE
        x = self.heads()[self.pair.partner][0]
        way = 1 if self.side == "left" else -1
        found: list[Thing] = []
        for index, (name, colour) in enumerate(zip(self.things, self.colours, strict=True)):
            prop = PROPS[name]
            down = table[0] + _THINGS_DOWN[index] if table else self.heads()[self.pair.partner][1] + 250
            at = (round(x + way * self._ahead(index), 1), round(down, 1))
            found.append(Thing(name, prop.kind, colour, at, prop.side, (24.0, -14.0, 8.0)[index], look=prop.look))
        return tuple(found)

    def _ahead(self, index: int) -> float:
        """Return px from the partner's head to a thing: one for each of the partner's hands, one for the guider."""
        if not self.has_table:
            return 90.0
        near, far = (self.reach_px(self.pair.partner, hand) for hand in ("near", "far"))
        far = max(far, near + _BETWEEN_PX)
        return (near, far, max(far + _BETWEEN_PX, self.setting.apart - self.reach_px(self.pair.guider, "near")))[index]

    def hand(self, name: str) -> str:
        """Return the hand with which the partner gets at a thing, empty where it lies too far away."""
        index = self.things.index(name)
        near = "right" if self.side == "left" else "left"
        return (near, "left" if near == "right" else "right", "")[index]

    def can_push(self, name: str) -> bool:
        """Return whether the partner can slide a thing towards the guider without its going over another."""
        index = self.things.index(name)
        ahead = [self._ahead(each) for each in range(len(self.things))]
        return index + 1 == len(ahead) or ahead[index + 1] - ahead[index] > _SLIDE_PX

    def before_guider(self) -> tuple[float, float]:
        """Return px of a place on the table that the guider's nearer hand gets at."""
        table = PLACES[self.setting.place].TABLE or (self.heads()[self.pair.guider][1] + 250, 0.0)
        x, way = self.heads()[self.pair.guider][0], -1 if self.side == "left" else 1
        return round(x + way * (self.reach_px(self.pair.guider, "near") - _SHY_PX), 1), round(table[0] + 30.0, 1)

    def reach_px(self, who: str, hand: str) -> float:
        """Return how far ahead of the resting head the `near` or `far` hand gets to the table, leaning a little."""
        guides = who == self.pair.guider
        posture = self.setting.guider if guides else self.setting.partner
        table = PLACES[self.setting.place].TABLE or (0.0, 0.0)
        return _reach_px(who, posture, hand, head_y=self.setting.heads[0 if guides else 1], table_y=table[0])

    def clothes(self) -> tuple[Wears, ...]:
        """Return other colours of clothes, where somebody does not wear their own."""
        pairs = zip((self.pair.guider, self.pair.partner), self.wears, strict=True)
        return tuple(Wears(who, top=colour) for who, colour in pairs if colour)


def _ground(head: tuple[float, float], posture: str, facing: str, *, who: str) -> tuple[float, float]:
    """Return the point on the ground of somebody whose head is to be at `head`."""
    figure = CAST[who].figure
    stance = Stance((0.0, 0.0), 1 if facing == "right" else -1, {posture: 1.0}, lean=0.2)
    _, (ahead, up) = joints(stance, figure, size=figure.size)
    return round(head[0] - ahead, 1), round(head[1] - up, 1)


@cache
def _reach_px(who: str, posture: str, hand: str, *, head_y: float, table_y: float) -> float:
    figure = CAST[who].figure
    _, rest = joints(Stance((0.0, 0.0), 1, {posture: 1.0}, lean=0.2), figure, size=figure.size)
    skeleton, _ = joints(Stance((0.0, 0.0), 1, {posture: 1.0}, lean=_LEAN), figure, size=figure.size)
    shoulder = skeleton.near_shoulder if hand == "near" else skeleton.far_shoulder
    arm = 0.93 * (figure.build.upper_arm + figure.build.forearm) * figure.size
    down = table_y + _TOUCH_PX - (shoulder[1] - rest[1] + head_y)
    return shoulder[0] - rest[0] + math.sqrt(max(0.0, arm**2 - down**2)) + 0.7 * figure.build.hand * figure.size


def draw_stage(pair: Pair, dice: Dice) -> Stage:
    """Return a stage for `pair`, drawn by lot: place, things, side, light, clothes, each in a layer of its own."""
    setting = dice.one("place", pair.settings)
    table = PLACES[setting.place].TABLE is not None
    count = min(len(pair.props), 3 if table else 1)
    things = tuple(dice.shuffled("things", pair.props)[:count])
    return Stage(
        pair,
        setting,
        side=dice.one("side", ("left", "right")),
        light=dice.one("light", ("day", "day", "late", "evening")),
        things=things,
        colours=tuple(dice.one("colours", PROPS[name].colours) for name in things),
        wears=(dice.one("clothes", TOPS[pair.guider]), dice.one("clothes", TOPS[pair.partner])),
    )
