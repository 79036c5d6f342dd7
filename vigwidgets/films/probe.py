"""What a film file is, decided from its packets and a look at its first and last pictures."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from vigwidgets.core.errors import FilmNotPlayable, FilmUnreadable
from vigwidgets.core.film import FrameTimes, varies
from vigwidgets.films.boxes import in_fragments, is_protected
from vigwidgets.films.decoding import Seen, good_pictures, look_at
from vigwidgets.films.elements import doctype
from vigwidgets.films.index import (
    PacketIndex,
    Picture,
    check_lengths,
    codec_name,
    decode_strictly,
    read_packets,
    stream_of,
    times_from,
)
from vigwidgets.films.landing import Seeking, lands_everywhere
from vigwidgets.films.opening import DAMAGED, opened_file, opened_film, picture_streams
from vigwidgets.films.playing import BEFORE_ZERO, DAMAGED_INSIDE, GOES_ASTRAY, MEDIA_TYPES, NEEDS_KEY, Verdict, judge
from vigwidgets.films.wholeness import check_samples, check_whole, whole_until

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.stream import VideoStream


ANY_CLOCK: Final = frozenset({"mpegts", "mpeg"})
"""Kinds of file whose clock may show hours at their first picture; for players the film begins there."""

QUICK_PX: Final = 2_000_000_000
"""Pixels in all that are decoded in about two seconds: half a minute of 1080p, more than a minute of 720p."""

LEAST_GOOD_MS: Final = 500
"""Less than that of a damaged film is nothing to mark."""


@dataclass(frozen=True, slots=True)
class Probe:
    """What a film is.

    Attributes:
        duration_ms: Time of the last frame plus its length.
        frames: Number of pictures a browser shows, at least 1.
        variable_frame_rate: Whether frame lengths differ by more than 1 ms.
        rotation: Degrees clockwise the picture is turned for display: 0, 90, 180 or 270.
        width: Pixels as displayed, after rotation and pixel shape.
        height: Pixels as displayed.
        video_codec: FFmpeg's short name.
        audio_codec: FFmpeg's short name, empty for an unknown one, or None without sound.
        media_type: MIME type to serve it as; a QuickTime film of MP4's parts is served as `video/mp4`.
        browser_plays: Whether every current browser plays the file as it is.
        why_not: `container`, `codec`, `pixel_format`, `sound`, `times` or `damage`; empty when it plays.
        refusal: The sentence for people that belongs to `why_not`; empty when it plays.
        times: The exact time of every frame.
        stream_index: The number, in the file, of the stream whose pictures are shown.
        hidden: Pictures before the first that is shown.
        clock_s: Seconds the file's own clock shows when the film begins: 0 but in streams of a kind in `ANY_CLOCK`.
    """

    duration_ms: int
    frames: int
    variable_frame_rate: bool
    rotation: int
    width: int
    height: int
    video_codec: str
    audio_codec: str | None
    media_type: str
    browser_plays: bool
    why_not: str
    refusal: str
    times: FrameTimes
    stream_index: int = 0
    hidden: int = 0
    clock_s: Fraction = Fraction(0)


def probe(path: Path) -> Probe:
    """Return what the film at `path` is; the file is only read.

    Raises:
        FilmMissing: nothing is there.
        FilmUnreadable: no film, empty, cut off, damaged, or not readable.
        FilmHasNoPicture: sound alone.
        FilmNotPlayable: a film in a format that is not known here at all.
    """
    with opened_file(Path(path)) as file:
        return probe_file(file)


def frame_times(path: Path) -> FrameTimes:
    """Return the exact time of every frame of the film at `path`; raises as `probe` does."""
    return probe(path).times


def probe_file(file: BinaryIO) -> Probe:
    """Return what an open film file is; its position afterwards is undefined. Raises as `probe` does."""
    if is_protected(file):
        raise FilmNotPlayable(NEEDS_KEY)
    check_whole(file)
    with opened_film(file) as container:
        kind = _kind(file, container)
        index = read_packets(container)
        _refuse_unknown(stream_of(container, index.stream_index), kind=kind)
        check_samples(container, size_bytes=os.fstat(file.fileno()).st_size)
        facts = _facts(container, kind=kind, stream_index=index.stream_index)
    seen = look_at(file, index)
    verdict = judge(
        container=kind, video_codec=facts.video_codec, pixel_format=seen.pixel_format, audio_codec=facts.audio_codec
    )
    found = _probe_of(seen, facts, verdict)
    if found.browser_plays and seen.pictures[0].pts < 0:
        return _but(found, BEFORE_ZERO)
    if found.browser_plays and not _lands(file, found, seen, index=index, facts=facts):
        return _but(found, GOES_ASTRAY)
    return found


def _but(found: Probe, verdict: Verdict) -> Probe:
    return replace(found, browser_plays=not verdict.why_not, why_not=verdict.why_not, refusal=verdict.sentence)


def _lands(file: BinaryIO, found: Probe, seen: Seen, *, index: PacketIndex, facts: _Facts) -> bool:
    """Return whether browsers that seek to a picture show that one."""
    pictures = seen.pictures[found.hidden :]
    keys = tuple(zip(index.key_pts, index.key_dts, strict=True))
    # FFmpeg looks ahead where an edit list has moved the film's times, as it does not begin to decode at 0 then
    moved = facts.kind == "mp4" and index.first_dts and not in_fragments(file)
    ahead = seen.pictures[0].pts - index.first_dts if moved and index.first_dts is not None else 0
    seeking = Seeking(keys, ahead, facts.told_s)
    return lands_everywhere(pictures, found.times, time_base=facts.time_base, seeking=seeking)


def probe_closely(file: BinaryIO) -> Probe:
    """Return what an open film file is, as `probe_file` does; a short film is decoded to its end.

    Raises as `probe` does, and `FilmUnreadable` where a decoder sees damage in the middle of a short film.
    """
    found = probe_file(file)
    if found.frames * found.width * found.height <= QUICK_PX:
        pictures = decode_strictly(file, stream_index=found.stream_index)
        if len(pictures) < found.hidden + found.frames:
            raise FilmUnreadable(DAMAGED)
    return found


def probe_good_part(file: BinaryIO) -> Probe:
    """Return what a damaged film is up to its first damage: browsers never play it as it is.

    Raises:
        FilmUnreadable, FilmHasNoPicture, FilmNotPlayable: less than half a second of it is good.
    """
    until = whole_until(file)
    with opened_film(file) as container:
        kind = _kind(file, container)
        stream = picture_streams(container)[0]
        _refuse_unknown(stream, kind=kind)
        facts = _facts(container, kind=kind, stream_index=stream.index)
        seen = good_pictures(container, stream_index=facts.stream_index, until=until)
    found = _probe_of(seen, facts, DAMAGED_INSIDE)
    if found.duration_ms < LEAST_GOOD_MS:
        raise FilmUnreadable(DAMAGED)
    return found


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the container says of the streams that are shown and heard."""

    kind: str
    stream_index: int
    video_codec: str
    audio_codec: str | None
    time_base: Fraction
    shape: Fraction
    clock_s: Fraction
    told_s: float | None


def _facts(container: InputContainer, *, kind: str, stream_index: int) -> _Facts:
    stream = stream_of(container, stream_index)
    audio = next(iter(container.streams.audio), None)
    return _Facts(
        kind,
        stream_index,
        codec_name(stream),
        None if audio is None else codec_name(audio),
        stream.time_base or Fraction(1, 1000),
        Fraction(stream.sample_aspect_ratio or 1),
        Fraction(container.start_time or 0, 1_000_000) if kind in ANY_CLOCK else Fraction(0),
        None if container.duration is None else container.duration / 1_000_000,
    )


def _probe_of(seen: Seen, facts: _Facts, verdict: Verdict) -> Probe:
    clock = round(facts.clock_s / facts.time_base)
    pictures = _from_zero(seen.pictures, clock=clock)
    check_lengths(pictures, time_base=facts.time_base)
    times = times_from(pictures, time_base=facts.time_base)
    width, height = displayed_size(seen, shape=facts.shape)
    return Probe(
        duration_ms=times.duration_ms,
        frames=len(times.times_ms),
        variable_frame_rate=varies(times.times_ms),
        rotation=seen.rotation,
        width=width,
        height=height,
        video_codec=facts.video_codec,
        audio_codec=facts.audio_codec,
        media_type=MEDIA_TYPES.get(facts.kind, "application/octet-stream"),
        browser_plays=not verdict.why_not,
        why_not=verdict.why_not,
        refusal=verdict.sentence,
        times=times,
        stream_index=facts.stream_index,
        hidden=len(seen.pictures) - len(times.times_ms),
        clock_s=facts.clock_s,
    )


def _from_zero(pictures: tuple[Picture, ...], *, clock: int) -> tuple[Picture, ...]:
    return tuple(Picture(one.pts - clock, one.length) for one in pictures) if clock else pictures


def displayed_size(seen: Seen, *, shape: Fraction) -> tuple[int, int]:
    """Return width and height as browsers show them: pixels that are not square lengthen a side, never shorten one."""
    width, height = seen.width, seen.height
    if shape > 1:
        width = round_half_up(width * shape)
    elif 0 < shape < 1:
        height = round_half_up(height / shape)
    return (height, width) if seen.rotation in (90, 270) else (width, height)


def round_half_up(value: Fraction) -> int:
    """Return the nearest whole number, the upper one of two."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def _kind(file: BinaryIO, container: InputContainer) -> str:
    """Return the kind of file; Matroska files say themselves whether they are WebM."""
    where = file.tell()
    told = doctype(file)
    file.seek(where)
    if told:
        return told
    names = container.format.name.split(",")
    return "mp4" if "mov" in names else names[0]


def _refuse_unknown(stream: VideoStream, *, kind: str) -> None:
    if not codec_name(stream):
        verdict = judge(container=kind, video_codec="", pixel_format="", audio_codec=None)
        raise FilmNotPlayable(verdict.sentence)
