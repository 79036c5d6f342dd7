"""A film drawn by two processes is the one drawn by one, and nothing is left of a drawing that was broken off."""

from __future__ import annotations

import signal
from itertools import pairwise
from pathlib import Path

import av
import psutil
import pytest

from vigwidgets.core.errors import StorageFull
from vigwidgets.studio import Drawing, read_scene
from vigwidgets.studio.acting.motion import FPS
from vigwidgets.studio.film.encode import join_film
from vigwidgets.studio.film.workers import PART, draw_parts


@pytest.fixture
def drawing(small: Path, small_text: str) -> Drawing:
    """Return a scene of two parts and a little more."""
    small.write_text(small_text.replace("length_ms = 1200", "length_ms = 9200"), "utf-8")
    return Drawing(read_scene(small))


def test_one_process_or_two_give_the_same_bytes(drawing: Drawing, tmp_path: Path) -> None:
    found: list[list[bytes]] = []
    for workers in (1, 2):
        (tmp_path / str(workers)).mkdir()
        told: list[int] = []
        parts = draw_parts(drawing, tmp_path / str(workers), on_picture=told.append, workers=workers)
        assert told[-1] == drawing.scene.frames
        assert told == sorted(told)
        found.append([part.read_bytes() for part in parts])
    assert len(found[0]) == 3
    assert found[0] == found[1]


def test_the_joined_film_has_every_picture_once_and_in_time(drawing: Drawing, tmp_path: Path) -> None:
    parts = draw_parts(drawing, tmp_path, on_picture=lambda _: None, workers=1)
    join_film(tmp_path / "film.mp4", parts, sound=drawing.sound())
    with av.open(str(tmp_path / "film.mp4")) as film:
        stream = film.streams.video[0]
        times = [float(frame.pts * frame.time_base) for frame in film.decode(stream)]
        keys = [float(p.pts * p.time_base) for p in _packets(tmp_path / "film.mp4") if p.is_keyframe]
    assert len(times) == drawing.scene.frames
    assert times[0] == 0
    assert all(abs(b - a - 1 / FPS) < 1e-6 for a, b in pairwise(times))
    assert max(b - a for a, b in pairwise([*keys, drawing.scene.frames / FPS])) <= 4
    assert PART / FPS in keys


def _packets(path: Path) -> list[av.Packet]:
    with av.open(str(path)) as film:
        return [packet for packet in film.demux(film.streams.video[0]) if packet.pts is not None]


def test_breaking_off_ends_every_process(drawing: Drawing, tmp_path: Path) -> None:
    def stop(done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        draw_parts(drawing, tmp_path, on_picture=stop, workers=2)
    assert not [one for one in psutil.Process().children(recursive=True) if "spawn_main" in " ".join(one.cmdline())]


def test_a_process_that_is_killed_is_told_in_a_sentence(drawing: Drawing, tmp_path: Path) -> None:
    def kill(done: int) -> None:
        for one in psutil.Process().children(recursive=True):
            if "spawn_main" in " ".join(one.cmdline()):
                one.kill()

    with pytest.raises(StorageFull, match="Close other programs"):
        draw_parts(drawing, tmp_path, on_picture=kill, workers=2)


def test_ctrl_c_is_for_the_parent_alone(drawing: Drawing, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    sent: list[int] = []

    def interrupt(done: int) -> None:
        if not sent:
            for one in psutil.Process().children(recursive=True):
                if "spawn_main" in " ".join(one.cmdline()):
                    one.send_signal(signal.SIGINT)
                    sent.append(one.pid)

    parts = draw_parts(drawing, tmp_path, on_picture=interrupt, workers=2)

    assert len(sent) == 2
    assert all(part.stat().st_size for part in parts)
    assert "Traceback" not in capfd.readouterr().err
