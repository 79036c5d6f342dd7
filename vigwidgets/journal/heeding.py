"""A page that stays open while its words are erased elsewhere: what it still shows is not stored again."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from vigwidgets.core.access import Person
from vigwidgets.core.errors import NotFound
from vigwidgets.journal import erasing
from vigwidgets.journal.tables import ReceiptRow


def receipts_now(session: Session, *, person: Person) -> frozenset[str]:
    """Return the ids of this person's receipts, for `refuse_erased` later."""
    return frozenset(receipt.id for receipt in erasing.receipts(session, person=person))


def refuse_erased(session: Session, *, seen: frozenset[str], person: Person, text: str | None = None) -> None:
    """Refuse what would bring back something that was erased after a page was loaded.

    Args:
        session: Of the writing itself, so that no erasing comes in between.
        seen: The receipts there were then, and those of what the page erased itself.
        person: Who writes.
        text: What a text is about, as `erasing.text_target` names it; None for anything else.

    Raises:
        NotFound: everything, or just this text, has been erased meanwhile.
    """
    query = select(ReceiptRow.id, ReceiptRow.what, ReceiptRow.asked).where(ReceiptRow.owner == person.id)
    for receipt_id, what, asked in session.execute(query):
        if receipt_id in seen:
            continue
        its_text = text is not None and asked == erasing.digest(receipt_id, "reflection", text)
        if what == "everything" or its_text:
            raise NotFound("This was erased from somewhere else. Load this page again, and begin anew if you like.")
