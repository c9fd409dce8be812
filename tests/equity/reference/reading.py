"""Read the reference cases that are kept here, and compare the portal's answers with them.

The tolerances are those of the collection: estimates 1e-6, analytic limits 1e-4, resampled
limits two hundredths of the interval.
"""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
DRAWN = set("BGSD COV MDMU MDMW MDBU MDBW MDRU MDRW IDISU IDISW ACI RCI".split())


def cases_of(name: str, key: str = "cases") -> list[dict]:
    return json.loads((HERE / name).read_text())[key]


def number(text: str | None) -> float | None:
    return float(text) if text else None


def groups_of(path: Path) -> tuple[list[dict], dict]:
    """The groups of a table, and what it declares of its indicator."""
    with path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    groups = [
        {
            "name": row["subgroup"], "order": number(row.get("subgroup_order")), "estimate": number(row["estimate"]),
            "se": number(row["se"]), "population": number(row["population"]),
            "reference": row.get("reference_subgroup") == "1",
            "numerator": number(row["numerator"]), "denominator": number(row["denominator"]),
        }
        for row in rows
    ]  # fmt: skip
    declared = {
        "favourable": rows[0]["favourable_indicator"] == "1",
        "ordered": rows[0]["ordered_dimension"] == "1",
        "scale": number(rows[0]["indicator_scale"]),
    }
    return groups, declared | {"average": number(rows[0]["setting_average"])}


def arguments_of(case: dict) -> tuple[list[dict], dict]:
    """How a case of the inequality measures asks for its number."""
    groups, declared = groups_of(HERE / case["input"])
    average = declared.pop("average")
    options = {key: case["options"][key] for key in ("linear", "lmin", "lmax", "method") if key in case["options"]}
    special = {
        "conf90": {"confidence": 0.90}, "setting_average": {"setting_average": average},
        "max_min": {"pair": "max_min"}, "reference": {"pair": "reference"},
    }  # fmt: skip
    return groups, declared | options | special.get(case["variant"], {})


def faults_of_measure(case: dict, found: dict) -> Iterator[str]:
    """What is wrong with the answer to a case of the inequality measures."""
    want = case["reference"]
    if not math.isclose(found["estimate"], want["estimate"], rel_tol=1e-6):
        yield f"estimate {found['estimate']} is not {want['estimate']}"
    if want.get("lower") is None:
        return
    width = want["upper"] - want["lower"]
    is_drawn = case["measure"] in DRAWN or case["options"].get("linear")
    for limit in ("lower", "upper"):
        slack = 0.02 * width if is_drawn else 1e-4 * abs(want[limit])
        if found[limit] is None or abs(found[limit] - want[limit]) > slack:
            yield f"{limit} {found[limit]} is not {want[limit]}"


def edge_arguments(case: dict) -> tuple[list[dict], dict]:
    """An awkward input in the form of the adapter."""
    given = case["arguments"]
    size = len(given["estimate"])

    def column(name: str, otherwise: object = None) -> list:
        return given[name] if isinstance(given.get(name), list) else [otherwise] * size

    order = column("subgroup_order")
    groups = [
        {
            "name": chr(65 + at), "order": order[at], "estimate": given["estimate"][at], "se": column("se")[at],
            "population": column("population", 1.0)[at], "reference": column("reference_subgroup", 0)[at] == 1,
            "numerator": None, "denominator": None,
        }
        for at in range(size)
    ]  # fmt: skip
    has_reference = any(group["reference"] for group in groups)
    pair = {"pair": "reference" if has_reference else "max_min"} if case["measure"] in ("D", "R") else {}
    known = [value for value in given["estimate"] if value is not None]
    scale = (
        (1.0 if max(known) <= 1 else 100.0) if case["required"] == "declared_scale" else column("scaleval", 100.0)[0]
    )
    return groups, pair | {
        "favourable": column("favourable_indicator", 1)[0] == 1,
        "ordered": column("ordered_dimension", 0 if order[0] is None else 1)[0] == 1,
        "scale": scale,
    }


def faults_of_edge(case: dict, found: dict) -> Iterator[str]:
    """What is wrong with the answer to an awkward input."""
    required, refusal = case["required"], found.get("not_computable")
    if required == "not_computable" or (required == "value_or_not_computable" and refusal):
        if not refusal:
            yield f"computed {found['estimate']}, and should have refused: {case['reason_must_mention']}"
        return
    if refusal:
        yield f"refused: {refusal}"
    elif (value := case.get("required_value")) is not None and abs(found["estimate"] - value) > 1e-6 * max(
        1e-3, value
    ):
        yield f"estimate {found['estimate']} is not {value}"
    elif required == "value_without_interval" and found["lower"] is not None:
        yield "there is an interval, and no standard error was given"


def faults_of_count(case: dict, found: object) -> Iterator[str]:
    """What is wrong with the answer to a case of the small counts."""
    want = case["expected"]
    if case["measure"] == "kaplan_meier":
        curves = {curve["group"]: curve for curve in found}
        for curve in (one for one in want if one["conf_type"] == "log-log"):
            yield from differences(curves[curve["group"]], curve, 1e-6)
        return
    yield from differences(found, want, 1e-4 if case["measure"] == "funnel_ratio" else 1e-6)


# Left out: what the portal words differently, and what only describes the curve's own software.
NOT_COMPARED = {"method", "groups", "min_expected", "coverage", "std_err", "at_risk", "times", "n", "events"}
BEYOND_THE_CURVE = {"lower", "upper"}


def differences(found: dict, want: dict, slack: float) -> Iterator[str]:
    skipped = NOT_COMPARED | (BEYOND_THE_CURVE if "conf_type" in want else set())
    for key, expected in want.items():
        if key in skipped or alike(found.get(key), expected, slack):
            continue
        if key == "median" and found["median"] is not None and has_flat_half(found, want):
            continue
        yield f"{key} {found.get(key)} is not {expected}"


def has_flat_half(found: dict, want: dict) -> bool:
    """R takes the middle of a stretch where the curve is exactly a half; the portal takes its left end."""
    return 0 <= want["median"] - found["median"] < 1


def alike(found: object, expected: object, slack: float) -> bool:
    if isinstance(expected, dict):
        return all(alike(found.get(key), value, slack) for key, value in expected.items())
    if isinstance(expected, list):
        return len(found) == len(expected) and all(
            alike(one, other, slack) for one, other in zip(found, expected, strict=True)
        )
    if isinstance(expected, int | float) and isinstance(found, int | float):
        return math.isclose(found, expected, rel_tol=slack, abs_tol=1e-9)
    return found == expected
