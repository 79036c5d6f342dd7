"""A scene script: everything a clip is drawn from, as frozen values. Times are script time in ms."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from vigwidgets.studio.acting.motion import FPS


@dataclass(frozen=True, slots=True)
class Thing:
    """A prop at its first place: `at` is the px of its foot, `side` its size in px, `yaw` its turn in degrees.

    `layer` is `table` (before the people, on what stands before them), `back` (behind them) or `front` (before all).
    `look` is which form of its kind, as `water` for a card or `open` for a book; empty for the plain one.
    """

    name: str
    kind: str
    colour: str
    at: tuple[float, float]
    side: float = 50.0
    yaw: float = 24.0
    layer: str = "table"
    look: str = ""


@dataclass(frozen=True, slots=True)
class Staging:
    """From `at_ms` on, over `over_ms`, `who` comes to be in `posture` at `at`, the px of a point on the ground.

    The point lies between the feet of who stands, sits or crouches, and under the hips of who kneels or lies.
    `facing` is `left` or `right`; it does not change within a shot, only at a cut. `size` is the head radius in px,
    0 for the person's own.
    """

    who: str
    at_ms: int
    at: tuple[float, float]
    posture: str
    facing: str
    over_ms: int = 0
    size: float = 0.0


@dataclass(frozen=True, slots=True)
class Cut:
    """From `at_ms` on the film shows the part of the stage round `centre` (px), `zoom` times larger (1 to 3)."""

    at_ms: int
    centre: tuple[float, float]
    zoom: float


@dataclass(frozen=True, slots=True)
class Setting:
    """From the cut at `at_ms` on the place has another `light`, and its table stands (empty) or is `away`."""

    at_ms: int
    light: str
    table: str = ""


@dataclass(frozen=True, slots=True)
class Noise:
    """A sound that is no voiced line begins at `at_ms`: of a thing, or (with `who`) of somebody's hands or breath."""

    at_ms: int
    name: str
    who: str = ""
    level: float = 1.0


@dataclass(frozen=True, slots=True)
class Wears:
    """Other colours for somebody's clothes in this film, and from `at_ms` on another form of their head.

    Empty for their own. `head` is a name of the person's heads, such as `defenders_on`. `near_foot` and `far_foot` are
    from `at_ms` on `bare`, or the colour of a sock.
    """

    who: str
    top: str = ""
    bottom: str = ""
    head: str = ""
    at_ms: int = 0
    near_foot: str = ""
    far_foot: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """From `at_ms` on `who` looks at `target`: a person, a thing, `who.left`, `who.right`, a spot of the place, `x,y`.

    `away` is in the distance on the side somebody faces, `down` at the ground before them, `up` above their partner.

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
    """A hand goes somewhere; `arc_px` lifts the way in its middle; `pose` is what the fingers come to do.

    `to` is a spot of the body (`lap`, `knee`, `side`, `chest`, `front`, `edge`, `chin`, `cheek`, `mouth`, `up`, `head`,
    `behind`), a thing (to hold it), `over THING`, `on THING`, `with THING` (the second hand), `under THING`, `at NAME`
    (to touch a spot of the place, or `WHO.left`, `WHO.shoulder`, `WHO.knee`, `WHO.head`), `point NAME` or `x,y`.
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
    """A thing moves with a hand from `at_ms` to `until_ms`; then it stands on `onto`, or at `at`, or is gone.

    Where the next carry of the same thing begins at `until_ms`, the other hand has taken it over.
    """

    thing: str
    who: str
    hand: str
    at_ms: int
    until_ms: int
    onto: str = ""
    at: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """A thing turns to new angles in degrees; `roll` is in the picture, against the clock, as for pouring."""

    thing: str
    at_ms: int
    over_ms: int
    yaw: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0


@dataclass(frozen=True, slots=True)
class Becomes:
    """From `at_ms` on a thing has another look: a jar is open, a phone rings, toast is spread."""

    thing: str
    at_ms: int
    look: str


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
class Way:
    """One of the ways on from a choice: the id of the clip that shows it, and what is done in it, in a few words.

    `feels` says in a sentence what it may let the other feel, as one reading among others; it may be left out.
    """

    clip: str
    text: str
    feels: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """At `at_ms` the film may be stopped and `question` asked; each way is a clip, and none is the right one.

    The film itself goes on past that moment, for those who do not choose.
    """

    at_ms: int
    question: str
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """One clip's script. Film time is script time plus `opening_ms`; `cast` is in drawing order, the farthest first.

    `notice` is a sentence about what is to be seen, `ask` a question to write about; `pair` is the id of the clip with
    the same minute lived another way, `choice` where the film can go on in several ways. `table` is `away` where what
    stands before the people has been moved aside.
    """

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
    light: str = "day"
    table: str = ""
    stagings: tuple[Staging, ...] = ()
    cuts: tuple[Cut, ...] = ()
    settings: tuple[Setting, ...] = ()
    noises: tuple[Noise, ...] = ()
    wears: tuple[Wears, ...] = ()
    things: tuple[Thing, ...] = ()
    looks: tuple[Look, ...] = ()
    changes: tuple[Change, ...] = ()
    reaches: tuple[Reach, ...] = ()
    carries: tuple[Carry, ...] = ()
    turns: tuple[Turn, ...] = ()
    becomes: tuple[Becomes, ...] = ()
    wobbles: tuple[Wobble, ...] = ()
    bounces: tuple[Bounce, ...] = ()
    blinks: tuple[Blinks, ...] = ()
    says: tuple[Says, ...] = ()
    marks: tuple[SceneMark, ...] = ()
    descriptions: tuple[Description, ...] = field(default=())
    notice: str = ""
    ask: str = ""
    pair: str = ""
    choice: Choice | None = None

    @property
    def frames(self) -> int:
        """The number of pictures of the film."""
        return (self.opening_ms + self.length_ms + self.closing_ms) * FPS // 1000

    @property
    def duration_ms(self) -> int:
        """The length of the film: its frames times 40 ms."""
        return self.frames * 1000 // FPS

    @property
    def poster_frame(self) -> int:
        """The number of the frame that is the poster."""
        return min(self.frames - 1, self.film_ms(self.poster_ms) * FPS // 1000)

    def film_ms(self, script_ms: int) -> int:
        """Return film time of a script time."""
        return script_ms + self.opening_ms

    def setting(self, script_ms: float) -> Setting:
        """Return the light and the table as they are at a script time."""
        begun = [one for one in self.settings if one.at_ms <= script_ms]
        first = Setting(-self.opening_ms, self.light, self.table)
        return max(begun, key=lambda one: one.at_ms, default=first)

    def label(self, who: str) -> str:
        """Return the name people read for a member of the cast."""
        return dict(self.labels)[who]
