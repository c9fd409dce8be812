import pytest

from devtools import bench
from devtools.bench_pages import pages
from devtools.keepalive import Connection, Unexpected

FOUND = {
    "network": "national",
    "number": 12,
    "submission": {"need": "Help", "topic": "3"},
    "words": {"a rare word": "lagoon"},
    "bulk": ["1", "2"],
    "exported": 20,
    "answer": {"promises": "most"},
    "keys": ["1-first", "1-second"],
    "sessions": {
        side: {who: f"{side}-{who}" for who in ("provider", "requester", "admin")} for side in ("portal", "thin")
    },
}


class Recorder:
    """A server that notes what it was asked for."""

    def __init__(self):
        self.asked = []
        self.queries = 5

    def get(self, path, *, session="", htmx=False):
        self.asked.append((path, session))

    def post(self, path, fields, *, session="", expect=200):
        self.asked.append((path, session))


def test_both_sides_open_the_same_request_each_with_its_own_session():
    portal, thin = Recorder(), Recorder()
    page = next(page for page in pages(FOUND) if page.name == "request page")

    page.portal(portal)
    page.thin(thin)

    assert portal.asked == [("/national/requests/12/", "portal-provider")]
    assert thin.asked == [("/national/requests/12/", "thin-provider")]


def test_each_answer_goes_to_another_check_in():
    server = Recorder()
    page = list(pages(FOUND))[-1]

    page.thin(server)
    page.portal(server)

    assert [path for path, _ in server.asked] == ["/check-in/1-first/", "/check-in/1-second/"]


def test_what_is_kept_has_exactly_the_promised_names(monkeypatch):
    monkeypatch.setattr(bench, "_timed", lambda server, visit: 0.004)
    page = next(page for page in pages(FOUND) if page.name == "equity, usual view")

    row = bench._measure(page, Recorder(), Recorder(), {"size": 20, "queries": {"equity": 10}})

    assert row["kept"] == {
        "name": "equity, usual view",
        "size": 20,
        "p50_ms": 4.0,
        "p95_ms": 4.0,
        "queries": 10,
        "limit_p50_ms": 4.0,
    }
    assert row["shown"] == ["equity, usual view", "4.0", "4.0", "10", "4.0", "4.0", "5", "1.00"]


@pytest.mark.parametrize("count", ["-1", "1000001"])
def test_a_size_out_of_range_is_refused(count, capsys):
    with pytest.raises(SystemExit):
        bench._options(["--requests", count])
    with pytest.raises(SystemExit):
        bench._options(["--equity-requests", "20000", count])

    assert "choose up to 1,000,000" in capsys.readouterr().err


def test_an_unexpected_answer_is_an_error_not_a_number(monkeypatch):
    connection = Connection(1)
    monkeypatch.setattr(connection, "ask", lambda *args, **kwargs: 404)

    with pytest.raises(Unexpected, match="GET /gone/ on port 1 answered 404 instead of 200"):
        connection.get("/gone/")
