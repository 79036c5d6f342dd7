"""Drawing a clip: from a scene script to a folder with film, captions, descriptions, marks, card and poster."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from av.error import FFmpegError

from vigwidgets.core.errors import StorageFull, VigError
from vigwidgets.studio.film import truth
from vigwidgets.studio.film.drawing import Drawing
from vigwidgets.studio.film.encode import (
    FINE,
    LONG,
    LONG_S,
    MOST_BYTES_A_MINUTE,
    NOISE_BITS,
    QUICK,
    SOUND_BITS,
    Care,
    join_film,
    write_poster,
    write_sound,
)
from vigwidgets.studio.film.workers import draw_parts
from vigwidgets.studio.script.reading import read_scene
from vigwidgets.studio.script.scene import Scene

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


def draw_clip(
    scene_path: Path | str,
    *,
    out_folder: Path | str,
    fine: bool = False,
    on_progress: Callable[[int, int], None] | None = None,
) -> Clip:
    """Return the clip drawn from the script at `scene_path`, with all its files in `out_folder`.

    Two drawings of one script have the same pictures and sound. Needs no speech engine.

    Args:
        scene_path: A scene script in TOML.
        out_folder: Is made where it is missing. Files of an earlier drawing are replaced, the card last.
        fine: Take more time to keep a film that is handed on sharp and, if that can be had, under 3 MB a minute.
        on_progress: Called now and then with the number of pictures drawn and the number of all; it may raise. A fine
            film that came out too large is drawn again, and the number begins anew.

    Raises:
        SceneRefused: the script is wrong. Nothing was written.
        StorageFull: the folder cannot be written; what was there before is still whole.
    """
    scene_path = Path(scene_path)
    script = scene_path.read_bytes() if scene_path.is_file() else b""
    scene = read_scene(scene_path)
    return draw_scene(scene, script=script, out_folder=out_folder, fine=fine, on_progress=on_progress)


def draw_scene(
    scene: Scene,
    *,
    script: bytes,
    out_folder: Path | str,
    fine: bool = False,
    on_progress: Callable[[int, int], None] | None = None,
) -> Clip:
    """Return the clip drawn from a scene, as `draw_clip`; `script` is left beside the film as scene.toml."""
    out_folder = Path(out_folder)
    cares = (LONG if scene.duration_ms > LONG_S * 1000 else FINE) if fine else QUICK
    drawing = Drawing(scene, on_twos=cares[0].on_twos)
    try:
        out_folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{out_folder.name}-", dir=out_folder.parent) as temporary:
            work = Path(temporary, "clip")
            work.mkdir()
            clip = _draw_into(work, drawing, cares=cares, on_progress=on_progress or _silent)
            (work / "scene.toml").write_bytes(script)
            _move(work, out_folder)
    except VigError:
        raise
    except OSError as exc:
        raise StorageFull("The clip cannot be written there. Make room or choose another folder.") from exc
    return Clip(clip.id, clip.title, out_folder, clip.duration_ms, clip.frames, clip.sha256, clip.marks)


def _silent(done: int, of: int) -> None:
    """Tell nobody."""


def _draw_into(work: Path, drawing: Drawing, *, cares: Sequence[Care], on_progress: Callable[[int, int], None]) -> Clip:
    scene, film = drawing.scene, work / "film.mp4"
    try:
        for care in cares:
            _draw_film(film, drawing, care=care, on_progress=on_progress)
            if film.stat().st_size * 60_000 <= MOST_BYTES_A_MINUTE * scene.duration_ms:
                break
    except FFmpegError as exc:
        raise StorageFull("The film cannot be written there. Make room or choose another folder.") from exc
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


def _draw_film(film: Path, drawing: Drawing, *, care: Care, on_progress: Callable[[int, int], None]) -> None:
    """Write the film, and beside it what else is shown or heard of it."""
    parts, sounding, frames = film.with_name("parts"), film.with_name("sounding.mp4"), drawing.scene.frames

    def write_the_rest() -> None:
        sounds = drawing.sounds()
        write_sound(film.with_name("sounds.m4a"), sounds, bits=NOISE_BITS, care=care)
        write_sound(sounding, drawing.spoken_over(sounds), bits=SOUND_BITS, care=care)
        write_poster(film.with_name("poster.jpg"), drawing.frame(drawing.scene.poster_frame))

    parts.mkdir()
    found = draw_parts(
        drawing, parts, care=care, meanwhile=write_the_rest, on_picture=lambda done: on_progress(done, frames)
    )
    join_film(film, found, sound=sounding)
    sounding.unlink()
    shutil.rmtree(parts)


def _move(work: Path, out_folder: Path) -> None:
    """Put the finished files in their place: a new folder at once, an old one file by file with the card last."""
    if not out_folder.exists():
        work.rename(out_folder)
        return
    for path in sorted(work.iterdir(), key=lambda one: one.name == CARD):
        path.replace(out_folder / path.name)
