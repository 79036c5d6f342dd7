"""Drawing a clip: from a scene script to a folder with film, captions, descriptions, marks, card and poster."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from av.error import FFmpegError

from vigwidgets.core.errors import SceneRefused, StorageFull, VigError
from vigwidgets.studio.acting.lips import move_lips
from vigwidgets.studio.acting.motion import FPS
from vigwidgets.studio.acting.performance import Performance, Shot
from vigwidgets.studio.drawing.picture import Painter, Pixels
from vigwidgets.studio.film import truth
from vigwidgets.studio.film.encode import write_film, write_poster
from vigwidgets.studio.script.reading import read_scene
from vigwidgets.studio.script.scene import Scene
from vigwidgets.studio.sound.mix import mix_sound
from vigwidgets.studio.sound.voice import Line, Samples, read_line

CARD = "clip.toml"


@dataclass(frozen=True, slots=True)
class Clip:
    """A drawn clip on disk.

    Attributes:
        id: The scene's id.
        title: The scene's title.
        folder: Where its files are.
        duration_ms: Length of the film.
        frames: Number of pictures.
        sha256: Of film.mp4.
        marks: The entries of marks.json.
    """

    id: str
    title: str
    folder: Path
    duration_ms: int
    frames: int
    sha256: str
    marks: tuple[dict[str, object], ...]


class Drawing:
    """A scene made ready to draw: any frame by its number, the whole sound, and what is said when."""

    def __init__(self, scene: Scene) -> None:
        """Make ready.

        Raises:
            SceneRefused: a line is missing, spoken by somebody else, or outlasts the film.
        """
        self.scene = scene
        says = sorted(scene.says, key=lambda one: one.at_ms)
        self.speakers = tuple(one.who for one in says)
        self.said = tuple((scene.film_ms(one.at_ms), read_line(one.line, folder=scene.lines_folder)) for one in says)
        self._check_lines()
        lips = {who: move_lips(self._lines_of(who), frames=scene.frames) for who in set(self.speakers)}
        self._performance = Performance(scene, lips=lips)
        self._painter: Painter | None = None

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

    def frame(self, index: int) -> Pixels:
        """Return the pixels (720, 1280, 4; red first) of the frame `index`; the next call changes them."""
        if self._painter is None:
            self._painter = Painter(self.scene)
        return self._painter.paint(self.shot(index))

    def pictures(self) -> Iterator[Pixels]:
        """Yield every frame in order."""
        return (self.frame(index) for index in range(self.scene.frames))

    def sound(self) -> Samples:
        """Return the film's sound, mono at 48 kHz."""
        return mix_sound(self.scene, self.said)

    def captions(self) -> str:
        """Return captions.vtt."""
        return truth.captions(self.scene, self.said, speakers=self.speakers)


def draw_clip(
    scene_path: Path | str, *, out_folder: Path | str, on_progress: Callable[[int, int], None] | None = None
) -> Clip:
    """Return the clip drawn from the script at `scene_path`, with all its files in `out_folder`.

    Two drawings of one script have the same pictures and sound. Needs no speech engine.

    Args:
        scene_path: A scene script in TOML.
        out_folder: Is made where it is missing. Files of an earlier drawing are replaced, the card last.
        on_progress: Called after each picture with the number drawn and the number of all.

    Raises:
        SceneRefused: the script is wrong. Nothing was written.
        StorageFull: the folder cannot be written; what was there before is still whole.
    """
    scene_path, out_folder = Path(scene_path), Path(out_folder)
    drawing = Drawing(read_scene(scene_path))
    try:
        out_folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{out_folder.name}-", dir=out_folder.parent) as temporary:
            work = Path(temporary, "clip")
            work.mkdir()
            clip = _draw_into(work, drawing, on_progress=on_progress or _silent)
            shutil.copyfile(scene_path, work / "scene.toml")
            _move(work, out_folder)
    except VigError:
        raise
    except OSError as exc:
        raise StorageFull("The clip cannot be written there. Make room or choose another folder.") from exc
    return Clip(clip.id, clip.title, out_folder, clip.duration_ms, clip.frames, clip.sha256, clip.marks)


def _silent(done: int, of: int) -> None:
    """Tell nobody."""


def _draw_into(work: Path, drawing: Drawing, *, on_progress: Callable[[int, int], None]) -> Clip:
    scene = drawing.scene
    done = 0

    def count() -> None:
        nonlocal done
        done += 1
        on_progress(done, scene.frames)

    film = work / "film.mp4"
    try:
        write_film(film, drawing.pictures(), sound=drawing.sound(), on_picture=count)
    except FFmpegError as exc:
        raise StorageFull("The film cannot be written there. Make room or choose another folder.") from exc
    write_poster(
        work / "poster.jpg", drawing.frame(min(scene.frames - 1, scene.film_ms(scene.poster_ms) * FPS // 1000))
    )
    sha256 = hashlib.sha256(film.read_bytes()).hexdigest()
    texts = {
        "captions.vtt": drawing.captions(),
        "descriptions.vtt": truth.descriptions(scene),
        "marks.json": truth.marks_json(scene),
        CARD: truth.card(scene, sha256=sha256),
    }
    for name, text in texts.items():
        (work / name).write_text(text, "utf-8", newline="\n")
    return Clip(scene.id, scene.title, work, scene.duration_ms, scene.frames, sha256, tuple(truth.marks(scene)))


def _move(work: Path, out_folder: Path) -> None:
    """Put the finished files in their place: a new folder at once, an old one file by file with the card last."""
    if not out_folder.exists():
        work.rename(out_folder)
        return
    for path in sorted(work.iterdir(), key=lambda one: one.name == CARD):
        path.replace(out_folder / path.name)
