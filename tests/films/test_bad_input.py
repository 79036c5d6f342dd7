"""Files that are no film, or no longer a whole one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import av
import pytest

from vigwidgets.core.errors import FilmHasNoPicture, FilmMissing, FilmNotPlayable, FilmUnreadable, InvalidValue
from vigwidgets.films import Shelf, frame_times, probe

Real = Callable[[str], Path]
Made = Callable[..., Path]


def copied(film: Path, folder: Path, *, keep_bytes: int | None = None) -> Path:
    """Copy a film, or its first bytes, to where it may be changed."""
    copy = folder / f"copy{film.suffix}"
    copy.write_bytes(film.read_bytes()[:keep_bytes])
    return copy


def overwritten(film: Path, *, at: float, with_bytes: bytes) -> Path:
    """Write over a film's bytes from the fraction `at` of its length on."""
    with film.open("r+b") as file:
        file.seek(int(film.stat().st_size * at))
        file.write(with_bytes)
    return film


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(FilmMissing, match="no film at that place"):
        probe(tmp_path / "nowhere.mp4")


def test_a_path_through_a_file_is_said_to_be_missing(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(FilmMissing, match="no film at that place"):
        probe(tmp_path / "file" / "film.mp4")


def test_a_path_with_a_null_letter_is_refused() -> None:
    with pytest.raises(FilmUnreadable, match="cannot be read"):
        probe(Path("film\0.mp4"))


def test_a_folder_is_no_film(tmp_path: Path) -> None:
    with pytest.raises(FilmUnreadable, match="a folder"):
        probe(tmp_path)


def test_an_empty_file_is_said_to_be_empty(tmp_path: Path) -> None:
    (tmp_path / "empty.mp4").touch()
    with pytest.raises(FilmUnreadable, match="is empty"):
        probe(tmp_path / "empty.mp4")


@pytest.mark.parametrize(
    "text", ["Dear parents, ", "#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/a.ts\n", "ffconcat version 1.0\nfile a.mp4\n"]
)
def test_text_renamed_to_mp4_is_no_film(tmp_path: Path, text: str) -> None:
    (tmp_path / "text.mp4").write_text(text * 40, "utf-8")
    with pytest.raises(FilmUnreadable, match="no film"):
        probe(tmp_path / "text.mp4")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no named pipes in folders there")
@pytest.mark.timeout(10)
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.mp4")
    with pytest.raises(FilmUnreadable, match="a pipe or a device"):
        probe(tmp_path / "pipe.mp4")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no device files there")
def test_a_device_is_refused() -> None:
    with pytest.raises(FilmUnreadable, match="a pipe or a device"):
        probe(Path("/dev/zero"))


def test_a_film_one_may_not_read_is_refused(real: Real, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(FilmUnreadable, match="may not be read"):
        probe(real("friday.mp4"))


def test_a_link_to_a_film_is_that_film(real: Real, tmp_path: Path) -> None:
    (tmp_path / "link.mp4").symlink_to(real("friday.mp4"))
    assert probe(tmp_path / "link.mp4").frames == 185


def test_a_name_in_another_script_is_no_hindrance(real: Real, tmp_path: Path) -> None:
    film = tmp_path / "élève – 先生 %d [1].mp4"
    shutil.copyfile(real("friday.mp4"), film)
    assert probe(film).frames == 185


@pytest.mark.parametrize("share", [0.3, 0.7, 0.999])
@pytest.mark.parametrize("name", ["friday.mp4", "flower.webm", "example.mp4", "with-gps.mov", "counter.mp4"])
def test_a_film_whose_data_ends_early_is_said_to_be_cut_off(
    real: Real, tmp_path: Path, name: str, share: float
) -> None:
    whole = real(name)
    with pytest.raises(FilmUnreadable, match="cut off"):
        probe(copied(whole, tmp_path, keep_bytes=int(whole.stat().st_size * share)))


def test_a_film_cut_off_inside_a_fragment_is_refused(made: Made, tmp_path: Path) -> None:
    film = made("fragments.mp4", options={"movflags": "frag_keyframe+empty_moov"})
    with pytest.raises(FilmUnreadable, match="cut off"):
        probe(copied(film, tmp_path, keep_bytes=film.stat().st_size // 2))


def test_a_live_recording_without_lengths_plays_until_it_is_cut_off(made: Made, tmp_path: Path) -> None:
    film = made("live.webm", codec="libvpx", options={"live": "1"})
    assert probe(film).browser_plays
    with pytest.raises(FilmUnreadable, match="cut off"):
        probe(copied(film, tmp_path, keep_bytes=film.stat().st_size // 2))


def test_a_film_without_the_data_its_table_points_to_is_cut_off(made: Made, tmp_path: Path) -> None:
    data = made("front.mp4", options={"movflags": "faststart"}).read_bytes()
    at = data.index(b"mdat") - 4
    (tmp_path / "short.mp4").write_bytes(data[:at] + (1000).to_bytes(4) + data[at + 4 : at + 1000])
    with pytest.raises(FilmUnreadable, match="cut off"):
        probe(tmp_path / "short.mp4")


@pytest.mark.parametrize("codec", ["libx264", "libvpx", "libvpx-vp9"])
@pytest.mark.parametrize("at", [0.35, 0.5, 0.65])
def test_a_hole_in_the_middle_is_damage(made: Made, codec: str, at: float) -> None:
    film = made("film.mp4" if codec == "libx264" else "film.webm", codec=codec, key_every=10)
    size = film.stat().st_size
    with pytest.raises(FilmUnreadable, match="damaged"):
        probe(overwritten(film, at=at, with_bytes=bytes(size // 6)))


def test_a_film_whose_last_pictures_cannot_be_decoded_is_damaged(real: Real) -> None:
    with pytest.raises(FilmUnreadable, match="damaged"):
        probe(real("sample_with_invalid_nalu.mp4"))


def test_sound_alone_is_no_film(real: Real) -> None:
    with pytest.raises(FilmHasNoPicture, match="sound but no moving picture"):
        probe(real("sample_audio_only_15s.mp4"))


@pytest.mark.parametrize(
    ("name", "plain", "locked"),
    [
        ("friday.mp4", b"avc1", b"encv"),
        ("friday.mp4", b"mp4a", b"enca"),
        ("face_noface.mov", b"hvc1", b"encv"),
        ("with-gps.mov", b"avc1", b"drmi"),
    ],
)
def test_a_protected_film_is_refused_and_leaves_nothing(
    real: Real, tmp_path: Path, name: str, plain: bytes, locked: bytes
) -> None:
    film = copied(real(name), tmp_path)
    data = film.read_bytes()
    at = data.index(plain, data.index(b"stsd", data.index(b"moov")))
    film.write_bytes(data[:at] + locked + data[at + len(plain) :])
    shelf = Shelf(tmp_path / "films")
    with pytest.raises(FilmNotPlayable, match=r"protected against copying.*\. Ask"):
        shelf.bring_in(film, film_id="f1")
    assert list(shelf.folder.iterdir()) == []


def test_sound_with_a_cover_picture_is_no_film(real: Real, tmp_path: Path) -> None:
    song = tmp_path / "song.m4a"
    with av.open(str(real("h264-mjpeg.mp4"))) as source, av.open(str(song), "w", format="mp4") as out:
        sound = source.streams.audio[0]
        target = out.add_stream_from_template(sound)
        cover = out.add_stream_from_template(source.streams.video[1])
        cover.disposition = source.streams.video[1].disposition
        for packet in source.demux(sound, source.streams.video[1]):
            if packet.size:
                packet.stream = cover if packet.stream.type == "video" else target
                out.mux(packet)
    with pytest.raises(FilmHasNoPicture, match="sound but no moving picture"):
        probe(song)


def test_a_film_that_begins_before_zero_is_refused_and_its_index_begins_at_zero(made: Made) -> None:
    film = made(
        "early.webm",
        codec="libvpx",
        starts_ms=tuple(range(0, 800, 40)),
        options={"avoid_negative_ts": "disabled"},
        shift_ms=-130,
    )
    found = probe(film)
    assert (found.why_not, found.frames, found.times.times_ms[:3]) == ("times", 17, (0, 30, 70))


def test_two_pictures_of_one_millisecond_are_told_apart(made: Made) -> None:
    film = made("dense.mp4", starts_ms=(0, 400, 401, 402, 1000), per_second=10_000)
    assert frame_times(film).times_ms == (0, 40, 41, 42, 100)


def test_nothing_is_said_on_stderr_about_a_damaged_film(real: Real) -> None:
    program = (
        "import sys; from pathlib import Path; from vigwidgets.films import probe\n"
        "try: probe(Path(sys.argv[1]))\nexcept Exception as exc: print(exc.code)"
    )
    film = real("sample_with_invalid_nalu.mp4")
    done = subprocess.run([sys.executable, "-c", program, str(film)], capture_output=True, text=True, check=True)
    assert (done.stdout.strip(), done.stderr) == ("film_unreadable", "")


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("sample_with_invalid_nalu.mp4", FilmUnreadable),
        ("sample_audio_only_15s.mp4", FilmHasNoPicture),
        ("video_dovi_3840x2160_30fps_dav1_10.mp4", FilmNotPlayable),
        ("nowhere", FilmMissing),
    ],
)
def test_a_refused_film_leaves_nothing_on_the_shelf(
    real: Real, tmp_path: Path, name: str, error: type[Exception]
) -> None:
    shelf = Shelf(tmp_path / "films")
    path = tmp_path / name if name == "nowhere" else real(name)
    with pytest.raises(error, match=r"\. "):
        shelf.bring_in(path, film_id="f1")
    assert list(shelf.folder.iterdir()) == []


def test_an_id_cannot_lead_out_of_the_shelf(real: Real, tmp_path: Path) -> None:
    with pytest.raises(InvalidValue, match="letters, digits"):
        Shelf(tmp_path / "films").bring_in(real("friday.mp4"), film_id="../out")
