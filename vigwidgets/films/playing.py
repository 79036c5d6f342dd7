"""Whether every current browser plays a film as it is; and if not, what to tell whoever brought it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

EIGHT_BIT: Final = frozenset({"yuv420p", "yuvj420p"})
TEN_BIT: Final = frozenset({"yuv420p10le"})
PLAYED: Final[dict[str, dict[str, frozenset[str]]]] = {
    "mp4": {"h264": EIGHT_BIT, "vp9": EIGHT_BIT | TEN_BIT, "av1": EIGHT_BIT | TEN_BIT},
    "webm": {"vp8": EIGHT_BIT, "vp9": EIGHT_BIT | TEN_BIT, "av1": EIGHT_BIT | TEN_BIT},
}
"""Container -> FFmpeg's name of the video codec -> pixel formats."""
HEARD: Final = {"mp4": frozenset({"aac", "mp3", "opus"}), "webm": frozenset({"opus", "vorbis"})}
MEDIA_TYPES: Final = {
    "mp4": "video/mp4",
    "webm": "video/webm",
    "matroska": "video/x-matroska",
    "avi": "video/x-msvideo",
    "flv": "video/x-flv",
    "mpegts": "video/mp2t",
    "mpeg": "video/mpeg",
}
EXTENSIONS: Final = {"video/mp4": "mp4", "video/webm": "webm"}

CURE: Final = "Convert it to MP4 with H.264 and add that."
CONTAINER_NAMES: Final = {
    "matroska": "Matroska (MKV)",
    "avi": "AVI",
    "flv": "Flash video (FLV)",
    "mpegts": "MPEG transport stream (TS)",
    "mpeg": "MPEG (MPG)",
}
CODEC_NAMES: Final = {
    "mpeg4": "MPEG-4 Visual",
    "h263": "H.263",
    "mjpeg": "Motion JPEG",
    "mpeg2video": "MPEG-2",
    "mpeg1video": "MPEG-1",
    "prores": "ProRes",
    "h264": "H.264",
    "vp8": "VP8",
    "vp9": "VP9",
    "av1": "AV1",
}
HEVC_CURE: Final = (
    "The film is recorded in HEVC (“high efficiency”), which many browsers cannot play. "
    "On the phone choose “Most compatible” before filming (iPhone: Settings, Camera, Formats), "
    "or convert this film to MP4 with H.264."
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether browsers play a film.

    Attributes:
        why_not: Empty when they do, else `container`, `codec`, `pixel_format`, `sound`, `times` or `damage`.
        sentence: What to tell people; empty when they do.
    """

    why_not: str
    sentence: str


NEEDS_KEY: Final = (
    "This film is protected against copying, so it cannot be shown here. "
    "Ask where it comes from for a film without protection."
)

PLAYS: Final = Verdict("", "")
BEFORE_ZERO: Final = Verdict(
    "times",
    "The film's times begin before zero, so browsers play it but cannot go to a place in it. "
    "Convert it to MP4 with H.264 and add that.",
)
GOES_ASTRAY: Final = Verdict(
    "times",
    "The film's times are stored in such a way that browsers would show another picture than the one asked for. "
    "Convert it to MP4 with H.264 and add that.",
)

DAMAGED_INSIDE: Final = Verdict(
    "damage", "The film is damaged further on, so browsers would stop there. Its good part is shown as a copy."
)


def judge(*, container: str, video_codec: str, pixel_format: str, audio_codec: str | None) -> Verdict:
    """Return the verdict for a film. All names are FFmpeg's short ones; `container` is a key of `MEDIA_TYPES`."""
    if video_codec == "hevc":
        return Verdict("codec", HEVC_CURE)
    if container not in PLAYED:
        name = CONTAINER_NAMES.get(container, container.upper())
        return Verdict("container", f"The film is a file of the kind {name}, which browsers do not play. {CURE}")
    codecs = PLAYED[container]
    if video_codec not in codecs:
        name = CODEC_NAMES.get(video_codec, video_codec or "an unknown format")
        return Verdict("codec", f"The picture is stored as {name}, which browsers do not play in such a file. {CURE}")
    if pixel_format not in codecs[video_codec]:
        name = CODEC_NAMES[video_codec]
        return Verdict(
            "pixel_format",
            f"The picture is {name} with finer colours ({pixel_format}) than every browser can play. {CURE}",
        )
    if audio_codec is not None and audio_codec not in HEARD[container]:
        wanted = "AAC" if container == "mp4" else "Opus"
        return Verdict(
            "sound",
            f"The sound is stored in a way ({audio_codec or 'unknown'}) that not every browser plays. "
            f"Convert the sound to {wanted} and add that.",
        )
    return PLAYS
