"""The table of agendas, which outlive the rooms they are used in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from vigwidgets.journal.tables import Base, State


class AgendaRow(Base):
    """One of its owner's agendas.

    Attributes:
        steps: In their order, each as `Step.as_json()`.
        turn: Rises with every save.
    """

    __tablename__ = "agendas"

    owner: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    title: Mapped[str]
    steps: Mapped[list[State]]
    turn: Mapped[int]
    saved_at: Mapped[datetime]


Base.registry.configure()
