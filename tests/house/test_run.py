"""`run.py` decides rightly whether to set up, mend or just start, and says plainly what keeps it from doing so."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import run


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a made-up house with a `.venv` whose Python is there but not yet marked as set up."""
    python = tmp_path / ".venv" / "bin" / "python"
    for name, value in {"ROOT": tmp_path, "VENV": tmp_path / ".venv", "PYTHON": python}.items():
        monkeypatch.setattr(run, name, value)
    monkeypatch.setattr(run, "MARK", tmp_path / ".venv" / "mark.json")
    for name in ("requirements.lock", "requirements-serve.lock", "pyproject.toml"):
        (tmp_path / name).write_text(name, "utf-8")
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    return tmp_path


def finish(part: str) -> None:
    run.write_mark({**run.wanted("serve"), **run.wanted(part)})


def test_a_python_too_old_is_told_in_a_sentence():
    assert run.too_old((3, 9, 18)) == (
        "This workbook needs Python 3.11 or newer, and this is 3.9. Install a newer one from python.org."
    )


def test_the_oldest_python_we_name_is_taken():
    assert run.too_old((3, 11, 0)) is None


def test_old_pythons_can_read_the_file_up_to_that_sentence(root: Path):
    source = (root / "run.py").read_text("utf-8")
    assert ast.parse(source, feature_version=(3, 7))
    assert "from __future__" not in source  # Python 3.6 stops there with a riddle


@pytest.mark.parametrize(
    "name", ["run.py", "starting/bundle.py", "starting/certificates.py", "starting/meanings.py", "starting/start.py"]
)
def test_it_imports_the_standard_library_only(root: Path, name: str):
    tree = ast.parse((root / name).read_text("utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    names = [node.module if isinstance(node, ast.ImportFrom) else node.names[0].name for node in imports]
    assert {str(name).partition(".")[0] for name in names} <= {*sys.stdlib_module_names, "starting"}


def test_a_finished_set_up_starts_at_once(house: Path):
    finish("serve")
    assert run.ready("serve")


def test_what_was_set_up_for_tests_also_serves(house: Path):
    finish("test")
    assert run.ready("serve")


def test_what_was_set_up_to_serve_lacks_the_tests(house: Path):
    finish("serve")
    assert not run.ready("test")


@pytest.mark.parametrize("name", ["requirements-serve.lock", "pyproject.toml"])
def test_a_changed_file_asks_for_set_up(house: Path, name: str):
    finish("serve")
    (house / name).write_text("changed", "utf-8")
    assert not run.ready("serve")


def test_other_line_ends_are_no_change(house: Path):
    (house / "pyproject.toml").write_bytes(b"a\nb\n")
    finish("serve")
    (house / "pyproject.toml").write_bytes(b"a\r\nb\r\n")
    assert run.ready("serve")


def test_a_moved_folder_asks_for_set_up(house: Path, monkeypatch: pytest.MonkeyPatch):
    finish("serve")
    monkeypatch.setattr(run, "ROOT", house / "elsewhere")
    shutil.copytree(house, house / "elsewhere", symlinks=True, ignore=shutil.ignore_patterns("elsewhere"))
    assert not run.ready("serve")


def test_another_python_behind_the_same_name_asks_for_set_up(house: Path):
    finish("serve")
    run.PYTHON.unlink()
    run.PYTHON.write_text("another", "utf-8")
    assert not run.ready("serve")


def test_a_python_that_is_gone_is_made_anew(house: Path):
    finish("serve")
    run.PYTHON.unlink()
    assert not run.ready("serve")
    assert not run.usable(run.read_mark())


def test_a_python_taken_off_the_computer_is_noticed(house: Path):
    base = house / "base-python"
    base.touch()
    run.PYTHON.unlink()
    run.PYTHON.symlink_to(base)
    finish("serve")
    base.unlink()
    assert not run.ready("serve")


def test_a_set_up_that_was_cut_off_is_made_anew(house: Path):
    finish("serve")
    run.write_mark({**run.read_mark(), "state": "begun"})
    assert not run.ready("serve")
    assert not run.usable(run.read_mark())


def test_a_mark_that_cannot_be_read_asks_for_set_up(house: Path):
    run.MARK.write_text('{"state": "who', "utf-8")
    assert not run.ready("serve")


def test_a_finished_one_is_added_to_when_the_lock_changes(house: Path):
    finish("serve")
    (house / "requirements-serve.lock").write_text("changed", "utf-8")
    assert run.usable(run.read_mark())


def test_a_venv_made_by_hand_is_kept(house: Path):
    assert run.usable({})


def test_a_folder_that_only_looks_like_a_venv_is_not_kept(house: Path):
    run.PYTHON.unlink()
    assert not run.usable({})


def test_clearing_leaves_the_mark_of_an_unfinished_set_up(house: Path):
    (house / ".venv" / "lib" / "half").mkdir(parents=True)
    run._clear()
    assert [entry.name for entry in (house / ".venv").iterdir()] == ["mark.json"]
    assert json.loads(run.MARK.read_text("utf-8")) == {"state": "begun"}


def test_a_missing_lock_is_named(house: Path):
    (house / "requirements-serve.lock").unlink()
    with pytest.raises(run.Refused, match=r"requirements-serve\.lock is missing"):
        run.set_up("serve")


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "disk is full"),
        (
            "Failed to establish a new connection: [Errno -3] Temporary failure in name resolution",
            "no way to the internet",
        ),
        (
            "NewConnectionError(...)\nERROR: Could not find a version that satisfies av==18.1.0",
            "no way to the internet",
        ),
        ("ERROR: No matching distribution found for av==18.1.0", "not to be had for this Python"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "changed or damaged"),
        ("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]", "its own certificate"),
        ("[WinError 206] The filename or extension is too long", "too long for Windows"),
        ("[WinError 32] The process cannot access the file because it is being used", "still open in another window"),
        ("OSError: [Errno 30] Read-only file system", "may not be written"),
    ],
)
def test_what_pip_says_becomes_a_sentence(output: str, sentence: str):
    assert sentence in run.meaning(output)


def test_what_nobody_knows_gets_no_sentence():
    assert run.meaning("AssertionError: something new") == ""


@pytest.mark.skipif(os.name == "nt", reason="a folder's name cannot hold the separator there")
def test_a_folder_with_a_colon_is_refused(house: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(run, "ROOT", house / "a:b")
    with pytest.raises(run.Refused, match="Rename it"):
        run.check_place("serve")


def test_a_python_without_venv_is_refused(house: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(run.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(run.Refused, match="sudo apt install python3"):
        run.check_place("serve")


def test_a_full_disk_is_refused_before_anything_is_touched(house: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(run.shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(10**9, 10**9, 10**7))
    with pytest.raises(run.Refused, match="Make some room"):
        run.set_up("serve")
    assert not run.MARK.exists()


def test_settings_that_lead_elsewhere_are_not_handed_on(monkeypatch: pytest.MonkeyPatch):
    for name in run.UNWANTED:
        monkeypatch.setenv(name, "1")
    monkeypatch.setenv("HTTPS_PROXY", "proxy.example")
    assert not set(run.UNWANTED) & set(run.environment())
    assert run.environment()["HTTPS_PROXY"] == "proxy.example"


def test_a_second_set_up_waits_for_the_first():
    with run.alone(), Path(run.__file__).open("rb") as other:
        assert not run._lock(other.fileno())


def test_the_next_set_up_goes_on_when_the_first_is_done():
    with run.alone():
        pass
    with Path(run.__file__).open("rb") as other:
        assert run._lock(other.fileno())


def test_an_unknown_word_is_refused_in_a_sentence(root: Path):
    done = subprocess.run([sys.executable, root / "run.py", "srve"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "run.py does not know 'srve'. See: python3 run.py --help\n")


def test_help_needs_no_set_up(root: Path, tmp_path: Path):
    shutil.copy(root / "run.py", tmp_path)
    shutil.copytree(root / "starting", tmp_path / "starting")
    done = subprocess.run([sys.executable, tmp_path / "run.py", "--help"], capture_output=True, text=True, check=True)
    assert "python3 run.py test" in done.stdout
    assert {entry.name for entry in tmp_path.iterdir()} == {"run.py", "starting"}
