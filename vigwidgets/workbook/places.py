"""Where the notebooks and the drawn clips are: in the clone, or inside an installed copy."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def workbooks_folder() -> Path:
    """Return the folder of the notebooks and of `contents.yml`.

    Raises:
        FileNotFoundError: the installation is not whole.
    """
    return _folder("workbooks")


def sample_clips_folder() -> Path:
    """Return the folder that holds one folder a drawn clip.

    Raises:
        FileNotFoundError: the installation is not whole.
    """
    return _folder("sample_clips")


def _folder(name: str) -> Path:
    for place in (_PACKAGE / "_shared" / name, _PACKAGE.parent / name):
        if place.is_dir():
            return place
    raise FileNotFoundError(f"The folder {name} is missing. Install the workbook again.")
