"""Digests of secrets: the home stores these alone, so that whoever reads it cannot come in with a secret."""

import hashlib
import hmac


def digest_secret(secret: str) -> str:
    """Return the SHA-256 of a secret in hexadecimal; a secret is random, so that no salt is needed."""
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()


def is_secret_of(secret: str, digest: str) -> bool:
    """Return whether a digest is that of a secret, in a time that does not depend on where they differ."""
    return hmac.compare_digest(digest_secret(secret).encode(), digest.encode())
