"""The portal's measures in the plain forms of the reference checker; no expected value stands here.

Also a program's file: `check.py --adapter tests/equity/reference/adapter.py`.
"""

from __future__ import annotations

from functools import partial

from equity import complementary, counts, funnel, participation, statistics, waiting
from equity.inequality import entropy, impact, ordered, simple, slope, spread
from equity.inequality.groups import Indicator, Subgroup
from equity.results import Result


def plain(result: Result) -> dict:
    if result.why:
        return {"not_computable": result.why}
    return {"estimate": result.value, "lower": result.lower, "upper": result.upper, "notes": list(result.notes)}


def inequality(measure, rows, *, favourable, ordered, scale, confidence=0.95, lmin=None, lmax=None, **options):
    """Read the checker's groups and options, and measure."""
    indicator = Indicator("given", favourable=favourable, scale=scale, minimum=lmin, maximum=lmax)
    groups = [
        Subgroup(
            name=row["name"], order=row["order"], estimate=row["estimate"], se=row["se"],
            population=row["population"], is_reference=row["reference"],
            numerator=row["numerator"], denominator=row["denominator"],
        )
        for row in rows
    ]  # fmt: skip
    found = measure(
        groups, indicator, confidence=confidence, options=options | {"bounded": lmax is not None, "ordered": ordered}
    )
    return plain(found)


def of_pair(measure, groups, indicator, *, confidence, options, **more):
    """Without a choice, an ordered dimension compares its ends."""
    names = {"max_min": "extremes", "reference": "reference", None: "ends" if options["ordered"] else "extremes"}
    return measure(groups, indicator, pair=names[options.get("pair")], confidence=confidence, **more)


def by_itself(measure, groups, indicator, *, confidence, options, **more):
    return measure(groups, indicator, confidence=confidence, **more)


def from_average(measure, groups, indicator, *, confidence, options, **more):
    return measure(groups, indicator, confidence=confidence, average=options.get("setting_average"), **more)


def concentration(groups, indicator, *, confidence, options):
    return ordered.absolute_concentration(groups, indicator, confidence=confidence, rescaled=options["bounded"])


def relative_concentration(groups, indicator, *, confidence, options):
    return ordered.relative_concentration(groups, indicator, confidence=confidence, bounded=options.get("method"))


def fitted(measure, groups, indicator, *, confidence, options):
    fit = "line" if options.get("linear", True) else "logit"
    return measure(groups, indicator, fit=fit, confidence=confidence)


def corrected(groups, indicator, *, confidence, options):
    return spread.corrected_variance(groups, indicator)


def placed(measure, groups, indicator, *, confidence, options):
    return measure(groups, indicator, is_ordered=options["ordered"], confidence=confidence)


INEQUALITY = {
    "D": partial(of_pair, simple.difference, newcombe=False),
    "R": partial(of_pair, simple.ratio),
    "ACI": concentration,
    "RCI": relative_concentration,
    "SII": partial(fitted, slope.slope_index),
    "RII": partial(fitted, slope.relative_index),
    "BGV": partial(by_itself, spread.between_group_variance),
    "BGVC": corrected,
    "BGSD": partial(by_itself, spread.between_group_deviation),
    "COV": partial(by_itself, spread.coefficient_of_variation),
    "MDMU": partial(from_average, spread.difference_from_mean, weighted=False),
    "MDMW": partial(from_average, spread.difference_from_mean, weighted=True),
    "MDBU": partial(by_itself, spread.difference_from_best, weighted=False),
    "MDBW": partial(by_itself, spread.difference_from_best, weighted=True),
    "MDRU": partial(by_itself, spread.difference_from_reference, weighted=False),
    "MDRW": partial(by_itself, spread.difference_from_reference, weighted=True),
    "IDISU": partial(from_average, spread.index_of_disparity, weighted=False),
    "IDISW": partial(from_average, spread.index_of_disparity, weighted=True),
    "TI": partial(by_itself, entropy.theil_index),
    "MLD": partial(by_itself, entropy.mean_log_deviation),
    "PAR": partial(placed, impact.attributable_risk),
    "PAF": partial(placed, impact.attributable_fraction),
}


def wilson(*, x, n, confidence):
    lower, upper = statistics.wilson(x, n, confidence=confidence)
    return {"lower": lower, "upper": upper}


def difference_newcombe(*, x1, n1, x2, n2, confidence):
    lower, upper = statistics.newcombe(x1, n1, x2, n2, confidence=confidence)
    return {"difference": x1 / n1 - x2 / n2, "lower": lower, "upper": upper}


def limits_of_count(measure, *, x, confidence, **more):
    return plain(measure(x, **more, confidence=confidence))


def rate(*, events, person_time, multiplier, confidence):
    found = plain(counts.rate(events, person_time, multiplier=multiplier, confidence=confidence))
    return found | {"value": found["estimate"]}


def representation_ratio(*, observed, expected, confidence):
    found = plain(counts.representation_ratio(observed, expected, confidence=confidence))
    return found | {"value": found["estimate"]}


def rate_ratio(*, events1, time1, events2, time2, confidence):
    """R gives the quotient even where a count is zero; the portal then gives a limit and no point."""
    found = plain(counts.rate_ratio(events1, time1, events2, time2, confidence=confidence))
    quotient = found["estimate"]
    if quotient is None and events2:
        quotient = events1 / time1 * time2 / events2
    return found | {"ratio": quotient, "p_value": counts.rates_differ(events1, time1, events2, time2).p}


def chance(test) -> dict:
    return {"statistic": test.statistic, "df": test.df, "p_value": test.p}


def homogeneity_chi2(*, numerators, denominators):
    return dict(zip(("statistic", "df", "p_value"), statistics.chi_square(numerators, denominators), strict=True))


def homogeneity_fisher(*, numerators, denominators):
    """Pages refuse tables that take seconds; here they may."""
    most, statistics.MOST_TABLES = statistics.MOST_TABLES, 10**7
    try:
        return {"p_value": statistics.fisher(numerators, denominators)}
    finally:
        statistics.MOST_TABLES = most


def trend(*, numerators, denominators):
    return chance(counts.shares_trend(numerators, denominators))


def median_ci(*, values, confidence):
    found = waiting.middle(values, confidence=confidence)
    first, third = found.quartiles
    return {
        "median": found.median, "lower": found.lower, "upper": found.upper, "coverage": found.coverage,
        "q1": first, "q3": third, "p90": found.p90,
    }  # fmt: skip


def kaplan_meier(*, time, event, group, times):
    return [
        {
            "group": name, "conf_type": "log-log", "survival": [curve.waiting_after(at) for at in times],
            "median": curve.median, "median_lower": curve.lower, "median_upper": curve.upper,
        }
        for name, curve in waiting.curves(time, event, group).items()
    ]  # fmt: skip


def logrank(*, time, event, group):
    groups: dict = {}
    for at, replied, name in zip(time, event, group, strict=True):
        waits = groups.setdefault(name, {})
        before = waits.get(at, statistics.Spell())
        waits[at] = statistics.Spell(before.replied + replied, before.unwatched + 1 - replied)
    found = statistics.log_rank(list(groups.values()))
    observed = [float(sum(spell.replied for spell in waits.values())) for waits in groups.values()]
    expected = statistics.expected_replies(list(groups.values()))
    names = [f"group={name}" for name in groups]
    return dict(zip(("chisq", "df", "p_value"), found, strict=True)) | {
        "observed": observed, "expected": expected, "groups": names
    }  # fmt: skip


def funnel_proportion(*, numerators, denominators, limit_at):
    words = {"inside": "Not significant", "low": "Low (0.025)", "very low": "Low (0.001)",
             "high": "High (0.025)", "very high": "High (0.001)"}  # fmt: skip
    found = funnel.proportion_funnel(numerators, denominators)
    limits = []
    for n in limit_at:
        near = funnel.proportion_limits(found.baseline, n)
        far = funnel.proportion_limits(found.baseline, n, confidence=funnel.ALARM)
        limits.append({
            "denominator": n, "lower95": 100 * near.lower, "upper95": 100 * near.upper,
            "lower998": 100 * far.lower, "upper998": 100 * far.upper,
        })  # fmt: skip
    return {
        "baseline_percent": 100 * found.baseline,
        "limits": limits,
        "significance": [words[place] for place in found.places],
    }


def funnel_ratio(*, observed):
    near, far = funnel.ratio_limits(observed), funnel.ratio_limits(observed, confidence=funnel.ALARM)
    return {
        "lower95_ratio": near.lower, "upper95_ratio": near.upper,
        "lower998_ratio": far.lower, "upper998_ratio": far.upper,
    }  # fmt: skip


def gini(*, values):
    whole, small = participation.gini(values), participation.gini(values, small_sample=True)
    return {"gini": whole.value, "gini_small_sample": small.value}


def nchs(*, x, n):
    found = counts.nchs_proportion_display(x, n)
    return {"lower": found.lower, "upper": found.upper, "flags": [found.verdict]}


def suppress(table):
    """The portal's width is the threshold, which is stricter than the width these tables ask for."""
    asked = complementary.CountTable(
        counts=tuple(tuple(row) for row in table["counts"]),
        row_totals=table["publish_row_totals"],
        column_totals=table["publish_column_totals"],
        grand_total=table["publish_grand_total"],
    )
    width = max(table["threshold"], table["min_protection_width"])
    pattern = complementary.suppress(asked, threshold=table["threshold"], width=width)
    return [list(row) for row in pattern.mask(asked)]


MEASURES = {name: partial(inequality, measure) for name, measure in INEQUALITY.items()} | {
    "wilson": wilson,
    "clopper_pearson": partial(limits_of_count, counts.exact_share),
    "byars": partial(limits_of_count, counts.byars),
    "poisson_exact": partial(limits_of_count, counts.exact_count),
    "rate": rate,
    "representation_ratio": representation_ratio,
    "rate_ratio_exact": rate_ratio,
    "difference_newcombe": difference_newcombe,
    "homogeneity_chi2": homogeneity_chi2,
    "homogeneity_fisher": homogeneity_fisher,
    "trend_cochran_armitage": trend,
    "median_ci": median_ci,
    "kaplan_meier": kaplan_meier,
    "logrank": logrank,
    "funnel_proportion": funnel_proportion,
    "funnel_ratio": funnel_ratio,
    "gini": gini,
    "nchs_proportion_display": nchs,
    "suppress": suppress,
}
