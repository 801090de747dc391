"""Money before and after a number: `US$ 3.4 trillion`, `$75m`, `KZT 4.5bn`, `4.5 billion tenge`, `75 USD million`, `30 MUSD`."""

from __future__ import annotations

from decimal import Decimal

from extractor.grammar import lexicon
from extractor.grammar.digits import DASHES, MINUS
from extractor.grammar.draft import Draft
from extractor.grammar.lexicon import Money
from extractor.grammar.number import SMALL, cardinal, scale_at
from extractor.grammar.tokens import Sentence
from extractor.grammar.words import FUNCTION, LISTS, MONEY_STARTS, MONEY_SYMBOLS, MONEYS, NOUNS, SCALE_LETTERS

_ARTICLES = frozenset(("a", "s", "n", "j", "z", "t"))
MILLION = Decimal(10) ** 6


def read_money(d: Draft) -> None:
    """Fills codes, span and scale from the symbols, codes and words next to the number."""
    s = d.s
    found = before(s, d.number.first)
    if found:
        money, first = found
        _take(d, money, first, d.number.first)
        _dollar_fifty(d, first)
        if (
            first > s.taken
            and s.raw[first - 1] in MINUS
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


def may_stand_before(s: Sentence, k: int) -> bool:
    """Whether the token before token k may end the symbol or code of its money."""
    lead = s.raw[k - 1]
    return k > 0 and (lead == "." or lead in DASHES or lexicon.may_end_money(lead))


def before(s: Sentence, k: int) -> tuple[Money, int] | None:
    """The money whose symbol or code ends where token k begins: `US $`, `Rs .`, `EUR`, `usd $`, `dollar`."""
    last = k
    if not may_stand_before(s, k):
        return None
    if (s.raw[k - 1] == "." and s.raw[k - 2] in ("Rs", "Re", "Tk", "Rp", "Fr")) or (
        s.raw[k - 1] in DASHES and s.glued(k) and s.raw[k - 2] in ("$", "€", "£")
    ):
        last -= 1
    if last < 1 or not lexicon.may_end_money(s.raw[last - 1]):
        return None
    for n in (3, 2, 1):
        first = last - n
        money = _symbol(s, first, last) if first >= s.taken else None
        if money and money.factor != Decimal("0.01") and not (n == 1 and _is_word_here(s, first, k)):
            return money, first
    return None


def _symbol(s: Sentence, first: int, last: int) -> Money | None:
    """The money of a symbol or code in any case that newspapers and wire texts print."""
    symbols = MONEY_SYMBOLS
    head = s.raw[first]
    if last - first == 1:
        if head in LISTS["word_codes"] and scale_at(s, last + 1) is None and len(s.raw[last]) < 4:
            return None
        if head[:1] == "M" and len(head) == 4 and head[1:].isupper() and head[1:] in symbols:
            return Money(symbols[head[1:]].codes, MILLION)
        if head in LETTERS and not letter_money(s, last):
            return None
        return symbols.get(head) or _word_before(s, first)
    if (len(head) == 1 and head.isalpha() and not s.glued(first + 1) and head.lower() != "c") or head in _ARTICLES:
        return None
    joined = " ".join(s.raw[first:last])
    money = symbols.get(joined) or symbols.get(joined.upper())
    return money or (symbols.get(head.upper()) if s.raw[first + 1 : last] == ["$"] and len(head) == 3 else None)


LETTERS = ("R", "K", "Q", "P", "L", "N", "Z")
"""Letters that stand for money only before an amount that looks like one: `R9.96 bn`, `K9,000`, not `Q3`, `R2`."""


def letter_money(s: Sentence, k: int) -> bool:
    """Whether the number at token k is printed like an amount: with decimals, groups, a scale or a price's unit."""
    raw = s.raw[k]
    scaled = scale_at(s, k + 1) is not None or (s.glued(k + 1) and s.raw[k + 1] in ("B", "M"))
    return s.glued(k) and (not raw.isdecimal() or scaled or s.low[k + 1] in ("/", "a", "per"))


def _word_before(s: Sentence, k: int) -> Money | None:
    """`usd 200`, `dollar 22.5 million`; not `five dollars 50`."""
    money = MONEYS.get(s.low[k])
    if money and (s.low[k].upper() in money.codes or s.low[k] in ("rmb", "dollar", "euro")):
        return money
    return None


def _is_word_here(s: Sentence, k: int, number: int) -> bool:
    """Whether a code belongs to the number before it: `10 USD 20`, but not `3 USD50 cards`, `rmb 10 usd 20`."""
    if not s.raw[k].isalpha() or not s.is_number[k - 1] or s.start[k] - s.end(k - 1) > 1:
        return False
    return not (s.glued(number) and not s.glued(k)) and not lexicon.may_end_money(s.raw[k - 2])


def _take(d: Draft, money: Money, first: int, last: int) -> None:
    d.codes, d.money, d.sort = money.codes, (first, last), "money"
    d.times(money.factor)
    d.factor = money.factor
    d.reach(first, last)


def _repeated(s: Sentence, k: int, money: Money) -> int:
    """Past a currency that is said twice: `$ 10 dollars`, `$300,000 US dollars`, `$5m USD`."""
    if s.raw[k] not in MONEY_STARTS and s.low[k] not in MONEY_STARTS:
        return k
    for n in (3, 2, 1):
        again = MONEYS.get(s.phrase(k, k + n)) or MONEY_SYMBOLS.get(" ".join(s.raw[k : k + n]))
        if again and again.factor == 1 and s.raw[k] not in ("$", "€", "£") and set(again.codes) & set(money.codes):
            return k + n
    return k


def letter(d: Draft) -> bool:
    """Takes a letter of scale after the number: `$75m`, `€10B`, `$ 1MM`, `$2.174T`."""
    s, k = d.s, d.number.last
    value = SCALE_LETTERS.get(s.raw[k])
    if value is None or d.number.scale != 1 or (not s.glued(k) and s.raw[k] not in ("m", "b", "M", "B", "k", "MM")):
        return False
    if s.raw[k] == "b" and s.raw[k + 1] == "/":
        return False
    apply_letter(d, value)
    return True


def lone_letter(d: Draft) -> None:
    """`10k`, `1.2b`, `10M`, `10G` without money or unit; `m` alone is a metre, a scale before a counted noun."""
    s, k = d.s, d.number.last
    value = SCALE_LETTERS.get(s.raw[k])
    if value is None:
        return
    follower = s.low[k + 1]
    ends = not follower.isalpha() or follower in FUNCTION
    if s.raw[k] == "K" and "°" in s.raw[max(k - 12, 0) : k]:
        return
    if (
        d.number.scale != 1
        or d.number.form != "digits"
        or s.raw[k] == "T"
        or (s.raw[k] == "m" and not s.glued(k))
        or s.raw[k + 1] == "/"
    ):
        return
    if s.raw[k] == "m" and not counts_millions(s, k):
        return
    if (s.glued(k) and s.raw[k] in ("k", "K", "M", "B", "b", "m")) or (ends and s.raw[k] not in ("b", "K")):
        apply_letter(d, value)


def counts_millions(s: Sentence, k: int) -> bool:
    """Whether a letter after a number counts millions: `35m tonnes`, `75m people`, `1.9m refugees`."""
    follower = s.low[k + 1]
    if s.raw[k] == "m" and s.glued(k):
        return follower not in LISTS["size_words"] and not _lengths(s, k) and not s.is_number[k + 1]
    return follower.isalpha() and follower not in FUNCTION and follower not in LISTS["size_words"]


def _lengths(s: Sentence, k: int) -> bool:
    """Whether words near an `m` speak of length: `an outreach of 48m`, `1m is 10 dm`."""
    near = s.low[max(k - 8, 0) : k] + s.low[k + 1 : k + 9]
    return any(word in NOUNS["length"] for word in near)


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


_FOLLOW = frozenset((*MONEY_STARTS, *SCALE_LETTERS, *DASHES, ".", "p", "c", "ct"))
"""Tokens after a number that money may start with, or stand behind."""


def _after(d: Draft) -> None:
    """`35 million dollars`, `75 million. dollars`, `12-cent`, `5m euros`, `10 $`, `75 USD million`, `120 MEUR`."""
    s, k = d.s, d.number.last
    if s.raw[k] not in _FOLLOW and s.low[k] not in _FOLLOW and (len(s.raw[k]) != 4 or s.raw[k][0] not in "Mm"):
        return
    if (s.raw[k] == "." and d.number.scale > 1) or (s.raw[k] in DASHES and s.glued(k) and s.glued(k + 1)):
        k += 1
    letter_value = SCALE_LETTERS.get(s.raw[k]) if d.number.scale == 1 else None
    for shift in (0, 1) if letter_value else (0,):
        found = _named(s, k + shift)
        if found is None or (d.number.scale == 1 and not letter_value and s.raw[k] in LISTS["not_after_small"]):
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
    if (
        s.raw[k] in ("p", "c", "ct")
        and (s.glued(k) or s.raw[k + 1] == "/")
        and d.number.form == "digits"
        and d.number.scale == 1
    ):
        _take(d, Money(("GBP",) if s.raw[k] == "p" else ("USD", "EUR"), Decimal("0.01")), k, k + 1)
        d.money = (k, k + 1)
        return
    code = s.raw[k][1:]
    if s.raw[k][:1] in ("M", "m") and code in MONEY_SYMBOLS and code.isupper() and len(code) == 3:
        _take(d, MONEY_SYMBOLS[code], k, k + 1)
        d.times(MILLION)
        d.number.scale = MILLION


def _named(s: Sentence, k: int) -> tuple[Money, int] | None:
    """The money named at token k, and the token after it."""
    lengths = MONEY_STARTS.get(s.raw[k])
    if s.raw[k] != s.low[k] and (more := MONEY_STARTS.get(s.low[k])):
        lengths = tuple(sorted({*(lengths or ()), *more}, reverse=True))
    for n in lengths or ():
        if k + n > s.n:
            continue
        money = MONEYS.get(s.phrase(k, k + n)) or MONEY_SYMBOLS.get(" ".join(s.raw[k : k + n]))
        if money is None or (n == 1 and s.raw[k] in ("$", "£", "€") and s.is_number[k + 1] and s.glued(k + 1)):
            continue
        if n == 1 and s.raw[k] in ("$", "£", "€", "¥") and not s.glued(k) and s.is_number[k + 1] and s.is_number[k - 1]:
            closing = s.raw[k + 2] in ("$", "£", "€")
            if not closing:
                continue
        if s.raw[k] in LISTS["not_after"] or (n == 1 and s.is_number[k + 1] and s.glued(k + 1) and not s.glued(k)):
            continue
        return money, k + n
    return None


def _dollar_fifty(d: Draft, first: int) -> None:
    """`a dollar fifty a litre`: one and hundredths, where the word of money at `first` has an article."""
    whole = d.number.form == "words" and d.number.scale == 1 and d.value is not None and 9 < d.value < 100
    if whole and first > d.s.taken and d.s.low[first - 1] == "a" and d.s.raw[first].islower():
        d.value, d.step = 1 + (d.value or Decimal(0)) / 100, Decimal("0.01")
        d.reach(first - 1, d.last)


def _small_change(d: Draft, money: Money) -> None:
    """`3 dollars 50 cents`, `thirteen dollars and forty-five cents`, `15 dollars 50`: whole and hundredths."""
    s, k = d.s, d.last
    at = k + (s.low[k] == "and")
    if not s.is_number[at] and s.low[at] not in SMALL:
        return
    if d.number.scale != 1 or money.factor != 1 or d.step < 1 or d.value is None:
        return
    rest = cardinal(s, at)
    if rest is None or not rest.whole or not 0 < rest.value < 100:
        return
    cents = MONEYS.get(s.low[rest.last])
    ends = s.low[rest.last] in ("", ".", "more") or (s.low[rest.last] in ("a", "per") and not s.glued(rest.last))
    if cents and cents.factor == Decimal("0.01"):
        last = rest.last + 1
    elif ends and (len(s.raw[at]) == 2 or rest.form == "words") and s.low[d.first - 1] not in ("between", "from"):
        last = rest.last
    else:
        return
    d.value += rest.value / 100
    d.step = Decimal("0.01")
    d.reach(d.first, last)
