"""Mail that comes in becomes part of requests.

`places` finds the request, `senders` the person, `letters` writes it down; `ways` tries them in order.
"""
