"""backup and doctor: a copy of the database, and a home that is checked."""

import os
import sqlite3
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tests.support.index_damage import omit_from_index

from vividmap import __version__

pytestmark = pytest.mark.first_day


def test_a_backup_is_made_while_the_database_is_in_use(vividmap):
    vividmap("log", "Did it")
    vividmap("list")
    writer = sqlite3.connect(vividmap.home / "vividmap.sqlite3", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE store_item SET text = 'half done'")
    vividmap("backup", "elsewhere.sqlite3")
    writer.execute("ROLLBACK")
    writer.close()
    backup = vividmap.home.parent / "elsewhere.sqlite3"
    assert backup.stat().st_mode & 0o777 == 0o600
    with sqlite3.connect(backup) as copy:
        assert copy.execute("SELECT text FROM store_item").fetchall() == [("Did it",)]
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert sorted(path.name for path in vividmap.home.parent.iterdir()) == ["elsewhere.sqlite3", "home"]


def daily_backups(vividmap):
    return sorted(path.name for path in (vividmap.home / "backups").glob("daily-*.sqlite3"))


def test_a_record_in_use_is_backed_up_once_a_day(vividmap):
    vividmap("list")
    assert daily_backups(vividmap) == []  # there is nothing yet
    for day in range(1, 12):
        for hour in (9, 17):
            at_the_time = replace(vividmap, now=datetime(2026, 6, day, hour, tzinfo=UTC))
            at_the_time("log", f"Day {day}, hour {hour}")
            at_the_time("list")
    # the last seven days, one backup for each: the morning's
    days = [name[6:17] for name in daily_backups(vividmap)]
    assert days == [f"202606{day:02}T09" for day in range(5, 12)]
    newest = vividmap.home / "backups" / daily_backups(vividmap)[-1]
    assert newest.stat().st_mode & 0o777 == 0o600
    with sqlite3.connect(newest) as copy:
        (count,) = copy.execute("SELECT count(*) FROM store_item WHERE kind = 'evidence'").fetchone()
    assert count == 21
    done = vividmap("backup", "--restore", newest, "--yes")
    assert "remove 1 item that the backup does not have" in done.out
    assert len(vividmap.json("list", "-n", "100")) == 21


def test_an_unchanged_record_needs_no_other_backup(vividmap):
    vividmap("log", "Did it")
    vividmap("list")
    assert len(daily_backups(vividmap)) == 1
    tomorrow = replace(vividmap, now=datetime.now(UTC) + timedelta(days=1))
    tomorrow("list")
    assert len(daily_backups(vividmap)) == 1


def test_a_backup_overwrites_nothing(vividmap):
    file = vividmap.home.parent / "there.sqlite3"
    file.write_text("precious")
    done = vividmap("backup", "there.sqlite3", check=False)
    assert (done.code, done.out) == (2, "")
    assert done.err == "vividmap: there.sqlite3 already exists; name another file\n"
    assert file.read_text() == "precious"
    assert vividmap("backup", "no/such/place.sqlite3", check=False).code == 1


def test_of_a_damaged_database_no_backup_is_left(vividmap):
    vividmap("log", "-", "--lines", input="".join(f"Number {n}\n" for n in range(200)))
    vividmap("list")
    damage(vividmap.home / "vividmap.sqlite3")
    done = vividmap("backup", "copy.sqlite3", check=False)
    assert (done.code, done.out) == (1, "")
    assert "vividmap doctor" in done.err
    assert not (vividmap.home.parent / "copy.sqlite3").exists()


def test_a_week_begins_with_a_backup_whose_indexes_agree_and_doctor_names_no_other(vividmap):
    def write_on(day):
        at_noon = replace(vividmap, now=datetime(2026, 6, day, 12, tzinfo=UTC))
        at_noon("log", f"Day {day}")
        at_noon("list")
        return daily_backups(vividmap)

    (whole,) = write_on(4)  # a Thursday
    omit_from_index(
        vividmap.home / "vividmap.sqlite3",
        "item_by_date",
        "UPDATE store_item SET first = '2020-01-01', last = '2020-01-01'",
    )
    assert len(write_on(5)) == 2  # all rows are whole, and no index is checked
    assert len(write_on(7)) == 3
    assert len(write_on(8)) == 3  # a Monday: the first of a week checks the indexes
    assert len(write_on(9)) == 3
    refusal = vividmap("backup", check=False)
    assert refusal.code == 1
    assert "missing from index item_by_date" in refusal.err
    mend(vividmap, "item_by_date", f"vividmap backup --restore '{vividmap.home / 'backups' / whole}'")
    newest = vividmap.home / "backups" / daily_backups(vividmap)[-1]
    refusal = vividmap("backup", "--restore", newest, "-y", check=False)
    assert (refusal.code, refusal.out) == (2, "")
    assert "missing from index item_by_date" in refusal.err


def damage(database):
    size = database.stat().st_size
    with database.open("r+b") as file:
        file.seek(size // 2)
        file.write(os.urandom(size // 3))


@pytest.fixture
def well(vividmap):
    """A home as the first capture makes it."""
    vividmap.home.rmdir()
    vividmap("log", "Did it")
    vividmap("list")
    return vividmap


@pytest.mark.database
def test_a_healthy_home(well, database):
    well("log", "Waits")
    done = well("doctor")
    assert "FIX" not in done.out
    assert f"ok    VividMap {__version__}, Python " in done.out
    assert f"ok    home {well.home}\n" in done.out
    assert "1 capture is waiting to be added to the record" in done.out
    assert ("PostgreSQL" in done.out) is (database == "postgresql")
    assert len(well.json("list")) == 2  # the waiting capture as well


def test_a_home_that_is_not_there_yet_is_well(vividmap):
    vividmap.home.rmdir()
    assert "does not exist yet" in vividmap("doctor").out
    assert not vividmap.home.exists()


def mend(vividmap, *said):
    """Assert that doctor reports faults, each with advice, and that they hold each of the texts."""
    done = vividmap("doctor", check=False)
    assert (done.code, done.err) == (1, "")
    found = [line for line in done.out.splitlines() if line.startswith(("FIX ", "      -> "))]
    assert len(found) == 2 * done.out.count("FIX ")
    for one in said:
        assert one in "\n".join(found), done.out


@pytest.mark.parametrize("name", [".", "vividmap.sqlite3", "spool"])
def test_what_others_can_read_is_named(well, name):
    path = well.home / name
    path.chmod(0o755 if path.is_dir() else 0o644)
    mend(
        well,
        f"{os.path.normpath(path)} can be read by other users",
        f"chmod go-rwx '{os.path.normpath(path)}'",
    )
    subprocess.run(["chmod", "go-rwx", path], check=True)
    assert well("doctor").code == 0


def test_a_link_is_as_open_as_what_it_leads_to(well):
    (well.home.parent / "private").write_text("x")
    (well.home.parent / "private").chmod(0o600)
    (well.home / "link").symlink_to(well.home.parent / "private")
    assert well("doctor").code == 0


def test_what_was_put_aside_is_named_with_the_reason(well):
    for name, content in (("cut", b"vividmap capture 1\nid x"), ("other", b"not ours\ncrc 00000000\n")):
        path = well.home / "spool" / f"{name}.capture"
        path.write_bytes(content)
        path.chmod(0o600)
    (well.home / "spool" / "x.capture.part").touch(0o600)
    done = well("list")
    assert done.err.count("vividmap: a capture could not be read and was set aside: ") == 2
    assert done.out.endswith("\tDid it\n")
    quarantine = well.home / "spool" / "quarantine"
    assert {path.name for path in quarantine.iterdir()} == {
        f"{name}.capture{more}" for name in ("cut", "other") for more in ("", ".reason")
    }
    assert (quarantine / "cut.capture").read_bytes() == b"vividmap capture 1\nid x"
    mend(
        well,
        f"{quarantine / 'cut.capture'} could not be read: the file is cut short",
        f"{quarantine / 'other.capture'} could not be read: the file is damaged",
        "read it, log its text again, then delete it",
        f"{well.home / 'spool' / 'x.capture.part'} is from an interrupted capture",
    )


def test_a_damaged_database_is_named_with_the_newest_backup(well):
    mend_nothing = well("doctor").out
    assert "integrity ok" in mend_nothing
    well("log", "-", "--lines", input="".join(f"Number {n}\n" for n in range(200)))
    well("backup")
    well("backup")
    backups = sorted((well.home / "backups").iterdir(), key=os.path.getmtime)
    damage(well.home / "vividmap.sqlite3")
    mend(well, f"{well.home / 'vividmap.sqlite3'}", f"vividmap backup --restore '{backups[-1]}'")
    (well.home / "vividmap.sqlite3").write_bytes(b"no database at all, but long enough to be looked at" * 100)
    mend(well, "cannot be read: file is not a database")
    listed = well("list", check=False)
    assert (listed.code, listed.out) == (1, "")
    assert (
        listed.err
        == "vividmap: the database cannot be used: file is not a database. 'vividmap doctor' says more\n"
    )
    well("log", "A capture does not wait for the database")


def test_what_can_be_read_of_a_damaged_database_is_saved_before_anything_else(well):
    well("log", "-", "--lines", input="".join(f"Number {n} -> {'x' * 2000} #rust\n" for n in range(200)))
    well("list")
    database = well.home / "vividmap.sqlite3"
    with database.open("r+b") as file:
        file.seek(database.stat().st_size // 2)
        file.write(b"\0" * 40_000)  # ten pages: about twenty entries, or changes
    damaged = database.read_bytes()
    for path in (well.home / "backups").iterdir():
        path.unlink()
    mend(well, "what can be read (", "vividmap backup --restore '")
    assert database.read_bytes() == damaged
    (rescued,) = (well.home / "backups").iterdir()
    assert rescued.name.startswith("rescued-")
    well("doctor", check=False)
    assert [*(well.home / "backups").iterdir()] == [rescued]  # once is enough
    done = well("backup", "--restore", rescued, "--yes")
    assert "no readable current database" in done.out or "The current database has" in done.out
    items = well.json("list", "-n", "1000")
    assert 150 < len(items) <= 201
    assert well.json("search", items[0]["text"])
    assert "FIX " not in well("doctor").out
    well("edit", items[0]["handle"], "--scope", "org")
    well("undo")


def test_a_database_of_a_newer_version_is_left_alone(well):
    with sqlite3.connect(well.home / "vividmap.sqlite3") as connection:
        connection.execute(
            "INSERT INTO django_migrations(app, name, applied) VALUES ('store', '9999_later', '2030-01-01')"
        )
    mend(well, "the database was made by a newer VividMap", "update VividMap")
    listed = well("list", check=False)
    assert listed.code == 1
    assert f"the database was made by a newer VividMap than {__version__}; update VividMap" in listed.err


def test_a_home_that_is_no_folder_is_named(vividmap):
    vividmap.home.rmdir()
    vividmap.home.write_text("in the way")
    mend(vividmap, f"{vividmap.home} is not a folder", "move it, or set VIVIDMAP_HOME")


@pytest.mark.parametrize(
    "url", ["mysql://x", "postgresql://127.0.0.1:9/none", "postgresql://x:notaport/y", "nonsense"]
)
def test_a_database_that_cannot_be_reached_is_said_in_a_line(vividmap, url):
    for command in ("list", "doctor"):
        done = vividmap(command, env={"VIVIDMAP_DATABASE_URL": url}, check=False)
        assert done.code in (1, 2)
        assert "Traceback" not in done.err
        assert "something went wrong" not in done.err
        assert "VIVIDMAP_DATABASE_URL" in done.err + done.out or "cannot be used" in done.err


@pytest.mark.database
def test_a_server_is_not_backed_up_by_us(vividmap, database):
    done = vividmap("backup", check=False)
    assert (done.code == 0) is (database == "sqlite")
    if database == "postgresql":
        assert (
            "a PostgreSQL database is backed up with pg_dump; 'vividmap export' makes an archive" in done.err
        )


SPLIT = ["p95 checkout 1.9s", "740ms after moving sessions"]
WHOLE = " -> ".join(SPLIT)


@pytest.mark.database
def test_entries_that_an_arrow_split_are_joined_when_asked_and_not_before(well):
    well("log", SPLIT[0], "--outcome", SPLIT[1], "--tag", "speed")
    well("log", "SEV2 45 min", "--outcome", "12 min")
    well("log", "Moved 3 services", "--outcome", "2 teams dropped theirs")
    before = well.json("list")
    offer = next(line for line in well("doctor").out.splitlines() if "--repair-arrows" in line)
    assert offer.startswith("ok    2 entries have a change split into text and outcome (^")
    assert well.json("list") == before
    done = well("doctor", "--repair-arrows")
    assert WHOLE in done.out
    assert "Joined 2 entries. To undo: vividmap undo" in done.out
    after = {entry["text"]: entry for entry in well.json("list")}
    assert set(after) == {"Did it", WHOLE, "SEV2 45 min -> 12 min", "Moved 3 services"}
    assert (after[WHOLE].get("outcome", ""), after[WHOLE]["tags"]) == ("", ["speed"])
    assert "--repair-arrows" not in well("doctor").out
    assert "No entry" in well("doctor", "--repair-arrows").out
    well("undo")
    assert [entry["text"] for entry in well.json("list")] == [entry["text"] for entry in before]
