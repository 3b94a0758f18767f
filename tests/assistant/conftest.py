from typing import TYPE_CHECKING

import pytest

from vividmap.assistant.clients.client_table import ClientFolders

if TYPE_CHECKING:  # Django is not set up yet where this is read
    from vividmap.services.actor import Actor


@pytest.fixture
def alice(db: None) -> "Actor":
    """Who owns the record with secrets in it."""
    from tests.assistant.planted import RECORD
    from tests.services.cast import somebody

    from vividmap.services.transfer import documents

    actor = somebody("alice")
    plan, _ = documents.plan_import(actor, RECORD)
    documents.apply_plan(actor, plan, "import document")
    return actor


@pytest.fixture
def folders(tmp_path):
    config = str(tmp_path / ".config")
    memo = str(tmp_path / "memo" / "assistant.json")
    return ClientFolders(home=str(tmp_path), applications=config, config=config, memo=memo, environment={})
