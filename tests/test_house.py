"""The rules of the house that a machine can keep."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

from relationships.diagrams import lifecycles_page
from requests_app.forms import VERBS
from requests_app.lifecycle import MOVES
from tta_portal.tenancy.guard import database_faults
from tta_portal.tenancy.models import NetworkManager, NetworkModel

ROOT = Path(__file__).parent.parent
OURS = {
    "tenancy", "directory", "accounts", "outbox", "files", "inbound", "notifications", "roster",
    "requests_app", "library", "training", "relationships", "depth", "radar", "pulse", "peers", "joint_work",
    "network_map", "equity", "equity_board", "demo",
}  # fmt: skip
NOT_OF_ONE_NETWORK = {
    "tenancy.Network": "the tenant itself: its name and settings",
    "accounts.User": "a login may hold memberships in several networks",
}
PUBLIC = {
    "landing": "the front door",
    "healthz": "for machines",
    "readyz": "for machines",
    "invitation": "the key in the address is the proof",
    "answer_check_in": "the key in the address is the proof",
    "answer_pulse": "the key in the address is the proof",
    "follow_on": "the key in the address is the proof",
    "unsubscribe": "the key in the address is the proof",
    "join": "a network's open form",
    "numbers": "what an administrator chose to show to everybody, past the gate of small counts",
    "demo_mail": "exists in the demo only",
    "demo_one_mail": "exists in the demo only",
    "schema": "describes the API, holds no data",
    "api_docs": "describes the API, holds no data",
}


def patterns(resolver: URLResolver | None = None, prefix: str = "") -> list[tuple[str, URLPattern]]:
    """Every address of our own, with its pattern."""
    found = []
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            if "allauth" not in str(one.urlconf_name):
                found += patterns(one, prefix + str(one.pattern))
        else:
            found.append((prefix + str(one.pattern), one))
    return found


OWN_PATTERNS = patterns()


def own_models():
    return [model for model in apps.get_models() if model._meta.app_label in OURS]


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model._meta.label)
def test_every_model_is_classified(model):
    has_network = any(field.name == "network" for field in model._meta.fields)

    if model._meta.label in NOT_OF_ONE_NETWORK:
        assert not has_network
    else:
        assert has_network, f"{model._meta.label} belongs to no network: say why in NOT_OF_ONE_NETWORK"


@pytest.mark.parametrize(
    "model", [model for model in own_models() if issubclass(model, NetworkModel)], ids=lambda model: model._meta.label
)
def test_every_tenant_model_is_scoped(model):
    assert isinstance(model._default_manager, NetworkManager)
    assert isinstance(model._base_manager, NetworkManager)


@pytest.mark.parametrize(
    "model", [model for model in own_models() if issubclass(model, NetworkModel)], ids=lambda model: model._meta.label
)
def test_no_tenant_model_has_an_automatic_link_table(model):
    assert not model._meta.local_many_to_many, "the link table would have no network: write it as a model"


def test_the_database_keeps_networks_apart(db):
    assert database_faults() == []


@pytest.mark.parametrize(("route", "pattern"), OWN_PATTERNS, ids=[route for route, _ in OWN_PATTERNS])
def test_every_page_names_a_permission_or_is_known_to_be_public(route, pattern):
    view = getattr(pattern.callback, "view_class", pattern.callback)
    permission, public = getattr(view, "permission", None), getattr(view, "is_public", False)

    assert permission or public or pattern.name in {"schema", "api_docs"}
    assert (permission is None) == (pattern.name in PUBLIC)


def test_every_move_has_a_form():
    assert set(MOVES) - {"submit"} <= set(VERBS)


def test_the_lifecycle_diagrams_are_current():
    assert (ROOT / "docs" / "lifecycle.md").read_text() == lifecycles_page()


def test_no_setting_outlives_its_transaction():
    ours = [path for folder in ("tta_portal", "requests_app", "relationships", "equity", "demo")
            for path in (ROOT / folder).rglob("*.py")]  # fmt: skip

    session_level = re.compile(r"SET\s+SESSION|set_config\([^)]*false\)|[\"']SET\s+app\.", re.IGNORECASE)
    assert [path.name for path in ours if session_level.search(path.read_text())] == []


def test_includes_pass_only_what_they_name():
    loose = []
    pages = (
        "requests_app",
        "library",
        "training",
        "relationships",
        "depth",
        "radar",
        "pulse",
        "joint_work",
        "network_map",
        "peers",
        "equity",
        "accounts",
        "portal",
        "roster",
        "demo",
        "components",
    )
    for path in (path for folder in pages for path in (ROOT / "templates" / folder).rglob("*.html")):
        loose += [
            f"{path.name}: {tag}" for tag in re.findall(r"{% include .*?%}", path.read_text()) if " only " not in tag
        ]
    assert loose == []


def test_templates_hold_no_inline_script_or_style():
    inline = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*(src=|application/json))", re.IGNORECASE)
    pages = [path for path in (ROOT / "templates").rglob("*.html") if "emails" not in path.parts]

    assert [str(path.relative_to(ROOT)) for path in pages if inline.search(path.read_text())] == []


def test_actions_do_not_touch_the_network_themselves():
    inside = [path for folder in ("requests_app", "relationships", "equity") for path in (ROOT / folder).rglob("*.py")
              if "migrations" not in path.parts]  # fmt: skip
    filtered = re.compile(r"\.(filter|get|exclude)\([^)]*\bnetwork(_id)?=")

    assert [path.name for path in inside if filtered.search(path.read_text())] == []
