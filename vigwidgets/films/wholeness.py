"""Whether a file holds as much as its own header promises."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, BinaryIO, Final

from vigwidgets.core.errors import FilmUnreadable
from vigwidgets.films.boxes import boxes_end
from vigwidgets.films.chains import ChainBroken, chain_end
from vigwidgets.films.elements import EBML, elements_end

if TYPE_CHECKING:
    from av.container import InputContainer

CUT_OFF: Final = "The film is cut off: its data ends too early. Copy it from the camera or phone once more."


def check_whole(file: BinaryIO) -> None:
    """Follow the outermost boxes (MP4, MOV), or segment, clusters and blocks (WebM, Matroska), to the file's end.

    Other kinds of file are followed by `chains.chain_end`.

    Raises:
        FilmUnreadable: they reach past the end, or the chain of blocks is broken.
    """
    size = os.fstat(file.fileno()).st_size
    file.seek(0)
    matroska = file.read(len(EBML)) == EBML
    end = elements_end(file, size_bytes=size) if matroska else chain_end(file, size_bytes=size)
    if (boxes_end(file) if end is None else end) > size:
        raise FilmUnreadable(CUT_OFF)


def whole_until(file: BinaryIO) -> int | None:
    """Return the byte before which all is well in a film whose chain of parts is broken; None where it is not."""
    try:
        check_whole(file)
    except ChainBroken as broken:
        return broken.whole_until
    except FilmUnreadable:
        return None
    return None


def check_samples(container: InputContainer, *, size_bytes: int) -> None:
    """Raise `FilmUnreadable` when a table of an MP4 or MOV points to pictures or sound behind the file's end."""
    if "mov" not in container.format.name:
        return
    for stream in container.streams:
        if stream.type in {"video", "audio"}:
            for entry in stream.index_entries:
                if entry.pos + entry.size > size_bytes:
                    raise FilmUnreadable(CUT_OFF)
