"""web: the record as a page on this machine."""

import importlib

import click

from vividmap.cli.output import is_terminal

_SERVER = "vividmap.config.server"
"""Imported by name: only Django imports `config`, but this command starts the server."""

no_open_option = click.option("--no-open", is_flag=True, help="Print the address; do not open a browser.")


@click.command("web", short_help="Open your record as a web page on this machine.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help="A fixed port (default: the calendar feed's, the bookmark's, or a free one).",
)
@no_open_option
@click.option("--sign-out", is_flag=True, help="End all sessions, forget all browsers, and serve nothing.")
def command(port: int | None, no_open: bool, sign_out: bool) -> None:
    """Serve your record as a web page to this machine only, until Ctrl-C.

    The printed address contains a token that works once; a cookie keeps you signed in, until you sign out or
    for 12 hours without use. A browser that is remembered in Settings needs no new link. A calendar feed
    ('vividmap calendar --feed') is served too.

    \b
      vividmap web
      vividmap web --port 8080 --no-open
      vividmap web --sign-out
    """
    if sign_out:
        from vividmap.services.home.sign_out import sign_out_everywhere

        sign_out_everywhere()
        click.echo("Signed out everywhere; no browser is remembered. To open a page again: vividmap web")
        return
    from vividmap.services.home.page_port import choose_port

    serve(choose_port() if port is None else port, no_open=no_open)


def serve(port: int, *, no_open: bool) -> None:
    """Serve the page until Ctrl-C; open a browser if a person is at the terminal. Raises Refused."""
    from vividmap.services.home import bootstrap

    bootstrap.load_django("vividmap.config.web")
    server = importlib.import_module(_SERVER)
    server.serve(port=port, open_browser=not no_open and is_terminal(), announce=click.echo)
