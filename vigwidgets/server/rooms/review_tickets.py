"""By what each person's own device finds what is shown: a ticket each, all of which end at once."""

from __future__ import annotations

import secrets


class Tickets:
    """None at first, and none again whenever it ends."""

    def __init__(self) -> None:
        self._of: dict[str, str] | None = None

    @property
    def are_open(self) -> bool:
        """Whether what is shown is to be seen on people's devices as well."""
        return self._of is not None

    def open(self) -> None:
        """From now on everybody gets one; opening what is open is fine."""
        if self._of is None:
            self._of = {}

    def end(self) -> None:
        """All of them are void."""
        self._of = None

    def forget(self, person_id: str) -> None:
        """This person's is void."""
        if self._of is not None:
            self._of = {token: one for token, one in self._of.items() if one != person_id}

    def is_for(self, person_id: str, token: str) -> bool:
        """Return whether that ticket is this person's, and good."""
        return self._of is not None and self._of.get(token) == person_id

    def address_for(self, person_id: str) -> str | None:
        """Return where this person's device finds what is shown, the same each time; None while none."""
        if self._of is None:
            return None
        token = next((one for one, owner in self._of.items() if owner == person_id), None)
        if token is None:
            token = secrets.token_urlsafe(24)
            self._of[token] = person_id
        return f"shown/{token}"
