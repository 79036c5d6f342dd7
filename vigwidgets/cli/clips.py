"""`vig clip`: clips drawn here or made elsewhere, beside those that come with the workbook."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from vigwidgets import words
from vigwidgets.cli.film import agreed_in, progress
from vigwidgets.cli.opening import opened_journal, opened_shelf
from vigwidgets.cli.saying import tell_json, tell_lines, tell_pairs, tell_table
from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.core.errors import BadRequest, NotFound, SceneRefused
from vigwidgets.workbook.folder.data_folder import DataFolder

if TYPE_CHECKING:
    from vigwidgets.core.permission import Permission
    from vigwidgets.workbook.clips import Clip

_LISTED = ("id", "title", "source", "came", "duration_ms", "marks", "permission", "until")
_SHOWN = ("id", "path", "marks")


def draw(command: argparse.Namespace) -> int:
    """Draw a scene script, into the data folder or into a folder that was named."""
    with progress(command.scene) as on_progress:
        if command.to is None:
            from vigwidgets.workbook.packs.drawing_in import draw_in

            owner, data = Person(LOCAL_OWNER), DataFolder.find()
            clip = draw_in(data, command.scene, person=owner, fine=command.fine, on_progress=on_progress)
            drawn = as_json(clip, came="brought", permission=None)
        else:
            drawn = _drawn_to(command.to, command.scene, fine=command.fine, on_progress=on_progress)
    if command.json:
        tell_json(drawn)
    else:
        tell_pairs({**{name: drawn[name] for name in _SHOWN}, "marks": len(drawn["marks"])})
    return 0


def add(command: argparse.Namespace) -> int:
    """Take in the clips of a pack, all of them or none."""
    from vigwidgets.workbook.packs.taking_in import add_pack

    said, data = words.load()["cli"], DataFolder.find()
    with progress(command.pack) as on_progress:
        taken = add_pack(
            data, command.pack, person=Person(LOCAL_OWNER), agreed=agreed_in(command), on_progress=on_progress
        )
    with _permissions(data) as permission_of:
        outcomes = [
            {**as_json(one.clip, came="brought", permission=permission_of(one.clip)), "was_here": one.was_here}
            for one in taken
        ]
    if command.json:
        tell_json(outcomes)
        return 0
    tell_table([{**one, "marks": len(one["marks"])} for one in outcomes], columns=_LISTED)
    if all(one.was_here for one in taken):
        tell_lines([said["clips_were_here"]])
    return 0


def show_all(command: argparse.Namespace) -> int:
    """List every clip there is, those that came with the workbook first."""
    from vigwidgets.workbook.clips import brought_in, clips

    data = DataFolder.find()
    with _permissions(data) as permission_of:
        listed = [as_json(one, came="workbook", permission=None) for one in clips()]
        listed += [as_json(one, came="brought", permission=permission_of(one)) for one in brought_in(data)]
    if command.json:
        tell_json(listed)
    else:
        tell_table([{**one, "marks": len(one["marks"])} for one in listed], columns=_LISTED)
    return 0


def remove(command: argparse.Namespace) -> int:
    """Remove a clip that was brought in or drawn here."""
    from vigwidgets.workbook.clips import clip
    from vigwidgets.workbook.packs.keeping import remove_clip

    said, data = words.load()["cli"], DataFolder.find()
    if not command.yes:
        clip(command.id, data=data)
        raise BadRequest(said["say_yes_clip"])
    if not data.holds_journal():
        raise NotFound(said["no_such_clip"])
    data.make()
    with opened_shelf(data) as (journal, shelf):
        remove_clip(journal, shelf, data, command.id, receipt_id=uuid4().hex)
    if command.json:
        tell_json({"id": command.id})
    else:
        tell_lines([said["clip_removed"]])
    return 0


def _drawn_to(
    folder: Path, scene: Path, *, fine: bool, on_progress: Callable[[int, int], None] | None
) -> dict[str, Any]:
    from vigwidgets.studio import draw_clip

    if folder.exists() and not folder.is_dir():
        raise SceneRefused(words.load()["cli"]["to_is_no_folder"])
    drawn = draw_clip(scene, out_folder=folder, fine=fine, on_progress=on_progress)
    return {
        "id": drawn.id,
        "title": drawn.title,
        "path": str(drawn.folder.absolute()),
        "duration_ms": drawn.duration_ms,
        "sha256": drawn.sha256,
        "marks": list(drawn.marks),
    }


@contextmanager
def _permissions(data: DataFolder) -> Iterator[Callable[[Clip], Permission | None]]:
    """Yield what tells the permission of a clip of people on film as it is today; of a drawn one, None."""
    if not data.holds_journal():
        yield lambda _: None
        return
    with opened_journal(data) as journal:
        yield lambda one: None if one.is_drawn else journal.film(one.id).permission


def as_json(one: Clip, *, came: str, permission: Permission | None) -> dict[str, Any]:
    """Return the form in which scripts see a clip."""
    told: dict[str, Any] = {
        "id": one.id,
        "title": one.title,
        "path": str(one.folder.absolute()),
        "duration_ms": one.film.duration_ms,
        "sha256": one.film.sha256,
        "source": "drawn" if one.is_drawn else "real",
        "came": came,
        "tiers": list(one.tiers),
        "licence": one.licence,
        "permission": list(permission.uses) if permission else [],
        "until": permission.until.isoformat() if permission and permission.until else None,
        "people": list(permission.people) if permission else [],
        "given_by": permission.given_by if permission else "",
        "marks": [],
    }
    for each in one.marks:
        mark = {name: value for name, value in each.mark.as_json().items() if name not in ("author", "feeling")}
        told["marks"].append({**mark, "reading": each.reading, **({"also": list(each.also)} if each.also else {})})
    return told
