"""Makes a folder that holds the workbook with all wheels, to be started without a network: `python3 run.py bundle`.

It fits one version of Python on one kind of computer, the one it is made on: wheels with machine code fit no other.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from starting.start import Refused, environment, kind_of_machine

ROOT = Path(__file__).resolve().parents[1]
BESIDE = ("Start.cmd", "start.command", "LICENSE", "LICENSE-clips.md", "THIRD_PARTY.md")
GUIDES = ("for-it.md", "unproved.md")


def name_of_bundle() -> str:
    """Return the folder's name: product, version, machine."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    return f"video-interaction-workbook-{version}-{kind_of_machine()}".replace(", ", "-").replace(" ", "").lower()


def make(target: Path) -> Path:
    """Return the folder `target`, filled.

    Raises:
        Refused: it is there already, or the wheels could not be had; nothing is left of it.
    """
    if target.exists():
        raise Refused(f"{target} is there already. Move it away or name another folder.")
    wheels = target / "wheels"
    pip = [sys.executable, "-m", "pip", "--no-input", "--disable-pip-version-check"]
    lock = ["--require-hashes", "-r", str(ROOT / "requirements-serve.lock")]
    try:
        wheels.mkdir(parents=True)
        print("Fetching the wheels ...", flush=True)
        _run([*pip, "download", "-q", "--only-binary", ":all:", "--no-deps", "-d", str(wheels), *lock])
        _run([*pip, "wheel", "-q", "--no-deps", "--no-build-isolation", "--no-index", "-w", str(wheels), str(ROOT)])
        for name in BESIDE:
            shutil.copy2(ROOT / name, target / name)
        for name in GUIDES:
            shutil.copy2(ROOT / "docs" / name, target / name)
        shutil.copy2(ROOT / "starting" / "start.py", target / "start.py")
        found = sorted(wheels.iterdir())
        digests = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in found}
        card = {"machine": kind_of_machine(), "wheels": digests}
        (target / "bundle.json").write_text(json.dumps(card, indent=1), "utf-8")
    except BaseException:
        shutil.rmtree(target, ignore_errors=True)
        raise
    size_mb = sum(path.stat().st_size for path in found) / 1e6
    print(f"{target}\n{len(found)} wheels, {size_mb:.0f} MB, for {kind_of_machine()}. Start it with start.py.")
    return target


def _run(command: list[str]) -> None:
    form = {"text": True, "errors": "replace"}
    done = subprocess.run(command, env=environment(), capture_output=True, check=False, **form)
    if done.returncode:
        raise Refused((done.stderr or done.stdout).strip()[-1200:] + "\nThe bundle could not be made. Try again.")


if __name__ == "__main__":
    try:
        make(Path(sys.argv[1]).absolute() if len(sys.argv) > 1 else ROOT / "dist" / name_of_bundle())
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        sys.exit(2)
