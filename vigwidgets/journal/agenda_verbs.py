"""Agendas: the verbs of whoever leads a group."""

from __future__ import annotations

from vigwidgets.core.agenda import Agenda
from vigwidgets.journal import agendas
from vigwidgets.journal.joined import Joined


class AgendaVerbs(Joined):
    """The verbs of agendas. They are their owner's alone, and outlive the rooms they are used in."""

    def agendas(self) -> list[Agenda]:
        """Return this person's agendas, by title."""
        return self._door.read(lambda s: agendas.all_of(s, person=self.person))

    def agenda(self, agenda_id: str) -> Agenda:
        """Return an agenda of this person's.

        Raises:
            NotFound: there is none of that id, or it is somebody else's.
        """
        return self._door.read(lambda s: agendas.find(s, agenda_id, person=self.person))

    def save_agenda(self, agenda: Agenda) -> Agenda:
        """Store all of an agenda in place of the one before, and return it with its new `turn`.

        Args:
            agenda: With the `turn` of the one it was made from, 0 where it is new; the same content again is fine.

        Raises:
            ChangedMeanwhile: another window has saved or removed it since.
        """
        return self._write(lambda s: agendas.save(s, agenda, person=self.person))

    def copy_agenda(self, agenda_id: str, *, new_id: str, title: str) -> Agenda:
        """Store a copy of an agenda under another id and title, and return it; a retry makes no second one.

        Raises:
            NotFound: there is none of that id, or it is somebody else's.
            InvalidValue: the new id or the title is none.
        """
        return self._write(lambda s: agendas.copy(s, agenda_id, new_id=new_id, title=title, person=self.person))

    def remove_agenda(self, agenda_id: str) -> None:
        """Remove an agenda of this person's; one that is gone already is fine."""
        self._write(lambda s: agendas.remove(s, agenda_id, person=self.person))
