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
from vigwidgets.studio.film.encode import KEY_FRAME_EVERY, SOUND_BITS, join_film, write_sound
from vigwidgets.studio.film.workers import draw_parts, part_starts


@pytest.fixture
def drawing(small: Path, small_text: str) -> Drawing:
    """Return a scene of some ten seconds."""
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
    assert len(found[0]) == 4
    assert found[0] == found[1]


@pytest.mark.parametrize("frames", [1, 100, 101, 660, 15_000])
def test_parts_are_even_in_length_and_in_number_and_no_longer_than_a_key_frame_may_wait(frames: int) -> None:
    starts = part_starts(frames)
    lengths = [end - start for start, end in pairwise([*starts, frames])]
    assert starts[0] == 0
    assert max(lengths) <= KEY_FRAME_EVERY
    assert max(lengths) - min(lengths) <= 1
    assert len(starts) == 1 or len(starts) % 2 == 0


def test_what_is_left_to_do_is_done_once_while_others_draw(drawing: Drawing, tmp_path: Path) -> None:
    for workers in (1, 2):
        (tmp_path / str(workers)).mkdir()
        order: list[int] = []
        draw_parts(
            drawing,
            tmp_path / str(workers),
            on_picture=order.append,
            meanwhile=lambda order=order: order.append(-1),
            workers=workers,
        )
        assert order.count(-1) == 1
        assert max(order) == drawing.scene.frames


def test_the_joined_film_has_every_picture_once_and_in_time(drawing: Drawing, tmp_path: Path) -> None:
    parts = draw_parts(drawing, tmp_path, on_picture=lambda _: None, workers=1)
    write_sound(tmp_path / "sound.m4a", drawing.sound(), bits=SOUND_BITS)
    join_film(tmp_path / "film.mp4", parts, sound=tmp_path / "sound.m4a")
    with av.open(str(tmp_path / "film.mp4")) as film:
        stream = film.streams.video[0]
        times = [float(frame.pts * frame.time_base) for frame in film.decode(stream)]
        keys = [float(p.pts * p.time_base) for p in _packets(tmp_path / "film.mp4") if p.is_keyframe]
    assert len(times) == drawing.scene.frames
    assert times[0] == 0
    assert all(abs(b - a - 1 / FPS) < 1e-6 for a, b in pairwise(times))
    assert max(b - a for a, b in pairwise([*keys, drawing.scene.frames / FPS])) <= 4
    assert {start / FPS for start in part_starts(drawing.scene.frames)} <= set(keys)


def _packets(path: Path) -> list[av.Packet]:
    with av.open(str(path)) as film:
        return [packet for packet in film.demux(film.streams.video[0]) if packet.pts is not None]


def drawing_processes() -> list[psutil.Process]:
    """Return the running processes that draw for this one."""
    running = [one for one in psutil.Process().children(recursive=True) if one.status() != psutil.STATUS_ZOMBIE]
    return [one for one in running if "spawn_main" in " ".join(one.cmdline())]


def test_breaking_off_ends_every_process(drawing: Drawing, tmp_path: Path) -> None:
    def stop(done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        draw_parts(drawing, tmp_path, on_picture=stop, workers=2)
    assert not drawing_processes()


def test_a_process_that_is_killed_is_told_in_a_sentence(drawing: Drawing, tmp_path: Path) -> None:
    def kill(done: int) -> None:
        for one in drawing_processes():
            one.kill()

    with pytest.raises(StorageFull, match="Close other programs"):
        draw_parts(drawing, tmp_path, on_picture=kill, workers=2)


def test_ctrl_c_is_for_the_parent_alone(drawing: Drawing, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    sent: list[int] = []

    def interrupt(done: int) -> None:
        if not sent:
            for one in drawing_processes():
                one.send_signal(signal.SIGINT)
                sent.append(one.pid)

    parts = draw_parts(drawing, tmp_path, on_picture=interrupt, workers=2)

    assert len(sent) == 1
    assert all(part.stat().st_size for part in parts)
    assert "Traceback" not in capfd.readouterr().err
