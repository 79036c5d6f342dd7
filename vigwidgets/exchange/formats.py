"""The formats that marks can be written in, by the names the command line uses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from vigwidgets.core.errors import InvalidValue
from vigwidgets.core.film import Film
from vigwidgets.core.framework import Framework
from vigwidgets.core.mark import Mark
from vigwidgets.exchange.csv_table import marks_csv
from vigwidgets.exchange.json_list import marks_json
from vigwidgets.exchange.losslesscut import marks_losslesscut
from vigwidgets.exchange.web_annotation import marks_web_annotation
from vigwidgets.exchange.webvtt import marks_vtt

Writer = Callable[[Film, Iterable[Mark], Framework], str]


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write marks.

    Attributes:
        name: What people ask for.
        suffix: Of a file's name, with its dot.
        media_type: MIME type of a download.
        file_encoding: Python's name of what a file is written in; CSV has a byte order mark for Excel.
        write: Takes film, marks and framework, returns the text.
    """

    name: str
    suffix: str
    media_type: str
    file_encoding: str
    write: Writer

    def file_bytes(self, film: Film, marks: Iterable[Mark], framework: Framework) -> bytes:
        """Return what a file of this format holds."""
        return self.write(film, marks, framework).encode(self.file_encoding)


FORMATS: Final[Mapping[str, Format]] = MappingProxyType(
    {
        each.name: each
        for each in (
            Format("csv", ".csv", "text/csv; charset=utf-8", "utf-8-sig", marks_csv),
            Format("json", ".json", "application/json", "utf-8", marks_json),
            Format("vtt", ".vtt", "text/vtt; charset=utf-8", "utf-8", marks_vtt),
            Format("losslesscut", ".losslesscut.csv", "text/csv; charset=utf-8", "utf-8", marks_losslesscut),
            Format("webanno", ".jsonld", "application/ld+json", "utf-8", marks_web_annotation),
        )
    }
)


def format_named(name: str) -> Format:
    """Return the format of that name, or raise `InvalidValue`."""
    try:
        return FORMATS[name]
    except KeyError:
        raise InvalidValue(f"There is no format called {name!r}. Choose from {', '.join(FORMATS)}.") from None
