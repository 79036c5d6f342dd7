"""Where to look: boxes of eyes, mouths, hands and things in the picture, whom a look is meant for, who speaks.

All of it comes from the script, read anew. It says where a check has to look, never what is to be found there: that is
read from the decoded film alone. This is the only module of the checks that knows how the studio tells it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

import numpy as np

from tests.studio.truth.film import FPS, Box
from vigwidgets.studio import Drawing
from vigwidgets.studio.drawing.features import Features
from vigwidgets.studio.drawing.mouth import mouth_ball
from vigwidgets.studio.script.scene import Carry, Look, Scene
from vigwidgets.studio.stage import CAST

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the picture: its middle in px, and the head radius in px there, against which all is measured."""

    x: float
    y: float
    radius: float

    def box(self, half_width: float, half_height: float) -> Box:
        """Return a box round the middle, sizes in head radii."""
        wide, tall = half_width * self.radius, half_height * self.radius
        return round(self.x - wide), round(self.y - tall), round(self.x + wide), round(self.y + tall)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line of the bank in the film: who, its words, and where it is voiced, in film ms."""

    who: str
    text: str
    spans_ms: tuple[tuple[int, int], ...]

    @property
    def is_speech(self) -> bool:
        """False for laughs, babble, hums and sighs: a voice detector need not know them."""
        return not self.text.startswith("(")


class Tracks:
    """Answers, for one clip's script, where in the picture each thing of interest lies."""

    def __init__(self, scene: Scene, *, on_twos: bool = False) -> None:
        self.scene = scene
        self.drawing = Drawing(scene, on_twos=on_twos)
        self.shot = cache(self.drawing.shown)
        self.spoken = tuple(
            Spoken(who, line.text, tuple((at_ms + start, at_ms + end) for start, end in line.spans_ms))
            for (at_ms, line), who in zip(self.drawing.said, self.drawing.speakers, strict=True)
        )
        self.cuts = tuple(self.frame_of(cut.at_ms) for cut in self.scene.cuts)

    def frame_of(self, script_ms: float) -> int:
        """Return the first frame at or after a script time."""
        return math.ceil((script_ms + self.scene.opening_ms) * FPS / 1000)

    def label(self, who: str) -> str:
        """Return the name marks and captions have for somebody."""
        return self.scene.label(who)

    def cut_between(self, first: int, last: int) -> bool:
        """Return whether the framing changes after `first` and up to `last`."""
        return any(first < cut <= last for cut in self.cuts)

    def spot(self, index: int, point: Point, *, radius: float) -> Spot:
        """Return where a point of the stage is in the picture of frame `index`."""
        to_picture = self.shot(index).to_picture
        (x, y), side = to_picture(point), to_picture((point[0] + 100, point[1]))
        return Spot(x, y, radius * math.hypot(side[0] - x, side[1] - y) / 100)

    def features(self, who: str) -> Features:
        """Return how somebody's face is made: its colours and where its eyes are."""
        return CAST[who].head.features

    def face(self, who: str, index: int) -> Spot:
        """Return the middle of somebody's head."""
        ball = self.shot(index).people[who].ball
        return self.spot(index, (ball.x, ball.y), radius=ball.radius)

    def tilt(self, who: str, index: int) -> float:
        """Return how far somebody's head is tilted clockwise, in radians."""
        return math.radians(self.shot(index).people[who].ball.roll)

    def eyes(self, who: str, index: int) -> list[Spot]:
        """Return the middle of each eye that the head does not hide, the nearer one first."""
        ball, made = self.shot(index).people[who].ball, self.features(who)
        lon, lat, _, tall = made.eye
        places = [ball.deep(side * lon, lat + 0.10 * tall) for side in (-1, 1)]
        seen = sorted((place for place in places if place[2] > 0.4), key=lambda place: -place[2])
        return [self.spot(index, (x, y), radius=ball.radius) for x, y, _ in seen]

    def eye_place(self, who: str, index: int) -> Point:
        """Return longitude and latitude, in degrees on the head, of the middle of the nearer eye."""
        ball, made = self.shot(index).people[who].ball, self.features(who)
        lon, lat, _, tall = made.eye
        return max(((side * lon, lat + 0.10 * tall) for side in (-1, 1)), key=lambda place: ball.deep(*place)[2])

    def on_head(self, who: str, index: int, seen: Point, *, start: Point) -> Point:
        """Return longitude and latitude of what is seen at px of the picture, `start` being a place close by.

        A turned and bowed head has its own right and down: aside and low mix in the picture, but not on the head.
        """
        ball, face = self.shot(index).people[who].ball, self.face(who, index)
        scale = ball.radius / face.radius
        aim = np.array([ball.x + (seen[0] - face.x) * scale, ball.y + (seen[1] - face.y) * scale])
        place = np.array(start, float)
        for _ in range(4):
            here, along, above = (
                np.array(ball.deep(*(place + step))[:2]) for step in ((0.0, 0.0), (0.5, 0.0), (0.0, 0.5))
            )
            steps = np.column_stack([along - here, above - here]) / 0.5
            place = place + np.clip(np.linalg.solve(steps, aim - here), -15, 15)
        return float(place[0]), float(place[1])

    def mouth(self, who: str, index: int) -> Spot:
        """Return the middle of somebody's mouth."""
        ball, made = self.shot(index).people[who].ball, self.features(who)
        return self.spot(index, mouth_ball(ball, made).on(0, made.mouth[0] - 4, lift=1.02), radius=ball.radius)

    def hand(self, who: str, side: str, index: int) -> Spot:
        """Return the middle of a hand: half a palm before the wrist."""
        seen = self.shot(index).people[who]
        state, ahead = seen.hands[side], 0.3 * seen.ball.radius
        turn = math.radians(state.angle)
        middle = state.wrist[0] + ahead * math.cos(turn), state.wrist[1] + ahead * math.sin(turn)
        return self.spot(index, middle, radius=seen.ball.radius)

    def thing(self, name: str, index: int) -> Spot | None:
        """Return the middle of a thing; its radius is half its side. None while it is not to be seen."""
        stand = self.shot(index).things.get(name)
        if stand is None:
            return None
        return self.spot(index, stand.centre, radius=self.side(name) / 2)

    def side(self, name: str) -> float:
        """Return the size of a thing in px of the stage."""
        return next(thing.side for thing in self.scene.things if thing.name == name)

    def kind(self, name: str) -> str:
        """Return what sort of thing a thing is."""
        return next(thing.kind for thing in self.scene.things if thing.name == name)

    def colour(self, name: str) -> str:
        """Return the colour of a thing."""
        return next(thing.colour for thing in self.scene.things if thing.name == name)

    def looks(self, who: str) -> list[tuple[int, Look, int]]:
        """Return the first frame, the look, and the frame where the next one begins, in order."""
        mine = sorted((look for look in self.scene.looks if look.who == who), key=lambda look: look.at_ms)
        firsts = [max(0, self.frame_of(look.at_ms)) for look in mine] + [self.scene.frames]
        return list(zip(firsts[:-1], mine, firsts[1:], strict=True))

    def target(self, name: str, index: int) -> Point | None:
        """Return px of the stage of a face, hand or thing that is looked at; None for other places."""
        shot = self.shot(index)
        who, _, hand = name.partition(".")
        if name in shot.people:
            return shot.people[name].ball.x, shot.people[name].ball.y
        if who in shot.people and hand in shot.people[who].hands:
            return shot.people[who].hands[hand].wrist
        return shot.things[name].centre if name in shot.things else None

    def way(self, who: str, index: int, name: str) -> Point | None:
        """Return how far right and how far below somebody's face a target lies, in their head radii."""
        ball, target = self.shot(index).people[who].ball, self.target(name, index)
        return None if target is None else ((target[0] - ball.x) / ball.radius, (target[1] - ball.y) / ball.radius)

    def iris(self, who: str, index: int) -> Point:
        """Return how far right and how far up an iris is meant to stand in its eye, in head radii along the head."""
        made, (across, up) = self.features(who), self.shot(index).people[who].expression.look
        _, _, wide, tall = made.eye
        return math.radians(across * (wide - 0.6 * made.iris_size)), math.radians(up * 0.5 * tall)

    def blink(self, who: str, index: int) -> float:
        """Return how far the lids are meant to be shut by a blink, 0 to 1."""
        return self.shot(index).people[who].expression.blink

    def moves_mouth(self, who: str, start_ms: int, end_ms: int, *, near_ms: int) -> bool:
        """Return whether somebody's mouth has a reason to move near a span of film ms: a line or a change of face."""
        lines = ((a, b) for one in self.spoken if one.who == who for a, b in one.spans_ms)
        moves = (
            (self.scene.film_ms(one.at_ms), self.scene.film_ms(one.at_ms + one.over_ms))
            for one in self.scene.changes
            if one.who == who and {name for name, _ in one.values} & {"mouth", "smile", "round"}
        )
        return any(a < end_ms + near_ms and start_ms - near_ms < b for a, b in (*lines, *moves))

    def covers_mouth(self, who: str, index: int) -> bool:
        """Return whether a hand or a thing may lie before somebody's mouth, or its surroundings."""
        mouth = self.mouth(who, index)
        return self._something_near(mouth, index)

    def covers_eyes(self, who: str, index: int) -> bool:
        """Return whether a hand or a thing may lie before somebody's eyes."""
        return any(self._something_near(eye, index) for eye in self.eyes(who, index)[:1])

    def _something_near(self, spot: Spot, index: int) -> bool:
        shot, radius = self.shot(index), spot.radius
        hands = (self.hand(who, side, index) for who in shot.people for side in shot.people[who].hands)
        things = (self.thing(name, index) for name in shot.things)
        return any(
            math.hypot(one.x - spot.x, one.y - spot.y) < reach
            for one, reach in (
                *((hand, radius + 0.2 * hand.radius) for hand in hands),
                *((thing, 0.5 * radius + 1.5 * thing.radius) for thing in things if thing is not None),
            )
        )

    def carries(self) -> list[tuple[int, int, Carry]]:
        """Return the first frame, the frame after the last, and the carry, by time; what lies in the film."""
        found = []
        for carry in sorted(self.scene.carries, key=lambda one: one.at_ms):
            first, last = max(0, self.frame_of(carry.at_ms)), min(self.scene.frames, self.frame_of(carry.until_ms))
            if last - first >= 2:
                found.append((first, last, carry))
        return found
