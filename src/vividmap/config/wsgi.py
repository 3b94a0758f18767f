"""The page as a WSGI application."""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.core.wsgi import get_wsgi_application

from vividmap.web.session_keys import ENVIRON, Keys


def application(keys: Keys) -> WSGIApplication:
    """Return the WSGI application; `keys` give access to it."""
    page = get_wsgi_application()

    def application_with_keys(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        environ[ENVIRON] = keys
        return page(environ, start_response)

    return application_with_keys
