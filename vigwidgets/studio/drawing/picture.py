"""One frame of a clip as pixels: room, people, what stands before them, things and hands in their right order."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import skia
from numpy.typing import NDArray

from vigwidgets.studio.acting.performance import Shot, framed
from vigwidgets.studio.acting.reaching import Stand
from vigwidgets.studio.acting.skeleton import Appearance
from vigwidgets.studio.people.body import draw_arm, draw_body
from vigwidgets.studio.people.figure import Figure, Person
from vigwidgets.studio.people.head import draw_behind, draw_head
from vigwidgets.studio.people.wardrobe import dressed
from vigwidgets.studio.props import KINDS
from vigwidgets.studio.script.scene import Cut, Scene
from vigwidgets.studio.stage import CAST, PLACES

WIDTH, HEIGHT = 1280, 720
Pixels = NDArray[np.uint8]


class Painter:
    """Draws shots of one scene into one buffer of 720 x 1280 x 4 bytes, red first."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._place = PLACES[scene.place]
        self._kinds = {thing.name: thing for thing in scene.things}
        self._figures = {who: dressed(CAST[who].figure, scene.wears, who=who) for who in scene.cast}
        self._pixels: Pixels = np.zeros((HEIGHT, WIDTH, 4), np.uint8)
        # a surface over a numpy buffer is RGBA unless told otherwise: saying it keeps red and blue in their places
        self._surface = skia.Surface(self._pixels, skia.ColorType.kRGBA_8888_ColorType)
        self._canvas = self._surface.getCanvas()
        self._rooms: dict[Cut, Pixels] = {}

    def paint(self, shot: Shot) -> Pixels:
        """Return the pixels of a shot: the painter's own buffer, changed by the next call."""
        if shot.cut not in self._rooms:
            self._rooms[shot.cut] = self._draw_room(shot.cut)
        np.copyto(self._pixels, self._rooms[shot.cut])
        self._canvas.save()
        _frame(self._canvas, shot.cut)
        self._draw_stage(shot)
        self._canvas.restore()
        return self._pixels

    def _draw_room(self, cut: Cut) -> Pixels:
        """Return the room as one cut shows it, a little out of focus so that the people stand out; drawn once."""
        plain = skia.Surface(WIDTH, HEIGHT)
        _frame(plain.getCanvas(), cut)
        self._place.draw_back(plain.getCanvas(), self._scene.light)
        blur = 0.9 * cut.zoom**1.5
        soft = skia.Paint(ImageFilter=skia.ImageFilters.Blur(blur, blur, skia.TileMode.kClamp))
        self._canvas.drawImage(plain.makeImageSnapshot(), 0, 0, skia.SamplingOptions(), soft)
        return self._pixels.copy()

    def _draw_stage(self, shot: Shot) -> None:
        canvas = self._canvas
        self._draw_standing(shot, "back")
        for who in self._scene.cast:
            self._draw_person(CAST[who], self._figures[who], shot.people[who])
        self._place.draw_front(canvas, self._scene.light)
        self._draw_standing(shot, "table")
        for who in self._scene.cast:
            seen = shot.people[who]
            for side in (seen.far, seen.near):
                self._draw_held(shot, f"{who}.{side}")
                if not seen.hands[side].low:
                    self._draw_arm(CAST[who], self._figures[who], seen, side)
        self._draw_standing(shot, "front")

    def _draw_person(self, person: Person, figure: Figure, seen: Appearance) -> None:
        features, head = person.head.features, person.heads.get(seen.head, person.head)
        draw_behind(self._canvas, head, seen.ball, seen.expression)
        draw_body(self._canvas, figure, seen, skin=features.skin, shade=features.shade)
        draw_head(self._canvas, head, seen.ball, seen.expression)

    def _draw_arm(self, person: Person, figure: Figure, seen: Appearance, side: str) -> None:
        features = person.head.features
        draw_arm(self._canvas, figure, seen, side, skin=features.skin, shade=features.shade)

    def _draw_standing(self, shot: Shot, layer: str) -> None:
        """Draw the things of a layer that nobody holds, what lies below first."""
        standing = {
            name: stand for name, stand in shot.things.items() if not stand.held_by and self._kinds[name].layer == layer
        }
        ground = sorted(standing, key=lambda name: (self._level(name, standing), standing[name].foot[1]))
        self._shade((name for name in ground if self._level(name, standing) == 0), standing)
        for name in ground:
            self._draw_thing(name, standing[name])

    def _level(self, name: str, standing: dict[str, Stand]) -> int:
        """Return how many things stand below a thing."""
        x, y = standing[name].centre
        below = (one for other, one in standing.items() if other != name)
        return sum(1 for one in below if abs(one.centre[0] - x) < self._kinds[name].side / 2 and one.centre[1] > y + 4)

    def _shade(self, names: Iterable[str], standing: dict[str, Stand]) -> None:
        for name in names:
            thing, (x, y) = self._kinds[name], standing[name].foot
            KINDS[thing.kind].shade(self._canvas, (x, y + 0.08 * thing.side), side=thing.side)

    def _draw_held(self, shot: Shot, hand: str) -> None:
        for name, stand in shot.things.items():
            if stand.held_by == hand:
                self._draw_thing(name, stand)

    def _draw_thing(self, name: str, stand: Stand) -> None:
        thing = self._kinds[name]
        KINDS[thing.kind].draw(
            self._canvas,
            stand.centre,
            side=thing.side,
            code=thing.colour,
            yaw=stand.yaw,
            pitch=stand.pitch,
            roll=stand.roll,
            look=stand.look,
        )


def _frame(canvas: skia.Canvas, cut: Cut) -> None:
    """Let a canvas show what a cut shows of the stage."""
    x, y = framed(cut)
    canvas.scale(cut.zoom, cut.zoom)
    canvas.translate(-x, -y)
