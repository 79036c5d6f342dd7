"""A language that nobody speaks, made from English: it finds wording in no table, and boxes that are too small."""

from __future__ import annotations

import re
from typing import Any, Final

_LETTERS: Final = str.maketrans("AEIOUYCNSaeiouycnsdlt", "ÅÉÎÖÛÝÇÑŠåéîöûýçñšđļŧ")
_KEPT: Final = re.compile(r"\{[^}]*\}|[^\s{}]+/[^\s{}]+|`[^`]*`")
"""What is filled in, addresses and commands."""
OPEN, CLOSE = "⟦", "⟧"
LONGER: Final = 0.3
"""German and Finnish need about so much more room than English."""
LONGEST_WORD: Final = 12
"""What is added comes in words of at most so many letters: no language has one of sixty."""


def pseudo(tables: dict[str, dict[str, Any]], *, tag: str, direction: str) -> dict[str, dict[str, Any]]:
    """Return the tables with every text made strange, its `{names}` as they were.

    Args:
        tables: A language's wording by table.
        tag: Language tag that stands in every `language`.
        direction: `ltr` or `rtl`, in every `direction`.
    """
    fixed = {"language": tag, "direction": direction}
    return {
        name: {key: fixed[key] if key in fixed else _strange(value) for key, value in table.items()}
        for name, table in tables.items()
    }


def _strange(value: Any) -> Any:
    if isinstance(value, str):
        return strange(value)
    if isinstance(value, list):
        return [_strange(one) for one in value]
    if isinstance(value, dict):
        return {key: _strange(one) for key, one in value.items()}
    return value


def strange(text: str) -> str:
    """Return `text` longer and in odd letters between `⟦` and `⟧`; signs and single letters stay as they are."""
    if not re.search(r"[A-Za-z]{2}", _KEPT.sub("", text)):
        return text
    parts, end = [], 0
    for kept in _KEPT.finditer(text):
        parts += [text[end : kept.start()].translate(_LETTERS), kept.group()]
        end = kept.end()
    parts.append(text[end:].translate(_LETTERS))
    whole, rest = divmod(round(len(text) * LONGER), LONGEST_WORD + 1)
    return f"{OPEN}{''.join(parts)}{('~' * LONGEST_WORD + ' ') * whole}{'~' * rest}{CLOSE}"
