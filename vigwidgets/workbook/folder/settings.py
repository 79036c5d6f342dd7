"""What is remembered outside of any data folder: which folder a person chose for their work."""

from __future__ import annotations

from pathlib import Path

from vigwidgets.workbook.folder.whole_file import put_whole


def settings_file() -> Path:
    """Return the file that holds the choice; it need not be there."""
    from platformdirs import user_config_path  # asked for only where nobody named a folder

    return user_config_path("vigwidgets", appauthor=False) / "data-folder.txt"


def chosen() -> Path | None:
    """Return the folder that was chosen, or None where none was, or the note of it cannot be read."""
    try:
        line = settings_file().read_text("utf-8").strip()
    except (OSError, UnicodeError):
        return None
    return Path(line) if line and Path(line).is_absolute() else None


def remember(root: Path) -> None:
    """Remember `root` for every later start.

    Raises:
        OSError: the settings cannot be written; the earlier choice stays.
    """
    file = settings_file()
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    put_whole(file, f"{root}\n")
