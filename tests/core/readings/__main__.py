"""Writes the readings anew."""

from tests.core.readings import READINGS, describe_all

READINGS.write_text(describe_all(), encoding="utf-8")
