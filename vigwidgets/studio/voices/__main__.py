"""`python -m vigwidgets.studio.voices FOLDER [key or speaker ...]` voices the recipes of a line bank."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from vigwidgets.core.errors import VigError
from vigwidgets.studio.voices.bank import make_bank


def main() -> int:
    """Voice what is asked for and tell of each line; 1 when the gate does not hear one."""
    parser = argparse.ArgumentParser(prog="python -m vigwidgets.studio.voices", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("only", nargs="*", help="keys or speakers; all when none is given")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--measure", action="store_true", help="voice nothing; print what Praat measures of each voice")
    asked = parser.parse_args()
    if asked.measure:
        return _tell_measures(asked.folder)
    failed = 0
    try:
        for made in make_bank(asked.folder, only=frozenset(asked.only), workers=asked.workers):
            failed += not made.passed
            sign = "    " if made.passed else "NOT "
            sys.stdout.write(f"{sign}{made.heard:7.2f} {made.length_ms:5d} ms {made.key} {made.mended}\n")
            sys.stdout.flush()
    except VigError as exc:
        sys.stderr.write(f"{exc.sentence}\n")
        return 1
    return int(failed > 0)


def _tell_measures(folder: Path) -> int:
    from vigwidgets.studio.voices.measure import measure  # parselmouth is wanted for this alone

    for row in measure(folder):
        formants = "/".join(f"{hertz:.0f}" for hertz in row.formants_hz)
        told = f"{row.pitch_hz:.0f} | {row.spread_st:.1f} | {row.reach_st:.1f} | {formants} | {100 * row.jitter:.1f}"
        sys.stdout.write(f"| {row.who} | {row.lines} | {told} | {row.hnr_db:.1f} | {row.tempo:.1f} |\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
