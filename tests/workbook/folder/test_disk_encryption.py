"""Whether a disk is encrypted, told from what the three systems say."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from vigwidgets.workbook.folder import disk_encryption
from vigwidgets.workbook.folder.disk_encryption import (
    UNKNOWN,
    Encryption,
    encryption_of,
    on_linux,
    on_macos,
    on_windows,
)


def said(printed: str):
    """Return a program that prints this, whatever it is asked."""
    return lambda _command: printed


def device(devices: Path, name: str, *, made: str = "", beneath: tuple[str, ...] = ()) -> None:
    """Make a block device as the kernel shows it."""
    place = devices / name
    (place / "slaves").mkdir(parents=True)
    if made:
        (place / "dm").mkdir()
        (place / "dm" / "uuid").write_text(made + "\n")
    for one in beneath:
        (place / "slaves" / one).symlink_to(devices / one)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        ("CRYPT-LUKS2-9b1f4c8d3e2a4f5b8c7d6e5f4a3b2c1d-luks-9b1f4c8d", Encryption("on", "LUKS")),
        ("CRYPT-LUKS1-1f0c-sda5_crypt", Encryption("on", "LUKS")),
        ("CRYPT-BITLK-77aa-data", Encryption("on", "BitLocker")),
        ("CRYPT-PLAIN-swap", Encryption("on", "")),
        ("CRYPT-VERITY-5a5a-root", Encryption("off")),
        ("LVM-abcdefghij", Encryption("off")),
        ("", Encryption("off")),
    ],
)
def test_linux_names_what_the_device_mapper_made(tmp_path, made, expected):
    device(tmp_path, "253:0", made=made)
    assert on_linux((253, 0), devices=tmp_path) == expected


def test_a_volume_on_an_encrypted_disk_is_encrypted(tmp_path):
    device(tmp_path, "253:0", made="CRYPT-LUKS2-11-disk")
    device(tmp_path, "253:1", made="LVM-root", beneath=("253:0",))
    assert on_linux((253, 1), devices=tmp_path) == Encryption("on", "LUKS")


def test_a_volume_that_lies_partly_on_an_open_disk_is_not(tmp_path):
    device(tmp_path, "253:0", made="CRYPT-LUKS2-11-disk")
    device(tmp_path, "8:16")
    device(tmp_path, "253:1", made="LVM-root", beneath=("253:0", "8:16"))
    assert on_linux((253, 1), devices=tmp_path) == Encryption("off")


def test_devices_that_lie_on_each_other_in_a_ring_are_unknown(tmp_path):
    device(tmp_path, "253:0", beneath=("253:1",))
    device(tmp_path, "253:1", beneath=("253:0",))
    assert on_linux((253, 0), devices=tmp_path) == UNKNOWN


@pytest.mark.parametrize("number", [(0, 42), (8, 1)], ids=["no device", "not listed"])
def test_what_linux_does_not_list_is_unknown(tmp_path, number):
    assert on_linux(number, devices=tmp_path) == UNKNOWN


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("FileVault is On.\n", Encryption("on", "FileVault")),
        ("FileVault is Off.\n", Encryption("off", "FileVault")),
        (
            "FileVault is Off.\nDeferred enablement appears to be active for user 'kim'.\n",
            Encryption("off", "FileVault"),
        ),
        ("FileVault is On.\nEncryption in progress: Percent completed = 37.25\n", UNKNOWN),
        ("FileVault is On.\nDecryption in progress: Percent completed = 12\n", UNKNOWN),
        ("Error: fdesetup is not supported here.\n", UNKNOWN),
        ("", UNKNOWN),
    ],
)
def test_macos_says_it_of_the_start_up_disk(printed, expected):
    assert on_macos(PurePosixPath("/Users/kim/Library/work"), ask=said(printed)) == expected


def test_macos_says_nothing_of_a_disk_that_is_plugged_in():
    assert on_macos(PurePosixPath("/Volumes/Stick/work"), ask=said("FileVault is On.\n")) == UNKNOWN


@pytest.mark.parametrize(
    ("printed", "state"),
    [
        ("1\r\n", "on"),
        ("6\r\n", "on"),
        ("2\r\n", "off"),
        ("0\r\n", "off"),
        ("3\r\n", "unknown"),
        ("4\r\n", "unknown"),
        ("5\r\n", "unknown"),
        ("8\r\n", "unknown"),
        ("", "unknown"),
        ("New-Object : Cannot create type. Only core types are supported in this language mode.\r\n", "unknown"),
    ],
)
def test_windows_says_it_as_explorer_draws_the_padlock(printed, state):
    found = on_windows(PureWindowsPath(r"C:\Users\Kim\work"), ask=said(printed))
    assert found == Encryption(state, "" if state == "unknown" else "BitLocker")


def test_windows_is_asked_about_the_folders_own_drive():
    asked: list[tuple[str, ...]] = []
    on_windows(PureWindowsPath("\\\\?\\d:\\films"), ask=lambda command: asked.append(command) or "1")
    assert "NameSpace('D:')" in asked[0][-1]


def test_a_share_is_unknown_without_asking():
    assert on_windows(PureWindowsPath(r"\\server\films\work"), ask=said("1")) == UNKNOWN


@pytest.mark.parametrize(
    "trouble", [FileNotFoundError("no such program"), subprocess.TimeoutExpired("powershell.exe", 1.8)]
)
@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_a_program_that_fails_or_is_slow_leaves_it_unknown(tmp_path, monkeypatch, trouble, system):
    def fail(*_command: object, **_how: object) -> None:
        raise trouble

    monkeypatch.setattr(disk_encryption.subprocess, "run", fail)
    monkeypatch.setattr(sys, "platform", system)
    assert encryption_of(tmp_path / system / type(trouble).__name__) == UNKNOWN


def test_this_machine_answers_quickly_about_a_folder_that_is_not_there_yet(tmp_path):
    began = time.monotonic()
    assert encryption_of(tmp_path / "not" / "yet").state in {"on", "off", "unknown"}
    assert time.monotonic() - began < 2


def test_a_process_asks_once(tmp_path, monkeypatch):
    first = encryption_of(tmp_path)
    monkeypatch.setattr(disk_encryption, "_device_of", lambda _folder: pytest.fail("asked again"))
    assert encryption_of(tmp_path) is first
