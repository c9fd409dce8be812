"""The demo: two networks with invented people, their mail on a page, and time that can be moved."""
