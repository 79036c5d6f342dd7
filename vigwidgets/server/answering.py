"""Routes that answer in JSON, in which a refusal is a sentence and not a status."""

from __future__ import annotations

import json
import logging
import secrets
from typing import Any

import tornado.web

from vigwidgets import words
from vigwidgets.core.access import Person
from vigwidgets.core.errors import BadRequest, VigError
from vigwidgets.words.sentences import spoken

log = logging.getLogger("vigwidgets.server")


class Answering(tornado.web.RequestHandler):
    """Says in JSON how things stand, or why not, and leaves the browser's console clean."""

    person: Person

    def say(self, told: dict[str, Any]) -> None:
        """Answer that all is well."""
        self.set_header("Cache-Control", "no-store")
        self.finish({"ok": True, **told})

    def refuse(self, error: VigError, **told: Any) -> None:
        """Answer with the sentence."""
        self.set_header("Cache-Control", "no-store")
        self.finish({"ok": False, "error": as_told(error), **told})

    def told(self) -> dict[str, Any]:
        """Return the JSON object of the request.

        Raises:
            BadRequest: it is none.
        """
        try:
            told = json.loads(self.request.body)
        except (ValueError, RecursionError) as error:
            raise misread("JSON") from error
        if not isinstance(told, dict):
            raise misread("JSON")
        return told


def misread(part: str) -> BadRequest:
    """Return what to tell where `part` of a request has no form that we know."""
    return BadRequest(f"The page and the workbook do not understand each other ({part}). Load the page again.")


def as_told(error: Exception) -> dict[str, str]:
    """Return an error as the browser sees it; one that is our own defect goes to the log under a reference."""
    if isinstance(error, VigError):
        return {"code": error.code, "message": spoken(error.sentence)}
    reference = secrets.token_hex(3)
    log.error("defect %s", reference, exc_info=error)
    return {"code": "defect", "message": words.section("doors")["defect"].replace("{reference}", reference)}
