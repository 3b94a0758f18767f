"""A group of commands that says what a mistyped one may have meant."""

import click


class Group(click.Group):
    """Commands of one noun; `elsewhere` holds what is asked of it and stands in another command."""

    def __init__(self, *args: object, elsewhere: dict[str, str] | None = None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.elsewhere = elsewhere or {}

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is meant, as click does. Raises UsageError, with what is near it."""
        if args[0].startswith("-") or self.get_command(ctx, args[0]) is not None:
            return super().resolve_command(ctx, args)
        import difflib

        near = difflib.get_close_matches(args[0], self.list_commands(ctx), n=2)
        hint = self.elsewhere.get(args[0]) or (f"Did you mean {' or '.join(near)}?" if near else "")
        raise click.UsageError(f"No such command {args[0]!r}. {hint}".rstrip(), ctx)
