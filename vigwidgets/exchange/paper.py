"""A few pages for people to read: headings, paragraphs and small tables, before they are a file of any format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Tone = Literal["body", "question", "soft"]
"""A paragraph as such, what was asked, or what stands beside."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, `level` 2 or 3 below the title."""

    level: Literal[2, 3]
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Plain text of any length; empty lines part it, line ends are kept."""

    text: str
    tone: Tone = "body"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of as many cells as there are heads; the first cell names its row."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.heads) for row in self.rows):
            raise ValueError("each row has a cell for each head")


@dataclass(frozen=True, slots=True)
class Strip:
    """How often something was seen along a stretch of film, as bars in one colour.

    Attributes:
        heights: Of the bars, from the first moment to the last; one at least is above 0.
        said: What it shows, for whoever does not see it.
        ends: What stands below its two ends.
    """

    heights: tuple[int, ...]
    said: str
    ends: tuple[str, str]

    def __post_init__(self) -> None:
        if not self.heights or min(self.heights) < 0 or max(self.heights) == 0:
            raise ValueError("a strip shows at least one thing")

    @property
    def shares(self) -> list[float]:
        """The heights as shares of the highest."""
        return [height / max(self.heights) for height in self.heights]


Block = Heading | Paragraph | Table | Strip


@dataclass(frozen=True, slots=True)
class Paper:
    """What is handed over.

    Attributes:
        title: Above it, and in the file's own data.
        blocks: In their order.
        language: Tag of the language of what the workbook says in it; what people wrote may be in any.
        direction: `ltr` or `rtl`, of the same.
        page: How a page is numbered, with `{page}` in it.
    """

    title: str
    blocks: tuple[Block, ...]
    language: str = "en-GB"
    direction: Literal["ltr", "rtl"] = "ltr"
    page: str = "{page}"


RIGHT_TO_LEFT: Final = frozenset({"R", "AL"})


def parts_of(text: str) -> list[str]:
    """Return a text parted at its empty lines, each part without white space at its ends; empty ones left out."""
    parts: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line.strip():
            parts[-1].append(line.rstrip())
        elif parts[-1]:
            parts.append([])
    return ["\n".join(lines).strip() for lines in parts if lines]
