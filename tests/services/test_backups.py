"""Automatic backups: which are kept, and that a half one never counts."""

from datetime import UTC, date, datetime, timedelta

import pytest

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
