"""A process that brings damaged films in, one after the other, and tells what came of each; others watch it.

It reads one variant a line as JSON and answers with one line of JSON. Only Linux tells all that it looks at.
"""

from __future__ import annotations

import array
import gc
import json
import resource
import sys
import tempfile
import time
import traceback
import zlib
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from fractions import Fraction
from itertools import islice
from pathlib import Path
from typing import Any

import av

from tests.films.damaging import MISNAMED, VIDEO, WHOLE, Variant
from vigwidgets.core.errors import FilmDamaged, FilmRefused, VigError
from vigwidgets.core.span import ms_from_seconds
from vigwidgets.films import Shelf, probe
from vigwidgets.films.shelf import Shelved

MOST_MEMORY = 4 << 30
"""Bytes of address space: a length that lies must not get gigabytes."""
ID = "f1"
MOST_LOOKED_AT = 400
"""Pictures that are compared one by one."""


@dataclass
class Outcome:
    """What came of a variant.

    Attributes:
        result: `accepted`, `good part`, `refused` or `defect`.
        code: Of the refusal.
        told: Its sentence, or what else was raised.
        good_ms: Length of the good part that was offered.
        share: Frames that were accepted or offered, of those of the undamaged film.
        wrong: What should not be so, in words; empty where all is well.
        differing: Pictures that were kept and are not those of the undamaged film.
        seconds: Processor time.
        memory_mb: Most memory in use meanwhile.
        resting_mb: Memory in use afterwards.
    """

    result: str = "defect"
    code: str = ""
    told: str = ""
    good_ms: int = 0
    share: float = 0.0
    wrong: list[str] = field(default_factory=list)
    differing: int = 0
    seconds: float = 0.0
    memory_mb: int = 0
    resting_mb: int = 0


class Bringer:
    """Brings variants in, and looks at what is left of them."""

    def __init__(self, folder: Path) -> None:
        self.shelf = Shelf(folder / "films")
        self.sources = folder / "sources"
        self.sources.mkdir()
        self.scratch = Path(tempfile.gettempdir())
        self.handles = 0
        self.whole: dict[str, tuple[int, tuple[int, ...]]] = {}

    def bring(self, variant: Variant, *, keep: bool, look: bool, copy: bool) -> Outcome:
        """Return what came of a variant.

        Args:
            variant: The damaged film.
            keep: Whether its good part is taken, too.
            look: Whether what was taken is decoded.
            copy: Whether a copy is made of what browsers do not play.
        """
        out = Outcome()
        path = variant.write(self.sources / variant.name())
        times = self._times_of(variant.film)
        before = _open_handles()
        _forget_peak()
        begin = time.process_time()
        try:
            shelved = self._take(path, out, keep=keep, copy=copy)
        except VigError as refusal:
            _note_refusal(out, refusal)
        except BaseException:  # noqa: BLE001 - that is what is looked for
            out.told = traceback.format_exc(limit=-3)
        else:
            if shelved is not None:
                out.share = shelved.probe.frames / len(times)
                if look:
                    self._look(variant, path, shelved, out, times)
                self.shelf.remove(ID)
        out.seconds = time.process_time() - begin
        out.memory_mb = _memory_mb("VmHWM")
        path.unlink()
        gc.collect()
        out.resting_mb = _memory_mb("VmRSS")
        if _open_handles() != before:
            out.wrong.append(f"{_open_handles() - before} files are still open")
        for left in [*self.shelf.folder.iterdir(), *self.sources.iterdir(), *self.scratch.iterdir()]:
            out.wrong.append(f"{left.name} was left")
            left.unlink() if left.is_file() else None
        return out

    def _take(self, path: Path, out: Outcome, *, keep: bool, copy: bool) -> Shelved | None:
        try:
            shelved = self.shelf.bring_in(path, film_id=ID, copy_later=not copy)
        except FilmDamaged as refusal:
            if [*self.shelf.folder.iterdir()]:
                out.wrong.append("something was left of a film whose good part was offered")
            out.result, out.good_ms = "good part", refusal.good_ms
            if not keep:
                return None
            shelved = self.shelf.bring_in(path, film_id=ID, good_part=True)
            if shelved.probe.duration_ms != refusal.good_ms:
                out.wrong.append(f"{refusal.good_ms} ms were offered and {shelved.probe.duration_ms} kept")
        else:
            out.result = "accepted"
        kept = {file.name for file in self.shelf.files(ID)}
        shown = set() if self.shelf.lacks_copy(ID) else {self.shelf.film_path(ID).name}
        wanted = {"frames.u32", *shown} | ({"original"} if shelved.playable == "copy" else set())
        if kept != wanted or [one.name for one in self.shelf.folder.iterdir()] != [ID]:
            out.wrong.append(f"the shelf holds {sorted(kept)}")
        return shelved

    def _look(self, variant: Variant, path: Path, shelved: Shelved, out: Outcome, times: tuple[int, ...]) -> None:
        """Compare what browsers will play with the index, and what was kept with the undamaged film."""
        index = array.array("I", self.shelf.frames_path(ID).read_bytes())
        try:
            shown = decoded_times(self.shelf.film_path(ID), most=len(index) + 1)
        except av.FFmpegError as exc:
            out.wrong.append(f"the film on the shelf cannot be decoded: {exc}")
            return
        if len(shown) != len(index) or max(abs(a - b) for a, b in zip(shown, index, strict=True)) > 1:
            out.wrong.append(f"the index has {len(index)} pictures and the film on the shelf {len(shown)}")
        if variant.kind in {WHOLE, MISNAMED} and tuple(index) != times:
            out.wrong.append("the times of an undamaged film are not its own")
        if len(index) <= MOST_LOOKED_AT and variant.kind != "two joined":
            own = signs(VIDEO / variant.film, len(index))
            out.differing = sum(a != b for a, b in zip(own, signs(path, len(index)), strict=False))

    def _times_of(self, film: str) -> tuple[int, ...]:
        if film not in self.whole:
            self.whole[film] = probe(VIDEO / film).times.times_ms
        return self.whole[film]


def _note_refusal(out: Outcome, refusal: VigError) -> None:
    out.code, out.told = refusal.code, refusal.sentence
    if out.result == "good part":
        out.wrong.append(f"the good part was offered and then refused: {refusal.sentence}")
    out.result = "refused"
    if not isinstance(refusal, FilmRefused):
        out.wrong.append(f"a film is no reason for {refusal.code}")
    if refusal.sentence.count(". ") < 1 or len(refusal.sentence) > 250:
        out.wrong.append(f"not a sentence for people: {refusal.sentence[:300]}")


def decoded_times(path: Path, *, most: int) -> list[int]:
    """Return the times in ms of a film's pictures, at most so many, by decoding, without anything of ours."""
    with av.open(str(path), metadata_errors="replace") as film:
        stream = next(one for one in film.streams.video if one.codec_context is not None)
        stream.thread_type = "AUTO"
        return sorted(
            max(0, ms_from_seconds(float(frame.pts * Fraction(frame.time_base))))
            for frame in islice(film.decode(stream), most)
            if frame.pts is not None and frame.time_base is not None
        )


def signs(path: Path, most: int) -> list[int]:
    """Return a number a picture of a film, the same for the same picture, up to where nothing more comes."""
    found: list[int] = []
    with suppress(av.FFmpegError, ValueError), av.open(str(path), metadata_errors="replace") as film:
        stream = next(one for one in film.streams.video if one.codec_context is not None)
        frames = islice(film.decode(stream), most)
        found.extend(zlib.crc32(frame.to_ndarray(format="gray").tobytes()) for frame in frames)
    return found


def _open_handles() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def _memory_mb(what: str) -> int:
    told = Path("/proc/self/status").read_text("ascii")
    return next(int(line.split()[1]) for line in told.splitlines() if line.startswith(what)) >> 10


def _forget_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5", "ascii")


def main() -> None:
    """Answer until nobody asks any more."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    bringer = Bringer(Path(sys.argv[1]))
    for line in sys.stdin:
        asked: dict[str, Any] = json.loads(line)
        told = bringer.bring(Variant(*asked["variant"]), keep=asked["keep"], look=asked["look"], copy=asked["copy"])
        sys.stdout.write(json.dumps(asdict(told)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
