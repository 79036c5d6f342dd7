"""Nadia, 31: low bun, mustard jumper, jeans; she sits on her heels and tilts her head before she speaks."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import skia

from vigwidgets.studio.drawing.ball import Ball
from vigwidgets.studio.drawing.face import draw_ear, draw_features, draw_skin
from vigwidgets.studio.drawing.features import Features
from vigwidgets.studio.drawing.hand import Build, draw_hand, elbow
from vigwidgets.studio.drawing.paint import Point, blob, capsule, clipped, curve, fill, hull, line, mix, oval, slope
from vigwidgets.studio.people.body import Appearance, Stance, draw_limb

HAIR, JUMPER, JUMPER_SHADE, JEANS, JEANS_SHADE = "#2f2327", "#d8a545", "#b07c28", "#52617f", "#3e4a66"
SKIN, SHADE = "#b9794f", "#935835"
_MASK = [
    (2, 50), (22, 46), (42, 37), (58, 23), (68, 12), (78, 8), (90, 2), (101, -12), (110, -32), (60, -84), (0, -92),
    (-60, -84), (-110, -32), (-101, -12), (-90, 2), (-78, 8), (-68, 12), (-58, 23), (-42, 37), (-22, 46),
]  # fmt: skip
_STRANDS = (
    ((4, 56), (34, 58), (70, 40), (104, 14)), ((4, 66), (50, 66), (96, 40), (124, 8)), ((30, 47), (60, 32), (92, 8)),
    ((-4, 56), (-34, 58), (-70, 40), (-104, 14)), ((-4, 66), (-50, 66), (-96, 40), (-124, 8)),
    ((-30, 47), (-60, 32), (-92, 8)),
)  # fmt: skip


class Nadia:
    """Draws Nadia on the right of the picture, turned to the left."""

    facing: int = -1
    head_radius: float = 94.0
    head_shape: Point = (0.93, 1.04)
    breath_s: float = 4.4
    features: Features = Features(
        skin=SKIN,
        shade=SHADE,
        blush="#c9543f",
        lip="#8a4236",
        iris="#4a2c1c",
        lash="#2a1a18",
        brow="#35262a",
        jaw=((0, -0.44, 0.26, 0.62), (0, -0.60, 0.30, 0.42)),
        eye=(22.5, -3, 12.5, 11.0),
        iris_size=7.6,
        brow_height=4.6,
        brow_width=0.05,
        nose=(-25, 8.0, 1.13),
        mouth=(-45, 16),
        ear=0.165,
        lid_line=0.043,
        crease=True,
    )
    hand: Build = Build(size=48.0, finger=0.98, thick=0.205, skin=SKIN, shade=SHADE)
    spots: Mapping[str, tuple[float, float, float]] = MappingProxyType(
        {"right.lap": (956.0, 604.0, 160.0), "left.lap": (996.0, 588.0, 166.0)}
    )

    def head_at(self, stance: Stance) -> Point:
        """Return the centre of the head; it leads every lean."""
        return (
            964 - 66 * stance.lean + stance.sway[0],
            234 + 16 * stance.lean - 2.6 * stance.breath + stance.sway[1] - stance.bounce,
        )

    def shoulder_shift(self, stance: Stance) -> Point:
        """Return how far the shoulders have moved from rest."""
        return -46 * stance.lean, 7 * stance.lean - 2.4 * stance.breath - stance.bounce

    def draw_behind_table(self, canvas: skia.Canvas, seen: Appearance) -> None:
        """Draw legs, trunk, arms in the lap, neck and head."""
        dx, dy = self.shoulder_shift(seen.stance)
        canvas.drawOval(oval((1010, 700), 400, 46), fill("#5c5a3f", alpha=0.26))
        self._draw_legs(canvas)
        self._draw_arm(canvas, seen, "right", (940 + dx, 408 + dy), bend=-1)
        self._draw_bun(canvas, seen.ball)
        self._draw_neck(canvas, seen, dx, dy)
        self._draw_trunk(canvas, seen, dx, dy)
        self._draw_head(canvas, seen)
        self._draw_arm(canvas, seen, "left", (1056 + dx, 414 + dy), bend=-1)

    def draw_far_hand(self, canvas: skia.Canvas, seen: Appearance) -> None:
        """Draw nothing: both hands lie in the lap and were drawn with the trunk."""

    def draw_near_hand(self, canvas: skia.Canvas, seen: Appearance) -> None:
        """Draw nothing: both hands lie in the lap and were drawn with the trunk."""

    def _draw_legs(self, canvas: skia.Canvas) -> None:
        draw_limb(
            canvas, [(900, 668), (1140, 690)], [30, 22], code=mix(JEANS, JEANS_SHADE, share=0.75), shade=JEANS_SHADE
        )
        canvas.drawPath(blob([(1120, 664), (1168, 660), (1190, 684), (1176, 706), (1120, 708)]), fill("#efe6d6"))
        canvas.drawPath(curve([(1128, 668), (1136, 686), (1130, 704)]), line("#cfc2ab", width=3))
        draw_limb(canvas, [(1064, 632), (902, 640)], [64, 48], code=JEANS, shade=JEANS_SHADE)
        canvas.drawPath(curve([(874, 674), (892, 688), (940, 694)]), line(JEANS_SHADE, width=3, alpha=0.7))

    def _draw_neck(self, canvas: skia.Canvas, seen: Appearance, dx: float, dy: float) -> None:
        head = seen.ball
        base, top = (1000 + dx, 392 + dy), (head.x + 24, head.y + 62)
        neck = capsule(base, top, radii=(38, 33))
        canvas.drawPath(neck, fill(SKIN))
        with clipped(canvas, neck):
            canvas.drawPath(
                neck,
                slope(
                    (top[0] - 10, top[1] + 8),
                    (base[0], base[1] - 6),
                    [(0, SHADE, 0.95), (0.55, SHADE, 0.55), (1, SHADE, 0.1)],
                ),
            )

    def _draw_trunk(self, canvas: skia.Canvas, seen: Appearance, dx: float, dy: float) -> None:
        swell = 1.6 * seen.stance.breath
        outline = [
            (968 + dx, 362 + dy),
            (926 + dx, 378 + dy),
            (905 + dx, 420 + dy),
            (908 + dx * 0.7 - swell, 480 + dy * 0.6),
            (926 + dx * 0.35, 560),
            (936, 636),
            (966, 668),
            (1060, 676),
            (1128, 664),
            (1142, 610),
            (1124 + dx * 0.3, 530),
            (1102 + dx * 0.7, 448 + dy * 0.7),
            (1078 + dx, 394 + dy),
            (1036 + dx, 364 + dy),
        ]
        trunk = blob(outline)
        canvas.drawPath(
            trunk,
            slope(
                (915 + dx, 420),
                (1135, 600),
                [
                    (0, mix(JUMPER, "#fff0c8", share=0.14), 1),
                    (0.45, JUMPER, 1),
                    (1, mix(JUMPER, JUMPER_SHADE, share=0.8), 1),
                ],
            ),
        )
        with clipped(canvas, trunk):
            for points in (
                [(932, 560), (966, 580), (1010, 584)],
                [(940, 604), (980, 616), (1030, 614)],
                [(918 + dx * 0.7, 470), (944 + dx * 0.6, 486), (972 + dx * 0.6, 488)],
            ):
                canvas.drawPath(curve(points), line(JUMPER_SHADE, width=3.2, alpha=0.45))
            hem = curve([(934, 646), (1010, 664), (1140, 650)])
            canvas.drawPath(hem, line(JUMPER_SHADE, width=3, alpha=0.6))
        collar = [(962 + dx, 364 + dy), (984 + dx, 384 + dy), (1016 + dx, 386 + dy), (1042 + dx, 366 + dy)]
        canvas.drawPath(curve(collar), line(mix(JUMPER, JUMPER_SHADE, share=0.55), width=15))
        canvas.drawPath(curve(collar), line(mix(JUMPER, "#fff0c8", share=0.10), width=11))

    def _draw_arm(self, canvas: skia.Canvas, seen: Appearance, which: str, shoulder: Point, *, bend: int) -> None:
        hand = seen.hands[which]
        near = which == "left"
        joint, wrist = elbow(shoulder, hand.wrist, upper=118, lower=112, bend=bend)
        code = JUMPER if near else mix(JUMPER, JUMPER_SHADE, share=0.45)
        draw_hand(canvas, wrist, angle=hand.angle, pose=hand.pose, build=self.hand, thumb_up=-1)
        radii = [37, 31, 22] if near else [30, 27, 21]
        draw_limb(canvas, [shoulder, joint, wrist], radii, code=code, shade=JUMPER_SHADE, edge=0.55 if near else 0.0)
        cuff_dx, cuff_dy = wrist[0] - joint[0], wrist[1] - joint[1]
        far = (cuff_dx**2 + cuff_dy**2) ** 0.5 or 1.0
        ux, uy = cuff_dx / far, cuff_dy / far
        cuff = (wrist[0] - ux * 4, wrist[1] - uy * 4)
        across = [
            (cuff[0] - uy * 22, cuff[1] + ux * 22),
            (cuff[0] + ux * 7, cuff[1] + uy * 7),
            (cuff[0] + uy * 22, cuff[1] - ux * 22),
        ]
        canvas.drawPath(curve(across), line(JUMPER_SHADE, width=2.6, alpha=0.55))
        if near:
            canvas.drawPath(
                curve([(joint[0] - 26, joint[1] - 14), (joint[0] - 10, joint[1] - 6), (joint[0] + 8, joint[1] - 10)]),
                line(JUMPER_SHADE, width=3, alpha=0.5),
            )

    def _draw_head(self, canvas: skia.Canvas, seen: Appearance) -> None:
        ball = seen.ball
        draw_skin(canvas, ball, self.features, cheeks=seen.expression.cheeks)
        self._draw_hair(canvas, ball)
        draw_ear(canvas, ball, self.features, side=1 if ball.yaw < 0 else -1)
        draw_features(canvas, ball, self.features, seen.expression)

    def _draw_bun(self, canvas: skia.Canvas, ball: Ball) -> None:
        x, y, size = ball.knob(0.30, -0.22, -1.22, 0.40)
        canvas.drawCircle(
            x,
            y,
            size,
            slope((x - size, y - size), (x + size, y + size), [(0, mix(HAIR, "#ffdca8", share=0.16), 1), (1, HAIR, 1)]),
        )
        swirl = curve(
            [(x - size * 0.5, y + size * 0.3), (x - size * 0.1, y - size * 0.55), (x + size * 0.55, y - size * 0.1)]
        )
        canvas.drawPath(swirl, line(mix(HAIR, "#ffffff", share=0.18), width=2.2, alpha=0.7))

    def _draw_hair(self, canvas: skia.Canvas, ball: Ball) -> None:
        cap = hull([ball.knob(0, 0.11, -0.05, 1.06), ball.knob(0, 0.0, -0.2, 1.03)])
        mask = blob(ball.trail(_MASK))
        x, y, _ = ball.place(0, 0.46, -0.42)
        nape = skia.Path()
        nape.addCircle(x, y, 1.16 * ball.radius)
        with clipped(canvas, mask, outside=True), clipped(canvas, nape):
            tone = [(0, mix(HAIR, "#ffdca8", share=0.22), 1), (0.5, mix(HAIR, "#ffffff", share=0.05), 1), (1, HAIR, 1)]
            canvas.drawPath(cap, slope((ball.x - 60, ball.y - 90), (ball.x + 60, ball.y + 60), tone))
            with clipped(canvas, cap):
                for strand in _STRANDS:
                    canvas.drawPath(
                        curve(ball.trail(strand, lift=1.04)),
                        line(mix(HAIR, "#ffffff", share=0.17), width=2.0, alpha=0.7),
                    )
                canvas.drawPath(
                    curve(ball.trail([(2, 48), (0, 66), (0, 88)], lift=1.04)),
                    line(mix(HAIR, "#000000", share=0.4), width=2.4),
                )
