"""A clip can be drawn again from its script: the same texts, the same pictures."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.studio.truth.redraw import LEAST_FILM_PSNR, LEAST_PSNR, fingerprint, pictures, psnr, worst_psnr
from tests.thoroughly import some_of
from vigwidgets.studio import Drawing, draw_clip, read_scene
from vigwidgets.studio.film import truth

ROOT = Path(__file__).resolve().parents[2]
DRAWN = sorted(
    path.parent for path in (ROOT / "sample_clips").glob("*/film.mp4") if (path.parent / "scene.toml").is_file()
)
FRAMES = (40, 440)
SOME = some_of(DRAWN, each=3)
AGAIN = some_of(["c01", "c06a"], each=2)
"""Clips drawn again from first to last frame; of the others three frames are."""
ELSEWHERE = """
import sys
from tests.studio.truth.redraw import fingerprint
from vigwidgets.studio import Drawing, read_scene
print(fingerprint(Drawing(read_scene(sys.argv[1])), map(int, sys.argv[2:])))
"""


@pytest.fixture(params=DRAWN, ids=[folder.name for folder in DRAWN])
def folder(request: pytest.FixtureRequest) -> Path:
    return request.param


def test_texts_written_anew_from_the_script_are_those_of_the_clip(folder: Path) -> None:
    drawing = Drawing(read_scene(folder / "scene.toml"))
    scene, sha256 = drawing.scene, hashlib.sha256((folder / "film.mp4").read_bytes()).hexdigest()
    anew = {
        "captions.vtt": drawing.captions(),
        "descriptions.vtt": truth.descriptions(scene),
        "marks.json": truth.marks_json(scene),
        "clip.toml": truth.card(scene, sha256=sha256),
    }

    assert {name: (folder / name).read_text("utf-8") for name in anew} == anew


@pytest.mark.parametrize("folder", SOME, ids=[folder.name for folder in SOME])
def test_pictures_drawn_anew_are_those_of_the_film(folder: Path) -> None:
    drawing = Drawing(read_scene(folder / "scene.toml"))
    last = drawing.scene.frames - 1

    assert worst_psnr(folder / "film.mp4", drawing, [last // 5, last // 2, last]) >= LEAST_FILM_PSNR


def test_another_process_draws_the_same_pictures(clip_folder: Path, drawing: Drawing) -> None:
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "7"}
    command = [sys.executable, "-c", ELSEWHERE, str(clip_folder / "scene.toml"), *map(str, FRAMES)]
    done = subprocess.run(command, env=surroundings, cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == fingerprint(drawing, FRAMES)
    assert fingerprint(drawing, FRAMES) != fingerprint(drawing, FRAMES[::-1])


def test_equal_and_nearly_equal_pictures_reach_45_db(drawing: Drawing) -> None:
    picture = drawing.frame(440).copy()
    noise = np.random.default_rng(0).integers(-1, 2, picture.shape)
    nearly = np.clip(picture.astype(int) + noise, 0, 255).astype(np.uint8)

    assert psnr(picture, picture) == float("inf")
    assert psnr(picture, nearly) >= LEAST_PSNR


def test_a_picture_that_is_a_pixel_or_a_third_of_a_second_off_does_not_reach_45_db(drawing: Drawing) -> None:
    picture = drawing.frame(440).copy()

    assert psnr(picture, np.roll(picture, 1, axis=1)) < LEAST_PSNR
    assert psnr(picture, drawing.frame(448)) < LEAST_PSNR


def test_a_film_of_another_script_is_told_from_this_one(clip_folder: Path, small: Path) -> None:
    assert worst_psnr(clip_folder / "film.mp4", Drawing(read_scene(small)), [5, 25]) < LEAST_FILM_PSNR


@pytest.mark.long
@pytest.mark.parametrize("name", AGAIN)
def test_a_clip_drawn_again_is_the_same_film(name: str, tmp_path: Path) -> None:
    folder = ROOT / "sample_clips" / name
    clip = draw_clip(folder / "scene.toml", out_folder=tmp_path / "again", fine=True)
    frames = range(0, clip.frames, 50)
    both = (pictures(place / "film.mp4", frames) for place in (folder, clip.folder))

    assert (clip.folder / "marks.json").read_bytes() == (folder / "marks.json").read_bytes()
    assert min(psnr(one, other) for one, other in zip(*both, strict=True)) >= LEAST_PSNR
