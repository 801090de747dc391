"""Claims, observations and rates in one line each, for tables of cases. What does not parse is an error, never an empty case.

Observation: `KAZ import RUS 8542 2022 = 75200000 USD provisional source="Eurostat"`
    reporter, flow or measure, partner, code (`TOTAL`, `-`), period, value (`-` where there is none), currency or unit
Claim: `KAZ import RUS microchips:8542 2022 = over 75 million USD trend=up baseline=2021`
    entity, flow or measure, partner, goods with codes (`cars:8703+8708/87`, the wider behind the stroke), period, the figure as
    printed; its interval is CONTRACT's. `none` is an absence.
Correlate: `8807 HS2017 = 8803 1:1`, `880730 HS2017 = 880330+852990 n:m`, `8542 HS2017 = 8542 1:1 kept`
    code, the other edition, its codes there, the relationship
Rate: `EUR USD 2022 = 1.0536 0.9565 1.1464`
    from, to, period, mean, lowest and highest
"""

from __future__ import annotations

import calendar
import re
import shlex
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from extractor.schema import Claim, CommodityCode, Equivalent, Ground, Observation, Rate
from extractor.schema.nomenclature import Correlate

FLOWS = ("import", "export", "re-export", "balance", "turnover")
BOUNDS = {
    "exactly": "exact", "about": "about", "over": "over", "nearly": "under", "under": "under",
    "at-least": "at_least", "up-to": "at_most", "between": "between",
}  # fmt: skip
SCALES = {"thousand": 3, "million": 6, "billion": 9}
CURRENCIES = ("USD", "EUR", "KZT", "RUB", "UAH", "GBP")
NAMES = {
    "KAZ": "Kazakhstan", "RUS": "Russia", "CHN": "China", "DEU": "Germany", "FRA": "France", "UKR": "Ukraine",
    "POL": "Poland", "NOR": "Norway", "EST": "Estonia", "LVA": "Latvia", "W00": "World", "KEN": "Kenya", "UGA": "Uganda",
}  # fmt: skip
_PERIODS = (
    (r"(\d{4})", lambda y: (date(y, 1, 1), date(y, 12, 31))),
    (r"(\d{4})-(\d\d)", lambda y, m: (date(y, m, 1), last(y, m))),
    (r"(\d{4})Q([1-4])", lambda y, q: (date(y, 3 * q - 2, 1), last(y, 3 * q))),
    (r"(\d{4})-(\d\d)-(\d\d)", lambda y, m, d: (date(y, m, d), date(y, m, d))),
    (r"(\d{4})-(\d\d)\.\.(\d{4})-(\d\d)", lambda y, m, z, n: (date(y, m, 1), last(z, n))),
)


def last(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def period(text: str) -> tuple[date, date]:
    """`2022`, `2022-03`, `2022Q1`, `2022-03-31`, `2022-01..2022-05`."""
    for pattern, days in _PERIODS:
        if match := re.fullmatch(pattern, text):
            return days(*map(int, match.groups()))
    raise ValueError(f"no period: {text}")


def side(text: str) -> tuple[str | None, str | None]:
    """Code and name of a country, the name alone of a company, or neither."""
    if text == "-":
        return None, None
    return (text, NAMES[text]) if text in NAMES else (None, text.strip("'"))


def _options(words: Sequence[str], known: Sequence[str]) -> dict[str, str]:
    options = dict(word.split("=", 1) if "=" in word else (word, "") for word in words)
    if unknown := set(options) - set(known):
        raise ValueError(f"unknown: {unknown}")
    return options


def observation(line: str) -> Observation:
    head, equals, tail = line.partition(" = ")
    reporter, flow, partner, code, when = shlex.split(head)
    value, unit, *rest = shlex.split(tail)
    if not equals:
        raise ValueError(line)
    known = ("provisional", "estimated", "confidential", "secondary", "minimum", "absent", "flag", "source", "vintage", "dataset", "per", "row",
             "system", "label")  # fmt: skip
    options = _options(rest, known)
    status = next((word for word in ("provisional", "estimated", "confidential") if word in options), "final")
    start, end = period(when)
    return Observation(
        dataset=options.get("dataset", "made"),
        source=options.get("source", "Statistics Office"),
        reporter_code=side(reporter)[0],
        reporter=side(reporter)[1],
        partner_code=side(partner)[0],
        partner=side(partner)[1],
        direction=flow if flow in FLOWS else None,
        measure=flow + "s" if flow in FLOWS[:3] else flow,
        commodity_system=options.get("system"),
        commodity_code=None if code == "-" else code,
        commodity_label=options.get("label"),
        period_start=start,
        period_end=end,
        value=None if value == "-" else Decimal(value),
        absent=options.get("absent"),  # type: ignore[arg-type]
        flag=options.get("flag"),
        currency=unit if unit in CURRENCIES else None,
        unit=options.get("per") if unit in CURRENCIES else unit,
        status=status,  # type: ignore[arg-type]
        secondary="secondary" in options,
        minimum="minimum" in options,
        vintage=options.get("vintage"),
        row=options.get("row", "made.csv:2"),
    )


def claim(line: str, number: int = 0) -> Claim:
    head, equals, tail = line.partition(" = ")
    entity, flow, partner, goods, when = shlex.split(head)
    words = shlex.split(tail)
    if not equals:
        raise ValueError(line)
    known = ("kind", "trend", "baseline", "source", "per", "measure", "confidence", "denied", "ground", "also", "hedge",
             "printed", "sentence", "score")  # fmt: skip
    figure, rest = _figure(words)
    options = _options(rest, known)
    commodity, codes = _goods(goods, float(options.get("score", "0.9")))
    start, end = period(when) if when != "-" else (None, None)
    before = period(options["baseline"]) if "baseline" in options else (None, None)
    fields: dict[str, Any] = {
        "id": f"c{number}", "article": "made", "kind": options.get("kind", "level"), "sentence": options.get("sentence", ""),
        "start": 0, "end": 0, "entity_code": side(entity)[0], "entity": side(entity)[1], "partner_code": side(partner)[0],
        "partner": side(partner)[1], "direction": flow if flow in FLOWS else None,
        "measure": options.get("measure", flow + "s" if flow in FLOWS[:3] else flow), "commodity": commodity,
        "commodity_codes": codes, "period_start": start, "period_end": end,
        "year": start.year if start and end and start.year == end.year else None,
        "baseline_start": before[0], "baseline_end": before[1], "trend": options.get("trend"),
        "source": options.get("source"), "asserted": "denied" not in options,
        "confidence": float(options.get("confidence", "0.9")), "grounding": _grounding(options),
        "equivalents": tuple(_equivalent(each) for each in options.get("also", "").split(";") if each), **figure,
    }  # fmt: skip
    if fields["currency"]:
        fields["unit"] = options.get("per")
    return Claim(**fields)


def _figure(words: list[str]) -> tuple[dict[str, Any], list[str]]:
    """Value, interval, bound, currency and unit of `over 75 million USD`, and the words behind them."""
    if words[0] == "none":
        return {"kind": "absence", "value": None, "currency": None, "unit": None}, words[1:]
    bound = BOUNDS[words.pop(0)] if words[0] in BOUNDS else "exact"
    if words[0] == "bare":  # the interval is not told
        words.pop(0)
        value, half = _number(words)
        interval: tuple[Decimal | None, Decimal | None] = (None, None)
    elif bound == "between":
        (low, _), (high, _) = _number(words), _number(words)
        value, interval = (low + high) / 2, (low, high)
    else:
        value, half = _number(words)
        interval = _interval(bound, value, half)
    unit = words.pop(0)
    told = {"value": value, "value_low": interval[0], "value_high": interval[1], "bound": bound}
    money = unit in CURRENCIES
    return {**told, "currency": unit if money else None, "unit": None if money or unit == "-" else unit}, words


def _number(words: list[str]) -> tuple[Decimal, Decimal]:
    """The number, and half a unit of its last printed digit; `245,000` is in thousands."""
    text, power = words.pop(0), 0
    while text.endswith(",000"):
        text, power = text.removesuffix(",000"), power + 3
    printed = Decimal(text.replace(",", ""))
    power += SCALES[words.pop(0)] if words[0] in SCALES else 0
    half = Decimal(5).scaleb(int(printed.as_tuple().exponent) - 1)
    return printed.scaleb(power), half.scaleb(power)


def _interval(bound: str, value: Decimal, half: Decimal) -> tuple[Decimal | None, Decimal | None]:
    """CONTRACT 1.2; of a deficit `over` is downward."""
    if bound in ("over", "at_least"):
        return (value, None) if value >= 0 else (None, value)
    if bound in ("under", "at_most"):
        return (None, value) if value >= 0 else (value, None)
    if bound == "about":
        half = max(half, abs(value) / 10)
    return value - half, value + half


def _goods(text: str, score: float) -> tuple[str | None, tuple[CommodityCode, ...]]:
    if text == "-":
        return None, ()
    name, _, codes = text.partition(":")
    narrow, _, wider = codes.partition("/")
    scored = [(code, score - place / 50) for place, code in enumerate(filter(None, narrow.split("+")))]
    scored += [(code, 0.3) for code in filter(None, wider.split("+"))]
    return name, tuple(
        CommodityCode(system="HS2022", code=code, label="", score=round(rank, 3)) for code, rank in scored
    )


def _grounding(options: dict[str, str]) -> dict[str, Ground]:
    """`ground=entity,period`: the fields that the article's words stand behind; `hedge` and `printed` give the words."""
    texts = dict.fromkeys(filter(None, options.get("ground", "").split(",")), "words")
    for field, option in (("bound", "hedge"), ("value", "printed")):
        if option in options:
            texts = {"entity": "words", "period": "words", **texts, field: options[option]}
    return {field: Ground(text=text, start=0, end=len(text)) for field, text in texts.items()}


def _equivalent(text: str) -> Equivalent:
    words = text.split()
    value, _ = _number(words)
    return Equivalent(value=value, currency=words[0])


def rates(lines: Sequence[str]) -> Any:
    """A function that knows the rates of these lines, and their inverses."""
    known: dict[tuple[str, str, date, date], Rate] = {}
    for line in lines:
        head, _, tail = line.partition(" = ")
        source, target, when = head.split()
        mean, low, high = map(Decimal, (tail.split() * 3)[:3] if " " not in tail else tail.split())
        known[(source, target, *period(when))] = Rate(mean, low, high, "Central Bank")
        known[(target, source, *period(when))] = Rate(1 / mean, 1 / high, 1 / low, "Central Bank")

    def rate(source: str, target: str, start: date, end: date) -> Rate | None:
        return known.get((source, target, start, end))

    return rate


def correlates(lines: Sequence[str]) -> Any:
    """A function that knows the counterparts of these lines."""
    known: dict[str, list[Correlate]] = {}
    for line in lines:
        head, _, tail = line.partition(" = ")
        code, system = head.split()
        others, relation, *rest = tail.split()
        codes = tuple(others.split("+"))
        known.setdefault(code, []).append(Correlate(system, codes, codes, relation, kept=rest == ["kept"]))

    def correlate(system: str, code: str) -> tuple[Correlate, ...]:
        return tuple(known.get(code, ()))

    return correlate
