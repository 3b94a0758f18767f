import pytest
from django.core.management import call_command

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def test_the_migrations_say_all_that_the_models_say():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
