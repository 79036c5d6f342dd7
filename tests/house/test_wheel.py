"""The wheel works in an empty folder, away from the clone, with all it needs inside."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

BUILT_FROM = ("vigwidgets", "workbooks", "sample_clips")
LEFT_OUT = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints", "*.pyc")
AUTHORING = ("vigwidgets/studio/voices/", "sample_clips/lines/recipes/")
"""Where lines are voiced: needed by nobody who draws."""
FOR_JUPYTER = {
    "data/etc/jupyter/jupyter_server_config.d/vigwidgets.json",
    "data/etc/jupyter/labconfig/page_config.d/vigwidgets.json",
}
"""What is put into the environment itself, where Jupyter looks."""
ASKING = {"@jupyterlab/apputils-extension:announcements", "@jupyterlab/extensionmanager-extension"}
"""The parts of JupyterLab that ask foreign hosts."""


@pytest.fixture(scope="module")
def source(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy to build from, so that the clone stays as it is."""
    source = tmp_path_factory.mktemp("source")
    for name in BUILT_FROM:
        shutil.copytree(root / name, source / name, ignore=LEFT_OUT)
    for name in ("pyproject.toml", "README.md", "LICENSE", "LICENSE-clips.md", "THIRD_PARTY.md"):
        shutil.copy(root / name, source)
    return source


@pytest.fixture(scope="module")
def wheel(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel."""
    target = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
        "-w",
        target,
        ".",
    ]
    done = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return next(target.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the Python of an environment that holds our wheel, and of ours only the packages it needs."""
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, with_pip=False, symlinks=sys.platform != "win32")
    site = Path(sysconfig.get_path("purelib", "venv", vars={"base": str(home)}))
    pip = [sys.executable, "-m", "pip", "install", "--no-deps", "--no-index", "--target", site, wheel]
    subprocess.run(pip, capture_output=True, check=True)
    # Packages of the test environment come last on the path, without its .pth files and so without the clone.
    (site / "neighbours.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    return home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def ask(python: Path, folder: Path, *words: str, **surroundings: str) -> str:
    own = {**os.environ, **surroundings}
    done = subprocess.run([python, *words], cwd=folder, env=own, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout.strip()


def test_every_file_of_the_clone_is_in_the_wheel(wheel: Path, root: Path):
    inside = set(zipfile.ZipFile(wheel).namelist())
    for name in BUILT_FROM:
        place = "" if name == "vigwidgets" else "vigwidgets/_shared/"
        for path in (root / name).rglob("*"):
            if path.is_file() and not {"__pycache__", ".ipynb_checkpoints"} & set(path.parts):
                left_out = path.relative_to(root).as_posix().startswith(AUTHORING)
                assert (place + path.relative_to(root).as_posix() in inside) is not left_out


def test_the_licences_are_in_the_wheel(wheel: Path):
    names = {Path(name).name for name in zipfile.ZipFile(wheel).namelist()}
    assert {"LICENSE", "LICENSE-clips.md", "THIRD_PARTY.md"} <= names


def test_no_tests_are_in_the_wheel(wheel: Path):
    names = [name for name in zipfile.ZipFile(wheel).namelist() if "dist-info" not in name]
    beside = [name for name in names if not name.startswith("vigwidgets/")]
    assert {name.split("/", 1)[1] for name in beside} == FOR_JUPYTER


def test_an_editable_copy_brings_the_same_for_jupyter(source: Path, tmp_path: Path):
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel:editable", "-d", tmp_path]
    subprocess.run(command, cwd=source, capture_output=True, check=True)
    names = zipfile.ZipFile(next(tmp_path.glob("*.whl"))).namelist()
    assert {name.split("/", 1)[1] for name in names if ".data/" in name} == FOR_JUPYTER


def test_jupyterlab_beside_an_installed_copy_leaves_out_what_asks_foreign_hosts(installed: Path, tmp_path: Path):
    site = Path(ask(installed, tmp_path, "-c", "import vigwidgets; print(vigwidgets.__path__[0])")).parent
    ours = {"JUPYTER_CONFIG_DIR": str(tmp_path), "JUPYTER_CONFIG_PATH": str(site / "etc" / "jupyter")}
    code = "from jupyterlab_server.config import get_page_config as c; print(*c([])['disabledExtensions'])"
    assert set(ask(installed, tmp_path, "-c", code, **ours).split()) >= ASKING


def test_an_installed_copy_is_not_the_clone(installed: Path, root: Path, tmp_path: Path):
    place = Path(ask(installed, tmp_path, "-c", "import vigwidgets; print(vigwidgets.__file__)"))
    assert root not in place.parents


def test_an_installed_copy_answers_help(installed: Path, tmp_path: Path):
    assert "serve" in ask(installed, tmp_path, "-m", "vigwidgets.cli", "--help")


def test_an_installed_copy_knows_its_version(installed: Path, tmp_path: Path):
    assert ask(installed, tmp_path, "-m", "vigwidgets.cli", "--version").startswith("vig 0.")


def test_an_installed_copy_finds_its_notebooks_and_clips(installed: Path, tmp_path: Path):
    code = (
        "from vigwidgets.workbook.places import workbooks_folder as w, sample_clips_folder as c\n"
        "print(len(list(w().glob('*.ipynb'))), (w() / 'contents.yml').exists(), len(list(c().glob('*/film.mp4'))))"
    )
    notebooks, contents, clips = ask(installed, tmp_path, "-c", code).split()
    assert int(notebooks) >= 2
    assert contents == "True"
    assert int(clips) >= 1


def test_an_installed_copy_finds_its_modules_words_and_principles(installed: Path, tmp_path: Path):
    code = (
        "from vigwidgets import frameworks, words\nfrom vigwidgets.widgets.modules import module_files\n"
        "print('lib/host.mjs' in module_files(), 'theme.css' in module_files(), "
        "sum(len(t.principles) for t in frameworks.load().tiers), words.section('common')['undo'])"
    )
    assert ask(installed, tmp_path, "-c", code) == "True True 39 Undo"


def test_an_installed_copy_makes_a_journal_by_its_own_migrations(installed: Path, tmp_path: Path):
    ask(installed, tmp_path, "-m", "vigwidgets.cli", "film", "list", "--json")
