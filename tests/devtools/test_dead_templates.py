import pytest

from devtools import dead_templates


@pytest.fixture
def templates(tmp_path, monkeypatch):
    """A folder of templates, and one module of code that names some."""
    code = tmp_path / "views.py"
    code.write_text('PAGE = "app/page.html#rows"\nMAIL = f"emails/{PAGE}.txt"\n')
    monkeypatch.setattr(dead_templates, "TEMPLATES", tmp_path / "templates")
    monkeypatch.setattr(dead_templates, "_portal_code", lambda: [code])

    def write(**texts):
        for name, text in texts.items():
            path = tmp_path / "templates" / name.replace("__", "/").replace("_dot_", ".")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)

    return write


def test_what_code_or_a_living_template_names_lives(templates):
    templates(app__page_dot_html='{% include "parts/row.html" %}', parts__row_dot_html="", emails__due_dot_txt="")

    assert dead_templates.dead() == []


def test_what_only_a_dead_template_names_is_dead(templates):
    templates(app__old_dot_html='{% include "parts/old.html" %}', parts__old_dot_html="")

    assert dead_templates.dead() == ["app/old.html", "parts/old.html"]


def test_what_replaces_a_librarys_template_lives(templates):
    templates(account__login_dot_html="", **{"404_dot_html": ""})

    assert dead_templates.dead() == []
