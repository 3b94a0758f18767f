from tests.core.readings import READINGS, describe_all


def test_each_sentence_is_read_as_it_was_when_somebody_looked():
    expected = READINGS.read_text(encoding="utf-8").splitlines()

    assert describe_all().splitlines() == expected
