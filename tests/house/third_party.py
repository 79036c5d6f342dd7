"""Writes THIRD_PARTY.md: what the workbook needs to run, under which licence, from the installed packages' own words.

`python -m tests.house.third_party` in the set-up environment writes the file anew; a test keeps it current.
"""

from __future__ import annotations

import re
from importlib.metadata import Distribution, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "THIRD_PARTY.md"
LOCK = ROOT / "requirements-serve.lock"

HEAD = """\
# What others made

The workbook runs on the packages below. `run.py` fetches each from its makers; none of them is part of this repository,
and each keeps its own licence. The list is written by `python -m tests.house.third_party` from what the packages say
of themselves, for the versions in `requirements-serve.lock`.

**FFmpeg, x264 and x265.** PyAV (`av`) is under a BSD licence, but its wheel carries FFmpeg, which names the LGPL,
version 3 or later, for itself, linked with the encoders x264 and x265, which are under the GNU General Public License,
version 2 or later. Whoever hands on a bundle that contains this wheel hands on a GPL work (version 3, because of
FFmpeg's): the bundle as a whole must be given under the GPL's terms, with the sources or the offer of them. Our own
code stays under Apache-2.0, which goes together with version 3 of the GPL.

**The Principles of Attuned Interactions and Guidance** are credited in the principle packs
(`vigwidgets/frameworks/`). Their wording belongs to their authors and is not covered by our licences.

| package | version | licence |
|---|---|---|
"""

# Packages that are installed on other systems only, read in their wheels.
ELSEWHERE = {"appnope": "BSD-2-Clause", "colorama": "BSD License", "pywinpty": "MIT License"}


def locked() -> dict[str, str]:
    """Return for each package of the lock the versions in it, joined by `or` where they differ by Python version."""
    found: dict[str, list[str]] = {}
    for name, version in re.findall(r"(?m)^([\w.-]+)==(\S+)", LOCK.read_text("utf-8")):
        found.setdefault(name, []).append(version)
    return {name: " or ".join(versions) for name, versions in found.items()}


def licence(package: Distribution) -> str:
    """Return the licence a package names: its expression, else its classifiers, else its licence field."""
    data = package.metadata
    if data["License-Expression"]:
        return data["License-Expression"]
    classified = [
        line.rpartition(" :: ")[2] for line in data.get_all("Classifier", []) if line.startswith("License ::")
    ]
    named = [line for line in classified if line != "OSI Approved"]
    if named:
        return ", ".join(sorted(named))
    return next((line.strip() for line in (data["License"] or "").splitlines() if line.strip()), "not said")


def table(packages: dict[str, str], *, known: dict[str, str]) -> str:
    """Return the rows of `packages` (name to version).

    A package that differs by Python version or is not installed on this system keeps the licence in `known` (name to
    licence), so that the table comes out the same everywhere.
    """
    rows = []
    for name, version in sorted(packages.items()):
        try:
            said = (known.get(name) if " or " in version else None) or licence(distribution(name))
        except ModuleNotFoundError:
            said = ELSEWHERE.get(name) or known.get(name, "not said")
        rows.append(f"| {name} | {version} | {said} |\n")
    return "".join(rows)


def known_licences() -> dict[str, str]:
    """Return name to licence from the file as it stands."""
    if not FILE.exists():
        return {}
    return dict(re.findall(r"(?m)^\| ([\w.-]+) \| [^|]+ \| (.+) \|$", FILE.read_text("utf-8")))


def third_party() -> str:
    """Return what THIRD_PARTY.md must hold."""
    return HEAD + table(locked(), known=known_licences())


if __name__ == "__main__":
    FILE.write_text(third_party(), "utf-8")
