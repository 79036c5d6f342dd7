"""Marks as JSON, the form the command line and the browser see."""

from __future__ import annotations

import json
from collections.abc import Iterable

from vigwidgets.core.film import Film
from vigwidgets.core.framework import Framework
from vigwidgets.core.mark import Mark
from vigwidgets.exchange.order import by_time


def marks_json(film: Film, marks: Iterable[Mark], framework: Framework) -> str:
    """Return a JSON list of the marks by time, each as `Mark.as_json` gives it; one final line end.

    Principles stand as keys, which are the same in every wording, so neither film nor framework adds anything.
    """
    del film, framework  # one signature for every format
    return json.dumps([mark.as_json() for mark in by_time(marks)], ensure_ascii=False, indent=2) + "\n"
