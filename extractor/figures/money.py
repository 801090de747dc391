"""Money before and after a number: `US$ 3.4 trillion`, `$75m`, `KZT 4.5bn`, `4.5 billion tenge`, `75 USD million`, `30 MUSD`."""

from __future__ import annotations

from decimal import Decimal

from extractor.figures import lexicon
from extractor.figures.draft import Draft
from extractor.figures.lexicon import Money
from extractor.figures.number import DASHES, MINUS, scale_at
from extractor.figures.tokens import Sentence

MILLION = Decimal(10) ** 6


def read_money(d: Draft) -> None:
    """Fills codes, span and scale from the symbols, codes and words next to the number."""
    s = d.s
    found = before(s, d.number.first)
    if found:
        money, first = found
        _take(d, money, first, d.number.first)
        if (
            s.raw[first - 1] in MINUS
            and s.glued(first)
            and not (first > 1 and s.glued(first - 1))
            and not d.number.signed
        ):
            d.first, d.number.signed = first - 1, "-"
            d.value = -d.value if d.value is not None else None
        letter(d)
        d.reach(d.first, _repeated(s, d.last, money))
        return
    _after(d)


def before(s: Sentence, k: int) -> tuple[Money, int] | None:
    """The money whose symbol or code ends where token k begins: `US $`, `Rs .`, `EUR`, `usd $`, `dollar`."""
    for n in (4, 3, 2, 1):
        first = k - n
        if first < 0:
            continue
        tokens = s.raw[first:k]
        if tokens[-1] == "." and n == 2 and tokens[0] in ("Rs", "Re", "Tk", "Rp", "Fr"):
            tokens = tokens[:1]
        if tokens[-1] in DASHES and s.glued(k) and n == 2 and tokens[0] in ("$", "€", "£"):
            tokens = tokens[:1]
        joined = " ".join(tokens)
        money = lexicon.money_symbols().get(joined) or (n > 1 and lexicon.money_symbols().get(joined.upper())) or None
        if money is None and n == 2 and tokens[1:] == ["$"]:
            money = lexicon.money_symbols().get(tokens[0].upper())
        if money is None and n == 1:
            money = _word_before(s, first)
        if money and money.factor == 1 and not (n == 1 and tokens[0].isalpha() and _is_word_here(s, first)):
            return money, first
    return None


def _word_before(s: Sentence, k: int) -> Money | None:
    """`usd 200`, `dollar 22.5 million`; not `five dollars 50`."""
    money = lexicon.money_words().get(s.low[k])
    if money and (s.low[k].upper() in money.codes or s.low[k] in ("rmb", "dollar", "euro")) and not s.is_number[k - 1]:
        return money
    return None


def _is_word_here(s: Sentence, k: int) -> bool:
    """Whether a code or letter symbol is part of something else: `10 USD 20`, where it belongs to what precedes."""
    return s.is_number[k - 1] and s.raw[k] not in ("$", "€", "£") and s.start[k] - s.end[k - 1] <= 1


def _take(d: Draft, money: Money, first: int, last: int) -> None:
    d.codes, d.money, d.sort = money.codes, (first, last), "money"
    d.times(money.factor)
    d.reach(first, last)


def _repeated(s: Sentence, k: int, money: Money) -> int:
    """Past a currency that is said twice: `$ 10 dollars`, `$300,000 US dollars`, `$5m USD`."""
    for n in (3, 2, 1):
        again = lexicon.money_words().get(s.phrase(k, k + n)) or lexicon.money_symbols().get(" ".join(s.raw[k : k + n]))
        if again and again.factor == 1 and s.raw[k] not in ("$", "€", "£") and set(again.codes) & set(money.codes):
            return k + n
    return k


def letter(d: Draft) -> bool:
    """Takes a letter of scale after the number: `$75m`, `€10B`, `$ 1MM`, `$2.174T`."""
    s, k = d.s, d.number.last
    value = lexicon.number_words()["scale_letter"].get(s.raw[k])
    if value is None or d.number.scale != 1 or (not s.glued(k) and s.raw[k] not in ("m", "b", "M", "B", "k", "MM")):
        return False
    if s.raw[k] == "b" and s.raw[k + 1] == "/":
        return False
    apply_letter(d, value)
    return True


def apply_letter(d: Draft, value: Decimal) -> None:
    """Lengthens the number by one token that is a letter of scale."""
    d.number.last += 1
    d.number.scale = value
    d.step = d.number.step = (
        Decimal(1).scaleb(-_decimals(d.s.raw[d.number.last - 2])) if d.number.form == "digits" else d.step
    )
    d.times(value)
    d.reach(d.first, d.number.last)


def _decimals(printed: str) -> int:
    point = max(printed.rfind("."), printed.rfind(",") if len(printed) - printed.rfind(",") != 4 else -1)
    return len(printed) - point - 1 if point >= 0 else 0


def _after(d: Draft) -> None:
    """`35 million dollars`, `75 million. dollars`, `12-cent`, `5m euros`, `10 $`, `75 USD million`, `120 MEUR`."""
    s, k = d.s, d.number.last
    if (s.raw[k] == "." and d.number.scale > 1) or (s.raw[k] in DASHES and s.glued(k) and s.glued(k + 1)):
        k += 1
    letter_value = lexicon.number_words()["scale_letter"].get(s.raw[k]) if d.number.scale == 1 else None
    for shift in (0, 1) if letter_value else (0,):
        found = _named(s, k + shift)
        if found is None:
            continue
        money, last = found
        if shift and letter_value:
            apply_letter(d, letter_value)
        _take(d, money, d.number.last, last)
        d.money = (k + shift, last)
        scale = scale_at(s, last)
        if scale and d.number.scale == 1 and s.low[last] != "cr":
            d.times(scale)
            d.step, d.number.scale, d.last = scale * d.number.step, scale, last + 1
        else:
            _small_change(d, money)
        return
    code = s.raw[k][1:]
    if s.raw[k][:1] in ("M", "m") and code in lexicon.money_symbols() and code.isupper() and len(code) == 3:
        _take(d, lexicon.money_symbols()[code], k, k + 1)
        d.times(MILLION)
        d.number.scale = MILLION


def _named(s: Sentence, k: int) -> tuple[Money, int] | None:
    """The money named at token k, and the token after it."""
    for n in (4, 3, 2, 1):
        if k + n > s.n:
            continue
        money = lexicon.money_words().get(s.phrase(k, k + n)) or lexicon.money_symbols().get(" ".join(s.raw[k : k + n]))
        if money is None or (n == 1 and s.raw[k] in ("$", "£", "€") and s.is_number[k + 1] and s.glued(k + 1)):
            continue
        if n == 1 and s.raw[k] in ("$", "£", "€", "¥") and not s.glued(k) and s.is_number[k + 1] and s.is_number[k - 1]:
            closing = s.raw[k + 2] in ("$", "£", "€")
            if not closing:
                continue
        if s.raw[k] in _NOT_AFTER:
            continue
        return money, k + n
    return None


_NOT_AFTER = frozenset(("Br", "Fr", "Bs", "S", "Dh", "som", "sum", "real", "sen", "mark", "marks", "sol"))


def _small_change(d: Draft, money: Money) -> None:
    """`3 dollars 50 cents`, `thirteen dollars and forty-five cents`, `15 dollars 50`: whole and hundredths."""
    from extractor.figures.number import cardinal

    s, k = d.s, d.last
    at = k + (s.low[k] == "and")
    if d.number.scale != 1 or money.factor != 1 or d.step < 1 or d.value is None:
        return
    rest = cardinal(s, at)
    if rest is None or not rest.whole or not 0 < rest.value < 100:
        return
    cents = lexicon.money_words().get(s.low[rest.last])
    ends = s.low[rest.last] in ("", ".", ",", "more") and s.low[rest.last] != ","
    if cents and cents.factor == Decimal("0.01"):
        last = rest.last + 1
    elif (ends and s.low[k] not in ("and",) and len(s.raw[at]) == 2) or (ends and rest.form == "words"):
        last = rest.last
    else:
        return
    d.value += rest.value / 100
    d.step = Decimal("0.01")
    d.reach(d.first, last)
