"""The thin application's pages: the rows and cells of the portal's, and nothing around them."""

PAGE = """<!DOCTYPE html><html lang="en"><head><title>{% block title %}Thin{% endblock %}</title></head>
<body><h1>{{ network.name }}</h1>{% block content %}{% endblock %}</body></html>"""
HELLO = """{% extends "page.html" %}{% block content %}<p>Hello, {{ request.user.name }}{{ member.role }}.</p>
{% endblock %}"""
ROWS = """<p>{{ counts.mine }} requests</p><table><thead><tr><th>Request</th><th>State</th><th>Relationship</th>
<th>Last touch</th></tr></thead><tbody>{% for row in rows %}<tr>
<td><a href="../requests/{{ row.number }}/">{{ row.title }}</a>
<small>{{ row.number }} · {{ row.organization }}</small></td><td>{{ row.status }}</td>
<td>{{ row.organization }} {{ row.lead }}
{% if row.asked_before %}They asked before{% else %}Their first{% endif %}</td>
<td>{{ row.touched_at|timesince }} ago</td></tr>{% endfor %}</tbody></table>"""
CASELOAD = """{% extends "page.html" %}{% block content %}<p>{{ counts.mine }} mine, {{ counts.late }} late,
{{ counts.unassigned }} unassigned, {{ counts.following }} following, {{ counts.new }} new,
{{ counts.everybody }} all</p>
{% include "rows.html" %}<ul>{% for task in tasks %}<li>{{ task.title }} {{ task.organization }}
due {{ task.due_on|date:"M j" }}</li>{% endfor %}</ul>{% endblock %}"""
REQUEST = """{% extends "page.html" %}{% block content %}{% with r=request_row %}
<h1>{{ r.number }} {{ r.title }}</h1><p>{{ r.status }} {{ r.organization }}</p><p>{{ r.need }}</p>
<p>{{ r.hoped_for_change }}</p><p>{{ r.why_now }}</p><dl><dt>Asked by</dt><dd>{{ r.requester }}</dd><dt>Lead</dt>
<dd>{{ r.lead }}</dd><dt>Topic</dt><dd>{{ r.topic }}</dd><dt>Intensity</dt><dd>{{ r.intensity }}</dd><dt>Sent</dt>
<dd>{{ r.submitted_at|date:"F j, Y, g:i a" }}</dd></dl>{% endwith %}
{% for s in statements %}<blockquote>{{ s.text }} {{ s.written_at|date:"F j" }} {{ s.correction }}</blockquote>
{% endfor %}
{% for p in plans %}<p>{{ p.goals }} {{ p.roles }} {{ p.voice_who }} {{ p.finishes_on|date:"F j" }} {{ p.agreed }}</p>
{% endfor %}<ul>{% for p in promises %}<li>{{ p.side }} {{ p.text }} {{ p.state }} {{ p.due_on|date:"M j, Y" }}</li>
{% endfor %}</ul><form method="post">{% csrf_token %}<textarea name="body"></textarea><button>Send</button></form>
<ol>{% for item in thread %}<li><time>{{ item.at|date:"M j, Y, g:i a" }}</time> <b>{{ item.title }}</b>
{{ item.who }}<p>{{ item.text }}</p></li>{% endfor %}</ol><ul>{% for c in check_ins %}<li>{{ c.state }}
{{ c.due_at|date:"M j, Y" }} {{ c.promises }} {{ c.next_step }}</li>{% endfor %}</ul>
<ul>{% for other in linked %}<li>{{ other.number }} {{ other.title }}</li>{% endfor %}</ul>{% endblock %}"""
THANKS = (
    """{% extends "page.html" %}{% block content %}<p>Thank you. {{ check_in.lead }} can read it.</p>{% endblock %}"""
)
EQUITY = """{% extends "page.html" %}{% block content %}<table>{% for row in reached %}<tr><th>{{ row.group }}</th>
<td>{{ row.eligible }}</td><td>{{ row.reached }}</td><td>{% widthratio row.reached row.eligible 100 %}%</td></tr>
{% endfor %}</table><table>{% for row in replies %}<tr><th>{{ row.group }}</th><td>{{ row.due }}</td>
<td>{{ row.within }}</td><td>{% widthratio row.within row.due 100 %}%</td></tr>{% endfor %}</table>
<table>{% for row in waits %}<tr><th>{{ row.group }}</th><td>{{ row.requests }}</td>
<td>{{ row.hours|floatformat }}</td>
</tr>{% endfor %}</table>{% endblock %}"""
BOARD = """{% extends "page.html" %}{% block content %}<p>{{ counts.mine }} {{ counts.late }} {{ counts.unassigned }}
{{ counts.following }} {{ counts.new }} {{ counts.everybody }}</p>{% for total in totals %}<b>{{ total.status }}
{{ total.count }}</b>{% endfor %}<ul>{% for row in rows %}<li>{{ row.status }} <a href="../requests/{{ row.number }}/">
{{ row.title }}</a> {{ row.number }} · {{ row.organization }} {{ row.lead }} {{ row.touched_at|timesince }}</li>
{% endfor %}</ul>{% endblock %}"""
SEARCH = """{% extends "page.html" %}{% block content %}<ul>{% for row in requests %}<li>
<a href="../requests/{{ row.number }}/">{{ row.title }}</a> {{ row.number }} {{ row.organization }}
{{ row.status }}</li>{% endfor %}</ul><ul>{% for row in organizations %}<li>{{ row.name }}</li>{% endfor %}</ul>
<ul>{% for row in people %}<li>{{ row.name }} {{ row.organization }}</li>{% endfor %}</ul>{% endblock %}"""
TEMPLATES = {
    "board.html": BOARD,
    "search.html": SEARCH,
    "page.html": PAGE,
    "hello.html": HELLO,
    "rows.html": ROWS,
    "caseload.html": CASELOAD,
    "request.html": REQUEST,
    "thanks.html": THANKS,
    "equity.html": EQUITY,
}
