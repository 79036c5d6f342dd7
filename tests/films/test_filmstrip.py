"""The strip shows what the film shows at those times, however it was recorded, and goes on where it was cut off."""

from __future__ import annotations

import io
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from tests.films.likeness import LUMA
from tests.thoroughly import usually
from vigwidgets.core.errors import Cancelled, FilmRefused
from vigwidgets.films import Probe, probe
from vigwidgets.films.filmstrip import A_SHEET, COLUMNS, HEIGHT, MOST, WIDEST, Picture, StripPlan, pictures, sheets
from vigwidgets.films.index import to_ms

Look = Callable[[Path], Probe | FilmRefused]
Made = Callable[..., Path]
Gray = NDArray[np.float64]
VARIED = [
    "friday.mp4",
    "flower.webm",
    "internal_emulator_transformer_output_270_rotated.mp4",
    "internal_emulator_transformer_output_180_rotated.mp4",
    "bbb_800x640_768kbps_30fps_avc_pyramid_3b.mp4",
    "bbb_800x640_768kbps_30fps_avc_2b_firstpts_10_sec.mp4",
    "edit_list_positive_shift.mp4",
    "sample_fragmented_seekable.mp4",
    "sample_android_slow_motion.mp4",
    "counter.mp4",
    "sample_av1.mp4",
    "bear-vp9-odd-dimensions.webm",
    "SAR-2by3.mp4",
]


def plan_of(found: Probe) -> StripPlan:
    return StripPlan.of(duration_ms=found.duration_ms, width=found.width, height=found.height)


def strip_of(path: Path, **asked: int) -> list[Picture]:
    with path.open("rb", buffering=0) as film:
        return list(pictures(film, plan_of(probe(path)), **asked))


def sheets_of(path: Path, **asked: int) -> list[bytes]:
    with path.open("rb", buffering=0) as film:
        return list(sheets(film, plan_of(probe(path)), **asked))


def decoded(path: Path, found: Probe, plan: StripPlan, *, wanted: set[int]) -> dict[int, Gray]:
    """Return the frames of these times, upright and as small as in the strip, along another way than the strip goes."""
    frames: dict[int, Gray] = {}
    lies = found.rotation in (90, 270)
    wide, tall = (plan.height, plan.width) if lies else (plan.width, plan.height)
    with av.open(str(path)) as film:
        stream = next(one for one in film.streams.video if one.index == found.stream_index)
        for frame in film.decode(stream):
            at = max(0, to_ms(frame.pts or 0, time_base=stream.time_base or Fraction(1, 1000)))
            if at not in wanted:
                continue
            small = frame.reformat(width=wide, height=tall, format="rgb24", interpolation="BICUBIC")
            gray = small.to_ndarray() @ LUMA
            frames[at] = np.rot90(gray, k=-found.rotation // 90)
    return frames


def likeness(first: Gray, second: Gray) -> float:
    """Return how much two pictures are alike in light and dark, at most 1; two that are all of one shade are alike."""
    a, b = first - first.mean(), second - second.mean()
    spread = float(np.sqrt((a * a).sum() * (b * b).sum()))
    return float((a * b).sum()) / spread if spread > 1 else 1.0


def check(path: Path, found: Probe) -> None:
    """Assert that each place shows a picture of its own time."""
    plan, strip = plan_of(found), strip_of(path)
    frames = decoded(path, found, plan, wanted={one.time_ms for one in strip})
    assert [one.number for one in strip] == list(range(plan.pictures))
    for one in strip:
        begin, middle, end = plan.place_ms(one.number)
        assert one.pixels.shape == (plan.height, plan.width, 3)
        gray = one.pixels @ LUMA
        assert likeness(gray, frames[one.time_ms]) > 0.97 or np.abs(gray - frames[one.time_ms]).mean() < 3
        on = found.times.times_ms[found.times.frame_at(middle)]
        assert begin <= one.time_ms < end or abs(one.time_ms - on) <= 1


@pytest.mark.parametrize("name", VARIED)
def test_each_place_shows_a_picture_of_its_own_time(real: Callable[[str], Path], name: str) -> None:
    path = real(name)
    check(path, probe(path))


@pytest.mark.long
def test_every_film_that_browsers_play_has_its_strip(film_name: str, probed: Look) -> None:
    path = Path(__file__).resolve().parents[3] / "shared" / "testdata" / "video" / film_name
    found = probed(path)
    is_wanted = isinstance(found, Probe) and found.frames <= usually(2000, thorough=20_000)
    if is_wanted and found.browser_plays and found.video_codec != "hevc":
        check(path, found)


def test_a_strip_is_as_dense_as_a_second_and_no_longer_than_it_may_be() -> None:
    for duration_ms in (1, 999, 1000, 1001, 59_999, 600_000, 600_001, 3_600_000, 12_345_678):
        plan = StripPlan.of(duration_ms=duration_ms, width=1920, height=1080)
        assert 1 <= plan.pictures <= MOST
        assert plan.interval_ms == 1000 or duration_ms > MOST * 1000
        assert plan.place_ms(0)[0] == 0
        assert plan.place_ms(plan.pictures - 1)[2] == duration_ms
        assert plan.sheets == -(-plan.pictures // A_SHEET)


@pytest.mark.parametrize(
    ("size", "width"), [((1920, 1080), 160), ((1080, 1920), 50), ((4000, 100), WIDEST), ((1, 9), 10)]
)
def test_pictures_have_the_shape_of_the_film(size: tuple[int, int], width: int) -> None:
    plan = StripPlan.of(duration_ms=5000, width=size[0], height=size[1])
    assert (plan.width, plan.height) == (width, HEIGHT)


def test_a_film_that_stands_still_shows_the_same_picture_on_and_on(made: Made) -> None:
    path = made("still.mp4", starts_ms=[0, 40, 80, 400, 9000, 9040], key_every=100)
    assert [one.time_ms for one in strip_of(path)] == [0, *([400] * 8), 9040]


def test_a_key_frame_in_its_place_is_taken_and_of_several_the_one_in_the_middle(made: Made) -> None:
    path = made("keys.mp4", starts_ms=list(range(0, 4000, 40)), key_every=10)
    with av.open(str(path)) as film:
        keys = [packet.pts * packet.time_base * 1000 for packet in film.demux(video=0) if packet.is_keyframe]
    assert len(keys) > 8
    nearest = [min(keys, key=lambda key: abs(key - middle)) for middle in (500, 1500, 2500, 3500)]
    assert [one.time_ms for one in strip_of(path)] == nearest


def test_without_key_frames_a_place_shows_what_is_on_in_its_middle(made: Made) -> None:
    path = made("one_group.mp4", starts_ms=list(range(0, 3000, 40)), key_every=1000)
    told = [one.time_ms for one in strip_of(path)]
    assert told == [0, 1480, 2480]  # the one key frame, and what is on in the middle


def test_colours_are_those_of_the_film(tmp_path: Path) -> None:
    path = tmp_path / "red.mp4"
    with av.open(str(path), "w") as out:
        stream = out.add_stream("libx264", rate=25)
        stream.width, stream.height, stream.pix_fmt = 640, 360, "yuv420p"
        for _ in range(30):
            pixels = np.full((360, 640, 3), (200, 40, 30), np.uint8)
            frame = av.VideoFrame.from_ndarray(pixels, format="rgb24").reformat(format="yuv420p")
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    (first, _) = strip_of(path)
    assert np.abs(first.pixels.reshape(-1, 3).mean(axis=0) - (200, 40, 30)).max() < 6


def test_a_strip_goes_on_with_the_same_pictures_where_it_was_left(made: Made) -> None:
    path = made("long.mp4", starts_ms=list(range(0, 130_000, 250)), key_every=24)
    whole = sheets_of(path)
    assert len(whole) == 3
    assert sheets_of(path, first=1) == whole[1:]
    assert sheets_of(path, first=2) == whole[2:]
    told = [one.time_ms for one in strip_of(path)]
    assert [one.time_ms for one in strip_of(path, first=70)] == told[70:]


def test_a_sheet_holds_its_pictures_row_by_row(made: Made) -> None:
    path = made("rows.mp4", starts_ms=list(range(0, 13_000, 100)), key_every=10, size=(160, 90))
    with av.open(io.BytesIO(sheets_of(path)[0]), format="mjpeg") as image:
        sheet = next(image.decode(video=0)).to_ndarray(format="rgb24").astype(float)
    assert sheet.shape == (2 * HEIGHT, COLUMNS * 160, 3)
    for one in strip_of(path):
        top, left = one.number // COLUMNS * HEIGHT, one.number % COLUMNS * 160
        here = sheet[top : top + HEIGHT, left : left + 160]
        assert likeness(here.mean(axis=2), one.pixels.mean(axis=2)) > 0.9


def test_a_strip_tells_how_far_it_is_and_can_be_called_off(made: Made) -> None:
    path = made("some.mp4", starts_ms=list(range(0, 5000, 40)))
    told: list[tuple[int, int]] = []
    with path.open("rb", buffering=0) as film:
        list(sheets(film, plan_of(probe(path)), on_progress=lambda *one: told.append(one)))
        assert told == [(number, 5) for number in range(1, 6)]
        with pytest.raises(Cancelled, match="What was made before is kept"):
            list(sheets(film, plan_of(probe(path)), cancelled=lambda: True))


def test_a_film_that_breaks_off_gives_what_is_there_or_says_so(made: Made) -> None:
    path = made("cut.mp4", starts_ms=list(range(0, 4000, 40)), options={"movflags": "+faststart"}, size=(320, 240))
    plan = plan_of(probe(path))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    found: list[Picture] = []
    with path.open("rb", buffering=0) as film:
        try:
            found.extend(pictures(film, plan))
        except FilmRefused:
            return
    assert found
