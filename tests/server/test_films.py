"""A film's bytes go to its owner, in pieces, and are kept nowhere on the way."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import httpx
import pytest

from tests.workbook.packs.made_packs import AGREED, card, make_pack
from vigwidgets.core.access import Person
from vigwidgets.core.permission import Permission
from vigwidgets.films.lanes import LaneFolder, lanes_for
from vigwidgets.server.app import Serving
from vigwidgets.server.desk import Desk
from vigwidgets.workbook.film_shelf import add_film
from vigwidgets.workbook.kept_reel import digest
from vigwidgets.workbook.packs.taking_in import add_pack

Visit = Callable[[str], httpx.Client]


@pytest.fixture
def annas_film(serving: Serving, testdata: Path) -> Iterator[tuple[str, bytes]]:
    """Id and bytes of a film that is Anna's."""
    path = testdata / "video/mdn__interactive-examples/friday.mp4"
    desk: Desk = serving.app.settings["desk"]
    film = add_film(desk.journal(Person("anna")), desk.shelf, path, title="Our table")
    yield film.id, path.read_bytes()
    desk.journal(Person("anna")).remove_film(film.id)
    desk.shelf.remove(film.id)


def test_the_owner_gets_the_film_whole_and_uncached(visit: Visit, annas_film: tuple[str, bytes]) -> None:
    film, content = annas_film
    reply = visit("anna").get(f"vig/film/{film}")
    assert reply.content == content
    assert reply.headers["Cache-Control"] == "no-store"
    assert reply.headers["Content-Type"] == "video/mp4"
    assert "Etag" not in reply.headers


def test_the_owner_gets_any_piece_of_the_film(visit: Visit, annas_film: tuple[str, bytes]) -> None:
    film, content = annas_film
    anna = visit("anna")
    for asked, piece in (("bytes=0-99", content[:100]), ("bytes=1000-", content[1000:]), ("bytes=-7", content[-7:])):
        reply = anna.get(f"vig/film/{film}", headers={"Range": asked})
        assert (reply.status_code, reply.content) == (206, piece)
    assert anna.get(f"vig/film/{film}", headers={"Range": f"bytes={len(content)}-"}).status_code == 416


def test_the_owner_gets_the_time_of_every_frame(visit: Visit, annas_film: tuple[str, bytes]) -> None:
    reply = visit("anna").get(f"vig/film/{annas_film[0]}/frames")
    assert len(reply.content) == 4 * 185
    assert reply.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("part", ["", "/frames"])
def test_another_persons_film_is_not_there(visit: Visit, annas_film: tuple[str, bytes], part: str) -> None:
    assert visit("ben").get(f"vig/film/{annas_film[0]}{part}").status_code == 404


def test_a_page_about_another_persons_film_is_not_there(visit: Visit, annas_film: tuple[str, bytes]) -> None:
    assert visit("ben").get("chapter/my_film", params={"film": annas_film[0]}).status_code == 404
    assert visit("anna").get("chapter/my_film", params={"film": annas_film[0]}).status_code == 200


@pytest.fixture
def annas_clip(serving: Serving, tmp_path: Path) -> Iterator[None]:
    """Give Anna a clip with people on film, and everybody a drawn one."""
    desk: Desk = serving.app.settings["desk"]
    make_pack(tmp_path / "pack", clip_id="annas", clip=card("annas", source="real", more=AGREED))
    make_pack(tmp_path / "pack", clip_id="drawn")
    add_pack(desk.data, tmp_path / "pack", person=Person("anna"))
    yield
    desk.journal(Person("anna")).remove_film("annas")
    desk.shelf.remove("annas")
    shutil.rmtree(desk.data.clips)


CLIP_PARTS = ("captions.vtt", "descriptions.vtt", "poster.jpg")


@pytest.mark.usefixtures("annas_clip")
def test_a_clip_with_people_on_film_is_served_under_its_permission_alone(visit: Visit, serving: Serving) -> None:
    anna, ben = visit("anna"), visit("ben")
    for name in CLIP_PARTS:
        reply = anna.get(f"vig/film/annas/{name}")
        assert (reply.status_code, reply.headers["Cache-Control"]) == (200, "no-store")
        assert ben.get(f"vig/film/annas/{name}").status_code == 404
    for name in ("film.mp4", "frames", *CLIP_PARTS):
        assert anna.get(f"vig/clip/0123456789ab/annas/{name}").status_code == 404
    for name in ("clip.toml", "film.json", "scene.toml", "sounds.m4a"):
        assert anna.get(f"vig/film/annas/{name}").status_code == 404
    desk: Desk = serving.app.settings["desk"]
    desk.journal(Person("anna")).set_permission("annas", Permission(("work",), until=date(2020, 1, 1)))
    assert [anna.get(f"vig/film/annas/{name}").status_code for name in CLIP_PARTS] == [403] * 3


@pytest.mark.usefixtures("annas_clip")
def test_a_drawn_clip_that_was_brought_in_is_everybodys_at_once(visit: Visit) -> None:
    for who in ("anna", "ben"):
        for name in ("film.mp4", "frames", *CLIP_PARTS):
            assert visit(who).get(f"vig/clip/0123456789ab/drawn/{name}").status_code == 200
        assert visit(who).get("vig/clip/0123456789ab/drawn/film.json").status_code == 404


def test_a_reel_goes_to_its_owner_as_a_file_while_its_film_may_be_used(
    serving: Serving, visit: Visit, annas_film: tuple[str, bytes]
) -> None:
    film, content = annas_film
    desk: Desk = serving.app.settings["desk"]
    address = f"vig/film/{film}/reel.mp4"
    assert visit("anna").get(address).status_code == 404
    made = desk.data.exports / f"reel-{film}.1200.{digest([])}.mp4"
    made.write_bytes(content[:5000])

    reply = visit("anna").get(address)
    assert reply.content == content[:5000]
    assert reply.headers["Content-Disposition"] == 'attachment; filename="my-reel.mp4"'
    assert reply.headers["Cache-Control"] == "no-store"
    assert visit("ben").get(address).status_code == 404
    desk.journal(Person("anna")).set_permission(film, Permission(("work",), date(2020, 1, 1)))
    assert visit("anna").get(address).status_code == 403
    made.unlink()


def test_a_reel_for_a_group_and_its_captions_want_the_groups_permission(
    serving: Serving, visit: Visit, annas_film: tuple[str, bytes]
) -> None:
    film, content = annas_film
    desk: Desk = serving.app.settings["desk"]
    made = desk.data.exports / f"reel-{film}.1200.beside.group.{digest([])}.mp4"
    made.write_bytes(content[:5000])
    made.with_suffix(".vtt").write_text("WEBVTT\n", "utf-8")
    anna = visit("anna")
    addresses = [f"vig/film/{film}/reel.{kind}" for kind in ("mp4", "vtt")]
    assert [anna.get(one).status_code for one in addresses] == [403, 403]
    desk.journal(Person("anna")).set_permission(film, Permission(("group",)))
    replies = [anna.get(one) for one in addresses]
    assert [reply.content for reply in replies] == [content[:5000], b"WEBVTT\n"]
    assert replies[1].headers["Content-Disposition"] == 'attachment; filename="my-reel.vtt"'
    assert replies[1].headers["Content-Type"] == "text/vtt; charset=utf-8"
    assert [visit("ben").get(one).status_code for one in addresses] == [404, 404]
    made.unlink()
    made.with_suffix(".vtt").unlink()


def test_what_is_drawn_along_a_film_goes_to_its_owner_alone_while_the_film_may_be_used(
    serving: Serving, visit: Visit, annas_film: tuple[str, bytes]
) -> None:
    film, _ = annas_film
    desk: Desk = serving.app.settings["desk"]
    anna, ben = visit("anna"), visit("ben")
    first, at = "strip-0.jpg", f"vig/film/{film}/lanes"
    assert anna.get(f"{at}/{first}").status_code == 404
    folder, lanes = LaneFolder(desk.shelf.film_path(film)), lanes_for(desk.journal(Person("anna")).film(film))
    folder.begin()
    for lane in lanes:
        folder.keep(lane, 0, lane.name.encode())
    for name, kind in ((first, "image/jpeg"), ("waves-0.u8", "application/octet-stream")):
        reply = anna.get(f"{at}/{name}", params={"of": "anything"})
        assert (reply.status_code, reply.content) == (200, name.partition("-")[0].encode())
        assert reply.headers["Cache-Control"] == "no-store"
        assert reply.headers["Content-Type"] == kind
        assert "Etag" not in reply.headers
        assert ben.get(f"{at}/{name}").status_code == 404
    for none in ("strip-1.jpg", "strip-00.jpg", "strip-0.u8", "made-of", "..%2Fframes.u32", "x-0.jpg", ""):
        assert anna.get(f"{at}/{none}").status_code == 404, none
    desk.journal(Person("anna")).set_permission(film, Permission(("training",)))
    assert anna.get(f"{at}/{first}").status_code == 403
