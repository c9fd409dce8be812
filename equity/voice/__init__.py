"""Voice: who has a say in the plans, by the levels of the IAP2 spectrum, and who leads them."""
