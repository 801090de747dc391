"""What holds of every claim and every figure: scale, width of tolerances, conversion, order."""

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.reconcile import Tolerances, reconcile
from extractor.reconcile.money import Converter
from extractor.schema import Claim, Observation, Rate

from . import notation

FAST = settings(max_examples=120, deadline=None)
CURRENCIES = ("USD", "EUR")
BOUNDS = ("exactly", "over", "nearly", "under", "about", "at-least", "up-to")
STATUSES = ("", "provisional", "estimated", "minimum", "secondary", "source=Comtrade", "vintage=2023")
YEAR = (date(2022, 1, 1), date(2022, 12, 31))

numbers = st.integers(1, 9999).map(str)
values = st.builds(lambda digits, power: Decimal(digits).scaleb(power), st.integers(1, 99999), st.integers(0, 4))
currencies = st.sampled_from(CURRENCIES)


def euro(source: str, target: str, start: date, end: date) -> Rate | None:
    """A euro is 1.05 dollars, from 0.96 to 1.15; a dollar the inverse."""
    mean, low, high = Decimal("1.05"), Decimal("0.96"), Decimal("1.15")
    return Rate(mean, low, high, "made") if source == "EUR" else Rate(1 / mean, 1 / high, 1 / low, "made")


@st.composite
def claims(draw: Any) -> Claim:
    kind = draw(st.sampled_from(("", "", "kind=change trend=up baseline=2021", "kind=change trend=down baseline=2021")))
    bound, number = draw(st.sampled_from(BOUNDS)), draw(numbers)
    unit = draw(currencies) if not kind else draw(st.sampled_from((*CURRENCIES, "%", "x")))
    source = draw(st.sampled_from(("", "source=Comtrade")))
    confidence = draw(st.sampled_from(("", "confidence=0.2")))
    flow = draw(st.sampled_from(("import", "export", "turnover")))
    return notation.claim(f"KAZ {flow} RUS - 2022 = {bound} {number} {unit} {kind} {source} {confidence}")


@st.composite
def official(draw: Any) -> Observation:
    sides = draw(st.sampled_from(("KAZ {} RUS", "RUS {} KAZ", "KAZ {} CHN")))
    flow, year = draw(st.sampled_from(("import", "export"))), draw(st.sampled_from((2021, 2022, 2022, 2023)))
    line = f"{sides.format(flow)} TOTAL {year} = {draw(values)} {draw(currencies)} {draw(st.sampled_from(STATUSES))}"
    return notation.observation(line)


observations = st.lists(official(), max_size=6)


def scaled(claim: Claim, factor: Decimal) -> Claim:
    """The same words of amounts this many times as large."""
    if claim.unit in ("%", "x"):
        return claim
    ends = {name: getattr(claim, name) for name in ("value", "value_low", "value_high")}
    return claim.model_copy(update={name: None if end is None else end * factor for name, end in ends.items()})


def enlarged(o: Observation, factor: Decimal) -> Observation:
    return o.model_copy(update={"value": None if o.value is None else o.value * factor})


@FAST
@given(claims(), observations, st.sampled_from((-3, -1, 1, 3, 6)))
def test_scaling_both_sides_changes_no_verdict(claim: Claim, found: list[Observation], power: int) -> None:
    factor = Decimal(10) ** power
    one = reconcile(claim, found, rates=euro)
    other = reconcile(scaled(claim, factor), [enlarged(o, factor) for o in found], rates=euro)
    assert (one.verdict, one.reasons) == (other.verdict, other.reasons)


@FAST
@given(claims(), observations, st.integers(2, 97))
def test_nor_does_any_other_factor_where_no_digits_count(claim: Claim, found: list[Observation], times: int) -> None:
    if claim.bound == "exact":  # what a round figure's zeros leave open depends on its digits
        claim = claim.model_copy(update={"bound": "about"})
    factor = Decimal(times)
    one = reconcile(claim, found, rates=euro)
    other = reconcile(scaled(claim, factor), [enlarged(o, factor) for o in found], rates=euro)
    assert one.verdict == other.verdict


WIDER = {
    "about": "0.2", "lenient": "0.5", "lenient_ratio": "0.3", "mirror_low": "0.7", "mirror_high": "1.5",
    "provisional": "0.15", "nearly": "0.7", "hedge": "0.3", "understated": "3", "absurd": "10000", "rate_range": "0.3",
    "both_rounded": "0.05", "growth": "0.5", "same": "0.1", "sure_code": "0.95",
}  # fmt: skip


@FAST
@given(claims(), observations, st.sets(st.sampled_from(sorted(WIDER)), min_size=1))
def test_widening_a_tolerance_contradicts_nothing_more(claim: Claim, found: list[Observation], which: set[str]) -> None:
    before = reconcile(claim, found, rates=euro)
    wide = Tolerances.model_validate({name: WIDER[name] for name in which})
    after = reconcile(claim, found, rates=euro, tolerances=wide)
    if after.verdict == "contradicted":
        assert before.verdict == "contradicted"
    if before.verdict == "confirmed":
        assert after.verdict in ("confirmed", "close", "ambiguous")


def test_every_tolerance_is_widened() -> None:
    assert set(Tolerances.model_fields) == {*WIDER, "lowest_confidence", "chance"}


@FAST
@given(values, currencies)
def test_there_and_back_stays_inside(value: Decimal, currency: str) -> None:
    other = next(name for name in CURRENCIES if name != currency)
    convert = Converter(euro, Tolerances())
    there = notation.observation(f"KAZ import RUS TOTAL 2022 = {value} {currency}")
    amount = convert.to(there, other, None)
    assert amount is not None
    assert amount.spread.holds(amount.value)
    back = convert.to(there.model_copy(update={"value": amount.value, "currency": other}), currency, None)
    assert back is not None
    assert back.spread.holds(value)
    assert abs(back.value / value - 1) < Decimal("1e-20")


@FAST
@given(values, st.decimals("0.96", "1.15", places=4), st.integers(2, 4))
def test_no_rate_of_the_period_contradicts(value: Decimal, rate: Decimal, digits: int) -> None:
    official_figure = notation.observation(f"KAZ import RUS TOTAL 2022 = {value} EUR")
    number = value * rate
    printed = number.quantize(Decimal(1).scaleb(number.adjusted() - digits + 1))
    claim = notation.claim(f"KAZ import RUS - 2022 = {printed:f} USD")
    assert reconcile(claim, [official_figure], rates=euro).verdict in ("confirmed", "close")


@FAST
@given(claims(), observations, st.randoms(use_true_random=False))
def test_order_does_not_matter(claim: Claim, found: list[Observation], random: Any) -> None:
    mixed = [*found, *found[:2]]
    random.shuffle(mixed)
    one, other = reconcile(claim, found, rates=euro), reconcile(claim, mixed, rates=euro)
    assert one.to_json() == other.to_json()
