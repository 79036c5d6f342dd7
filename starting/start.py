#!/usr/bin/env python3
"""Opens the workbook from a folder that holds everything it needs, without a network.

The first start unpacks the wheels into the folder `site` beside this file; from then on `python -m vigwidgets` runs
from there. No program is installed, and none is started but the Python that runs this file.
"""

import hashlib
import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
SITE = ROOT / "site"
FRESH = ROOT / "site.new"
CARD = ROOT / "bundle.json"
UNWANTED = ("PYTHONDONTWRITEBYTECODE", "PYTHONHOME", "PYTHONPATH", "PIP_PREFIX", "PIP_ROOT", "PIP_TARGET", "PIP_USER")


class Refused(Exception):
    """Something a person can mend; its text says what is wrong and what to do."""


def kind_of_machine() -> str:
    """Return what wheels depend on: the version of Python, the system, the processor."""
    return f"Python {sys.version_info[0]}.{sys.version_info[1]}, {platform.system()}, {platform.machine()}"


def card() -> dict[str, Any]:
    """Return what the maker wrote down: for which machine this folder is, and each wheel's SHA-256."""
    try:
        return json.loads(CARD.read_text("utf-8"))
    except (OSError, ValueError) as exc:
        raise Refused("This folder is not whole: bundle.json cannot be read. Copy the whole folder again.") from exc


def unpack(made: dict[str, Any]) -> None:
    """Put the wheels into `site`, whole or not at all.

    Raises:
        Refused: the folder is for another machine, is not whole, or cannot be written.
    """
    if made["machine"] != kind_of_machine():
        raise Refused(f"This folder is for {made['machine']}, and this is {kind_of_machine()}. Ask for the other one.")
    if importlib.util.find_spec("pip") is None:
        raise Refused("This Python lacks 'pip'. Install Python from python.org, or on Debian and Ubuntu python3-pip.")
    for name, digest in made["wheels"].items():
        wheel = ROOT / "wheels" / name
        if not wheel.is_file() or hashlib.sha256(wheel.read_bytes()).hexdigest() != digest:
            raise Refused(f"This folder is not whole: {name} is missing or changed. Copy the whole folder again.")
    print("Getting ready. This happens once and takes a minute or two ...", file=sys.stderr, flush=True)
    shutil.rmtree(FRESH, ignore_errors=True)
    pip = [sys.executable, "-m", "pip", "--no-input", "--disable-pip-version-check", "install", "--no-compile", "-q"]
    wheels = [str(ROOT / "wheels" / name) for name in made["wheels"]]
    try:
        FRESH.mkdir()
        command = [*pip, "--no-index", "--no-deps", "--target", str(FRESH), *wheels]
        done = subprocess.run(command, env=environment(), capture_output=True, text=True, errors="replace", check=False)
        if done.returncode:
            raise Refused(done.stderr.strip()[-800:] + "\nThe folder could not be made ready. Tell us, please.")
        compile_all = [sys.executable, "-m", "compileall", "-q", "-j", "2", "-x", r"[/\\]tests[/\\]", str(FRESH)]
        subprocess.run(compile_all, env=environment(), capture_output=True, check=False)
        shutil.rmtree(SITE, ignore_errors=True)
        (FRESH / "unpacked.json").write_text(json.dumps(made), "utf-8")
        FRESH.rename(SITE)
    except OSError as exc:
        raise Refused(
            f"This folder cannot be written ({exc}). Copy it to a place of your own and start there."
        ) from exc


def is_unpacked(made: dict[str, Any]) -> bool:
    """Return whether `site` holds just these wheels."""
    try:
        return json.loads((SITE / "unpacked.json").read_text("utf-8")) == made
    except (OSError, ValueError):
        return False


def environment() -> dict[str, str]:
    """Return the environment without what would lead Python elsewhere."""
    return {**{name: value for name, value in os.environ.items() if name not in UNWANTED}, "PYTHONUTF8": "1"}


def main(arguments: list[str]) -> int:
    """Open the workbook, or do what `vig` does with `arguments`, and return the exit status."""
    made = card()
    if not is_unpacked(made):
        unpack(made)
    words = [sys.executable, "-P", "-m", "vigwidgets", *(arguments or ["serve"])]
    command = "py start.py" if os.name == "nt" else "python3 start.py"  # as the pages name it
    paths = {"PYTHONPATH": str(SITE), "JUPYTER_PATH": str(SITE / "share" / "jupyter")}
    ours = {**environment(), **paths, "VIG_COMMAND": command}
    sys.stdout.flush()
    if os.name != "nt":
        os.execve(words[0], words, ours)
    with subprocess.Popen(words, env=ours) as child:
        while True:
            try:
                return child.wait()
            except KeyboardInterrupt:  # it reaches the child too, which ends in its own time
                continue


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        if os.name == "nt" and sys.stdin.isatty():
            input("Press Enter to close this window.")
        sys.exit(2)
