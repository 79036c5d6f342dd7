import struct

import pytest

from tests.cli.conftest import tree
from vigwidgets.cli import film as film_commands

KEYS = [
    *("id", "title", "duration_ms", "frames", "variable_frame_rate", "rotation", "width", "height"),
    *("video_codec", "audio_codec", "playable", "sha256", "permission", "until", "people", "given_by"),
]


class TestAdd:
    def test_it_prints_what_the_contract_names(self, vig, friday):
        said = vig("film", "add", friday, "--json")
        assert (said.status, said.err) == (0, "")
        assert list(said.json) == KEYS
        assert said.json["title"] == "friday"
        assert (said.json["duration_ms"], said.json["frames"]) == (6167, 185)
        assert (said.json["permission"], said.json["until"], said.json["playable"]) == (["work"], None, "original")

    def test_the_same_bytes_again_give_the_same_object(self, vig, friday, tmp_path):
        copy = tmp_path / "copy.mp4"
        copy.write_bytes(friday.read_bytes())
        assert vig("film", "add", copy, "--json").json == vig("film", "add", friday, "--json").json
        assert len(vig("film", "list", "--json").json) == 1

    def test_title_permission_and_date_are_kept(self, vig, friday):
        added = vig("film", "add", friday, "--title", "Block play", "--permission", "training, work", "--until", "2027-07-31", "--json")  # fmt: skip  # noqa: E501
        assert (added.json["title"], added.json["permission"]) == ("Block play", ["work", "training"])
        assert vig("film", "show", added.json["id"], "--json").json["until"] == "2027-07-31"

    def test_who_is_in_it_and_whose_permission_it_is_are_kept(self, vig, friday):
        added = vig("film", "add", friday, "--people", "K. , mother,K.", "--given-by", "her  parents", "--json").json
        assert (added["people"], added["given_by"]) == (["K.", "mother"], "her parents")
        assert vig("film", "show", added["id"], "--json").json == added

    def test_the_same_film_again_takes_what_is_said_now_and_keeps_the_rest(self, vig, friday):
        vig("film", "add", friday, "--title", "Lunch", "--until", "2027-07-31", "--people", "K.")
        again = vig("film", "add", friday, "--permission", "work,group", "--json").json
        assert (again["title"], again["permission"], again["until"], again["people"]) == (
            "Lunch", ["work", "group"], "2027-07-31", ["K."],
        )  # fmt: skip
        assert vig("film", "add", friday, "--title", "Tea", "--json").json == {**again, "title": "Tea"}
        assert vig("film", "list", "--json").json == [{**again, "title": "Tea"}]

    @pytest.mark.parametrize("wrong", [("--permission", "fun"), ("--until", "soon"), ("--until", "2027-02-30")])
    def test_a_wrong_permission_is_refused_before_anything_is_copied(self, vig, data, friday, wrong):
        vig("film", "add", friday, *wrong, "--json").refused("invalid_value")
        assert not data.exists()

    def test_several_films_are_added_in_their_order(self, vig, friday):
        flower = friday.with_name("flower.webm")
        assert [one["title"] for one in vig("film", "add", friday, flower, "--json").json] == ["friday", "flower"]

    def test_a_bad_film_among_good_ones_keeps_none_of_them_out(self, vig, friday):
        said = vig("film", "add", "nowhere.mp4", friday, "--json")
        assert said.status == 2
        assert said.err == (
            "vig: nowhere.mp4: There is no film at that place. Check where the file is, and its name.\n"
        )
        refused, added = said.json
        assert refused["error"]["code"] == "film_missing"
        assert vig("film", "list", "--json").json == [added]

    def test_one_title_for_several_films_is_refused(self, vig, data, friday):
        vig("film", "add", friday, friday, "--title", "T", "--json").refused("bad_request")
        assert not data.exists()

    def test_people_read_aligned_lines(self, vig, friday):
        lines = vig("film", "add", friday).out.splitlines()
        assert "length       00:00:06.167" in lines
        assert "sound        aac" in lines

    def test_progress_is_shown_to_who_watches(self, vig, friday, monkeypatch):
        monkeypatch.setattr(film_commands, "is_watched", lambda: True)
        err = vig("film", "add", friday).err
        assert "\r100 %  friday.mp4" in err
        assert err.endswith("\r\x1b[K")

    def test_nobody_watching_means_no_progress(self, vig, friday):
        assert vig("film", "add", friday).err == ""

    def test_a_file_name_cannot_write_to_the_terminal(self, vig, friday, tmp_path, monkeypatch):
        film = tmp_path / "a\x1b[2Jb.mp4"
        film.write_bytes(friday.read_bytes())
        monkeypatch.setattr(film_commands, "is_watched", lambda: True)
        said = vig("film", "add", film)
        assert "\x1b[2J" not in said.out + said.err


class TestLooking:
    def test_no_film_yet_makes_no_folder(self, vig, data):
        assert vig("film", "list", "--json").json == []
        assert vig("film", "list").out == ""
        assert not data.exists()

    def test_the_list_holds_the_same_objects(self, vig, film):
        assert vig("film", "list", "--json").json == [vig("film", "show", film, "--json").json]

    def test_people_see_a_table(self, vig, film):
        head, row = vig("film", "list").out.splitlines()
        assert head.split()[:3] == ["id", "title", "length"]
        assert row.split()[:3] == [film, "friday", "00:00:06.167"]

    @pytest.mark.parametrize("verb", ["show", "frames"])
    @pytest.mark.parametrize("unknown", ["nobody", "../journal.db", "", "a" * 300, "ü", "a\nb"])
    def test_an_unknown_id_is_not_found(self, vig, film, verb, unknown):
        vig("film", verb, unknown, "--json").refused("not_found")

    def test_an_unknown_id_on_a_new_machine_makes_no_folder(self, vig, data):
        vig("film", "show", "nobody", "--json").refused("not_found")
        assert not data.exists()

    def test_frames_are_a_list_of_whole_ms(self, vig, film):
        frames = vig("film", "frames", film, "--json").json
        assert len(frames) == 185
        assert frames[:4] == [0, 33, 67, 100]
        assert frames == sorted(set(frames))

    def test_people_get_one_frame_a_line(self, vig, film):
        assert vig("film", "frames", film).out.splitlines()[:3] == ["0", "33", "67"]

    def test_a_drawn_clip_can_be_looked_at_by_its_id(self, vig, data):
        clip = vig("film", "show", "c01", "--json").json
        assert list(clip) == KEYS
        assert clip["permission"] == ["work", "group", "training"]
        assert len(vig("film", "frames", "c01", "--json").json) == clip["frames"]
        assert not data.exists()


class TestRemove:
    def test_the_film_goes_with_its_bytes(self, vig, data, film):
        shown = vig("film", "show", film, "--json").json
        assert vig("film", "remove", film, "--yes", "--json").json == shown
        assert vig("film", "list", "--json").json == []
        assert list((data / "films").iterdir()) == []

    def test_without_yes_nothing_happens(self, vig, data, film):
        before = tree(data)
        assert "--yes" in vig("film", "remove", film, "--json").refused("bad_request")
        assert tree(data) == before

    def test_an_unknown_film_is_not_found(self, vig, data):
        vig("film", "remove", "nobody", "--yes", "--json").refused("not_found")
        assert not data.exists()

    def test_a_drawn_clip_stays(self, vig, data):
        vig("film", "remove", "c01", "--yes", "--json").refused("not_allowed")
        assert not data.exists()

    def test_removed_and_added_again_is_a_new_film_without_marks(self, vig, friday, film):
        vig("marks", "add", film, "--start", "0", "--end", "100")
        vig("film", "remove", film, "--yes")
        again = vig("film", "add", friday, "--json").json["id"]
        assert again != film
        assert vig("marks", "list", again, "--json").json == []


class TestGoodPart:
    def test_a_damaged_film_says_how_much_of_it_is_good_and_that_is_added_on_request(self, vig, data, testdata):
        film = testdata / "video/androidx__media/sample_with_invalid_nalu.mp4"
        assert "0.9 seconds" in vig("film", "add", film, "--json").refused("film_damaged")
        assert vig("film", "list", "--json").json == []
        added = vig("film", "add", film, "--good-part", "--json").json
        assert (added["frames"], added["duration_ms"], added["playable"]) == (26, 868, "copy")
        assert vig("film", "frames", added["id"], "--json").json[-1] < 868
        assert vig("check", "--json").json["ok"] is True
        assert vig("film", "add", film, "--json").json["id"] == added["id"]


class TestPlaces:
    def test_places_to_look_are_spans_with_a_reason_and_nothing_is_kept(self, vig, data):
        found = vig("film", "places", "c19", "--json").json
        assert [list(one) for one in found] == [["start_ms", "end_ms", "why"]] * len(found)
        assert {one["why"] for one in found} == {"another_voice", "answer"}
        assert all(0 <= one["start_ms"] < one["end_ms"] <= one["start_ms"] + 8000 for one in found)
        assert not data.exists()

    def test_people_read_a_table(self, vig):
        lines = vig("film", "places", "c19").out.splitlines()
        assert lines[0].split() == ["start", "end", "why"]
        assert lines[1].endswith("one voice, then another")

    def test_an_own_film_in_which_nobody_speaks_has_none(self, vig, film):
        assert vig("film", "places", film, "--json").json == []
        assert vig("film", "places", film).out == ""

    def test_an_unknown_film_is_not_found(self, vig, data):
        vig("film", "places", "nobody", "--json").refused("not_found")
        assert not data.exists()


class TestStill:
    def test_a_frame_becomes_a_picture_without_tags(self, vig, data, testdata, tmp_path):
        film = vig("film", "add", testdata / "video/drewnoakes__metadata-extractor-images/with-gps.mov", "--json").json
        said = vig("film", "still", film["id"], "--at", 1000, "--out", tmp_path / "still.png", "--json").json
        assert list(said) == ["out", "frame", "time_ms"]
        assert 960 < said["time_ms"] <= 1000
        content = (tmp_path / "still.png").read_bytes()
        assert content.startswith(b"\x89PNG")
        assert struct.unpack(">II", content[16:24]) == (320, 568)
        assert not [name for name in (b"eXIf", b"tEXt", b"iTXt", b"zTXt") if name in content]

    def test_what_cannot_be_is_refused_and_leaves_nothing(self, vig, film, tmp_path):
        for at in (-1, 6167):
            vig("film", "still", film, "--at", at, "--out", tmp_path / "still.png", "--json").refused("bad_request")
        vig("film", "still", "nobody", "--at", 0, "--out", tmp_path / "still.png", "--json").refused("not_found")
        assert not (tmp_path / "still.png").exists()
