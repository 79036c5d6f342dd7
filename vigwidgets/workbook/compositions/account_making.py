"""A person's reflective account: what may be in it, and each name in it, looked for anew with every change."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from vigwidgets import words
from vigwidgets.core.reflection import Prompt, Revision
from vigwidgets.exchange.paper import Block, Heading, Strip, Table
from vigwidgets.widgets.account import Account as AccountPage
from vigwidgets.workbook.compositions.prompt_reflection import KeptExercise
from vigwidgets.workbook.papers.kept import answer_of
from vigwidgets.workbook.papers.saying import month

if TYPE_CHECKING:
    from vigwidgets.workbook.bound import Bound
    from vigwidgets.workbook.compositions.composition import NewId
    from vigwidgets.workbook.papers.account import Account

BEGINNING: Final = 220
"""Letters of a writing that are shown where it is chosen."""


class AccountMaking(KeptExercise):
    """The account with what the person chose.

    Args:
        prompt: Under which the choices are kept.
        new_id: Gives the widget its id.
    """

    def __init__(self, prompt: Prompt, *, new_id: NewId) -> None:
        super().__init__(AccountPage(prompt, **new_id()), prompt)

    def bind(self, bound: Bound) -> None:
        """Show what this person may choose from, and look for names."""
        super().bind(bound)
        self.card.answer_with({"account.look": self._look_again, "account.read": self._read})
        self._look()

    def _kept(self, asked: Prompt) -> list[Revision]:
        revisions = super()._kept(asked)
        self._look()
        return revisions

    def _account(self) -> Account:
        from vigwidgets.workbook.papers.account import Account  # with the lists of words, which few pages need

        kept = self._bound.journal.reflection(self._prompt.id)
        return Account(self._bound.journal, answer_of(kept))

    def _look(self) -> None:
        account, said = self._account(), words.section("account")
        self.card.tell(
            writings=[
                {
                    "key": one.key,
                    "chapter": one.chapter,
                    "question": one.question,
                    "begins": one.text[:BEGINNING] + ("…" if len(one.text) > BEGINNING else ""),
                    "film": one.film,
                    "month": month(one.saved_at, said),
                }
                for one in account.writings
            ],
            names=[one.as_json() for one in account.names],
            unseen=account.unseen,
        )

    def _look_again(self, _payload: dict[str, Any]) -> dict[str, Any]:
        self._look()
        return {}

    def _read(self, _payload: dict[str, Any]) -> dict[str, Any]:
        paper = self._account().paper(on=date.today())  # noqa: DTZ011 - this place's day
        return {"title": paper.title, "blocks": [_shown(block) for block in paper.blocks]}


def _shown(block: Block) -> dict[str, Any]:
    if isinstance(block, Table):
        return {"kind": "table", "heads": list(block.heads), "rows": [list(row) for row in block.rows]}
    if isinstance(block, Strip):  # no account has one
        return {"kind": "soft", "text": block.said}
    return {"kind": "heading" if isinstance(block, Heading) else block.tone, "text": block.text}
