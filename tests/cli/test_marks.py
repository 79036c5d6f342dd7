import csv
import io
import json
import stat

import pytest

from tests.cli.conftest import tree

KEYS = ["id", "start_ms", "end_ms", "kind", "who", "principles", "answers", "note", "feeling", "author"]


def add(vig, film, *more, start=1000, end=2000):
    return vig("marks", "add", film, "--start", start, "--end", end, *more, "--json")


class TestAdd:
    def test_it_prints_what_the_contract_names(self, vig, film):
        said = add(
            vig, film, "--principle", "waiting", "--principle", "showing_noticed", "--who", "partner", "--note", "Ä"
        )
        assert (said.status, said.err) == (0, "")
        assert list(said.json) == KEYS
        assert (said.json["start_ms"], said.json["end_ms"], said.json["kind"]) == (1000, 2000, "moment")
        assert said.json["principles"] == ["waiting", "showing_noticed"]
        assert (said.json["who"], said.json["note"], said.json["author"]) == ("partner", "Ä", "owner")

    def test_it_is_in_the_list_afterwards(self, vig, film):
        later, earlier = add(vig, film, start=3000, end=4000).json, add(vig, film).json
        assert vig("marks", "list", film, "--json").json == [earlier, later]

    def test_a_reception_names_the_mark_it_receives(self, vig, film):
        asked = add(vig, film, "--kind", "initiative").json["id"]
        assert add(vig, film, "--kind", "reception", "--answers", asked, start=1500).json["answers"] == asked

    def test_a_mark_may_end_with_the_film(self, vig, film):
        assert add(vig, film, end=6167).status == 0

    @pytest.mark.parametrize(
        ("wrong", "code"),
        [
            ({"start": -1}, "invalid_value"),
            ({"start": 2000}, "invalid_value"),
            ({"start": 2001}, "invalid_value"),
            ({"end": 6168}, "span_outside_film"),
            ({"start": 999999, "end": 1000000}, "span_outside_film"),
        ],
    )
    def test_times_that_cannot_be_are_refused(self, vig, data, film, wrong, code):
        before = tree(data)
        add(vig, film, **wrong).refused(code)
        assert tree(data) == before

    @pytest.mark.parametrize(
        ("wrong", "code"),
        [
            (("--principle", "smiling"), "unknown_principle"),
            (("--principle", ""), "unknown_principle"),
            (("--principle", "waiting", "--principle", "waiting"), "invalid_value"),
            (("--kind", "miss"), "invalid_value"),
            (("--answers", "nobody"), "not_found"),
            (("--answers", "no id"), "invalid_value"),
            (("--note", "n" * 20_001), "invalid_value"),
            (("--who", "w" * 201), "invalid_value"),
        ],
    )
    def test_what_a_mark_cannot_say_is_refused(self, vig, data, film, wrong, code):
        before = tree(data)
        add(vig, film, *wrong).refused(code)
        assert tree(data) == before

    def test_an_unknown_film_is_refused_before_anything_is_made(self, vig, data):
        add(vig, "nobody").refused("not_found")
        assert not data.exists()

    def test_a_refused_mark_on_a_clip_makes_nothing(self, vig, data):
        add(vig, "c01", "--answers", "nobody").refused("not_found")
        add(vig, "c01", "--principle", "smiling").refused("unknown_principle")
        add(vig, "c01", end=10_000_000).refused("span_outside_film")
        assert not data.exists()

    def test_a_drawn_clip_can_be_marked_at_once(self, vig):
        mark = add(vig, "c01", "--principle", "waiting").json
        assert vig("marks", "list", "c01", "--json").json == [mark]

    def test_the_answered_mark_has_to_be_on_the_same_film(self, vig, film):
        other = add(vig, "c01", "--kind", "initiative").json["id"]
        add(vig, film, "--answers", other).refused("not_found")


class TestList:
    def test_a_clip_that_nobody_marked_has_no_marks(self, vig, data, film):
        assert vig("marks", "list", "c01", "--json").json == []

    def test_on_a_new_machine_too(self, vig, data):
        assert vig("marks", "list", "c01", "--json").json == []
        assert not data.exists()

    def test_an_unknown_film_is_not_found(self, vig, film):
        vig("marks", "list", "nobody", "--json").refused("not_found")

    def test_people_see_a_table(self, vig, film):
        add(vig, film, "--note", "line one\nline two")
        head, row = vig("marks", "list", film).out.splitlines()
        assert head.split()[:3] == ["id", "start", "end"]
        assert "00:00:01.000" in row
        assert row.endswith("line one line two")


class TestExport:
    @pytest.fixture
    def marked(self, vig, film):
        add(vig, film, "--principle", "waiting", "--note", "=é")
        return film

    def test_json_is_the_list_of_marks(self, vig, marked):
        assert vig("marks", "export", marked, "--format", "json").json == vig("marks", "list", marked, "--json").json

    def test_csv_on_the_screen_has_no_byte_order_mark(self, vig, marked):
        rows = list(csv.DictReader(io.StringIO(vig("marks", "export", marked, "--format", "csv").out)))
        assert rows[0]["note"] == "'=é"

    @pytest.mark.parametrize(
        ("form", "begins"),
        [
            ("csv", b"\xef\xbb\xbfid,film,"),
            ("json", b"[\n"),
            ("vtt", b"WEBVTT\n"),
            ("losslesscut", b"1.000,2.000,"),
            ("webanno", b'{\n  "@context"'),
        ],
    )
    def test_each_format_can_be_written_to_a_file(self, vig, marked, tmp_path, form, begins):
        out = tmp_path / f"marks.{form}"
        said = vig("marks", "export", marked, "--format", form, "--out", out, "--json")
        assert said.json == {"out": str(out), "format": form, "marks": 1}
        assert out.read_bytes().startswith(begins)
        assert "é" in out.read_text("utf-8")

    def test_a_process_of_its_own_writes_utf_8_on_any_console(self, vig_process, vig, marked):
        said = vig_process("marks", "export", marked, "--format", "vtt", PYTHONIOENCODING="ascii")
        assert "é" in said.out

    def test_an_existing_file_is_replaced_whole(self, vig, marked, tmp_path):
        out = tmp_path / "marks.json"
        out.write_text("x" * 100_000)
        assert vig("marks", "export", marked, "--format", "json", "--out", out).out == "1 marks written.\n"
        assert len(json.loads(out.read_text("utf-8"))) == 1
        assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["marks.json"]

    def test_an_export_is_for_this_person_only(self, vig, marked, tmp_path):
        out = tmp_path / "marks.json"
        vig("marks", "export", marked, "--format", "json", "--out", out)
        assert stat.S_IMODE(out.stat().st_mode) & 0o077 == 0

    @pytest.mark.parametrize("place", ["nowhere/marks.csv", "."])
    def test_a_place_that_cannot_be_written_is_refused(self, vig, marked, tmp_path, monkeypatch, place):
        monkeypatch.chdir(tmp_path)
        before = tree(tmp_path)
        vig("marks", "export", marked, "--format", "csv", "--out", place, "--json").refused("bad_request")
        assert tree(tmp_path) == before

    def test_an_unknown_format_is_refused(self, vig, marked):
        vig("marks", "export", marked, "--format", "xls", "--json").refused("invalid_value")

    def test_an_unknown_film_is_refused_and_no_file_made(self, vig, marked, tmp_path):
        vig("marks", "export", "nobody", "--format", "csv", "--out", tmp_path / "x.csv", "--json").refused("not_found")
        assert not (tmp_path / "x.csv").exists()

    def test_a_clip_without_marks_gives_an_empty_table(self, vig, data):
        assert len(vig("marks", "export", "c01", "--format", "csv").out.splitlines()) == 1
        assert not data.exists()


@pytest.mark.parametrize("place", ["journal.db", "films/mine.csv", "secret"])
def test_nothing_is_written_over_journal_or_films(vig, data, film, place):
    add(vig, film)
    before = (data / "journal.db").read_bytes()
    vig("marks", "export", film, "--format", "csv", "--out", data / place, "--json").refused("bad_request")
    vig("reel", "make", film, "--out", data / place, "--json").refused("bad_request")
    vig("film", "still", film, "--at", 0, "--out", data / place, "--json").refused("bad_request")
    assert (data / "journal.db").read_bytes() == before
    exported = vig("marks", "export", film, "--format", "csv", "--out", data / "exports" / "mine.csv", "--json")
    assert exported.status == 0
