from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from tests.studio.truth.redraw import worst_psnr
from vigwidgets.core.errors import StorageFull
from vigwidgets.studio import Clip, Drawing, draw_clip, read_scene

FILES = [
    "captions.vtt",
    "clip.toml",
    "descriptions.vtt",
    "film.mp4",
    "marks.json",
    "poster.jpg",
    "scene.toml",
    "sounds.m4a",
]


def frame_hash(drawing: Drawing, index: int) -> str:
    return hashlib.sha256(drawing.frame(index).tobytes()).hexdigest()


def test_two_drawings_give_the_same_pictures_in_any_order(clip_folder: Path) -> None:
    scene = clip_folder / "scene.toml"
    first, second = Drawing(read_scene(scene)), Drawing(read_scene(scene))
    forward = {index: frame_hash(first, index) for index in (0, 200, 440)}
    backward = {index: frame_hash(second, index) for index in (440, 200, 0)}

    assert forward == backward
    assert len(set(forward.values())) == 3


def test_two_drawings_give_the_same_sound(small: Path) -> None:
    first, second = Drawing(read_scene(small)).sound(), Drawing(read_scene(small)).sound()

    assert np.array_equal(first, second)
    assert len(first) == 1.2 * 48000


@dataclass(frozen=True)
class Drawn:
    clip: Clip
    told: list[tuple[int, int]]


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory, small_text: str) -> Drawn:
    """Return a small clip drawn into a folder of its own beside its script."""
    folder = tmp_path_factory.mktemp("clip")
    (folder / "scene.toml").write_text(small_text, "utf-8")
    told: list[tuple[int, int]] = []
    clip = draw_clip(
        folder / "scene.toml", out_folder=folder / "out", on_progress=lambda done, of: told.append((done, of))
    )
    return Drawn(clip, told)


def test_a_drawn_clip_has_all_its_files_and_their_hash(drawn: Drawn) -> None:
    folder = drawn.clip.folder

    assert sorted(path.name for path in folder.iterdir()) == FILES
    assert drawn.clip.sha256 == hashlib.sha256((folder / "film.mp4").read_bytes()).hexdigest()
    assert sorted(path.name for path in folder.parent.iterdir()) == ["out", "scene.toml"]


def test_progress_is_told_after_each_picture(drawn: Drawn) -> None:
    assert drawn.told == [(count, 30) for count in range(1, 31)]


def test_drawing_again_gives_the_same_film_and_keeps_other_files(drawn: Drawn, small: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "notes.txt").write_text("mine", "utf-8")
    again = draw_clip(small, out_folder=tmp_path / "out")

    assert again.sha256 == drawn.clip.sha256
    assert (tmp_path / "out" / "notes.txt").read_text("utf-8") == "mine"


def test_a_drawing_that_is_broken_off_leaves_nothing_behind(small: Path, tmp_path: Path) -> None:
    def stop(done: int, of: int) -> None:
        if done == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        draw_clip(small, out_folder=tmp_path / "out", on_progress=stop)

    assert [path.name for path in tmp_path.iterdir()] == ["scene.toml"]


def test_a_folder_that_cannot_be_made_is_told_in_a_sentence(small: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")

    with pytest.raises(StorageFull, match="cannot be written there"):
        draw_clip(small, out_folder=tmp_path / "file" / "out")


def test_red_is_drawn_red_and_blue_blue(small: Path) -> None:
    drawing = Drawing(read_scene(small))
    pixels = drawing.frame(0).copy()

    for name, channel in (("red", 2), ("blue", 0)):
        x, y = drawing.shot(0).things[name].centre
        assert int(np.argmax(pixels[round(y), round(x), :3])) == channel


@pytest.mark.long
def test_a_fine_film_is_as_sharp_in_no_more_bytes(clip_folder: Path, tmp_path: Path) -> None:
    text = (clip_folder / "scene.toml").read_text("utf-8")
    scene = tmp_path / "scene.toml"
    scene.write_text(text.replace('"../lines"', f'"{(clip_folder.parent / "lines").as_posix()}"'), "utf-8")
    quick = draw_clip(scene, out_folder=tmp_path / "quick").folder / "film.mp4"
    fine = draw_clip(scene, out_folder=tmp_path / "fine", fine=True).folder / "film.mp4"

    assert fine.stat().st_size <= quick.stat().st_size
    drawing = Drawing(read_scene(scene))
    shown = [40, 220, 440, 600]
    assert worst_psnr(fine, drawing, shown) > worst_psnr(quick, drawing, shown) - 0.5
