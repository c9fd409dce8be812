"""Quantiles of the beta and gamma distributions, for exact limits of shares and counts.

Continued fractions and bisection, so that the web process needs no SciPy to start; the tests
compare them with SciPy. Probabilities are those of one tail.
"""

from __future__ import annotations

import math
from collections.abc import Callable

TINY = 1e-300
CLOSE = 1e-15
MOST_STEPS = 100_000
MOST_HALVINGS = 400


def beta_quantile(tail: float, a: float, b: float) -> float:
    """Where a beta(a, b) variable lies below with this probability; a, b > 0."""
    return _bisect(lambda x: beta_below(x, a, b) < tail, 0.0, 1.0)


def gamma_quantile(tail: float, shape: float, *, upper: bool = False) -> float:
    """Where a gamma(shape, 1) variable lies below (or with `upper` above) with this probability."""

    def is_left(x: float) -> bool:
        return gamma_above(x, shape) > tail if upper else gamma_below(x, shape) < tail

    high = 2 * shape + 10
    while is_left(high):
        high *= 2
    return _bisect(is_left, 0.0, high)


def beta_below(x: float, a: float, b: float) -> float:
    """The regularized incomplete beta function, I_x(a, b)."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    log_front = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    if x < (a + 1) / (a + b + 2):
        return math.exp(log_front) * _beta_fraction(x, a, b) / a
    return 1 - math.exp(log_front) * _beta_fraction(1 - x, b, a) / b


def gamma_below(x: float, shape: float) -> float:
    """The regularized lower incomplete gamma function, P(shape, x)."""
    return _gamma_series(x, shape) if x < shape + 1 else 1 - _gamma_fraction(x, shape)


def gamma_above(x: float, shape: float) -> float:
    """The regularized upper incomplete gamma function, Q(shape, x)."""
    return 1 - _gamma_series(x, shape) if x < shape + 1 else _gamma_fraction(x, shape)


def _bisect(is_left: Callable[[float], bool], low: float, high: float) -> float:
    for _ in range(MOST_HALVINGS):
        middle = (low + high) / 2
        if high - low <= CLOSE * high or middle in (low, high):
            break
        low, high = (middle, high) if is_left(middle) else (low, middle)
    return (low + high) / 2


def _gamma_series(x: float, shape: float) -> float:
    if x <= 0:
        return 0.0
    term = total = 1 / shape
    for step in range(1, MOST_STEPS):
        term *= x / (shape + step)
        total += term
        if term < total * CLOSE:
            break
    return total * math.exp(shape * math.log(x) - x - math.lgamma(shape))


def _gamma_fraction(x: float, shape: float) -> float:
    b = x + 1 - shape
    c, d = 1 / TINY, 1 / b
    value = d
    for step in range(1, MOST_STEPS):
        a = -step * (step - shape)
        b += 2
        c, d, change = _lentz(a, b, c, d)
        value *= change
        if abs(change - 1) < CLOSE:
            break
    return value * math.exp(shape * math.log(x) - x - math.lgamma(shape))


def _beta_fraction(x: float, a: float, b: float) -> float:
    c, d = 1.0, 1 / _away_from_zero(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, MOST_STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        c, d, change = _lentz(even, 1.0, c, d)
        value *= change
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        c, d, change = _lentz(odd, 1.0, c, d)
        value *= change
        if abs(change - 1) < CLOSE:
            break
    return value


def _lentz(a: float, b: float, c: float, d: float) -> tuple[float, float, float]:
    """One step of Lentz's way to evaluate a continued fraction."""
    d = 1 / _away_from_zero(b + a * d)
    c = _away_from_zero(b + a / c)
    return c, d, c * d


def _away_from_zero(number: float) -> float:
    return number if abs(number) > TINY else TINY
