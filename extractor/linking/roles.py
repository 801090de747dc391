"""Who and with whom: entity and partner of a figure, from how the places stand to its governor.

The side is told by the grammatical subject or owner. `Norwegian exports of salmon to Japan`: Norway, Japan.
`Japan's imports of Norwegian salmon`: Japan, Norway. `Japan took 3 million of Norway's exports`: Japan's import.
"""

from __future__ import annotations

from extractor.linking.frame import Mention
from extractor.linking.scene import Scene

ENTITY, PARTNER = "entity", "partner"

_IMPORT = {
    "origin": PARTNER,
    "goal": ENTITY,
    "owner": ENTITY,
    "agent": ENTITY,
    "subject": ENTITY,
    "place": ENTITY,
    "counterpart": PARTNER,
}
_EXPORT = {"goal": PARTNER, "object": PARTNER, "origin": ENTITY, "owner": ENTITY, "agent": ENTITY, "subject": ENTITY, "place": ENTITY,
           "counterpart": PARTNER}  # fmt: skip
_BOTH = {
    "counterpart": PARTNER,
    "owner": ENTITY,
    "subject": ENTITY,
    "place": ENTITY,
    "agent": ENTITY,
    "origin": PARTNER,
    "goal": PARTNER,
}
_NONE = {"owner": ENTITY, "subject": ENTITY, "place": ENTITY, "goal": ENTITY, "agent": ENTITY, "origin": PARTNER}
BY_DIRECTION = {
    "import": _IMPORT,
    "export": _EXPORT,
    "re-export": _EXPORT,
    "balance": _BOTH,
    "turnover": _BOTH,
    None: _NONE,
}
"""The role of a place by its marker, for each direction of flow."""


def role(place: Mention, direction: str | None, governor: Mention | None) -> str | None:
    """`entity`, `partner` or null for a place beside a flow of that direction."""
    if place["marker"] == "adjective":
        return _role_of_adjective(place, direction, governor)
    if place["marker"] == "owner" and governor is not None and governor["pos"] == "verb" and direction == "import":
        return PARTNER  # Japan took 3 million of Norway's exports
    if place["marker"] == "none":
        return None
    return BY_DIRECTION[direction].get(place["marker"])


def _role_of_adjective(place: Mention, direction: str | None, governor: Mention | None) -> str | None:
    """`Kazakh imports`: the owner. `imports of Chinese cars`: where they come from. `the Turkish ministry`: neither."""
    owned = place["owns"]
    if owned is None or governor is None:
        return ENTITY if owned is not None and direction is None else None
    if owned.i == governor["token"] or (governor["pos"] == "noun" and place["end"] <= governor["start"] and governor["token"] - owned.i < 3
                                        and owned.i <= governor["token"]):  # fmt: skip
        return ENTITY
    if direction == "import":
        return PARTNER if place["start"] > governor["start"] else None
    return ENTITY if direction != "turnover" else None


def adjacent(scene: Scene, figure: Mention, places: list[Mention]) -> Mention | None:
    """The place that a list puts beside the figure: `Poland (1.9bn)`, `Turkey with 117,000 tonnes`, `Germany 46 million`."""
    best: tuple[int, Mention] | None = None
    for place in places:
        if place["end"] <= figure["start"]:
            gap = scene.between(place["end"], figure["start"])
            loose = [t for t in gap if not t.is_punct and t.lower_ not in _GLUE and not _hedge(figure, t.idx)]
            if not loose and len(gap) <= 6 and (best is None or len(gap) < best[0]):
                best = (len(gap), place)
    return best[1] if best else None


def after(scene: Scene, figure: Mention, places: list[Mention]) -> Mention | None:
    """The place that follows at once: `18 million to Russia`, `5 million from China`, before any other figure."""
    for place in places:
        if place["start"] >= figure["end"] and place["marker"] in ("origin", "goal", "place", "counterpart", "agent"):
            gap = scene.between(figure["end"], place["start"])
            crossed = any(figure["end"] <= other["start"] < place["start"] for other in scene.figures)
            if len(gap) <= 6 and not crossed and not any(t.pos_ == "VERB" or t.text in ",;" for t in gap):
                return place
    return None


_GLUE = frozenset(
    ("with", "at", "for", "the", "a", "an", "by", "of", "was", "and", "second", "third", "next", "to", "on")
)


def _hedge(figure: Mention, offset: int) -> bool:
    span = figure["bound_span"]
    return bool(span and span[0] <= offset < span[1])


def joined(places: list[Mention]) -> tuple[str, str | None]:
    """One name and its code; several are joined by ` and ` in the order of the text, with a null code."""
    names = list(dict.fromkeys(place["name"] for place in places))
    if len(names) == 1:
        return names[0], places[0]["code"]
    return ", ".join(names[:-1]) + " and " + names[-1], None
