import pytest

from vigwidgets.cli.places import shown_location


class TestData:
    def test_it_names_every_place_and_makes_none(self, vig, data):
        places = vig("data", "--json").json
        assert (places["root"], places["journal"]) == (str(data), str(data / "journal.db"))
        assert [places[name] for name in ("films", "exports", "logs")] == [
            str(data / name) for name in ("films", "exports", "logs")
        ]
        assert (places["synced_or_network"], places["journal_bytes"], places["films_bytes"]) == (None, 0, 0)
        assert places["free_bytes"] > 0
        assert not data.exists()

    def test_sizes_are_those_on_disk(self, vig, data, film, friday):
        places = vig("data", "--json").json
        assert places["films_bytes"] == friday.stat().st_size + 4 * 185
        assert places["journal_bytes"] >= (data / "journal.db").stat().st_size

    def test_people_read_sizes_in_words(self, vig, film):
        out = vig("data").out
        assert "515.9 kB" in out
        assert "synced or shared by  -" in out

    def test_a_cloud_folder_is_named(self, vig, monkeypatch, tmp_path):
        monkeypatch.setenv("VIG_DATA", str(tmp_path / "OneDrive - Oak School" / "vig"))
        assert vig("data", "--json").json["synced_or_network"] == "OneDrive"

    def test_a_database_address_is_shown_without_its_password(self, vig, monkeypatch):
        monkeypatch.setenv("VIG_DATABASE_URL", "postgresql://ada:secret@db.oak.example/vig?password=secret")
        said = vig("data")
        assert "postgresql://db.oak.example/vig" in said.out
        assert "secret" not in said.out


def test_an_address_without_a_name_stays_as_it_is():
    assert shown_location("postgresql://db.oak.example/vig") == "postgresql://db.oak.example/vig"


class TestCheck:
    def test_nothing_yet_is_whole_and_stays_nothing(self, vig, data):
        assert vig("check", "--json").json == {"ok": True, "problems": []}
        assert not data.exists()

    def test_a_film_that_was_added_is_whole(self, vig, film):
        said = vig("check")
        assert (said.status, said.out, said.err) == (0, "Everything is whole.\n", "")

    @pytest.mark.parametrize("part", ["film.mp4", "frames.u32"])
    def test_a_missing_part_is_told(self, vig, data, film, part):
        (data / "films" / film / part).unlink()
        said = vig("check", "--json")
        said.refused("not_whole")
        assert said.json["ok"] is False
        assert len(said.json["problems"]) == 1
        assert film in said.json["problems"][0]

    def test_several_problems_are_one_line_and_a_list(self, vig, data, film):
        (data / "films" / film / "film.mp4").write_bytes(b"changed")
        (data / "films" / film / "frames.u32").write_bytes(b"changed")
        said = vig("check")
        assert said.status == 2
        assert said.err == "vig: 2 things are not whole. Look at the list above.\n"
        assert len(said.out.splitlines()) == 2

    def test_films_without_a_journal_are_told_and_kept(self, vig, data, film):
        (data / "journal.db").unlink()
        said = vig("check", "--json")
        said.refused("not_whole")
        assert "no journal" in said.json["problems"][0]
        assert (data / "films" / film / "film.mp4").exists()
        assert not (data / "journal.db").exists()

    def test_a_journal_that_is_none_is_told(self, vig, data, film):
        (data / "journal.db").write_bytes(b"this is no database" * 1000)
        said = vig("check", "--json")
        said.refused("not_whole")
        assert said.json["problems"]

    def test_a_damaged_journal_is_told(self, vig, data, film):
        content = bytearray((data / "journal.db").read_bytes())
        content[4096 * 2 :] = b"\xff" * (len(content) - 4096 * 2)
        (data / "journal.db").write_bytes(content)
        vig("check", "--json").refused("not_whole")
