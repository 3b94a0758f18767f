"""Row 20: what Django's checks for a server say of the page's settings."""

import os
import re
import subprocess
import sys

EXPECTED_WARNINGS = {
    "security.W001",  # the page's own middleware sends the headers of SecurityMiddleware: see the second test
    "security.W002",  # and the header that forbids frames
    "security.W016",  # a page on 127.0.0.1 has no TLS, and a browser would not send a secure cookie back
}


def test_the_checks_for_a_server_say_nothing_that_is_not_answered_for(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy"],
        env={**os.environ, "VIVIDMAP_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "vividmap.config.web"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert set(re.findall(r"\w+\.[WEC]\d{3}", done.stderr)) == EXPECTED_WARNINGS, done.stderr


def test_the_headers_that_those_checks_ask_for_are_sent(pages):
    headers = pages.client.get("/").headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
