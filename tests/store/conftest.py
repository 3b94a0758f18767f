from tests.services.conftest import alice, bob

__all__ = ["alice", "bob"]
