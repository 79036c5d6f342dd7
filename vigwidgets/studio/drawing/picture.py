"""One frame of a clip as pixels: room, people, what stands before them, things and hands in their right order."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from functools import lru_cache, partial
from typing import Final

import numpy as np
import skia

from vigwidgets.studio.acting.performance import Shot, framed
from vigwidgets.studio.acting.postures import POSTURES
from vigwidgets.studio.acting.reaching import Stand
from vigwidgets.studio.acting.skeleton import Appearance
from vigwidgets.studio.drawing.layers import Layers, Pixels, surface_on
from vigwidgets.studio.drawing.part import Part, around
from vigwidgets.studio.people.body import arm_part, body_parts
from vigwidgets.studio.people.figure import Person
from vigwidgets.studio.people.head import behind_part, head_parts
from vigwidgets.studio.people.wardrobe import dressed, shod
from vigwidgets.studio.props import KINDS
from vigwidgets.studio.script.scene import Cut, Scene, Setting
from vigwidgets.studio.stage import CAST, PLACES

WIDTH, HEIGHT = 1280, 720
_ROOMS: Final = 3
"""Cuts whose rooms are kept: a long film has many, and each takes 4 MB."""
_ABOUT: Final = 2.0
"""Widths of a thing from its middle beyond which it never draws."""


class Painter:
    """Draws shots of one scene into one buffer of 720 x 1280 x 4 bytes, blue first."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._place = PLACES[scene.place]
        self._kinds = {thing.name: thing for thing in scene.things}
        self._figures = {who: dressed(CAST[who].figure, scene.wears, who=who) for who in scene.cast}
        self._pixels: Pixels = np.zeros((HEIGHT, WIDTH, 4), np.uint8)
        self._surface = surface_on(self._pixels)
        self._canvas = self._surface.getCanvas()
        self._layers = Layers(self._canvas, wide=WIDTH, tall=HEIGHT)
        self._room = lru_cache(maxsize=_ROOMS)(self._draw_room)
        self._ground: tuple[Hashable, Pixels] | None = None

    def paint(self, shot: Shot, *, still: Mapping[str, frozenset[str]]) -> Pixels:
        """Return the pixels of a shot: the painter's own buffer, changed by the next call.

        Args:
            shot: What is drawn.
            still: By person, which of body, head, face, left and right are the same in the frame before or the next:
                their pictures are kept.
        """
        ground = (shot.cut, *self._stands(shot, "back").items())
        if self._ground is None or self._ground[0] != ground:
            self._ground = (ground, self._draw_ground(shot))
        np.copyto(self._pixels, self._ground[1])
        self._canvas.save()
        _frame(self._canvas, shot.cut)
        self._draw_stage(shot, still)
        self._canvas.restore()
        return self._pixels

    def _draw_ground(self, shot: Shot) -> Pixels:
        """Return the room with its chairs and what stands behind everybody."""
        np.copyto(self._pixels, self._room(shot.cut))
        self._canvas.save()
        _frame(self._canvas, shot.cut)
        self._draw_seats(self._canvas, self._scene.setting(shot.cut.at_ms).light)
        self._draw_standing(self._canvas, self._stands(shot, "back"))
        self._canvas.restore()
        return self._pixels.copy()

    def _draw_room(self, cut: Cut) -> Pixels:
        """Return the room as one cut shows it, a little out of focus so that the people stand out; drawn once."""
        plain = skia.Surface(WIDTH, HEIGHT)
        _frame(plain.getCanvas(), cut)
        self._place.draw_back(plain.getCanvas(), self._scene.setting(cut.at_ms).light)
        blur = 0.9 * cut.zoom**1.5
        soft = skia.Paint(ImageFilter=skia.ImageFilters.Blur(blur, blur, skia.TileMode.kClamp))
        self._canvas.drawImage(plain.makeImageSnapshot(), 0, 0, skia.SamplingOptions(), soft)
        return self._pixels.copy()

    def _draw_stage(self, shot: Shot, still: Mapping[str, frozenset[str]]) -> None:
        for who in self._scene.cast:
            self._draw_person(who, shot.people[who], still[who])
        table, setting = self._stands(shot, "table"), self._scene.setting(shot.cut.at_ms)

        front = self._layers.keep("front", setting, partial(self._draw_front, setting))

        def draw_table(canvas: skia.Canvas) -> None:
            front.put(canvas)
            self._draw_standing(canvas, table)

        self._layers.lay("table", (setting, *table.items()), draw_table)
        for who in self._scene.cast:
            seen = shot.people[who]
            for side in (seen.far, seen.near):
                self._draw_held(shot, f"{who}.{side}", still=side in still[who])
                if not seen.hands[side].low:
                    part = arm_part(self._figures[who], seen, side, **_tones(CAST[who]))
                    self._draw_part(who, part, still[who])
        self._draw_standing(self._canvas, self._stands(shot, "front"))

    def _draw_front(self, setting: Setting, canvas: skia.Canvas) -> None:
        if not setting.table:
            self._place.draw_front(canvas, setting.light)

    def _draw_seats(self, canvas: skia.Canvas, light: str) -> None:
        """Draw a chair wherever somebody sits in the course of the scene, in a place that has chairs of its own."""
        draw_seat = getattr(self._place, "draw_seat", None)
        if draw_seat is None:
            return
        seats = {(one.who, one.at): one for one in self._scene.stagings if one.posture == "sit"}
        for one in seats.values():
            figure, facing = CAST[one.who].figure, 1 if one.facing == "right" else -1
            size = one.size or figure.size
            ahead, up = POSTURES["sit"].hip
            leg = figure.build.thigh * size
            hip = (one.at[0] + facing * ahead * leg, one.at[1] - up * leg)
            draw_seat(canvas, hip, facing=facing, unit=0.9 * size, light=light)

    def _draw_person(self, who: str, seen: Appearance, still: frozenset[str]) -> None:
        person = CAST[who]
        head = person.heads.get(seen.head, person.head)
        if head.behind:
            self._draw_part(who, behind_part(head, seen.ball, seen.expression), still)
        for part in body_parts(shod(self._figures[who], seen.feet), seen, **_tones(person)):
            self._draw_part(who, part, still)
        for part in head_parts(head, seen.ball, seen.expression):
            self._draw_part(who, part, still)

    def _draw_part(self, who: str, part: Part, still: frozenset[str]) -> None:
        """Draw a part of somebody; its picture is kept if it serves another frame."""
        if part.needs <= still:
            self._layers.lay(f"{who} {part.name}", part.key, part.draw, box=part.box)
        else:
            part.draw(self._canvas)

    def _stands(self, shot: Shot, layer: str) -> dict[str, Stand]:
        """Return the things of a layer that nobody holds."""
        return {
            name: stand for name, stand in shot.things.items() if not stand.held_by and self._kinds[name].layer == layer
        }

    def _draw_standing(self, canvas: skia.Canvas, standing: dict[str, Stand]) -> None:
        """Draw things, what lies below first."""
        ground = sorted(standing, key=lambda name: (self._level(name, standing), standing[name].foot[1]))
        self._shade(canvas, (name for name in ground if self._level(name, standing) == 0), standing)
        for name in ground:
            self._draw_thing(canvas, name=name, stand=standing[name])

    def _level(self, name: str, standing: dict[str, Stand]) -> int:
        """Return how many things stand below a thing."""
        x, y = standing[name].centre
        below = (one for other, one in standing.items() if other != name)
        return sum(1 for one in below if abs(one.centre[0] - x) < self._kinds[name].side / 2 and one.centre[1] > y + 4)

    def _shade(self, canvas: skia.Canvas, names: Iterable[str], standing: dict[str, Stand]) -> None:
        for name in names:
            thing, one = self._kinds[name], standing[name]
            KINDS[thing.kind].shade(canvas, one.foot, side=thing.side, yaw=one.yaw, roll=one.roll, look=one.look)

    def _draw_held(self, shot: Shot, hand: str, *, still: bool) -> None:
        for name, stand in shot.things.items():
            if stand.held_by != hand:
                continue
            if still:
                thing = self._kinds[name]
                box = around([stand.centre], margin=_ABOUT * thing.side * max(1.0, KINDS[thing.kind].width))
                self._layers.lay(name, stand, partial(self._draw_thing, name=name, stand=stand), box=box)
            else:
                self._draw_thing(self._canvas, name=name, stand=stand)

    def _draw_thing(self, canvas: skia.Canvas, *, name: str, stand: Stand) -> None:
        thing = self._kinds[name]
        KINDS[thing.kind].draw(
            canvas,
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


def _tones(person: Person) -> dict[str, str]:
    return {"skin": person.head.features.skin, "shade": person.head.features.shade}
