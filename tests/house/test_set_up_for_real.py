"""`run.py` sets up a very small house for real: in an awkward folder, cut off half-way, and without a network."""

from __future__ import annotations

import functools
import http.server
import os
import re
import shutil
import signal
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.long

CERTIFICATES = Path(__file__).parent / "certificates"
"""Made up for these tests; the authority's key was thrown away."""
SMALL = ("hatchling", "packaging", "pathspec", "pluggy", "trove-classifiers", "tomlkit")
CLI = "import sys\nprint('served', *sys.argv[1:], flush=True)\n"


@pytest.fixture
def house(root: Path, tmp_path: Path) -> Path:
    """Return a folder with our `run.py` and a package that needs nothing but its own building."""
    place = tmp_path / "dépôt à moi"
    (place / "vigwidgets").mkdir(parents=True)
    shutil.copy(root / "run.py", place)
    shutil.copytree(root / "starting", place / "starting", ignore=shutil.ignore_patterns("__pycache__"))
    lock = (root / "requirements-serve.lock").read_text("utf-8")
    blocks = re.findall(rf"(?m)^(?:{'|'.join(SMALL)})==(?:.*\\\n)+.*\n?", lock)
    for name in ("requirements.lock", "requirements-serve.lock"):
        (place / name).write_text("".join(blocks), "utf-8")
    (place / "pyproject.toml").write_text(
        '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
        '[project]\nname = "vigwidgets"\nversion = "1"\n[tool.hatch.build]\ndev-mode-dirs = ["."]\n',
        "utf-8",
    )
    (place / "vigwidgets" / "__init__.py").touch()
    (place / "vigwidgets" / "cli.py").write_text(CLI, "utf-8")
    return place


def start(house: Path, *words: str, **environment: str | None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, house / "run.py", *words]
    given = {name: value for name, value in {**os.environ, **environment}.items() if value is not None}
    return subprocess.run(command, cwd=house.parent, env=given, capture_output=True, text=True, check=False)


def test_it_sets_up_and_serves(house: Path):
    assert start(house, "--port", "8000").stdout.endswith("served serve --port 8000\n")


def test_the_second_start_takes_under_two_seconds(house: Path):
    start(house, "setup")
    began = time.monotonic()
    assert start(house).stdout == "served serve\n"
    assert time.monotonic() - began < 2


@pytest.mark.thorough
def test_our_modules_are_compiled_even_where_that_is_switched_off(house: Path):
    start(house, "setup", PYTHONDONTWRITEBYTECODE="1")
    assert list((house / "vigwidgets" / "__pycache__").glob("cli.*.pyc"))


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_a_set_up_killed_half_way_is_mended(house: Path):
    command = [sys.executable, house / "run.py", "setup"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as child:
        assert child.stdout is not None
        assert any("fetching" in line for line in child.stdout)
        os.killpg(child.pid, signal.SIGKILL)
    half = house / ".venv" / "lib" / "half-installed"
    half.touch()
    assert start(house).stdout.endswith("served serve\n")
    assert not half.exists()


@pytest.mark.thorough
def test_a_moved_house_is_set_up_again_and_runs(house: Path):
    start(house, "setup")
    moved = house.rename(house.parent / "elsewhere")
    done = start(moved)
    assert "Setting up" in done.stdout
    assert done.stdout.endswith("served serve\n")


OFFLINE = {
    "PIP_CONFIG_FILE": os.devnull,
    "PIP_FIND_LINKS": "",
    "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
    "PIP_NO_CACHE_DIR": "1",
}


def test_without_a_network_it_says_so(house: Path):
    done = start(house, "setup", **OFFLINE)
    assert done.returncode == 2
    assert done.stderr == (
        "The packages could not be fetched: there is no way to the internet just now. Connect and start again.\n"
    )


@pytest.mark.thorough
def test_a_new_lock_without_a_network_leaves_the_old_set_up_whole(house: Path):
    start(house, "setup")
    lock = house / "requirements-serve.lock"
    old = lock.read_text("utf-8")
    lock.write_text(old + "absent==1 --hash=sha256:" + "0" * 64 + "\n", "utf-8")
    assert start(house, **OFFLINE).returncode == 2
    lock.write_text(old, "utf-8")
    assert start(house).stdout == "served serve\n"


class _Index(http.server.SimpleHTTPRequestHandler):
    """A package index of wheels in one folder."""

    def do_GET(self) -> None:
        if self.path.startswith("/simple/"):
            names = sorted(path.name for path in Path(self.directory).glob("*.whl"))
            links = "".join(f'<a href="/{name}">{name}</a>' for name in names)
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(links.encode())
        else:
            super().do_GET()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def filtered_network(house: Path, tmp_path: Path) -> Iterator[str]:
    """Yield the address of an index whose certificate only this computer's own store knows."""
    wheels = tmp_path / "wheels"
    lock = house / "requirements-serve.lock"
    download = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", wheels, "-r", lock]
    subprocess.run(download, check=True)
    handler = functools.partial(_Index, directory=str(wheels))
    with http.server.ThreadingHTTPServer(("localhost", 0), handler) as server:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATES / "server.pem")
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"https://localhost:{server.server_port}/simple/"
        server.shutdown()


UNTOLD = {"PIP_CERT": None, "REQUESTS_CA_BUNDLE": None, "CURL_CA_BUNDLE": None}


def test_a_certificate_that_this_computer_trusts_is_trusted(house: Path, filtered_network: str):
    known = {"SSL_CERT_FILE": str(CERTIFICATES / "ca.pem"), "PIP_INDEX_URL": filtered_network}
    done = start(house, **{**OFFLINE, **UNTOLD, **known})
    assert done.stdout.endswith("served serve\n"), done.stderr


@pytest.mark.thorough
def test_a_certificate_that_nobody_here_trusts_is_told_in_a_sentence(house: Path, filtered_network: str):
    done = start(house, **{**OFFLINE, **UNTOLD, "PIP_INDEX_URL": filtered_network})
    assert done.returncode == 2
    assert "this computer does not know it either" in done.stderr
