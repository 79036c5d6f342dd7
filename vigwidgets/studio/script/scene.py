"""A scene script: everything a clip is drawn from, as frozen values. Times are script time in ms."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from vigwidgets.studio.acting.motion import FPS


@dataclass(frozen=True, slots=True)
class Thing:
    """A prop at its first place: `at` is the px of its foot, `side` its size in px, `yaw` its turn in degrees."""

    name: str
    kind: str
    colour: str
    at: tuple[float, float]
    side: float = 50.0
    yaw: float = 24.0


@dataclass(frozen=True, slots=True)
class Look:
    """From `at_ms` on `who` looks at `target`: a person, a thing, `who.left`, `who.right`, or `x,y`.

    `head` is how much of its usual share the head takes: 1 a full look, 0.3 a glance.
    """

    who: str
    at_ms: int
    target: str
    head: float = 1.0


@dataclass(frozen=True, slots=True)
class Change:
    """From `at_ms` on, over `over_ms`, the parts named in `values` go to their new value."""

    who: str
    at_ms: int
    over_ms: int
    values: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """A hand goes somewhere: `to` is a spot of the person's, a thing, `over NAME`, `on NAME` or `with NAME`.

    `arc_px` lifts the way in its middle; `pose` is what the fingers come to do.
    """

    who: str
    hand: str
    at_ms: int
    over_ms: int
    to: str
    pose: str
    arc_px: float = 0.0


@dataclass(frozen=True, slots=True)
class Carry:
    """A thing moves with a hand from `at_ms` to `until_ms` and is then left standing on `onto`, if named."""

    thing: str
    who: str
    hand: str
    at_ms: int
    until_ms: int
    onto: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """A thing turns to new angles in degrees."""

    thing: str
    at_ms: int
    over_ms: int
    yaw: float = 0.0
    pitch: float = 0.0


@dataclass(frozen=True, slots=True)
class Wobble:
    """A thing rocks and comes to rest: first swing in degrees."""

    thing: str
    at_ms: int
    over_ms: int
    degrees: float


@dataclass(frozen=True, slots=True)
class Bounce:
    """Small jumps of pleasure on both feet."""

    who: str
    at_ms: int
    times: int
    height_px: float


@dataclass(frozen=True, slots=True)
class Blinks:
    """When somebody blinks."""

    who: str
    at_ms: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Says:
    """A voiced line of the line bank begins at `at_ms`."""

    who: str
    at_ms: int
    line: str


@dataclass(frozen=True, slots=True)
class SceneMark:
    """What the script writer put into the scene, to become one entry of marks.json."""

    id: str
    kind: str
    who: str
    start_ms: int
    end_ms: int
    principles: tuple[str, ...] = ()
    answers: str = ""
    reading: str = "plain"
    also: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Description:
    """A sentence for those who do not see the picture, spoken between the lines."""

    start_ms: int
    end_ms: int
    text: str


@dataclass(frozen=True, slots=True)
class Scene:
    """One clip's script. Film time is script time plus `opening_ms`; `cast` is in drawing order, the farthest first."""

    id: str
    title: str
    tiers: tuple[int, ...]
    licence: str
    place: str
    seed: int
    opening_ms: int
    length_ms: int
    closing_ms: int
    poster_ms: int
    lines_folder: Path
    cast: tuple[str, ...]
    labels: tuple[tuple[str, str], ...]
    things: tuple[Thing, ...] = ()
    looks: tuple[Look, ...] = ()
    changes: tuple[Change, ...] = ()
    reaches: tuple[Reach, ...] = ()
    carries: tuple[Carry, ...] = ()
    turns: tuple[Turn, ...] = ()
    wobbles: tuple[Wobble, ...] = ()
    bounces: tuple[Bounce, ...] = ()
    blinks: tuple[Blinks, ...] = ()
    says: tuple[Says, ...] = ()
    marks: tuple[SceneMark, ...] = ()
    descriptions: tuple[Description, ...] = field(default=())

    @property
    def frames(self) -> int:
        """The number of pictures of the film."""
        return (self.opening_ms + self.length_ms + self.closing_ms) * FPS // 1000

    @property
    def duration_ms(self) -> int:
        """The length of the film: its frames times 40 ms."""
        return self.frames * 1000 // FPS

    def film_ms(self, script_ms: int) -> int:
        """Return film time of a script time."""
        return script_ms + self.opening_ms

    def label(self, who: str) -> str:
        """Return the name people read for a member of the cast."""
        return dict(self.labels)[who]
