"""Whatever file it is given, `vig film add` adds it rightly, or refuses in one line and leaves nothing behind."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, tree
from tests.films.test_probe_real_films import EXPECTED

VIDEO = ROOT.parent / "shared" / "testdata" / "video"
NOBODY = 65_534
NO_MEDIA = {
    "mdn__interactive-examples/friday.vtt": "film_unreadable",
    "pytorch__torchcodec/nasa_13013.mp4.stream0.all_frames_info.json": "film_unreadable",
}
HALF_GOOD = {"androidx__media/sample_with_invalid_nalu.mp4": "film_damaged"}
WANTED = {**EXPECTED, **NO_MEDIA, **HALF_GOOD}
TAKES_LONG = {
    f"androidx__media/{name}"
    for name in (
        "8k24fps_300ms.mp4",
        "dolbyVision-hdr.MOV",
        "hdr10-video-with-sdr-container.mp4",
        "mv_with_2_top_shots.mp4",
        "sample_edit_list.mp4",
    )
}
"""Large pictures, or such that have to be toned: `tests/films/test_converting.py` makes their copies."""
FILES = sorted(path.relative_to(VIDEO).as_posix() for path in VIDEO.rglob("*") if path.is_file())


def test_the_test_data_is_there():
    assert FILES, f"these tests need the films in {VIDEO}"
    assert sorted(WANTED) == FILES


@pytest.mark.parametrize("name", [name for name in FILES if name not in TAKES_LONG])
def test_every_file_of_the_test_data_is_added_or_refused(vig, data, name):
    said = vig("film", "add", VIDEO / name, "--json")
    wanted = WANTED[name]
    if isinstance(wanted, str):
        said.refused(wanted)
        assert not data.exists()
        return
    assert (said.status, said.err) == (0, "")
    seen = said.json
    assert seen["playable"] == ("original" if wanted[0] == "plays" else "copy")
    assert (seen["frames"], seen["rotation"], seen["width"], seen["height"], seen["variable_frame_rate"]) == wanted[1:]
    frames = vig("film", "frames", seen["id"], "--json").json
    assert len(frames) == seen["frames"]
    assert frames[0] >= 0
    assert all(a < b for a, b in zip(frames, [*frames[1:], seen["duration_ms"]], strict=True))
    assert vig("check", "--json").json == {"ok": True, "problems": []}


def missing(folder: Path, friday: Path) -> Path:
    return folder / "nowhere.mp4"


def below_a_file(folder: Path, friday: Path) -> Path:
    return friday / "film.mp4"


def a_folder(folder: Path, friday: Path) -> Path:
    return folder


def zero_bytes(folder: Path, friday: Path) -> Path:
    path = folder / "empty.mp4"
    path.touch()
    return path


def text_called_mp4(folder: Path, friday: Path) -> Path:
    path = folder / "letter.mp4"
    path.write_text("Dear Ada, here is our film.\n" * 100)
    return path


def truncated(folder: Path, friday: Path) -> Path:
    path = folder / "truncated.mp4"
    path.write_bytes(friday.read_bytes()[:-100_000])
    return path


def without_picture(folder: Path, friday: Path) -> Path:
    return VIDEO / "androidx__media" / "sample_audio_only_15s.mp4"


def an_endless_name(folder: Path, friday: Path) -> Path:
    return folder / ("n" * 300 + ".mp4")


def a_link_to_itself(folder: Path, friday: Path) -> Path:
    path = folder / "loop.mp4"
    path.symlink_to(path)
    return path


def a_pipe(folder: Path, friday: Path) -> Path:
    path = folder / "pipe.mp4"
    os.mkfifo(path)
    return path


def protected(folder: Path, friday: Path) -> Path:
    path = folder / "bought.mp4"
    path.write_bytes(friday.read_bytes().replace(b"avc1\0\0", b"encv\0\0"))
    return path


def a_playlist(folder: Path, friday: Path) -> Path:
    path = folder / "list.mp4"
    path.write_text(f"ffconcat version 1.0\nfile '{friday}'\n")
    return path


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (missing, "film_missing"),
        (below_a_file, "film_missing"),
        (a_folder, "film_unreadable"),
        (zero_bytes, "film_unreadable"),
        (text_called_mp4, "film_unreadable"),
        (truncated, "film_damaged"),
        (without_picture, "film_has_no_picture"),
        (an_endless_name, "film_unreadable"),
        (a_playlist, "film_unreadable"),
        (protected, "film_not_playable"),
        pytest.param(a_link_to_itself, "film_unreadable", marks=pytest.mark.skipif(os.name == "nt", reason="no links")),
        pytest.param(a_pipe, "film_unreadable", marks=pytest.mark.skipif(os.name == "nt", reason="no pipes")),
    ],
)
class TestAFileThatIsNoFilm:
    def test_it_is_refused_on_a_new_machine_without_a_trace(self, vig, data, tmp_path, friday, make, code):
        files = tmp_path / "files"
        files.mkdir()
        vig("film", "add", make(files, friday), "--json").refused(code)
        assert not data.exists()

    def test_it_is_refused_beside_other_films_without_a_trace(self, vig, data, tmp_path, friday, film, make, code):
        files = tmp_path / "files"
        files.mkdir()
        before = tree(data)
        vig("film", "add", make(files, friday), "--json").refused(code)
        assert tree(data) == before


@pytest.fixture
def plain_user(vig, friday, monkeypatch):
    """Act as somebody who is not root, in a folder of theirs; root may read and write everything."""
    for arguments in (("film", "add", friday), ("data",)):
        assert vig(*arguments).status == 0  # imports what that somebody may have no right to
    folder, was_root = Path(tempfile.mkdtemp(prefix="vig-")), os.geteuid() == 0
    monkeypatch.setenv("VIG_DATA", str(folder / "data"))
    if was_root:
        os.chown(folder, NOBODY, NOBODY)
        os.seteuid(NOBODY)
    yield folder
    if was_root:
        os.seteuid(0)
    for place in (folder, *folder.iterdir()):
        place.chmod(0o700)
    shutil.rmtree(folder)


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
class TestWithoutTheRights:
    @pytest.fixture
    def closed(self, vig, plain_user):
        """Make a data folder that may not be looked into."""
        (plain_user / "data").mkdir(mode=0)
        return plain_user / "data"

    def test_a_film_that_may_not_be_read_is_refused(self, vig, plain_user):
        film = plain_user / "closed.mp4"
        film.write_bytes(b"film")
        film.chmod(0)
        vig("film", "add", film, "--json").refused("film_unreadable")
        assert not (plain_user / "data").exists()

    @pytest.mark.parametrize("arguments", [("film", "list"), ("film", "show", "f1"), ("film", "add", "film.mp4")])
    def test_a_closed_data_folder_is_said(self, vig, closed, arguments):
        vig(*arguments, "--json").refused("journal_unavailable")
        closed.chmod(0o700)
        assert list(closed.iterdir()) == []

    def test_a_closed_data_folder_is_not_whole(self, vig, closed):
        vig("check", "--json").refused("not_whole")

    def test_where_a_closed_data_folder_is_can_be_asked(self, vig, closed):
        places = vig("data", "--json").json
        assert (places["root"], places["films_bytes"]) == (str(closed), 0)

    def test_a_folder_that_cannot_be_made_is_said(self, vig, plain_user):
        plain_user.chmod(0o500)
        vig("film", "add", "film.mp4", "--json").refused("journal_unavailable")


def test_a_full_disk_is_said_and_nothing_half_written_stays(vig, data, film, friday, monkeypatch):
    before = tree(data)
    usage = shutil.disk_usage(data)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1000))
    vig("film", "add", friday.with_name("flower.webm"), "--json").refused("storage_full")
    assert tree(data) == before


def test_a_disk_that_fills_up_while_copying_leaves_nothing(vig, data, friday, monkeypatch):
    import errno

    from vigwidgets.films import shelf

    def full(*_arguments, **_options):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(shelf, "copy_hashed", full)
    vig("film", "add", friday, "--json").refused("storage_full")
    assert not data.exists()
