"""Dates in Spanish. Templates name a format in its English order; each is looked up here by that name."""

DECIMAL_SEPARATOR, THOUSAND_SEPARATOR = ".", ","  # as Spanish is written in the United States

_DAY = r"j \d\e F"
_YEAR = r"j \d\e F \d\e Y"

vars().update(
    {
        "F j": _DAY,
        "F j, Y": _YEAR,
        "F Y": r"F \d\e Y",
        "F j, g:i A": rf"{_DAY}, g:i a",
        "F j, Y, g:i A": rf"{_YEAR}, g:i a",
        "F j, Y, g:i a": rf"{_YEAR}, g:i a",
        "l, F j": r"l j \d\e F",
        "l, F j, Y": rf"l {_YEAR}",
        "l, F j, g:i a": rf"l {_DAY}, g:i a",
        "l, F j, Y, g:i a": rf"l {_YEAR}, g:i a",
        "D, M j": "D j M",
        "D, M j, Y": "D j M Y",
        "M Y": "M Y",
        "M j": "j M",
        "M j, Y": "j M Y",
        "M j, Y, g:i a": "j M Y, g:i a",
    }
)
