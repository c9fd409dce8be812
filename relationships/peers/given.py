"""Helping a peer is something given: it counts as reciprocity, on the day both were introduced."""

from __future__ import annotations

INTRODUCED = """
SELECT offer.organization_id, (introduction.introduced_at AT TIME ZONE %(zone)s)::date
FROM peers_introduction introduction JOIN peers_peeroffer offer ON offer.id = introduction.offer_id
WHERE introduction.network_id = %(network)s AND introduction.introduced_at IS NOT NULL"""
