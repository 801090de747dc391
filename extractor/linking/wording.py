"""What the words around a figure say of it: change or level or share, up or down, asserted or not, fact or forecast."""

from __future__ import annotations

import re
from functools import cache

from extractor.lexicons import table
from extractor.linking.frame import Mention
from extractor.linking.scene import Scene

_SHARE = re.compile(
    r"account(?:s|ed|ing)? for|made up|make up|makes up|\bshare\b|proportion of|comprise[sd]?|represent(?:s|ed|ing)?|constitut|percentage of",
    re.IGNORECASE,
)
_OF_WHOLE = re.compile(
    r"\s*(?:\)|,)?\s*of\s+(?:all|the|its|their|total|world|global|our|[A-Z]|exports|imports|trade|\w+['’]s|\w+\s)",
    re.IGNORECASE,
)


def kind(figure: Mention, governor: Mention | None, scene: Scene) -> str:
    """`level`, `change`, `share` or `absence`."""
    sort = figure["sort"]
    if sort == "absence":
        return "absence"
    before = scene.text(max(scene.start, figure["start"] - 60), figure["start"])
    after = scene.article[figure["end"] : min(scene.end, figure["end"] + 40)]
    if sort in ("per_cent", "fraction"):
        if figure["change"]:
            return "change"
        if (
            _SHARE.search(before)
            or _SHARE.search(after)
            or (_OF_WHOLE.match(after) and not figure["trend"])
            or sort == "fraction"
        ):
            return "share"
        if figure["trend"] and not re.search(r"\b(?:to|at|stood|from)\s+(?:\w+\s+)?$", before):
            return "change"
        return "level"
    if figure["change"] or sort == "multiple":
        return "change"
    return "level"


@cache
def _unassertive(effect: str) -> re.Pattern[str]:
    words = [re.escape(row["word"]) for row in table("unassertive") if row["effect"] == effect]
    return re.compile(r"\b(?:" + "|".join(sorted(words, key=len, reverse=True)) + r")\b", re.IGNORECASE)


def is_forecast(figure: Mention, scene: Scene) -> bool:
    """`is expected to reach 5 million`: a forecast, plan, offer or law, which no statistic can confirm yet."""
    return bool(_unassertive("drop").search(_clause_before(figure, scene)))


def is_doubted(figure: Mention, scene: Scene) -> bool:
    """`denied that exports reached 5 million`: stated, but not as a fact."""
    return bool(_unassertive("doubt").search(_clause_before(figure, scene)))


def _clause_before(figure: Mention, scene: Scene) -> str:
    """The words before the figure in its clause: from the last semicolon, or comma after another figure."""
    text = scene.article[scene.start : figure["start"]]
    earlier = max((f["end"] for f in scene.figures if f["end"] <= figure["start"]), default=scene.start) - scene.start
    cut = max(
        text.rfind(";"),
        text.rfind(":"),
        text.rfind(",", earlier) if earlier else -1,
        text.rfind(" while "),
        text.rfind(" but "),
    )
    return text[max(cut, earlier - 1, 0) :] if cut >= 0 or earlier else text
