"""Mail that leaves exactly once in effect.

`actions.post` writes a message in the transaction that caused it. `delivery` sends what is due:
claim, envelope and body, commit `sending`, final dot, commit `sent`. SMTP discards a message whose
final dot never came, so a crash before the commit loses nothing, and a crash after it can leave
one message `unconfirmed`: never sent again by itself, listed for a person.
"""
