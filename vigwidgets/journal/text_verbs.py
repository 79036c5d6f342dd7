"""What people wrote to prompts, and what they answered in exercises: the verbs that keep and find it."""

from __future__ import annotations

from collections.abc import Collection

from vigwidgets.core.receipt import Receipt
from vigwidgets.core.reflection import Prompt, Revision
from vigwidgets.journal import days, erasing, times, writing
from vigwidgets.journal.days import Days
from vigwidgets.journal.joined import Joined
from vigwidgets.journal.times import Written
from vigwidgets.journal.writing import Draft, Saved


class TextVerbs(Joined):
    """The verbs of texts. An answer to an exercise is a text as well: what its widget keeps, as JSON."""

    def save_reflection(self, prompt: Prompt, text: str, *, revision_id: str, sitting: str, sequence: int) -> Saved:
        """Store what was written so far, and return what is stored.

        A known `revision_id` takes the text if `sequence` is higher than its last; else nothing changes, and the answer
        is what is stored. An unknown one begins a revision. Texts of other sittings are never touched; when a text
        loses much, at once or little by little, its earlier text is kept as a revision of its own.

        Args:
            prompt: What it answers; the revision keeps the words it was begun under.
            text: All of it, at most `LONGEST_TEXT` letters.
            revision_id: Made by the client for a stretch of writing.
            sitting: The window, made by the client.
            sequence: Rises with every save of the window, 0 or more.

        Raises:
            InvalidValue: the text is too long, or the revision belongs to another prompt, film or sitting.
            NotFound: the prompt is about a film that is not here.
        """
        draft = Draft(prompt=prompt, text=text, revision_id=revision_id, sitting=sitting, sequence=sequence)
        about = erasing.text_target(prompt.id, film=prompt.film)
        return self._write(lambda s: writing.save(s, draft, person=self.person), text=about)

    def reflection(self, prompt_id: str, *, film: str | None = None) -> Revision | None:
        """Return this person's newest text for the prompt about `film`, or about none; None where nothing was written.

        Raises:
            NotFound: there is no such film here.
        """
        return self._door.read(lambda s: writing.newest(s, prompt_id, film=film, person=self.person))

    def revisions(self, prompt_id: str, *, film: str | None = None) -> list[Revision]:
        """Return every kept text of this person's for the prompt about `film`, or about none, newest first.

        Raises:
            NotFound: there is no such film here.
        """
        return self._door.read(lambda s: writing.all_of(s, prompt_id, film=film, person=self.person))

    def revisions_of(self, prompt_ids: Collection[str]) -> dict[str, list[Revision]]:
        """Return by prompt what `revisions` returns of each about no film, in one reading; [] where there is none."""
        return self._door.read(lambda s: writing.all_of_each(s, prompt_ids, person=self.person))

    def answered(self) -> dict[str, int]:
        """Return how many prompts of each chapter this person has answered: their newest text is not blank.

        A prompt that was answered on several films counts once; chapters without an answer are left out.
        """
        return self._door.read(lambda s: writing.answered(s, person=self.person))

    def texts(self) -> list[Revision]:
        """Return this person's newest text to every prompt, by when it was saved; exercises and blank ones left out."""
        return self._door.read(lambda s: writing.newest_of_all(s, person=self.person, exercises=False))

    def exercises(self, chapter: str | None = None) -> list[Revision]:
        """Return this person's newest answer to every exercise, or every one of a chapter, by when it was saved."""
        return self._door.read(lambda s: writing.newest_of_all(s, person=self.person, exercises=True, chapter=chapter))

    def days(self) -> Days:
        """Return on which days this person wrote and answered, by chapter, and marked, by film."""
        return self._door.read(lambda s: days.of_person(s, person=self.person))

    def written_at(self) -> list[Written]:
        """Return when this person wrote and did exercises: every kept text and answer, not the newest alone."""
        return self._door.read(lambda s: times.written(s, person=self.person))

    def erase_reflection(self, prompt_id: str, *, film: str | None = None, receipt_id: str) -> Receipt:
        """Erase every kept text for the prompt about `film`, or about none, as `erase_film` does; none there is fine.

        Raises:
            NotFound: there is no such film here.
            InvalidValue: the receipt id stands for something else that was erased.
        """
        receipt = erasing.asked_for(receipt_id, what="reflection")
        return self._erase(lambda s: erasing.reflection(s, prompt_id, film=film, receipt=receipt, person=self.person))
