"""The engine: flite says a line, and tells when each of its sounds ends and to which word it belongs."""

from __future__ import annotations

import difflib
import re
import subprocess
import tempfile
import wave
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vigwidgets.studio.voices.lexicon import NURSE, Word, british, plain
from vigwidgets.studio.voices.tools import VoicesRefused, tool

PAUSE = "pau"
VOWELS = frozenset(
    ["aa", "ae", "ah", "ao", "aw", "ax", "ax-h", "axr", "ay", "eh", "er", "ey", "ih", "iy", "ow", "oy", "uh", "uw"]
)
_MARKS = re.compile(r"[*^]")


@dataclass(frozen=True, slots=True)
class Sound:
    """One speech sound: its name, start and end in s, and the index of its word, -1 for a pause."""

    name: str
    start_s: float
    end_s: float
    word: int


@dataclass(frozen=True, slots=True, eq=False)
class Spoken:
    """What the engine said: samples -1 to 1, their rate in Hz, and the sounds from the first pause to the last."""

    samples: NDArray[np.float64]
    rate: int
    sounds: tuple[Sound, ...]


def speak(marked: str, *, engine_voice: str, stretch: float) -> Spoken:
    """Return the line `marked` (its `*` and `^` are not spoken) in the engine's own tune, British words.

    Raises:
        VoicesRefused: flite could not say it.
    """
    written = marked.split()
    words = [
        british(_MARKS.sub("", word), following=following, marked=bool(_MARKS.search(word)))
        for word, following in zip(written, _following(written), strict=True)
    ]
    entries = {word.entry for word in words if word.entry}
    text = " ".join(_MARKS.sub("", word.spelt) for word in words)
    with tempfile.TemporaryDirectory() as folder:
        lexicon, out = Path(folder, "words"), Path(folder, "out.wav")
        lexicon.write_text("".join(f"{entry}\n" for entry in sorted(entries)), "utf-8")
        command = [tool("flite"), "-add_lex", str(lexicon), "-voice", engine_voice]
        command += ["--setf", f"duration_stretch={stretch}", "-psdur", "-t", text, "-o", str(out)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode or not out.exists() or "not in lexicon" in done.stderr:
            raise VoicesRefused(f"flite cannot say {text!r}: {done.stderr.strip()[:200]}. Spell it another way.")
        with wave.open(str(out)) as file:
            rate = file.getframerate()
            samples = np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768
    told: list[tuple[str, float]] = []
    for token in done.stdout.split():
        name, end = token.rsplit(":", 1)
        told.append((name, float(end)))
    return Spoken(samples=samples, rate=rate, sounds=_own(words, told, engine_voice))


def _following(words: Sequence[str]) -> list[str]:
    """Return for each word the one that follows it without a stop, or an empty string."""
    after = [*words[1:], ""]
    return ["" if word[-1] in ".?!," else next_word for word, next_word in zip(words, after, strict=True)]


def _own(words: Sequence[Word], told: Sequence[tuple[str, float]], engine_voice: str) -> tuple[Sound, ...]:
    """Return the sounds with the word that each belongs to, found by comparing with each word said alone."""
    wanted: list[str] = []
    owners: list[int] = []
    nurses: list[bool] = []
    for index, word in enumerate(words):
        phones = word.phones or _alone(plain(word.spelt), engine_voice, word.entry)
        wanted += ["ah" if phone == NURSE and word.phones else phone for phone in phones]
        owners += [index] * len(phones)
        nurses += [phone == NURSE and bool(word.phones) for phone in phones]
    said = [name for name, _ in told]
    word_of, nurse = [-1] * len(said), [False] * len(said)
    matcher = difflib.SequenceMatcher(None, wanted, said, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        for place in range(c, d):
            if said[place] == PAUSE:
                continue
            if kind in ("equal", "replace"):
                source = min(a + place - c, b - 1)
                word_of[place], nurse[place] = owners[source], nurses[source] and said[place] == "ah"
            else:
                word_of[place] = (
                    word_of[place - 1] if place and word_of[place - 1] >= 0 else owners[min(a, len(owners) - 1)]
                )
    starts = [0.0, *(end for _, end in told)]
    return tuple(Sound(NURSE if nurse[i] else name, starts[i], end, word_of[i]) for i, (name, end) in enumerate(told))


@cache
def _alone(word: str, engine_voice: str, entry: str) -> tuple[str, ...]:
    with tempfile.TemporaryDirectory() as folder:
        lexicon = Path(folder, "words")
        lexicon.write_text(f"{entry}\n", "utf-8")
        command = [tool("flite"), "-add_lex", str(lexicon), "-voice", engine_voice, "-ps", "-t", word, "-o", "none"]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return tuple(phone for phone in said.split() if phone != PAUSE)
