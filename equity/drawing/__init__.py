"""Charts drawn by the server, as SVG: the picture to download, and what stands in the report and its PDF.

A drawing is made from the same dictionary as the chart on the page (`docs/front-end.md`), which has passed the gate;
it adds nothing that the table does not say.
"""
