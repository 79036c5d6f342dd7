"""Interface wording, one TOML a language, one table a widget or page.

`VIG_LANGUAGE` chooses the language. `pseudo` is made from English, longer and with marks round each text: whoever
sees a text without them on a page has found wording that is not in these tables. `pseudo-rtl` runs from right to left.
`{vig}` in a text is how the command is called here: `VIG_COMMAND`, which `run.py` and a bundle set, else `vig`.
"""

from __future__ import annotations

import os
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Final

from vigwidgets.words.pseudo import pseudo

DEFAULT: Final = "en"
PSEUDO: Final = {"pseudo": ("en-XA", "ltr"), "pseudo-rtl": ("ar-XB", "rtl")}
"""Made languages: tag and direction."""


def language() -> str:
    """Return the language of this process: what `VIG_LANGUAGE` names, else English."""
    return os.environ.get("VIG_LANGUAGE") or DEFAULT


def load(chosen: str | None = None) -> dict[str, dict[str, Any]]:
    """Return all wording of a language by table; of this process's own language when None.

    Raises:
        FileNotFoundError: there is no such language.
    """
    return _load(chosen or language())


@cache
def _load(chosen: str) -> dict[str, dict[str, Any]]:
    if chosen in PSEUDO:
        tag, direction = PSEUDO[chosen]
        return pseudo(_load(DEFAULT), tag=tag, direction=direction)
    text = files(__name__).joinpath(f"{chosen}.toml").read_text("utf-8")
    return tomllib.loads(text.replace("{vig}", os.environ.get("VIG_COMMAND") or "vig"))


def section(*names: str, chosen: str | None = None) -> dict[str, Any]:
    """Return the wording of one widget or page with the common words beneath it.

    Of several tables a later one counts before those it shares words with. A name without a table gives no words.
    """
    everything = load(chosen)
    return {key: word for name in ("common", *names) for key, word in everything.get(name, {}).items()}
