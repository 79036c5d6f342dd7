"""What somebody could put into a pack to do harm, or by mistake: each is refused in a sentence, and nothing stays."""

from __future__ import annotations

import io
import json
import os
import shutil
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.workbook.packs.made_packs import AGREED, FRIDAY, FRIDAY_MS, MARK, card, make_pack, tree, zipped
from vigwidgets.core.access import Person
from vigwidgets.core.errors import (
    FilmNotPlayable,
    FilmUnreadable,
    InvalidValue,
    PackRefused,
    SpanOutsideFilm,
    UnknownPrinciple,
    VigError,
)
from vigwidgets.workbook.folder.data_folder import DataFolder
from vigwidgets.workbook.packs.opening import opened_pack
from vigwidgets.workbook.packs.taking_in import add_pack
from vigwidgets.workbook.packs.zipped import LONGEST_DIRECTORY_BYTES

OWNER = Person("owner")


@pytest.fixture
def refused(tmp_path: Path) -> Callable[..., None]:
    """Check that a pack is refused with such a sentence and leaves no trace, as a folder or whatever it is."""

    def check(pack: Path, match: str, kind: type[VigError] = PackRefused) -> None:
        data = DataFolder(tmp_path / "data")
        with pytest.raises(kind, match=match) as error:
            add_pack(data, pack, person=OWNER)
        assert type(error.value) is kind
        assert not data.root.exists()
        assert not (tmp_path / "evil").exists()

    return check


def raw_zip(path: Path, *entries: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as pack:
        for name, content in entries:
            pack.writestr(name, content)
    return path


@pytest.mark.parametrize(
    "name",
    [
        "../evil", "talk/../../evil", "/evil", "//server/evil", "C:/evil", "C:evil", "..\\evil", "talk\\evil",
        "talk//evil", "./evil", "talk/./evil", "talk/..",
    ],
)  # fmt: skip
def test_a_path_that_leaves_the_pack(tmp_path, refused, name):
    refused(raw_zip(tmp_path / "p.zip", ("talk/clip.toml", b""), (name, b"x")), "outside it")


@pytest.mark.parametrize(
    "name",
    ["con", "talk/NUL.txt", "aux.toml", "LPT9", "COM1 .x", "conin$", "x.", "x ", "a:b/c", "q?", "t\tb", "x" * 201],
)
def test_a_name_that_windows_does_not_take(tmp_path, refused, name):
    refused(raw_zip(tmp_path / "p.zip", ("talk/clip.toml", b""), (name, b"x")), "outside it|not every computer takes")


@pytest.mark.parametrize(
    "names",
    [
        ("talk/film.mp4", "talk/FILM.mp4"),
        ("talk/film.mp4", "Talk/film2.mp4"),
        ("talk/é", "talk/e\N{COMBINING ACUTE ACCENT}"),
        ("talk", "talk/film.mp4"),
        ("talk/film.mp4/x", "talk/film.mp4"),
        ("talk/ß", "talk/SS"),
    ],
)
def test_two_names_that_are_one_on_some_disks(tmp_path, refused, names):
    refused(raw_zip(tmp_path / "p.zip", *((name, b"x") for name in names)), "same name")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name(tmp_path, refused):
    refused(raw_zip(tmp_path / "p.zip", ("talk/film.mp4", b"x"), ("talk/film.mp4", b"y")), "two files of the same name")


@pytest.mark.parametrize("kind", [0o120777, 0o010644, 0o020644])
def test_a_link_or_device_in_a_zip(tmp_path, refused, kind):
    info = zipfile.ZipInfo("talk/captions.vtt")
    info.create_system, info.external_attr = 3, kind << 16
    refused(raw_zip(tmp_path / "p.zip", ("talk/clip.toml", b""), (info, b"/etc/passwd")), "links instead of files")


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
@pytest.mark.parametrize("what", ["file", "folder", "pipe", "dangling"])
def test_a_link_or_pipe_in_a_folder(tmp_path, refused, what):
    pack, secret = make_pack(tmp_path / "pack", captions=None), tmp_path / "secret"
    (secret / "deep").mkdir(parents=True)
    (secret / "captions.vtt").write_text("WEBVTT")
    place = pack / "talk/captions.vtt"
    if what == "pipe":
        os.mkfifo(place)
    else:
        place.symlink_to({"file": secret / "captions.vtt", "folder": secret, "dangling": tmp_path / "none"}[what])
    refused(pack, "links instead of files")


@pytest.mark.parametrize("inner", ["talk/more.zip", "talk/FILM.ZIP", "more.tar.gz", "talk/film.7z"])
def test_an_archive_within(tmp_path, refused, inner):
    refused(raw_zip(tmp_path / "p.zip", ("talk/clip.toml", b""), (inner, b"PK")), "another archive inside")


class TestABomb:
    def test_one_that_says_how_large_it_is(self, tmp_path, refused):
        path = tmp_path / "p.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as pack:
            pack.writestr("talk/clip.toml", b"")
            pack.writestr("talk/film.mp4", bytes(64 << 20))
        refused(path, "far beyond its size")

    def test_one_that_lies_about_how_large_it_is(self, tmp_path, refused):
        pack = make_pack(tmp_path / "pack", film=None)
        path = zipped(pack, tmp_path / "p.zip")
        with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as opened:
            opened.writestr("talk/film.mp4", bytes(64 << 20))
        content = path.read_bytes().replace(struct.pack("<I", 64 << 20), struct.pack("<I", 1000))
        path.write_bytes(content)
        refused(path, "damaged")

    def test_entries_that_share_their_bytes(self, tmp_path, refused):
        path = raw_zip(tmp_path / "p.zip", *((f"talk/{n}.vtt", b"0123456789" * 50) for n in range(9)))
        with zipfile.ZipFile(path) as pack:
            first, second = pack.infolist()[:2]
        content = path.read_bytes()
        directory = content.index(b"PK\x01\x02")
        overlapped = content[directory:].replace(
            struct.pack("<I", second.header_offset) + second.filename.encode(),
            struct.pack("<I", first.header_offset) + second.filename.encode(),
        )
        path.write_bytes(content[:directory] + overlapped)
        refused(path, "far beyond its size")

    def test_more_files_than_any_pack_has(self, tmp_path, refused):
        refused(raw_zip(tmp_path / "p.zip", *((f"a/{n}", b"") for n in range(2_001))), "more than 2000 files")

    def test_a_folder_with_more_files_than_any_pack_has(self, tmp_path, refused):
        (tmp_path / "pack").mkdir()
        for n in range(2_001):
            (tmp_path / "pack" / f"{n}").touch()
        refused(tmp_path / "pack", "more than 2000 files")

    def test_a_directory_that_would_fill_the_memory(self, tmp_path, refused):
        path = raw_zip(tmp_path / "p.zip", ("a", b""))
        content = path.read_bytes()
        at = content.rindex(b"PK\x05\x06") + 12
        path.write_bytes(content[:at] + struct.pack("<I", LONGEST_DIRECTORY_BYTES + 1) + content[at + 4 :])
        refused(path, "more than 2000 files")

    def test_folders_nested_without_end(self, tmp_path, refused):
        refused(raw_zip(tmp_path / "p.zip", ("a/" * 40 + "clip.toml", b"")), "nested too deeply")

    def test_a_text_as_large_as_a_film(self, tmp_path, refused):
        pack = make_pack(tmp_path / "pack", captions=b"WEBVTT" + b" " * (5 << 20))
        refused(pack, "far too large")


def test_a_zip_with_a_password(tmp_path, refused):
    path = raw_zip(tmp_path / "p.zip", ("talk/clip.toml", b""))
    content = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + offset] |= 1
    path.write_bytes(content)
    refused(path, "locked with a password")


def test_a_compression_that_nobody_expects(tmp_path, refused):
    refused(zipped(make_pack(tmp_path / "pack"), tmp_path / "p.zip", compress=zipfile.ZIP_LZMA), "ordinary zip")


@pytest.mark.parametrize("content", [b"", b"PK", b"no zip at all", b"PK\x05\x06" + bytes(10)])
def test_a_file_that_is_no_zip(tmp_path, refused, content):
    (tmp_path / "p.zip").write_bytes(content)
    refused(tmp_path / "p.zip", "no pack")


def test_a_zip_cut_off_or_with_a_byte_turned_anywhere_is_refused_or_whole(tmp_path):
    whole = zipped(make_pack(tmp_path / "pack"), tmp_path / "p.zip").read_bytes()
    spoilt = tmp_path / "spoilt.zip"
    for step in range(12):
        at = 7 + step * (len(whole) - 40) // 12
        for content in (whole[:at], whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :]):
            spoilt.write_bytes(content)
            data = DataFolder(tmp_path / f"data-{step}")
            try:
                (taken,) = add_pack(data, spoilt, person=OWNER)
            except VigError:
                assert not data.root.exists()
            else:  # a byte that says nothing, such as a date's
                assert taken.clip.film_path.read_bytes() == FRIDAY.read_bytes()
                assert taken.clip.marks[0].mark.note == MARK["note"]
                shutil.rmtree(data.root)


@pytest.mark.parametrize("where", ["", "nothing", "a\0b"])
def test_no_pack_at_that_place(tmp_path, refused, where):
    empty = tmp_path / "empty"
    empty.mkdir()
    refused(empty / where if where else empty, "no clip in this pack|no pack at that place")


def test_a_pack_without_a_clip_in_it(tmp_path, refused):
    refused(raw_zip(tmp_path / "p.zip", ("readme.txt", b"hello")), "no clip in this pack")


@pytest.mark.skipif(os.name == "nt" or sys.platform == "darwin", reason="names are Unicode there")
def test_a_name_that_is_no_utf_8(tmp_path, refused):
    pack = make_pack(tmp_path / "pack")
    (Path(os.fsdecode(os.fsencode(pack) + b"/\xff.txt"))).touch()
    refused(pack, "not every computer takes")


@pytest.mark.parametrize(
    ("spoilt", "match"),
    [
        ({"captions": None}, "no captions"),
        ({"captions": "WEBVTT\n"}, "says nothing"),
        ({"captions": b"WEBVTT\n\n00:00.500 --> 00:02.000\n\xff\n"}, "captions.vtt .* UTF-8"),
        ({"captions": "00:00.500 --> 00:02.000\nHello\n"}, "no WebVTT"),
        ({"captions": "WEBVTT\n\n00:02.000 --> 00:00.500\nHello\n"}, "no WebVTT"),
        ({"captions": "WEBVTT\n\n00:00:00,500 --> 00:00:02,000\nHello\n"}, "no WebVTT"),
        ({"captions": "WEBVTT\n\n00:00.500\nHello\n"}, "no WebVTT"),
        ({"captions": "WEBVTT\n\n00:61.000 --> 00:62.000\nHello\n"}, "no WebVTT"),
        ({"captions": "WEBVTT\n\n00:10.000 --> 00:11.000\nHello\n"}, "after the film has ended"),
        ({"captions": "WEBVTT\n\n00:05.000 --> 99999999999999:00:11.000\nHello\n"}, "after the film has ended"),
        ({"captions": "WEBVTT\n\n00:00.500 --> 00:02.000\nHel\0lo\n"}, "no text"),
        ({"descriptions": None}, "no descriptions"),
        ({"descriptions": "nothing"}, "descriptions.vtt .* no WebVTT"),
        ({"film": None}, "one film.mp4"),
        ({"film": FRIDAY.read_bytes()[:-1]}, "SHA-256"),
        ({"clip": "id = "}, "not valid TOML"),
        ({"clip": b"\xff"}, "clip.toml .* UTF-8"),
        ({"clip": "a." * 5000 + "b = 1"}, "not valid TOML|no id"),
        ({"clip": card(id='"../evil"')}, "no id"),
        ({"clip": card(id='"con"')}, "not every computer takes"),
        ({"clip": card(id="7")}, "no id"),
        ({"clip": card(title='""')}, "needs a title"),
        ({"clip": card(title='"\\u0007"')}, "needs a title"),
        ({"clip": card(licence="")}, "needs a licence"),
        ({"clip": card(tiers="[7]")}, "tiers from 1 to 6"),
        ({"clip": card(tiers="[true]")}, "tiers from 1 to 6"),
        ({"clip": card(sha256='"abc"')}, "needs the SHA-256"),
        ({"clip": card(sha256=f'"{"a" * 64}"')}, "not the one its clip.toml names"),
        ({"clip": card(duration_ms="5000")}, "lasts 6167 ms, but its clip.toml says 5000"),
        ({"clip": card(duration_ms="-1")}, "needs its length"),
        ({"clip": card(source="")}, "whether people were filmed"),
        ({"clip": card(source="own")}, "whether people were filmed"),
        ({"marks": b"\xff[]"}, "not valid JSON"),
        ({"marks": "[" * 100_000}, "not valid JSON"),
        ({"marks": "{}"}, "no list of marks"),
        ({"marks": None}, "no marks.json"),
    ],
)
def test_a_file_that_is_missing_or_damaged(tmp_path, refused, spoilt, match):
    refused(make_pack_of(tmp_path / "pack", spoilt), match)


def make_pack_of(folder: Path, spoilt: dict) -> Path:
    pack = make_pack(folder)
    names = {path.name.partition(".")[0]: path for path in (pack / "talk").iterdir()}
    for stem, content in spoilt.items():
        names[stem].unlink()
        if content is not None:
            names[stem].write_bytes(content.encode() if isinstance(content, str) else content)
    return pack


@pytest.mark.parametrize(
    ("marks", "kind", "match"),
    [
        ([{**MARK, "end_ms": FRIDAY_MS + 1}], SpanOutsideFilm, "The clip talk .* ends at 6168 ms but the film at 6167"),
        ([{**MARK, "start_ms": -1}], InvalidValue, "may not start before"),
        ([{**MARK, "start_ms": 900}], InvalidValue, "may not end before"),
        ([{**MARK, "start_ms": 1.5}], InvalidValue, "whole milliseconds"),
        ([{**MARK, "start_ms": True}], InvalidValue, "whole milliseconds"),
        ([{**MARK, "end_ms": 10**400}], SpanOutsideFilm, "but the film at"),
        ([{**MARK, "principles": ["waitng"]}], UnknownPrinciple, "no principle 'waitng'"),
        ([{**MARK, "also": ["nothing"]}], UnknownPrinciple, "no principle 'nothing'"),
        ([{**MARK, "kind": "failure"}], InvalidValue, "no kind of mark called 'failure'"),
        ([{**MARK, "reading": "sure"}], PackRefused, "A mark of the clip talk is not whole"),
        ([{**MARK, "answers": "m9"}], PackRefused, "receives what it cannot"),
        ([{**MARK, "answers": "m1"}], InvalidValue, "cannot receive itself"),
        ([{**MARK, "answers": "m2"}, {**MARK, "id": "m2", "answers": "m1"}], PackRefused, "receives what it cannot"),
        ([{**MARK, "answers": "m2"}, {**MARK, "id": "m2", "kind": "moment"}], PackRefused, "receives what it cannot"),
        ([MARK, MARK], PackRefused, "two marks called m1"),
        ([{**MARK, "id": "../m"}], InvalidValue, "An id has 1 to 64"),
        ([{**MARK, "principles": "waiting"}], PackRefused, "not whole"),
        ([{**MARK, "who": None}], PackRefused, "not whole"),
        ([7], PackRefused, "no list of marks"),
    ],
)  # fmt: skip
def test_a_mark_that_cannot_be(tmp_path, refused, marks, kind, match):
    refused(make_pack(tmp_path / "pack", marks=marks), match, kind)


def test_a_film_that_browsers_do_not_play(tmp_path, refused, testdata):
    import hashlib

    found = sorted((testdata / "video").rglob("*hevc*.mp4")) + sorted((testdata / "video").rglob("*h265*.mp4"))
    assert found, "this test needs a film in HEVC"
    film = found[0].read_bytes()
    said = card(sha256=f'"{hashlib.sha256(film).hexdigest()}"')
    refused(make_pack_of(tmp_path / "pack", {"film": film, "clip": said}), "HEVC|browsers", FilmNotPlayable)


def test_a_film_that_is_none(tmp_path, refused):
    import hashlib

    film = b"#EXTM3U\n/etc/passwd\n"
    said = card(sha256=f'"{hashlib.sha256(film).hexdigest()}"')
    refused(make_pack_of(tmp_path / "pack", {"film": film, "clip": said}), "no film, or it is damaged", FilmUnreadable)


@pytest.mark.parametrize(
    ("more", "match"),
    [
        ("", "needs their permission and its date"),
        (AGREED.replace('"A", "B"', ""), "needs their permission"),
        (AGREED.replace("both of them", " "), "needs their permission"),
        (AGREED.replace("until = 2099-07-31\n", ""), "needs their permission"),
        (AGREED.replace('"work", "group"', ""), "needs their permission"),
        (AGREED.replace("2099", "2019"), "permission for the clip talk has ended"),
        (AGREED.replace('["A", "B"]', '"A, B"'), "cannot be understood"),
        (AGREED.replace("2099-07-31", "7"), "cannot be understood"),
    ],
)
def test_people_on_film_of_whom_not_all_is_known(tmp_path, refused, more, match):
    refused(make_pack(tmp_path / "pack", clip=card(source="real", more=more)), match)


def test_a_use_that_nobody_knows(tmp_path, refused):
    more = AGREED.replace('"group"', '"television"')
    refused(make_pack(tmp_path / "pack", clip=card(source="real", more=more)), "no permission called", InvalidValue)


def test_one_bad_clip_keeps_the_good_ones_out(tmp_path, refused):
    make_pack(tmp_path / "pack", clip_id="first")
    make_pack(tmp_path / "pack", clip_id="second", marks=[{**MARK, "end_ms": 99_999}])
    refused(tmp_path / "pack", "The clip second", SpanOutsideFilm)


def test_two_clips_of_one_id(tmp_path, refused):
    make_pack(tmp_path / "pack", clip_id="first")
    make_pack(tmp_path / "pack", clip_id="second", clip=card("First"))
    refused(tmp_path / "pack", "two clips called First|two clips called first")


def test_a_file_that_grows_or_shrinks_while_it_is_read(tmp_path):
    for content in (b"", b"x" * 10_000):
        pack = make_pack(tmp_path / f"pack-{len(content)}")
        with opened_pack(pack) as opened:
            (pack / "talk/captions.vtt").write_bytes(content)
            with pytest.raises(PackRefused, match="changed while it was read"):
                opened.copy_out("talk/captions.vtt", to=io.BytesIO(), pace=_Pace())


class _Pace:
    def go(self, size_bytes: int) -> None:
        assert size_bytes <= 1 << 20


KILLED = """
import os, signal, sys
from pathlib import Path
from vigwidgets.core.access import Person
from vigwidgets.workbook.folder.data_folder import DataFolder
from vigwidgets.workbook.packs import settling, taking_in
{stage}
def die(*a, **k):
    os.kill(os.getpid(), signal.SIGKILL)
setattr(place, name, die)
taking_in.add_pack(DataFolder(Path(sys.argv[1])), Path(sys.argv[2]), person=Person("owner"))
"""
STAGES = {
    "while checking": ("place, name = taking_in, 'check_clip'", 0),
    "before they are taken in": ("place, name = settling, '_compared'", 0),
    "once they are taken in": ("place, name = settling, '_settle'", 2),
    "between the two": ("place, name = settling, '_give_shelf'", 2),
    "before the first has its place": ("place, name = settling, '_give_place'", 2),
    "with everything in its place": ("import shutil; place, name = settling.shutil, 'rmtree'", 2),
}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
@pytest.mark.parametrize(
    "stage",
    [pytest.param(one, marks=[] if one == "between the two" else pytest.mark.long) for one in STAGES],
)
def test_after_a_kill_all_of_the_pack_is_there_or_nothing(tmp_path, stage):
    from vigwidgets.workbook.clips import brought_in

    where, expected = STAGES[stage]
    make_pack(tmp_path / "pack", clip_id="a-drawn")
    make_pack(tmp_path / "pack", clip_id="b-real", clip=card("b-real", source="real", more=AGREED))
    data = DataFolder(tmp_path / "data")
    script = KILLED.format(stage=where)
    done = subprocess.run([sys.executable, "-c", script, str(data.root), str(tmp_path / "pack")], check=False)
    assert done.returncode == -9

    environment = {**os.environ, "VIG_DATA": str(data.root)}
    check = [sys.executable, "-m", "vigwidgets.cli", "check", "--json"]
    said = subprocess.run(check, env=environment, capture_output=True, text=True, check=False)
    assert json.loads(said.stdout) == {"ok": True, "problems": []}
    # The same pack again then finds all of it, and nothing is left beside it.
    add = [sys.executable, "-m", "vigwidgets.cli", "clip", "add", str(tmp_path / "pack"), "--json"]
    if not expected:
        assert brought_in(data) == ()
        said = subprocess.run(add, env=environment, capture_output=True, text=True, check=True)
    assert [one.id for one in brought_in(data)] == ["a-drawn", "b-real"]
    said = subprocess.run(add, env=environment, capture_output=True, text=True, check=True)
    assert [one["was_here"] for one in json.loads(said.stdout)] == [True, True]
    left = [name for name in tree(data.root) if name.split("/")[-1].startswith((".settling", ".incoming"))]
    assert left == []
