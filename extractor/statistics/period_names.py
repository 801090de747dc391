"""Periods as offices print them in headers and cells, in the form that the store reads: `Ocak 2023` is `2023-01`.

`2023 г.`, `2023p`, `Jan-23`, `01/2019`, `2023.01`, `2023年1月`, `2023M01`, `I квартал 2023`, `2023 Q1`, `1T23`, `2023 JAN`,
`2023 through March`, `January-June 2023`; `2022-2023` and `2022/23` where it is known in which month such years begin.
Names of months are Babel's; the other words are in `lexicons/period_words.csv`.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from babel import Locale

from extractor.lexicons import table

LANGUAGES = (
    "en", "ru", "uk", "kk", "de", "fr", "es", "pt", "it", "nl", "sv", "nb", "da", "fi", "pl", "tr", "id", "vi", "ro", "az",
)  # fmt: skip
PRINTED = re.compile(
    r"\d{4}(?:\.0|-A1)?|\d{4}-?M(?:0[1-9]|1[0-2])|\d{4}-(?:0[1-9]|1[0-2])|(?:19|20)\d\d(?:0[1-9]|1[0-2])|\d{4}-?[QK][1-4]"
    r"|\d{4}-?[SH][12]|\d{4}-\d\d-\d\d(?:T[\d:.]+Z?)?|\d{8}|\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d"
)
"""What the store reads as it is printed (`sql/periods.sql`)."""
WITHIN = re.compile(
    r"(?<![\w-])(?:\d{4}-?M(?:0[1-9]|1[0-2])|\d{4}-(?:0[1-9]|1[0-2])|\d{4}-?[QK][1-4]|\d{4}-\d\d-\d\d)(?![\w-])", re.I
)
"""The same among other words."""
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d|[a-z]\d)")
PAIR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-–/]\s*((?:19|20)?\d\d)(?!\d|[-–/.]\d)")
"""`2022-2023`, `2022/23`: a year that begins in one and ends in the next, or a month that looks like it."""
NUMBERED = (re.compile(r"(?<!\d)((?:19|20)\d\d)[./年년-]\s*(\d{1,2})(?:[月월]|(?![\d./-]))"), re.compile(r"(?<![\d./-])(\d{1,2})[./-]((?:19|20)\d\d)(?!\d)"))  # fmt: skip
"""`2023.01`, `2023/1`, `2023年1月`; `01/2019`."""
PART = re.compile(r"(?<![^\W_])(?:([1-4]|iv|i{1,3})\s*-?\s*({words})|({words})\s*-?\s*([1-4]|iv|i{1,3}))(?![^\W_])")
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
SHORT_YEAR = re.compile(r"[-' ]([0-7]\d)$")


def period_name(text: str, year_begins: int | None = None) -> str | None:
    """The period that a text is the name of, and of nothing more; null where it is none, or may be either of two."""
    found, rest = period_in(text, year_begins)
    words = set(re.findall(r"[^\W\d_]+", rest))
    return found if found and not (words - _words("filler")) and not re.search(r"[\d%]", rest) else None


def period_names(texts: Iterable[str], year_begins: int | None = None) -> dict[str, str]:
    """The periods of a column by its texts, those that are none left out.

    Company tells `2010/11` apart: beside `2010/10` it is a month, beside `2012/13` a year that begins in one and ends in
    the next, alone it is none.
    """
    texts = set(texts)
    pairs = [pair for text in texts if (pair := PAIR.fullmatch(text.strip()))]
    months = {pair[0] for pair in pairs if int(pair[2]) <= 12 and not follows(pair)}
    years = [pair for pair in pairs if int(pair[2]) > 12]
    named = {}
    for text in texts:
        pair = PAIR.fullmatch(text.strip())
        if pair and months and not years and int(pair[2]) <= 12:
            named[text] = f"{pair[1]}-{int(pair[2]):02}"
        elif (found := period_name(text, year_begins)) is not None:
            named[text] = found
    return named


def follows(pair: re.Match[str]) -> bool:
    """Whether the second of two years is the one after the first: `2022-2023`, `2022/23`."""
    return int(pair[2]) % 100 == (int(pair[1]) + 1) % 100


def period_in(text: str, year_begins: int | None = None) -> tuple[str | None, str]:
    """The period that a text names among other words, null where it names none, and the other words in lower case."""
    said = " ".join(unicodedata.normalize("NFKC", text).split())
    if PRINTED.fullmatch(said.upper()) and not PAIR.fullmatch(said):
        return said.upper(), ""
    said = said.casefold().replace("i̇", "i")
    if (pair := PAIR.search(said)) and follows(pair):
        return _of_pair(said, pair, year_begins)
    if (match := WITHIN.search(said)) is not None:
        return match[0].upper(), _without(said, match)
    for place, pattern in enumerate(NUMBERED):
        if (match := pattern.search(said)) and 1 <= int(match[2 - place]) <= 12:
            return f"{match[1 + place]}-{int(match[2 - place]):02}", _without(said, match)
    months = [(match, number) for match in re.finditer(r"[^\W\d_]+", said) if (number := _months().get(match[0]))]
    if (year := YEAR.search(said)) is None:
        if len(months) == 1 and (short := SHORT_YEAR.search(said)):
            return f"20{short[1]}-{months[0][1]:02}", _without(said, short, months[0][0])
        return None, said
    rest = _without(said, year)
    if YEAR.search(rest):
        return None, said
    if (part := _part(rest)) is not None:
        return year[0] + part[0], part[1]
    if not months:
        return year[0], rest
    left = _without(said, year, *(match for match, _ in months))
    numbers = [number for _, number in months]
    return _span(int(year[0]), numbers, int(year[0]), left), " ".join(
        word for word in left.split() if word not in _words("to")
    )


def part_name(text: str) -> str | None:
    """A part of a year in the form that follows one (`M01`, `Q1`, `S1`): of `1`, `Ocak-January`, `II квартал`; else null."""
    said = " ".join(unicodedata.normalize("NFKC", text).split()).casefold().replace("i̇", "i")
    if re.fullmatch(r"(?:m\s*)?(?:0?[1-9]|1[0-2])月?", said):
        return f"M{int(re.sub(r'[^0-9]', '', said)):02}"
    if re.fullmatch(r"[sh][12]", said):
        return f"S{said[1]}"
    if (part := _part(said)) is not None:
        return part[0] if not re.search(r"[^\W_]", part[1]) else None
    numbers = {_months().get(word) for word in re.findall(r"[^\W\d_]+", said)}
    number = next(iter(numbers)) if len(numbers) == 1 else None
    return f"M{number:02}" if number else None


def _of_pair(said: str, pair: re.Match[str], year_begins: int | None) -> tuple[str | None, str]:
    rest = _without(said, pair)
    months = [number for word in re.findall(r"[^\W\d_]+", rest) if (number := _months().get(word))]
    first = int(pair[1])
    if len(months) == 2 and (months[0] - months[1]) % 12 == 1:
        rest = " ".join(word for word in re.findall(r"[^\W\d_]+|%", rest) if word not in _months())
        return _span(first, months, first + (months[1] < months[0]), ""), rest
    if months or year_begins is None:
        return None, said
    return _span(first, [year_begins, (year_begins + 10) % 12 + 1], first + (year_begins > 1), ""), rest


def _span(first_year: int, months: list[int], last_year: int, between: str) -> str | None:
    """One month, or the days from the first of two months to the last; `2023 through March` begins with the year."""
    if len(set(months)) > 2:
        return None
    begin, end = months[0], months[-1]
    if len(months) == 1 and set(re.findall(r"[^\W\d_]+", between)) & _words("to"):
        begin = 1
    if begin == end and first_year == last_year:
        return f"{first_year}-{begin:02}"
    if (first_year, begin) > (last_year, end):
        return None
    return f"{first_year}-{begin:02}-01/{last_year}-{end:02}-{calendar.monthrange(last_year, end)[1]}"


def _part(rest: str) -> tuple[str, str] | None:
    """A quarter or a half year, and what else stands there."""
    for kind, letter, most in (("quarter", "Q", 4), ("half", "S", 2)):
        words = "|".join(sorted(map(re.escape, _words(kind)), key=len, reverse=True)) + ("|t" if letter == "Q" else "")
        match = re.search(PART.pattern.replace("{words}", words), rest)
        if match:
            number = match[1] or match[4]
            count = ROMAN.get(number) or int(number)
            return (f"{letter}{count}", _without(rest, match)) if count <= most else None
    return None


def _without(text: str, *matches: re.Match[str]) -> str:
    for match in sorted(matches, key=lambda each: each.start(), reverse=True):
        text = f"{text[: match.start()]} {text[match.end() :]}"
    return text.strip(" ,.;:()[]*-–—/'")


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(row["word"] for row in table("period_words") if row["kind"] == kind)


@cache
def _months() -> dict[str, int]:
    """Month by its name or abbreviation in lower case; what is another month in another language is left out."""
    said: dict[str, set[int]] = {}
    for language in LANGUAGES:
        months = Locale(language).months
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[form][width].items():
                    word = unicodedata.normalize("NFKC", str(name)).casefold().replace("i̇", "i").rstrip(".")
                    if re.fullmatch(r"[^\W\d_]{3,}", word):
                        said.setdefault(word, set()).add(number)
    for row in table("months"):
        said.setdefault(row["word"], set()).add(int(row["number"]))
    return {word: next(iter(numbers)) for word, numbers in said.items() if len(numbers) == 1}
