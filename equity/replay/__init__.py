"""What would have been: the last year's requests, taken up in another order by the same people at the same moments."""
