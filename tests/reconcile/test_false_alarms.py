"""No reporter is wronged: true figures worded as newspapers do are never contradicted, and wrong ones rarely confirmed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal

import pytest

from extractor.flow import reconcile_claims
from extractor.reconcile import consistency
from extractor.schema import Claim, Equivalent, Observation
from extractor.statistics import Store, import_files

from .wording import GOODS, Made, Writer, write_table

SEED = 20260101
Series = dict[tuple[str | None, ...], Observation]
Partners = dict[tuple[object, ...], list[Observation]]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    place = tmp_path_factory.mktemp("alarms")
    write_table(place / "made.csv", SEED)
    Store(place / "store.duckdb").close()
    import_files([place / "made.csv"], place / "store.duckdb")
    with Store(place / "store.duckdb") as opened:
        yield opened


@pytest.fixture(scope="module")
def known(store: Store) -> list[Observation]:
    """Every figure of the store that may be told, in a fixed order."""
    from extractor.statistics.records import COLUMNS, observation

    rows = store.connection.execute(
        f"SELECT 'file', 1, NULL, {', '.join(COLUMNS)} FROM observation WHERE value IS NOT NULL"
    ).fetchall()
    found = [observation(row) for row in rows]
    return sorted((o for o in found if not o.secondary and o.measure != "exchange rate"), key=lambda o: o.to_json())


def key(o: Observation) -> tuple[str | None, ...]:
    return (
        o.reporter_code,
        o.partner_code,
        o.direction,
        o.commodity_code,
        o.measure,
        str(o.period_start),
        str(o.period_end),
    )


def another(o: Observation, series: Series, **update: str | None) -> Observation | None:
    return series.get(key(o.model_copy(update=update)))


def year_off(o: Observation, series: Series, years: int) -> Observation | None:
    start, end = (day.replace(year=day.year + years, day=28 if (day.month, day.day) == (2, 29) else day.day)
                  for day in (o.period_start, o.period_end))  # fmt: skip
    return series.get(key(o.model_copy(update={"period_start": start, "period_end": end})))


def true_claims(writer: Writer, o: Observation, series: Series) -> Iterator[Made]:
    """An observation told in the ways of newspapers."""
    assert o.value is not None
    yield Made(writer.claim(o, o.value), "rounded or hedged")
    if o.direction is None:
        sentence = (
            f"The country took in refugees, most of them {'Ukrainian' if o.partner_code == 'UKR' else 'foreign'}."
        )
        yield Made(
            writer.claim(o, o.value, partner=None, partner_code=None, sentence=sentence), "origin in an adjective"
        )
        return
    if (other := writer.converted(o)) is not None:
        yield Made(writer.claim(o, other[0], currency=other[1]), "converted")
        restated = Equivalent(value=other[0].quantize(Decimal(1).scaleb(other[0].adjusted() - 2)), currency=other[1])
        yield Made(writer.claim(o, o.value, equivalents=(restated,)), "restated")
    if o.status == "provisional":
        moved = o.value * Decimal(writer.chance.randint(957, 1043)) / 1000
        yield Made(writer.claim(o, moved), "revised since")
    mirrored = mirror(o)
    yield Made(writer.claim(mirrored, o.value, currency=o.currency), "mirror")
    yield Made(writer.claim(mirrored, o.value, source=o.source), "mirror, its office named")
    yield from true_changes(writer, o, series)
    yield from true_sums(writer, o, series)
    if o.period_start.year == 2021:
        drones = {"commodity": "drones", "commodity_codes": (*_drones(),)}
        yield Made(writer.claim(o, o.value, **drones), "other edition")


def mirror(o: Observation) -> Observation:
    """The same goods told of as the partner's."""
    flow = "export" if o.direction == "import" else "import"
    return o.model_copy(
        update={
            "reporter": o.partner, "reporter_code": o.partner_code, "partner": o.reporter, "partner_code": o.reporter_code,
            "direction": flow, "measure": flow + "s",
        }
    )  # fmt: skip


def _drones() -> Iterator[object]:
    from extractor.claims.commodities import codes

    yield from codes("drones", None)


def true_changes(writer: Writer, o: Observation, series: Series) -> Iterator[Made]:
    before = year_off(o, series, -1)
    if before is None or not before.value or o.value is None or o.value == before.value:
        return
    ratio = o.value / before.value
    times = {"kind": "change", "currency": None, "unit": "x", "baseline_start": before.period_start, "baseline_end": before.period_end}  # fmt: skip
    trend = "up" if ratio > 1 else "down"
    if ratio > 1:
        yield Made(writer.claim(o, ratio, trend=trend, **times), "multiple")
    percent = abs(ratio - 1) * 100
    yield Made(writer.claim(o, percent, trend=trend, **{**times, "unit": "%"}), "per cent")
    amount = abs(o.value - before.value)
    yield Made(
        writer.claim(o, amount, trend=trend, **{**times, "unit": None, "currency": o.currency}), "amount of change"
    )
    rates = [writer.rates("USD", "EUR", each.period_start, each.period_end) for each in (o, before)]
    if rates[0] is not None and rates[1] is not None:
        grown = ratio * rates[0].mean / rates[1].mean if o.currency == "USD" else ratio * rates[1].mean / rates[0].mean
        trend = "up" if grown > 1 else "down"
        yield Made(
            writer.claim(o, abs(grown - 1) * 100, trend=trend, **{**times, "unit": "%"}), "growth in the other currency"
        )


def true_sums(writer: Writer, o: Observation, series: Series) -> Iterator[Made]:
    if o.direction != "import" or o.value is None:
        return
    exports = another(o, series, direction="export", measure="exports")
    if exports is None or exports.value is None or exports.currency != o.currency:
        return
    turnover = {"direction": "turnover", "measure": "trade turnover"}
    yield Made(writer.claim(o, o.value + exports.value, **turnover), "turnover")
    balance = {"direction": "balance", "measure": "trade balance"}
    yield Made(writer.claim(o, exports.value - o.value, **balance), "balance")


def wrong_claims(writer: Writer, o: Observation, series: Series, partners: Partners) -> Iterator[Made]:
    """An observation told with one error. Only what makes the words untrue is an error."""
    assert o.value is not None
    plain = ("exact", "exact", "about")
    scale = writer.chance.choice((1000, Decimal("0.001")))
    yield Made(writer.claim(o, o.value * scale, (*plain, "over")), "scale", ("scale_slip",))
    percent = Decimal(writer.chance.choice(("0.8", "1.2")))
    yield Made(writer.claim(o, o.value * percent, plain), "20 per cent")
    for years in (-1, 1):
        near = year_off(o, series, years)
        if near is not None and near.value and abs(near.value / o.value - 1) > Decimal("0.15"):
            yield Made(writer.claim(o, near.value, plain), "year", ("year_slip",))
    if o.direction is None:
        return
    opposite = "export" if o.direction == "import" else "import"
    swapped = another(o, series, direction=opposite, measure=opposite + "s")
    if swapped is not None and swapped.value and swapped.currency == o.currency and apart(swapped, o):
        yield Made(writer.claim(o, swapped.value, plain), "flow", ("flow_swapped",))
    exchanged = another(o, series, reporter_code=o.partner_code, partner_code=o.reporter_code)
    if exchanged is not None and exchanged.value and exchanged.currency == o.currency and apart(exchanged, o):
        yield Made(writer.claim(o, exchanged.value, plain), "partner exchanged", ("roles_swapped", "flow_swapped"))
    mine = (o.reporter_code, o.direction, o.commodity_code, o.period_start)
    wrong = [p for p in partners[mine] if p.partner_code != o.partner_code and p.value and apart(p, o)]
    if wrong:
        yield Made(
            writer.claim(o, writer.chance.choice(wrong).value or Decimal(0), plain), "wrong partner", ("partner_slip",)
        )
    currency = writer.chance.choice([each for each in ("USD", "EUR", "KZT") if each != o.currency])
    yield Made(writer.claim(o, o.value, ("exact",), currency=currency), "currency", ("currency_slip",))


def apart(one: Observation, other: Observation) -> bool:
    """Whether two figures differ by more than any wording hides."""
    assert one.value is not None
    assert other.value is not None
    return abs(one.value / other.value - 1) > Decimal("0.3")


def sampled(known: list[Observation], writer: Writer) -> list[Observation]:
    """Some of the made table, and all that the sample has of trade."""
    whole = [o for o in known if o.value and o.value >= 100 and (o.period_end - o.period_start).days > 300]
    own = [o for o in whole if not o.dataset.startswith("Trade of ")]
    made = [o for o in whole if o.dataset.startswith("Trade of ")]
    return writer.chance.sample(own, min(60, len(own))) + writer.chance.sample(made, 155)


def judged(store: Store, made: list[Made]) -> list[tuple[Made, str, tuple[str, ...], str]]:
    findings = reconcile_claims([each.claim for each in made], store)
    return [(each, f.verdict, f.reasons, f.because) for each, f in zip(made, findings, strict=True)]


def test_true_figures_are_never_contradicted(
    store: Store, known: list[Observation], capsys: pytest.CaptureFixture[str]
) -> None:
    writer = Writer(SEED, store.rate)
    series = {key(o): o for o in known}
    made = [each for o in sampled(known, writer) for each in true_claims(writer, o, series)]
    told = judged(store, made)
    assert len(made) >= 1000
    verdicts = Counter(verdict for _, verdict, _, _ in told)
    with capsys.disabled():
        print(f"\n{len(made)} true claims: {dict(verdicts.most_common())}")
    assert not [(each.how, because) for each, verdict, _, because in told if verdict == "contradicted"]
    restated: list[Claim] = [each.claim for each in made if each.how == "restated"]
    alarms = [
        f.because for claim in restated for f in consistency([claim], rates=store.rate) if f.verdict == "contradicted"
    ]
    assert not alarms
    assert verdicts["confirmed"] >= 0.6 * len(made)


def article(writer: Writer, o: Observation, series: Series, partners: Partners) -> list[Claim]:
    """What one true article may say of a flow: now and before, the change in three ways, all partners, the share of one."""
    before = year_off(o, series, -1)
    mine = partners[o.reporter_code, o.direction, o.commodity_code, o.period_start]
    total = sum((p.value for p in mine if p.value is not None), Decimal(0))
    assert o.value is not None
    claims = [writer.claim(o, o.value), writer.claim(o, o.value)]
    claims += [writer.claim(p, p.value) for p in mine if p.value and p is not o]
    claims.append(writer.claim(o, total, partner=None, partner_code=None))
    claims.append(writer.claim(o, o.value / total * 100, kind="share", currency=None, unit="%"))
    if before is not None and before.value:
        claims.append(writer.claim(before, before.value))
        claims += [each.claim for each in true_changes(writer, o, series) if each.how != "growth in the other currency"]
    return claims


def test_true_articles_do_not_contradict_themselves(
    store: Store, known: list[Observation], capsys: pytest.CaptureFixture[str]
) -> None:
    writer = Writer(SEED + 2, store.rate)
    series = {key(o): o for o in known}
    partners = by_partner(known)
    chosen = [o for o in sampled(known, writer) if o.direction is not None]
    found = [f for o in chosen for f in consistency(article(writer, o, series, partners), rates=store.rate)]
    with capsys.disabled():
        print(f"\n{len(chosen)} true articles: {dict(Counter(f.verdict for f in found))}")
    assert len(found) >= 300
    assert not [f.because for f in found if f.verdict in ("contradicted", "ambiguous")]


def by_partner(known: list[Observation]) -> Partners:
    partners: Partners = defaultdict(list)
    for o in known:
        partners[o.reporter_code, o.direction, o.commodity_code, o.period_start].append(o)
    return partners


def test_wrong_figures_are_not_confirmed(
    store: Store, known: list[Observation], capsys: pytest.CaptureFixture[str]
) -> None:
    writer = Writer(SEED + 1, store.rate)
    series = {key(o): o for o in known}
    partners = by_partner(known)
    made = [each for o in sampled(known, writer) for each in wrong_claims(writer, o, series, partners)]
    told = judged(store, made)
    assert len(made) >= 1000
    confirmed = [each.how for each, verdict, _, _ in told if verdict == "confirmed"]
    slips = [(each, reasons) for each, _, reasons, _ in told if each.slip]
    named = [each for each, reasons in slips if set(each.slip) & set(reasons)]
    unnamed = Counter(each.how for each, reasons in slips if not set(each.slip) & set(reasons))
    caught, naming = 1 - len(confirmed) / len(made), len(named) / len(slips)
    with capsys.disabled():
        print(f"\n{len(made)} wrong claims: {caught:.3f} not confirmed, slip named in {naming:.3f} of {len(slips)}")
        print(f"contradicted: {Counter(v for _, v, _, _ in told)}; confirmed: {Counter(confirmed)}; unnamed: {unnamed}")
    assert caught >= 0.95
    assert naming >= 0.8


def test_the_table_has_what_it_takes() -> None:
    assert {"TOTAL", "8542"} <= set(GOODS)
