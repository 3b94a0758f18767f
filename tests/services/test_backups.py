"""Automatic backups: which are kept, and that a half one never counts."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.support.index_damage import omit_from_index

from vividmap.services.home import backups
from vividmap.services.home.backup_files import BackupFile
from vividmap.services.home.backups import expired_backups

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)


def kept_days(days):
    daily = [BackupFile(str(day), datetime(day.year, day.month, day.day, 12, tzinfo=UTC), 1) for day in days]
    expired = expired_backups(daily)
    return [backup.path for backup in daily if backup not in expired]


def test_seven_days_and_four_weeks_are_kept_of_daily_use():
    days = [date(2026, 11, 30) - timedelta(days=n) for n in range(60)]
    kept = [str(day) for day in days[:7]] + ["2026-11-22", "2026-11-15"]
    assert kept_days(days) == kept  # a Monday: the weeks are this one, and those that ended on a Sunday


def test_after_a_long_absence_the_old_ones_are_still_there():
    days = [date(2026, 11, 30), *(date(2025, 3, 9) - timedelta(weeks=n) for n in range(10))]
    assert len(kept_days(days)) == 7


def test_of_several_on_one_day_the_newest_stays():
    made = [NOON - timedelta(hours=n) for n in range(3)]
    daily = [BackupFile(str(moment), moment, 1) for moment in made]
    assert expired_backups(daily) == daily[1:]


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0" + b"\0" * 84, b"no database at all" * 500])
def test_a_file_that_is_no_whole_database_is_no_backup(tmp_path, content):
    path = tmp_path / "half.sqlite3"
    path.write_bytes(content)
    assert backups.find_fault(str(path))
    assert [file.name for file in tmp_path.iterdir()] == ["half.sqlite3"]


@pytest.fixture
def whole(tmp_path):
    """A database of many pages with an index."""
    path = tmp_path / "whole.sqlite3"
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TABLE django_migrations(app, name)")
        database.execute("CREATE INDEX by_name ON django_migrations(name)")
        rows = [("store", f"{number:04} {'x' * 100}") for number in range(2_000)]
        database.executemany("INSERT INTO django_migrations VALUES (?, ?)", rows)
    return path


def test_an_index_that_lacks_a_row_is_found_where_indexes_are_checked(whole):
    omit_from_index(whole, "by_name", "INSERT INTO django_migrations VALUES ('store', 'last')")
    assert backups.find_fault(str(whole), checks_indexes=False) == ""
    assert "missing from index by_name" in backups.find_fault(str(whole))


@pytest.mark.parametrize("checks_indexes", [True, False])
@pytest.mark.parametrize("page", [2, 3, 40, -2])
def test_a_page_that_is_overwritten_is_found_by_either_check(whole, page, checks_indexes):
    assert backups.find_fault(str(whole), checks_indexes=checks_indexes) == ""
    data = bytearray(whole.read_bytes())
    begin = (page - 1) % (len(data) // 4096) * 4096
    data[begin : begin + 4096] = b"\xff" * 4096
    whole.write_bytes(data)
    assert backups.find_fault(str(whole), checks_indexes=checks_indexes)


@pytest.mark.parametrize("checks_indexes", [True, False])
def test_a_file_that_is_cut_short_is_found_by_either_check(whole, checks_indexes):
    whole.write_bytes(whole.read_bytes()[: 4096 * 40])
    assert backups.find_fault(str(whole), checks_indexes=checks_indexes)
