"""The page as a WSGI application."""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.core.wsgi import get_wsgi_application

from vividmap.web.door import ENVIRON, Keys


def application(keys: Keys) -> WSGIApplication:
    """Return the page behind a door that these keys open."""
    page = get_wsgi_application()

    def behind_the_door(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        environ[ENVIRON] = keys
        return page(environ, start_response)

    return behind_the_door
