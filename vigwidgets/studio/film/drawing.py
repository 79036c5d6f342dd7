"""A scene made ready to draw."""

from __future__ import annotations

from collections.abc import Iterator

from vigwidgets.core.errors import SceneRefused
from vigwidgets.studio.acting.lips import move_lips
from vigwidgets.studio.acting.performance import Performance, Shot
from vigwidgets.studio.drawing.picture import Painter, Pixels
from vigwidgets.studio.drawing.steady import Steady
from vigwidgets.studio.film import truth
from vigwidgets.studio.script.scene import Scene
from vigwidgets.studio.sound.mix import add_lines, mix_sound
from vigwidgets.studio.sound.voice import Line, Samples, read_line


class Drawing:
    """A scene made ready to draw: any frame by its number, the whole sound, and what is said when."""

    def __init__(self, scene: Scene, *, on_twos: bool = False) -> None:
        """Make ready.

        Args:
            scene: What is drawn.
            on_twos: Whether every drawing stands for two frames, which is half the work.

        Raises:
            SceneRefused: a line is missing, spoken by somebody else, or outlasts the film.
        """
        self.scene, self.on_twos = scene, on_twos
        says = sorted(scene.says, key=lambda one: one.at_ms)
        self.speakers = tuple(one.who for one in says)
        self.said = tuple((scene.film_ms(one.at_ms), read_line(one.line, folder=scene.lines_folder)) for one in says)
        self._check_lines()
        lips = {who: move_lips(self._lines_of(who), frames=scene.frames) for who in set(self.speakers)}
        self._performance = Performance(scene, lips=lips)
        twos_within = self._performance.cut if on_twos else None
        self._steady = Steady(self.shot, frames=scene.frames, twos_within=twos_within)
        self._painter: Painter | None = None
        self._painted: tuple[Shot, Pixels] | None = None

    def _check_lines(self) -> None:
        for (start_ms, line), who in zip(self.said, self.speakers, strict=True):
            if line.who != who:
                raise SceneRefused(
                    f"The line {line.key!r} is not in {self.scene.label(who)}'s voice. Choose another line."
                )
            if start_ms + line.length_ms > self.scene.duration_ms:
                raise SceneRefused(f"The line {line.key!r} outlasts the film. Let it begin earlier.")

    def _lines_of(self, who: str) -> list[tuple[int, Line]]:
        return [said for said, speaker in zip(self.said, self.speakers, strict=True) if speaker == who]

    def shot(self, index: int) -> Shot:
        """Return what the script wants in the frame `index`."""
        return self._performance.shot(index)

    def shown(self, index: int) -> Shot:
        """Return what the frame `index` shows: as the script wants it, with who hardly moves held still."""
        return self._steady.frame(index).shot

    def frame(self, index: int) -> Pixels:
        """Return the pixels (720, 1280, 4; blue first) of the frame `index`; the next call changes them.

        A frame that shows the same as the one asked for before is the very same object, and takes no time.
        """
        if self._painter is None:
            self._painter = Painter(self.scene)
        held = self._steady.frame(index)
        if self._painted is None or not _looks_alike(self._painted[0], held.shot):
            self._painted = held.shot, self._painter.paint(held.shot, still=held.still).view()
        return self._painted[1]

    def pictures(self, first: int = 0, last: int | None = None) -> Iterator[Pixels]:
        """Yield the frames from `first` to before `last` (the film's end) in order."""
        return (self.frame(index) for index in range(first, self.scene.frames if last is None else last))

    def sound(self) -> Samples:
        """Return the film's sound, mono at 48 kHz."""
        return self.spoken_over(self.sounds())

    def sounds(self) -> Samples:
        """Return the same sound without what is said: the room, things, and what people let be heard without words."""
        return mix_sound(self.scene, [one for one in self.said if not _is_spoken(one[1])])

    def spoken_over(self, sounds: Samples) -> Samples:
        """Return the film's sound from its `sounds`."""
        return add_lines(sounds, [one for one in self.said if _is_spoken(one[1])])

    def captions(self) -> str:
        """Return captions.vtt."""
        return truth.captions(self.scene, self.said, speakers=self.speakers)


def _is_spoken(line: Line) -> bool:
    return not line.text.startswith("(")


def _looks_alike(first: Shot, second: Shot) -> bool:
    """Return whether two shots are drawn the same; whom a look is meant for is not seen but by the eyes."""
    return (first.people, first.things, first.cut) == (second.people, second.things, second.cut)
