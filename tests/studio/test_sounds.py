"""The sound without what is said, for captions first."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest

from vigwidgets.studio import Drawing, read_scene
from vigwidgets.studio.film.encode import NOISE_BITS, write_sound
from vigwidgets.studio.sound.voice import RATE, Samples


@pytest.fixture(scope="module")
def mixes(clip_folder: Path) -> tuple[Samples, Samples]:
    drawing = Drawing(read_scene(clip_folder / "scene.toml"))
    return drawing.sound(), drawing.sounds()


def test_where_nobody_speaks_the_two_are_one(mixes: tuple[Samples, Samples]) -> None:
    whole, noises = (mix[2 * RATE : 8 * RATE] for mix in mixes)
    assert np.array_equal(whole, noises)
    assert np.abs(noises).max() > 0.01


def test_where_somebody_speaks_only_the_room_is_heard(mixes: tuple[Samples, Samples]) -> None:
    whole, noises = (float(np.sqrt((mix[int(10.8 * RATE) : 12 * RATE] ** 2).mean())) for mix in mixes)
    assert whole > 20 * noises


def test_the_file_lasts_as_long_as_the_film(mixes: tuple[Samples, Samples], tmp_path: Path) -> None:
    write_sound(tmp_path / "sounds.m4a", mixes[1], bits=NOISE_BITS)
    with av.open(str(tmp_path / "sounds.m4a")) as file:
        assert file.streams.audio[0].codec_context.name == "aac"
        assert abs((file.duration or 0) / 1_000_000 - len(mixes[1]) / RATE) < 0.05
    assert (tmp_path / "sounds.m4a").stat().st_size < 6_000 * len(mixes[1]) / RATE
