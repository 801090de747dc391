"""Exchange rates: the European Central Bank's daily rates, and whatever table of rates was imported.

An imported rate is an observation of measure `exchange rate`, in `currency`, with the unit `/USD`: so many tenge a dollar.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date as Date
from datetime import timedelta
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

import duckdb
from currency_converter import CurrencyConverter, RateNotFoundError

from extractor.schema.base import plain
from extractor.schema.query import Rate
from extractor.statistics.queries import sql

BANK = "European Central Bank"
LONGEST_GAP = timedelta(days=7)
"""A day without a rate takes the last business day's, if that is no further back."""
HUBS = ("USD", "EUR")
"""Currencies that a rate between two others may go through."""
DIGITS = Decimal("1e-12")
SATURDAY = 5
"""The bank quotes on working days alone."""
_MANY, _FEWER_DIGITS = Decimal(1000), Decimal("1e-6")


class Rates:
    """Finds rates in a store and with the central bank. Those in the store are looked for once."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._gathered = False
        self._rate = lru_cache(maxsize=65536)(self._find)

    def rate(self, currency_from: str, currency_to: str, start: Date, end: Date) -> Rate | None:
        """The mean and the range over a period, or null."""
        return self._rate(currency_from, currency_to, start, end)

    def _find(self, currency_from: str, currency_to: str, start: Date, end: Date) -> Rate | None:
        if currency_from == currency_to:
            one = Decimal(1)
            return Rate(one, one, one, "the same currency")
        direct = self._direct(currency_from, currency_to, start, end)
        if direct is not None:
            return direct
        for hub in HUBS:
            if hub in (currency_from, currency_to):
                continue
            first = self._direct(currency_from, hub, start, end)
            second = self._direct(hub, currency_to, start, end) if first else None
            if first and second:
                return _joined(first, second)
        return None

    def _direct(self, currency_from: str, currency_to: str, start: Date, end: Date) -> Rate | None:
        known = bank_rate(currency_from, currency_to, start, end) or self._stored(
            currency_from, currency_to, start, end
        )
        if known is not None:
            return known
        turned = self._stored(currency_to, currency_from, start, end)
        return _turned(turned) if turned else None

    def _stored(self, currency_from: str, currency_to: str, start: Date, end: Date) -> Rate | None:
        """From imported tables: `currency_to` told per unit of `currency_from`."""
        if not self._gathered:
            self._connection.execute(sql("rates"))
            self._gathered = True
        row = self._connection.execute(
            sql("rate"), {"quoted": currency_to, "unit": f"/{currency_from}", "start": start, "end": end}
        ).fetchone()
        if row is None or row[0] is None:
            return None
        mean, low, high, source, count, days = row
        what = (
            f"{source}, mean of {count} rates" if count > 1 else f"{source}, {'annual mean' if days > 300 else 'rate'}"
        )
        return Rate(plain(mean), plain(low), plain(high), what)


def _joined(first: Rate, second: Rate) -> Rate:
    return Rate(
        _rounded(first.mean * second.mean),
        _rounded(first.low * second.low),
        _rounded(first.high * second.high),
        f"{first.source}; {second.source}",
    )


def _turned(rate: Rate) -> Rate:
    return Rate(_rounded(1 / rate.mean), _rounded(1 / rate.high), _rounded(1 / rate.low), rate.source)


def _rounded(number: Decimal) -> Decimal:
    return plain(_cut(number))


def _cut(number: Decimal) -> Decimal:
    return number.quantize(DIGITS if number < _MANY else _FEWER_DIGITS)


@cache
def _bank() -> Any:
    return CurrencyConverter(decimal=True)


@lru_cache(maxsize=65536)
def bank_rate(currency_from: str, currency_to: str, start: Date, end: Date) -> Rate | None:
    """The mean and range of the European Central Bank's daily rates from `start` to `end`, null where they are not whole.

    A single day without one (a holiday, a weekend) takes the last business day's.
    """
    bank = _bank()
    if not {currency_from, currency_to} <= set(bank.currencies):
        return None
    daily = list(_daily(currency_from, currency_to, start, end))
    if not daily:
        last = next(_daily_backwards(currency_from, currency_to, start), None)
        if last is None or end - start > LONGEST_GAP:
            return None
        day, only = last
        only = plain(only)
        return Rate(only, only, only, f"{BANK}, rate of {day.isoformat()}")
    if not _whole(currency_from, start, end) or not _whole(currency_to, start, end):
        return None
    said = f"mean of {len(daily)} daily rates" if len(daily) > 1 else f"rate of {start.isoformat()}"
    mean = _rounded(sum(daily, Decimal(0)) / len(daily))
    return Rate(mean, plain(min(daily)), plain(max(daily)), f"{BANK}, {said}")


def _whole(currency: str, start: Date, end: Date) -> bool:
    """Whether a currency was quoted over the whole period, but for what has not happened yet."""
    if currency == "EUR":
        return True
    first, last = _bank().bounds[currency]
    newest = _bank().bounds["USD"].last_date
    return bool(first - LONGEST_GAP <= start and (end <= last + LONGEST_GAP or last == newest))


def _daily(currency_from: str, currency_to: str, start: Date, end: Date) -> Iterator[Decimal]:
    """Each to so many digits, zeros at the end among them."""
    bank, one = _bank(), Decimal(1)
    for day in (start + timedelta(days=n) for n in range((end - start).days + 1)):
        if day.weekday() >= SATURDAY:
            continue
        try:
            yield _cut(bank.convert(one, currency_from, currency_to, day))
        except (RateNotFoundError, ValueError):
            continue


def _daily_backwards(currency_from: str, currency_to: str, day: Date) -> Iterator[tuple[Date, Decimal]]:
    for back in range(LONGEST_GAP.days + 1):
        earlier = day - timedelta(days=back)
        for rate in _daily(currency_from, currency_to, earlier, earlier):
            yield earlier, rate
