"""Tells whether a folder lies on a network share or is copied into a cloud."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path, PurePath, PureWindowsPath
from typing import Final

_CLOUD_FOLDERS: Final[tuple[tuple[str, str], ...]] = (
    (r"onedrive\b.*", "OneDrive"),
    (r"dropbox\b.*", "Dropbox"),
    (r"icloud ?drive\b.*|mobile documents|com~apple~clouddocs", "iCloud"),
    (r"google ?drive\b.*|googledrive-.*|drivefs", "Google Drive"),
    (r"box( sync|-box)?", "Box"),
    (r"nextcloud\b.*", "Nextcloud"),
    (r"owncloud\b.*", "ownCloud"),
    (r"pcloud ?drive", "pCloud"),
    (r"seafile|seadrive\b.*", "Seafile"),
    (r"synologydrive|synology drive", "Synology Drive"),
)
"""Names that the services' own programs give their folders, lower case, and how people call the service."""

# fmt: off
_NETWORK_FILE_SYSTEMS: Final = frozenset({
    "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "webdav", "davfs", "davfs2", "9p", "afs", "ceph",
    "glusterfs", "lustre", "ncpfs", "fuse.sshfs", "fuse.rclone", "fuse.davfs", "fuse.glusterfs", "fuse.gvfsd-fuse",
    "fuse.onedriver", "fuse.s3fs"
})
# fmt: on
_WINDOWS_REMOTE_DRIVE: Final = 4


def distant_place(folder: Path) -> str | None:
    """Return the service or kind of share that `folder` is on, or None where it is on this machine alone."""
    share = "network share"
    if os.name == "nt" and is_unc(str(folder)):
        return share
    if cloud := cloud_in(folder):
        return cloud
    if sys.platform == "win32":
        import ctypes  # psutil would wait for every lost network drive; this asks about one

        drive = ctypes.windll.kernel32.GetDriveTypeW(folder.anchor)
        return share if drive == _WINDOWS_REMOTE_DRIVE else None
    import psutil  # only for the list of mounts

    mounts = [(part.mountpoint, part.fstype) for part in psutil.disk_partitions(all=True)]
    kind = file_system_of(Path(os.path.realpath(folder)), mounts)
    return f"{share} ({kind})" if kind in _NETWORK_FILE_SYSTEMS else None


def is_unc(folder: str) -> bool:
    r"""Return whether a Windows path is written as a share, such as `\\server\films`."""
    drive = PureWindowsPath(folder).drive.upper()
    return drive.startswith("\\\\?\\UNC\\") or (drive.startswith("\\\\") and drive[2:4] not in ("?\\", ".\\"))


def cloud_in(folder: PurePath) -> str | None:
    """Return the cloud service one of whose folders holds `folder`, judged by names alone."""
    for part in folder.parts:
        for pattern, service in _CLOUD_FOLDERS:
            if re.fullmatch(pattern, part.casefold()):
                return service
    return "a cloud service" if "cloudstorage" in (part.casefold() for part in folder.parts) else None


def file_system_of(folder: Path, mounts: Iterable[tuple[str, str]]) -> str:
    """Return the kind of file system of the innermost mount that holds `folder`; empty when none does.

    Args:
        folder: Absolute; need not exist.
        mounts: Mount points with their kinds, in the order they were mounted: the later hides the earlier.
    """
    holding = [(len(Path(point).parts), kind) for point, kind in mounts if folder.is_relative_to(point)]
    depth = max((parts for parts, _ in holding), default=0)
    return next((kind for parts, kind in reversed(holding) if parts == depth), "")
