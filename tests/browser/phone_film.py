"""Makes of a drawn film what a phone would have filmed: HEVC, held upright, uneven in time, its sound late."""

from __future__ import annotations

import struct
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

SIZE = (426, 240)
LATE_MS = 700
"""So long after the first picture the sound begins."""
LEFT_OUT = 0.05
"""Share of the other pictures that the phone was too slow for."""
AT_MOST_LATE_MS = 12
QUARTER_TURN = (0, 1, -1, 0)
CLOCK = 90_000


def make_phone_film(source: Path, to: Path, *, seconds: float, seed: int = 1) -> Path:
    """Write a film like that of a phone at `to`, made of the first `seconds` of `source`, and return it."""
    lot = np.random.default_rng(seed)
    with av.open(str(source)) as film, av.open(str(to), "w", format="mp4") as out:
        pictures, sounds = film.streams.video[0], film.streams.audio[0]
        pictures.thread_type, pictures.codec_context.skip_frame = "AUTO", "NONREF"  # a phone is too slow for some
        seen = out.add_stream("libx265", rate=25)
        seen.width, seen.height, seen.pix_fmt = *SIZE, "yuv420p"
        seen.time_base = seen.codec_context.time_base = Fraction(1, CLOCK)
        seen.options = {"preset": "ultrafast", "x265-params": "log-level=none:keyint=120"}
        heard = out.add_stream_from_template(sounds)
        for packet in film.demux(pictures, sounds):
            if packet.dts is None or packet.time_base is None:
                continue
            if packet.stream.index == sounds.index:
                if packet.pts * packet.time_base < seconds - LATE_MS / 1000:
                    late = round(LATE_MS / 1000 / packet.time_base)
                    packet.pts, packet.dts, packet.stream = packet.pts + late, packet.dts + late, heard
                    out.mux(packet)
                continue
            if packet.dts * packet.time_base >= seconds:
                break
            for frame in packet.decode():
                if frame.time is None or frame.time >= seconds or (frame.pts and lot.random() < LEFT_OUT):
                    continue
                small = frame.reformat(*SIZE)
                begins = frame.time * 1000 + (lot.integers(AT_MOST_LATE_MS) if frame.pts else 0)
                small.pts, small.time_base = round(begins * CLOCK / 1000), Fraction(1, CLOCK)
                small.pict_type = 0
                out.mux(seen.encode(small))
        out.mux(seen.encode(None))
    _turn(to)
    return to


def _turn(path: Path) -> None:
    """Write that the phone was held upright into the pictures' track header."""
    data = bytearray(path.read_bytes())
    plain = struct.pack(">9i", 1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30)
    at = data.index(plain, data.index(b"tkhd"))
    a, b, c, d = (value * (1 << 16) for value in QUARTER_TURN)
    data[at : at + len(plain)] = struct.pack(">9i", a, b, 0, c, d, 0, 0, 0, 1 << 30)
    path.write_bytes(data)
