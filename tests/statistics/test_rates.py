"""Exchange rates: the bank's own, imported ones, and those that go through a third currency."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from extractor.schema.query import Rate
from extractor.statistics import Store
from tests.statistics.conftest import FILES, Take

YEAR = (date(2022, 1, 1), date(2022, 12, 31))


def rate(store: Store, pair: str, start: date, end: date) -> Rate:
    found = store.rate(pair[:3], pair[3:], start, end)
    assert found is not None
    return found


def test_mean_and_range_of_a_year(store: Store) -> None:
    """EUR/USD in 2022: the bank's own annual mean is 1.0530, from 0.9565 to 1.1464."""
    found = rate(store, "EURUSD", *YEAR)
    assert round(found.mean, 4) == Decimal("1.0530")
    assert (found.low, found.high) == (Decimal("0.9565"), Decimal("1.1464"))
    assert found.source == "European Central Bank, mean of 257 daily rates"


def test_a_day_without_a_rate_takes_the_business_day_before(store: Store) -> None:
    found = rate(store, "EURUSD", date(2022, 1, 1), date(2022, 1, 1))
    assert (found.mean, found.source) == (Decimal("1.1326"), "European Central Bank, rate of 2021-12-31")


@pytest.mark.parametrize(("pair", "mean"), [("USDKZT", "460.2"), ("USDUAH", "32.3")])
def test_currencies_that_the_bank_lacks(pair: str, mean: str, store: Store) -> None:
    """The rouble was quoted until March 2022: a part of the year is no mean of it."""
    found = rate(store, pair, *YEAR)
    assert (found.mean, found.source) == (Decimal(mean), "World Bank, annual mean")


def test_through_the_dollar_and_turned(store: Store) -> None:
    found = rate(store, "KZTEUR", *YEAR)
    assert abs(found.mean * rate(store, "EURKZT", *YEAR).mean - 1) < Decimal("0.01")
    assert found.low <= found.mean <= found.high


def test_the_same_currency(store: Store) -> None:
    assert rate(store, "USDUSD", *YEAR).mean == 1


@pytest.mark.parametrize("pair", ["USDXYZ", "KPWUSD"])
def test_unknown_rates_are_null(pair: str, store: Store) -> None:
    assert store.rate(pair[:3], pair[3:], *YEAR) is None


def test_before_there_was_a_euro(store: Store) -> None:
    assert store.rate("EUR", "USD", date(1990, 1, 1), date(1990, 12, 31)) is None


def test_imported_daily_rates(take: Take, place: Path, tmp_path: Path) -> None:
    table = tmp_path / "rates.csv"
    table.write_text(
        "dataset,source,reporter_code,measure,period,value,currency,unit\n"
        "Official rates,National Bank of Kazakhstan,KAZ,exchange rate,2022-03-01,490,KZT,/USD\n"
        "Official rates,National Bank of Kazakhstan,KAZ,exchange rate,2022-03-02,500,KZT,/USD\n"
    )
    take(table)
    with Store(place) as store:
        march = rate(store, "USDKZT", date(2022, 3, 1), date(2022, 3, 31))
        weekend = rate(store, "USDKZT", date(2022, 3, 5), date(2022, 3, 5))
    assert (march.mean, march.low, march.high) == (495, 490, 500)
    assert march.source == "National Bank of Kazakhstan, mean of 2 rates"
    assert weekend.mean == 500


def test_a_central_banks_table_by_mapping(take: Take, place: Path, tmp_path: Path) -> None:
    table, mapping = tmp_path / "rates.csv", tmp_path / "rates.yaml"
    table.write_text("Official rates\nDate;US dollar\n31.03.2022;484,5\n1.4.2022;480\n", encoding="utf-8")
    mapping.write_text(
        "{dataset: Official rates, source: A central bank, header_rows: 2, delimiter: ';', decimal: ',', "
        "columns: {period: Date}, fixed: {reporter_code: KAZ}, "
        "values: [{column: US dollar, measure: exchange rate, currency: KZT, unit: /USD}]}",
        encoding="utf-8",
    )
    take(table, mapping=mapping)
    with Store(place) as store:
        assert rate(store, "USDKZT", date(2022, 3, 31), date(2022, 3, 31)).mean == Decimal("484.5")
        assert rate(store, "USDKZT", date(2022, 4, 1), date(2022, 4, 1)).mean == 480


def test_a_world_bank_table_replaces_the_sample(take: Take, place: Path) -> None:
    take(FILES / "wdi.csv")
    with Store(place) as store:
        assert rate(store, "USDKZT", *YEAR).mean == Decimal("460.17")
