"""Several lines of a template, one line of the page."""

import pytest
from django.template import Context, Engine


@pytest.fixture
def render(tmp_path):
    """Render a template that may include the given partials."""
    engine = Engine(dirs=[str(tmp_path)], builtins=["vividmap.web.inline_tag"])

    def render(template, **partials):
        for name, text in partials.items():
            (tmp_path / f"{name}.html").write_text(text)
        return engine.from_string(template).render(Context({"names": ["Rust", "Go"]}))

    return render


def test_a_line_break_is_left_out_beside_a_tag_and_is_a_space_between_words(render):
    template = "{% inline %}\n  <b>\n    two\n    words\n  </b>\n{% endinline %}."
    assert render(template) == "<b>two words</b>."


def test_a_space_beside_a_tag_is_written_out(render):
    assert render("{% inline %}\n  by&#32;\n  <b>Alice</b>\n{% endinline %}") == "by <b>Alice</b>"


def test_a_comma_follows_an_inline_partial_without_a_space(render):
    template = (
        "{% for name in names %}{% include 'one.html' %}{% if not forloop.last %}, {% endif %}{% endfor %}"
    )
    assert (
        render(template, one="{% inline %}\n  <b>{{ name }}</b>\n{% endinline %}\n")
        == "<b>Rust</b>, <b>Go</b>"
    )


def test_what_follows_an_inline_part_of_a_page_keeps_its_line_break(render):
    assert render("{% inline %}\n  <b>one</b>\n{% endinline %}\nand more\n") == "<b>one</b>\nand more\n"
