"""What a job search asks its author for."""

from vividmap.core.packets.request_fields import LineField, TextField

POSTING: LineField = TextField(
    name="posting",
    label="a job description",
    option="posting",
    option_help="A job description to compare with your record.",
    metavar="FILE",
    hint="Paste it as it is: it is compared term by term.",
)
ROLE_KIND = LineField(
    name="variant",
    label="kind of role",
    option="role",
    option_help="The kind of role, such as platform.",
    hint="platform, engineering leadership: what fits it comes first",
)
