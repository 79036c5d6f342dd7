from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from vigwidgets.workbook.folder import distant
from vigwidgets.workbook.folder.data_folder import DataFolder


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        (PureWindowsPath(r"C:\Users\ada\OneDrive\vig"), "OneDrive"),
        (PureWindowsPath(r"C:\Users\ada\OneDrive - Oak Primary School\Documents\vig"), "OneDrive"),
        (PurePosixPath("/Users/ada/Library/CloudStorage/OneDrive-OakSchool/vig"), "OneDrive"),
        (PurePosixPath("/home/ada/Dropbox/vig"), "Dropbox"),
        (PureWindowsPath(r"C:\Users\ada\Dropbox (Personal)\vig"), "Dropbox"),
        (PurePosixPath("/Users/ada/Library/Mobile Documents/com~apple~CloudDocs/vig"), "iCloud"),
        (PureWindowsPath(r"C:\Users\ada\iCloudDrive\vig"), "iCloud"),
        (PureWindowsPath(r"C:\Users\ada\Google Drive\vig"), "Google Drive"),
        (PurePosixPath("/Users/ada/Library/CloudStorage/GoogleDrive-ada@oak.example/My Drive"), "Google Drive"),
        (PurePosixPath("/home/ada/Nextcloud/vig"), "Nextcloud"),
        (PurePosixPath("/Users/ada/Library/CloudStorage/Other-ada/vig"), "a cloud service"),
    ],
)
def test_a_cloud_folder_is_known_by_its_name(folder, service):
    assert distant.cloud_in(folder) == service


@pytest.mark.parametrize(
    "folder", ["/home/ada/.local/share/vigwidgets", "/home/onedriver2/x", "/srv/boxes/a", "/home/ada/mydropbox"]
)
def test_an_ordinary_folder_is_no_cloud(folder):
    assert distant.cloud_in(PurePosixPath(folder)) is None


@pytest.mark.parametrize("folder", [r"\\server\films\vig", "//server/films/vig", r"\\?\UNC\server\films\vig"])
def test_a_share_by_its_address_is_known(folder):
    assert distant.is_unc(folder)


@pytest.mark.parametrize("folder", [r"C:\vig", r"\\?\C:\vig", r"\\.\C:\vig", r"\vig", "vig"])
def test_a_folder_of_this_machine_is_no_share(folder):
    assert not distant.is_unc(folder)


MOUNTS = [("/", "ext4"), ("/home", "nfs4"), ("/home/ada/local", "ext4"), ("/media/stick", "vfat")]


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/srv/vig", "ext4"),
        ("/home/ada/vig", "nfs4"),
        ("/home/ada/local/vig", "ext4"),
        ("/homestead", "ext4"),
        ("/media/stick", "vfat"),
    ],
)
def test_the_innermost_mount_counts(folder, kind):
    assert distant.file_system_of(Path(folder), MOUNTS) == kind


def test_a_later_mount_hides_an_earlier_one_at_the_same_place():
    assert distant.file_system_of(Path("/a/b"), [("/a", "ext4"), ("/a", "cifs")]) == "cifs"


def test_a_folder_under_no_mount_has_no_kind():
    assert distant.file_system_of(Path("/a"), []) == ""


def test_a_data_folder_in_a_cloud_is_named(tmp_path):
    assert DataFolder(tmp_path / "Dropbox" / "vig").is_synced_or_network() == "Dropbox"


@pytest.mark.parametrize(("kind", "named"), [("cifs", "network share (cifs)"), ("ext4", None)])
def test_a_data_folder_on_a_mounted_share_is_named(monkeypatch, kind, named):
    import psutil

    part = type("Part", (), {"mountpoint": "/", "fstype": kind})
    monkeypatch.setattr(psutil, "disk_partitions", lambda **_: [part])
    assert DataFolder(Path("/srv/vig")).is_synced_or_network() == named
