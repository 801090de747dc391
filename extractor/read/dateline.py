"""The day of publication, where the text itself settles it.

`BAKU, 14 March 2019 (Turan) - …`, `March 14, 2019` on a line of its own at the top, `Published: 2019-03-14`.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from extractor.lexicons import table

_TOP = 400
"""Characters of prose in which a dateline stands."""


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    month = "(?P<m>" + "|".join(row["word"] for row in table("months")) + r")\.?"
    days = rf"(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+{month},?\s+(?P<y>\d{{4}}))"
    american = rf"(?:{month}\s+(?P<d>\d{{1,2}}),?\s+(?P<y>\d{{4}}))"
    iso = r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})"
    opening = (
        r"(?:\A|\n)\s*(?:[A-Z][\w .'-]{2,30}[,:(]\s*)?(?:published|posted|updated|date)?:?\s*(?:on\s+)?(?:\w+day,?\s+)?"
    )
    closing = r"\s*(?:\n|\Z|\(|[-–—:.)])"
    return tuple(re.compile(opening + "(?:" + day + ")" + closing, re.IGNORECASE) for day in (days, american, iso))


def date_of_text(text: str, start: int = 0) -> date | None:
    """The date of a dateline among the first lines of prose, null where there is none."""
    top = text[start : start + _TOP]
    for pattern in _patterns():
        if match := pattern.search(top):
            month = match["m"].lower().rstrip(".")
            number = (
                int(month) if month.isdigit() else next(int(r["number"]) for r in table("months") if r["word"] == month)
            )
            try:
                return date(int(match["y"]), number, int(match["d"]))
            except ValueError:
                return None
    return None
