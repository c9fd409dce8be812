"""Summary measures of inequality between groups, in plain Python and numpy.

`groups` says what goes in and what is refused; `simple` compares two groups, `ordered` and
`slope` use the order of the groups, `spread`, `entropy` and `noise` do without, `impact` says
what would be gained. What each measures, with its formula and domain: docs/equity.md.
"""
