"""Our routes in anybody's Jupyter: enabled by installing, for whoever Jupyter lets in, below any base address."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from jupyter_core.paths import jupyter_config_path

from tests.live_workbook import free_port, until

PATHS = ("vig/ui/0a/theme.css", "vig/ui/0a/film_player.mjs", "vig/clip/0a/c01/film.mp4", "vig/clip/0a/c01/frames",
         "vig/clip/0a/c01/captions.vtt")  # fmt: skip


@pytest.fixture(scope="module")
def jupyter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A Jupyter server as JupyterHub starts one, and where its person's work would be."""
    folder, port = tmp_path_factory.mktemp("jupyter"), free_port()
    base = f"http://127.0.0.1:{port}/user/name/"
    quiet = {
        name: str(folder / name)
        for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_DATA_DIR", "VIG_DATA")
    }
    command = [sys.executable, "-m", "jupyter_server", "--allow-root", "--no-browser", f"--port={port}",
               "--ip=127.0.0.1",
               "--ServerApp.base_url=/user/name/", "--IdentityProvider.token=once", f"--ServerApp.root_dir={folder}",
               "--ServerApp.jpserver_extensions={'vigwidgets.server.extension': True}"]  # fmt: skip
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, env={**os.environ, **quiet}, stdout=log, stderr=subprocess.STDOUT)
        try:
            until(lambda: answers(base))
            yield base, folder / "VIG_DATA"
        finally:
            process.terminate()
            process.wait(timeout=90)


def answers(base: str) -> bool:
    try:
        return httpx.get(f"{base}api/status", timeout=5).status_code < 500
    except httpx.HTTPError:
        return False


def test_starting_jupyter_makes_no_data_folder(jupyter: tuple[str, Path]) -> None:
    assert not jupyter[1].exists()


@pytest.mark.parametrize("path", [*PATHS, "vig/film/any", "vig/film/any/frames", "vig/film/any/marks.csv"])
def test_without_jupyters_token_our_routes_answer_403(jupyter: tuple[str, Path], path: str) -> None:
    assert httpx.get(jupyter[0] + path).status_code == 403
    assert httpx.get(jupyter[0] + path, params={"token": "wrong"}).status_code == 403


@pytest.mark.parametrize("path", PATHS)
def test_with_jupyters_token_our_routes_answer(jupyter: tuple[str, Path], path: str) -> None:
    reply = httpx.get(jupyter[0] + path, headers={"Authorization": "token once"})
    assert reply.status_code == 200
    assert len(reply.content) > 100


def test_a_film_can_be_asked_for_in_pieces(jupyter: tuple[str, Path]) -> None:
    asked = {"Authorization": "token once", "Range": "bytes=0-99"}
    reply = httpx.get(f"{jupyter[0]}vig/clip/0a/c01/film.mp4", headers=asked)
    assert (reply.status_code, len(reply.content)) == (206, 100)


def test_a_film_that_is_not_there_is_not_found(jupyter: tuple[str, Path]) -> None:
    assert httpx.get(f"{jupyter[0]}vig/film/any", headers={"Authorization": "token once"}).status_code == 404


def test_installing_enables_the_extension() -> None:
    found = [Path(folder, "jupyter_server_config.d", "vigwidgets.json") for folder in jupyter_config_path()]
    enabled = [json.loads(path.read_text("utf-8")) for path in found if path.is_file()]
    assert enabled == [{"ServerApp": {"jpserver_extensions": {"vigwidgets.server.extension": True}}}]
