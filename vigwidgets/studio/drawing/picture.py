"""One frame of a clip as pixels: room, people, table, things and hands in their right order."""

from __future__ import annotations

import numpy as np
import skia
from numpy.typing import NDArray

from vigwidgets.studio.acting.performance import Shot
from vigwidgets.studio.acting.reaching import Stand
from vigwidgets.studio.props.block import draw_block, draw_shadow
from vigwidgets.studio.script.scene import Scene
from vigwidgets.studio.stage import CAST, PLACES

WIDTH, HEIGHT = 1280, 720
Pixels = NDArray[np.uint8]


class Painter:
    """Draws shots of one scene into one buffer of 720 x 1280 x 4 bytes, red first."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._place = PLACES[scene.place]
        self._sizes = {thing.name: thing for thing in scene.things}
        self._pixels: Pixels = np.zeros((HEIGHT, WIDTH, 4), np.uint8)
        # a surface over a numpy buffer is RGBA unless told otherwise: saying it keeps red and blue in their places
        self._surface = skia.Surface(self._pixels, skia.ColorType.kRGBA_8888_ColorType)
        self._canvas = self._surface.getCanvas()
        self._room = self._draw_room()

    def _draw_room(self) -> Pixels:
        """Return the room, a little out of focus so that the people stand out; drawn once."""
        plain = skia.Surface(WIDTH, HEIGHT)
        self._place.draw_back(plain.getCanvas())
        soft = skia.Paint(ImageFilter=skia.ImageFilters.Blur(0.9, 0.9, skia.TileMode.kClamp))
        self._canvas.drawImage(plain.makeImageSnapshot(), 0, 0, skia.SamplingOptions(), soft)
        return self._pixels.copy()

    def paint(self, shot: Shot) -> Pixels:
        """Return the pixels of a shot: the painter's own buffer, changed by the next call."""
        np.copyto(self._pixels, self._room)
        canvas = self._canvas
        for who in self._scene.cast:
            CAST[who].draw_behind_table(canvas, shot.people[who])
        self._place.draw_table(canvas)
        standing = {name: stand for name, stand in shot.things.items() if not stand.held_by}
        ground = sorted(standing, key=lambda name: (self._level(name, shot), standing[name].foot[1]))
        for name in ground:
            self._shade(name, standing[name], level=self._level(name, shot))
        for name in ground:
            self._draw_thing(name, standing[name])
        for who in self._scene.cast:
            self._draw_held(shot, f"{who}.left")
            CAST[who].draw_far_hand(canvas, shot.people[who])
            self._draw_held(shot, f"{who}.right")
            CAST[who].draw_near_hand(canvas, shot.people[who])
        return self._pixels

    def _level(self, name: str, shot: Shot) -> int:
        """Return how many things stand below a thing."""
        x, y = shot.things[name].centre
        below = (one for other, one in shot.things.items() if other != name and not one.held_by)
        return sum(1 for one in below if abs(one.centre[0] - x) < self._sizes[name].side / 2 and one.centre[1] > y + 4)

    def _shade(self, name: str, stand: Stand, *, level: int) -> None:
        if level == 0:
            draw_shadow(self._canvas, (stand.foot[0], stand.foot[1] + 4), width=self._sizes[name].side, strength=0.8)

    def _draw_held(self, shot: Shot, hand: str) -> None:
        for name, stand in shot.things.items():
            if stand.held_by == hand:
                self._draw_thing(name, stand)

    def _draw_thing(self, name: str, stand: Stand) -> None:
        thing = self._sizes[name]
        draw_block(
            self._canvas,
            stand.centre,
            side=thing.side,
            code=thing.colour,
            yaw=stand.yaw,
            pitch=stand.pitch,
            roll=stand.roll,
        )
