"""Theo, 2: curls, striped tee, dungarees, red shoes; he bounces on both feet when he is pleased."""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType

import skia

from vigwidgets.studio.drawing.ball import Ball
from vigwidgets.studio.drawing.face import draw_ear, draw_features, draw_skin
from vigwidgets.studio.drawing.features import Features
from vigwidgets.studio.drawing.hand import Build, draw_hand, elbow, far_elbow
from vigwidgets.studio.drawing.paint import Point, blob, capsule, clipped, curve, fill, hull, line, mix, oval, slope
from vigwidgets.studio.people.body import Appearance, Stance, draw_limb
from vigwidgets.studio.people.curls import draw_curls_before, draw_curls_behind

HAIR, TEE, STRIPE, CLOTH, CLOTH_SHADE, SHOE = "#3d2a24", "#f6efe2", "#d9704f", "#3f8f8b", "#2c6b69", "#c8463c"
SKIN, SHADE = "#c98f63", "#a4683f"
_MASK = [
    (0, 44), (26, 40), (48, 29), (62, 16), (74, 8), (88, 4), (101, -10), (110, -32), (60, -84), (0, -92),
    (-60, -84), (-110, -32), (-101, -10), (-88, 4), (-74, 8), (-62, 16), (-48, 29), (-26, 40),
]  # fmt: skip


class Theo:
    """Draws Theo on the left of the picture, turned to the right, standing at the low table."""

    facing: int = 1
    head_radius: float = 88.0
    head_shape: Point = (1.0, 1.0)
    breath_s: float = 2.6
    features: Features = Features(
        skin=SKIN,
        shade=SHADE,
        blush="#d9604a",
        lip="#9b4e42",
        iris="#3c2517",
        lash="#33211c",
        brow="#553a30",
        jaw=((0.35, -0.34, 0.34, 0.60), (-0.35, -0.34, 0.34, 0.60), (0, -0.58, 0.36, 0.45)),
        eye=(23.5, -9, 13.0, 12.5),
        iris_size=9.2,
        brow_height=5.0,
        brow_width=0.045,
        nose=(-28, 5.5, 1.07),
        mouth=(-50, 14),
        ear=0.185,
        lid_line=0.046,
        crease=False,
    )
    hand: Build = Build(size=34.0, finger=0.72, thick=0.27, skin=SKIN, shade=SHADE)
    spots: Mapping[str, tuple[float, float, float]] = MappingProxyType(
        {
            "right.chest": (408.0, 462.0, 14.0),
            "right.roll": (415.0, 450.0, 36.0),
            "left.chest": (430.0, 470.0, 14.0),
            "right.edge": (400.0, 552.0, 14.0),
            "left.front": (458.0, 480.0, 14.0),
            "left.edge": (436.0, 540.0, 18.0),
        }
    )

    def head_at(self, stance: Stance) -> Point:
        """Return the centre of the head; it leads every lean."""
        return (
            366 + 40 * stance.lean + stance.sway[0],
            280 + 10 * stance.lean - 1.8 * stance.breath + stance.sway[1] - stance.bounce,
        )

    def shoulder_shift(self, stance: Stance) -> Point:
        """Return how far the shoulders have moved from rest."""
        return 26 * stance.lean, 4 * stance.lean - 1.6 * stance.breath - stance.bounce

    def draw_behind_table(self, canvas: skia.Canvas, seen: Appearance) -> None:
        """Draw legs, trunk, neck and head, and the far upper arm."""
        dx, dy = self.shoulder_shift(seen.stance)
        canvas.drawOval(oval((352, 708), 190, 26), fill("#5c5a3f", alpha=0.28))
        self._draw_legs(canvas, seen)
        self._draw_sleeve(canvas, seen, "left")
        neck = capsule((366 + dx, 402 + dy), (seen.ball.x - 2, seen.ball.y + 60), radii=(24, 23))
        canvas.drawPath(neck, fill(mix(SKIN, SHADE, share=0.8)))
        self._draw_trunk(canvas, seen, dx, dy)
        self._draw_head(canvas, seen)

    def draw_far_hand(self, canvas: skia.Canvas, seen: Appearance) -> None:
        """Draw the left arm, which the held thing may cover."""
        joint, wrist = self._arm(seen, "left")
        draw_hand(
            canvas, wrist, angle=seen.hands["left"].angle, pose=seen.hands["left"].pose, build=self.hand, thumb_up=1
        )
        code = mix(SKIN, SHADE, share=0.22)
        self._draw_forearm(canvas, joint, wrist, code)

    def draw_near_hand(self, canvas: skia.Canvas, seen: Appearance) -> None:
        """Draw the right arm before everything he holds."""
        joint, wrist = self._arm(seen, "right")
        hand = seen.hands["right"]
        self._draw_forearm(canvas, joint, wrist, SKIN)
        draw_hand(canvas, wrist, angle=hand.angle, pose=hand.pose, build=self.hand, thumb_up=1)
        self._draw_sleeve(canvas, seen, "right")

    def _shoulder(self, seen: Appearance, which: str) -> Point:
        dx, dy = self.shoulder_shift(seen.stance)
        return (316 + dx, 420 + dy) if which == "right" else (408 + dx, 420 + dy)

    def _arm(self, seen: Appearance, which: str) -> tuple[Point, Point]:
        shoulder = self._shoulder(seen, which)
        if which == "left":
            return far_elbow(shoulder, seen.hands[which].wrist, length=184, facing=self.facing)
        return elbow(shoulder, seen.hands[which].wrist, upper=92, lower=92, bend=1)

    def _draw_forearm(self, canvas: skia.Canvas, joint: Point, wrist: Point, code: str) -> None:
        draw_limb(canvas, [joint, wrist], [18.5, 13.5], code=code, shade=SHADE, edge=0.35)

    def _draw_sleeve(self, canvas: skia.Canvas, seen: Appearance, which: str) -> None:
        shoulder = self._shoulder(seen, which)
        joint, _ = self._arm(seen, which)
        near = which == "right"
        code = SKIN if near else mix(SKIN, SHADE, share=0.22)
        draw_limb(canvas, [shoulder, joint], [22, 18.5], code=code, shade=SHADE)
        end = (shoulder[0] + (joint[0] - shoulder[0]) * 0.62, shoulder[1] + (joint[1] - shoulder[1]) * 0.62)
        cloth = draw_limb(canvas, [shoulder, end], [27, 25], code=TEE if near else "#e6dac6", shade="#c4b196", edge=0.5)
        turn = math.degrees(math.atan2(joint[1] - shoulder[1], joint[0] - shoulder[0]))
        with clipped(canvas, cloth):
            canvas.save()
            canvas.translate(*shoulder)
            canvas.rotate(turn)
            for across in (-6, 14, 34, 54):
                canvas.drawPath(
                    curve([(across, -34), (across + 6, 0), (across, 34)]), line(STRIPE, width=7, alpha=0.92)
                )
            canvas.restore()

    def _draw_legs(self, canvas: skia.Canvas, seen: Appearance) -> None:
        lift = seen.stance.bounce
        for x, far in ((386, True), (324, False)):
            code = mix(CLOTH, CLOTH_SHADE, share=0.6 if far else 0.0)
            draw_limb(canvas, [(x - 4, 590 - lift), (x, 676 - lift * 0.35)], [36, 29], code=code, shade=CLOTH_SHADE)
            cuff = skia.Rect.MakeXYWH(x - 31, 672 - lift * 0.3, 62, 14)
            canvas.drawRoundRect(cuff, 7, 7, fill(mix(CLOTH, "#ffffff", share=0.16 if not far else 0.0)))
            shoe = blob([(x - 30, 690), (x + 8, 684), (x + 46, 696), (x + 50, 712), (x - 30, 713)])
            canvas.drawPath(shoe, fill(SHOE if not far else mix(SHOE, "#5a1512", share=0.3)))
            canvas.drawPath(curve([(x - 30, 711), (x + 12, 713), (x + 50, 710)]), line("#f5ead8", width=5))

    def _draw_trunk(self, canvas: skia.Canvas, seen: Appearance, dx: float, dy: float) -> None:
        lift = seen.stance.bounce
        shirt = blob(
            [
                (344 + dx, 396 + dy),
                (314 + dx, 404 + dy),
                (300 + dx, 440 + dy),
                (294 + dx * 0.5, 510 - lift),
                (290, 590 - lift),
                (420, 590 - lift),
                (424 + dx * 0.5, 510 - lift),
                (428 + dx, 440 + dy),
                (414 + dx, 404 + dy),
                (388 + dx, 396 + dy),
            ]
        )
        canvas.drawPath(shirt, slope((300, 420), (430, 520), [(0, "#fbf6ea", 1), (0.6, TEE, 1), (1, "#d8c8ae", 1)]))
        with clipped(canvas, shirt):
            for row in range(5):
                y = 424 + row * 21 + dy
                canvas.drawPath(
                    curve([(284 + dx, y - 3), (350 + dx, y + 5), (440 + dx, y - 4)]), line(STRIPE, width=7, alpha=0.92)
                )
        self._draw_dungarees(canvas, dx, dy, lift)
        collar = [(340 + dx, 400 + dy), (356 + dx, 413 + dy), (378 + dx, 413 + dy), (394 + dx, 400 + dy)]
        canvas.drawPath(curve(collar), line("#e9ddc8", width=8))

    def _draw_dungarees(self, canvas: skia.Canvas, dx: float, dy: float, lift: float) -> None:
        top = 478 + dy * 0.8
        bib = blob(
            [
                (336 + dx * 0.8, top),
                (372 + dx * 0.8, top + 2),
                (406 + dx * 0.8, top),
                (414 + dx * 0.6, top + 42),
                (424, 560 - lift),
                (420, 618 - lift),
                (296, 618 - lift),
                (292, 560 - lift),
                (322 + dx * 0.6, top + 42),
            ]
        )
        canvas.drawPath(
            bib,
            slope(
                (300, 500),
                (435, 600),
                [
                    (0, mix(CLOTH, "#ffffff", share=0.10), 1),
                    (0.5, CLOTH, 1),
                    (1, mix(CLOTH, CLOTH_SHADE, share=0.85), 1),
                ],
            ),
        )
        for x, up in ((344, 336), (398, 402)):
            strap = [(x + dx * 0.8, top + 6), (up + dx, 440 + dy), (up + 2 + dx, 402 + dy)]
            canvas.drawPath(curve(strap), line(CLOTH, width=13))
            canvas.drawCircle(x + dx * 0.8, top + 10, 6, fill("#f0c95c"))
        pocket = skia.Rect.MakeXYWH(350 + dx * 0.7, top + 24, 42, 32)
        canvas.drawRoundRect(pocket, 8, 8, line(CLOTH_SHADE, width=3, alpha=0.7))

    def _draw_head(self, canvas: skia.Canvas, seen: Appearance) -> None:
        ball = seen.ball
        draw_curls_behind(canvas, ball, code=HAIR)
        draw_skin(canvas, ball, self.features, cheeks=seen.expression.cheeks)
        self._draw_cap(canvas, ball)
        draw_curls_before(canvas, ball, code=HAIR)
        draw_ear(canvas, ball, self.features, side=1 if ball.yaw < 0 else -1)
        draw_features(canvas, ball, self.features, seen.expression)

    def _draw_cap(self, canvas: skia.Canvas, ball: Ball) -> None:
        cap = hull([ball.knob(0, 0.10, -0.04, 1.05), ball.knob(0, -0.02, -0.16, 1.02)])
        x, y, _ = ball.place(0, 0.40, -0.40)
        nape = skia.Path()
        nape.addCircle(x, y, 1.07 * ball.radius)
        with clipped(canvas, blob(ball.trail(_MASK)), outside=True), clipped(canvas, nape):
            canvas.drawPath(cap, fill(HAIR))
