"""What every widget of ours is: state goes down, requests come up and are always answered."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import Any, ClassVar, Final

import anywidget
import traitlets as t

from vigwidgets import words
from vigwidgets.core.errors import BadRequest, VigError
from vigwidgets.widgets.modules import content_hash, module_files
from vigwidgets.words.sentences import spoken

log = logging.getLogger("vigwidgets.widgets")

Answer = Callable[[dict[str, Any]], Any]
"""Takes a request's payload, returns what JSON can hold; a `VigError` becomes the named refusal."""

STUB: Final = files("vigwidgets.widgets").joinpath("lib/stub.js").read_text("utf-8")

_page_base: Callable[[], str] = str


def begin_addresses_with(asked: Callable[[], str]) -> None:
    """Ask `asked` where addresses from Python begin on pages without routes of ours; "" is the page's own."""
    global _page_base  # noqa: PLW0603 - one kernel, one answer
    _page_base = asked


class VigWidget(anywidget.AnyWidget):
    """Base of the workbook's widgets.

    A subclass names its stem in `module`, in `shared_words` the tables of words that it shares with others, and in
    `view_owned` the traits that a page may write; everything else a page tries to write is refused and logged. Requests
    carry an id and are answered `ok` or with a named error.

    Args:
        on_request: Answers by kind, over those of `answers()`.
        **traits: Initial values; an unknown keyword raises `TypeError`.
    """

    module: ClassVar[str] = ""
    shared_words: ClassVar[tuple[str, ...]] = ()
    view_owned: ClassVar[frozenset[str]] = frozenset()

    vig_module = t.Unicode(help="Stem of the ES module; Python → view.").tag(sync=True)
    words = t.Dict(help="Interface wording of this widget; Python → view.").tag(sync=True)
    stage = t.Unicode("film", help="Widgets of one page with the same stage share a film; Python → view.").tag(
        sync=True
    )
    person_key = t.Unicode("local", help="Keeps drafts of different people apart in one browser; Python → view.").tag(
        sync=True
    )
    draft_key = t.Unicode(
        "",
        help="Encrypts what a page keeps of unsaved work: 64 hexadecimal digits that are stored in the journal alone,"
        " so that they end with it, or empty to keep nothing; Python → view.",
    ).tag(sync=True)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        if "module" in cls.__dict__:
            cls._esm = STUB.replace("__STEM__", cls.module).replace("__HASH__", content_hash())
        super().__init_subclass__(**kwargs)

    def __init__(self, *, on_request: Mapping[str, Answer] | None = None, **traits: Any) -> None:
        unknown = sorted(name for name in traits if name != "model_id" and not self.has_trait(name))
        if unknown:
            message = f"{type(self).__name__} has no {unknown[0]!r}"
            raise TypeError(message)
        self._answers: dict[str, Answer] = {
            "vig.modules": self._send_modules,
            "vig.ping": lambda _payload: {},
            **self.answers(),
            **(on_request or {}),
        }
        said = words.section(*self.shared_words, self.module)
        super().__init__(vig_module=self.module, **{"words": said, **traits})
        self.on_msg(self._receive)

    def answers(self) -> dict[str, Answer]:
        """Return this widget's own answers by kind of request."""
        return {}

    def answer_with(self, on_request: Mapping[str, Answer]) -> None:
        """Replace or add answers after the widget was placed."""
        self._answers.update(on_request)

    def tell(self, **traits: Any) -> None:
        """Set several traits and tell the page in one message."""
        with self.hold_sync():
            for name, value in traits.items():
                setattr(self, name, value)

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Take what a page reports, view-owned traits only; the rest is refused, logged and sent back as it is."""
        refused = sorted(name for name in sync_data if name not in self.view_owned)
        if refused:
            known = [name for name in refused if name in self.keys]  # what a page makes up stays out of the log
            written = ", ".join(known) or "an unknown trait"
            log.warning("refused: a page wrote %s of %s", written, type(self).__name__)
            self.send_state(known)
        allowed = {name: value for name, value in sync_data.items() if name in self.view_owned}
        try:
            if allowed:
                super().set_state(allowed)
        except t.TraitError:
            log.warning("refused: a page reported a wrong value to %s", type(self).__name__)
            self.send_state(list(allowed))

    def _receive(self, _widget: object, content: Any, _buffers: object) -> None:
        if not isinstance(content, dict) or content.get("type") != "request" or not isinstance(content.get("id"), str):
            log.warning("refused: a page sent something that is no request to %s", type(self).__name__)
            return
        self.send({"type": "reply", "id": content["id"], **self._reply(content)})

    def _reply(self, content: dict[str, Any]) -> dict[str, Any]:
        kind, payload = str(content.get("kind")), content.get("payload")
        try:
            if kind not in self._answers or not isinstance(payload, dict):
                raise BadRequest(  # noqa: TRY301 - answered like any other refusal
                    "The page asked for something this workbook does not know. Reload the page."
                )
            return {"ok": True, "result": self._answers[kind](payload)}
        except VigError as error:
            asked = kind if kind in self._answers else "an unknown request"  # what a page makes up stays out of the log
            log.info("refused: %s of %s (%s)", asked, type(self).__name__, error.code)
            return {"ok": False, "error": {"code": error.code, "message": spoken(error.sentence)}}
        except Exception:
            reference = secrets.token_hex(3)
            log.exception("defect %s in %s of %s", reference, kind, type(self).__name__)
            message = words.section("common")["defect"].replace("{reference}", reference)
            return {"ok": False, "error": {"code": "defect", "message": message}}

    def _send_modules(self, _payload: dict[str, Any]) -> dict[str, Any]:
        """Hand out the browser's files where no server of ours does (stock Voilà, an editor's notebook view)."""
        files = {path: content.decode() for path, content in module_files().items()}
        return {"files": files, "base": _page_base()}
