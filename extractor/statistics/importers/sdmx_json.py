"""SDMX-JSON data messages, 1.0 and 2.0, by series or flat, as the OECD, the European Central Bank and others write them.

Keys such as `0:3:1` are places in the lists of values of the structure's dimensions (SDMX-JSON, "Data Message").
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from extractor.errors import BadTable
from extractor.statistics import json_file
from extractor.statistics.dimensions import Dimensions
from extractor.statistics.importers.sdmx_csv import publisher_of
from extractor.statistics.reading import Reading, name, spooled, text
from extractor.statistics.source_file import SourceFile

FLAGS = ("OBS_STATUS", "OBS_FLAG")
MULTIPLIERS = ("UNIT_MULT", "POWERCODE")
"""Powers of ten; POWERCODE is that of the OECD's service of until 2024."""
PARTS = ("dataSet", "dimensionGroup", "series", "observation")
Cells = dict[str, str | None]
Groups = dict[tuple[int, ...], dict[tuple[str, ...], Cells]]
"""Attributes of groups of series: by the places in the key that tell a group, by what stands there."""


class SdmxJson:
    """One message with one or more data sets of one structure."""

    name = "sdmx-json"
    title = "SDMX-JSON data messages"

    def sniff(self, source: SourceFile) -> float:
        start = source.head.lstrip()
        if not start.startswith("{"):
            return 0.0
        return 1.0 if '"dataSets"' in start or "sdmx-json" in start[:4000] else 0.0

    def read(self, source: SourceFile, work: Path) -> Reading:
        message = _message(source)
        data = message.get("data", message)
        structures = data.get("structures") or [data.get("structure") or message.get("structure")]
        if not data.get("dataSets") or not structures[0]:
            raise BadTable(f"{source.name}: a message without data (`dataSets`, `structure`); found: {', '.join(data)}")
        structure = structures[0]
        dimensions = _ids(structures, "dimensions")
        attributes = [each for each in _ids(structures, "attributes") if each not in dimensions]
        columns = [*dimensions, *(f"{each} label" for each in dimensions), *attributes, "place", "value"]
        rows = (
            row for data_set in data["dataSets"] for row in _rows(source, data_set, _structure(data_set, structures))
        )
        scan = spooled(rows, columns, work)
        flags = [name(flag) for flag in FLAGS if flag in attributes]
        multipliers = [name(each) for each in MULTIPLIERS if each in attributes]
        secret = [name(each) for each in ("CONF_STATUS", "OBS_CONF") if each in attributes]
        called = _called(structure) or Path(source.name).stem
        publisher, url = publisher_of(
            json.dumps([message.get("header") or message.get("meta"), structure.get("links")])
        )
        fields = Dimensions(
            dataset=text(str(called)),
            source=publisher,
            codes={each.lower(): name(each) for each in dimensions}
            | {a.lower(): name(a) for a in attributes if a in ("UNIT", "UNIT_MEASURE", "CURRENCY")},
            labels={each.lower(): name(f"{each} label") for each in dimensions},
            value="value",
            flag=f"coalesce({', '.join([*flags, repr('')])})",
            multiplier=multipliers[0] if multipliers else "NULL",
            confidentiality=secret[0] if secret else "NULL",
            url=url,
            seen=_seen(structures),
        ).fields()
        prepared = str((message.get("header") or message.get("meta") or {}).get("prepared") or "")[:10]
        fields["cell"] = "place"
        if prepared:
            fields["vintage"] = text(prepared)
        return Reading(scan, fields, ({},), areas="sdmx", first_row=0, scale=("units as coded",), negatives=True)


def _message(source: SourceFile) -> dict[str, Any]:
    return dict(json_file.whole(source))


def _parts(structure: Mapping[str, Any], kind: str, part: str) -> list[dict[str, Any]]:
    return list((structure.get(kind) or {}).get(part) or [])


def _ids(structures: Sequence[Mapping[str, Any]], kind: str) -> list[str]:
    """The names of all dimensions, or of all attributes, each once."""
    return list(dict.fromkeys(e["id"] for each in structures for part in PARTS for e in _parts(each, kind, part)))


def _seen(structures: Sequence[Mapping[str, Any]]) -> dict[str, set[str]]:
    """The codes of each dimension."""
    return {
        str(dimension["id"]).lower(): {str(value.get("id")) for value in dimension.get("values") or ()}
        for each in structures
        for part in PARTS
        for dimension in _parts(each, "dimensions", part)
    }


def _structure(data_set: Mapping[str, Any], structures: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """The one that a data set names by its place."""
    place = data_set.get("structure")
    return structures[place] if isinstance(place, int) and 0 <= place < len(structures) else structures[0]


def _rows(source: SourceFile, data_set: Mapping[str, Any], structure: Mapping[str, Any]) -> Iterator[Cells]:
    by_series = _parts(structure, "dimensions", "series")
    by_observation = _parts(structure, "dimensions", "observation")
    fixed = {k: v for d in _parts(structure, "dimensions", "dataSet") for k, v in _named(source, d, 0).items()}
    fixed |= _attributes(data_set.get("attributes"), _parts(structure, "attributes", "dataSet"))
    groups = _groups(data_set, _parts(structure, "attributes", "dimensionGroup"))
    by_group = [] if groups else _parts(structure, "attributes", "dimensionGroup")
    series_attributes = _parts(structure, "attributes", "series") or by_group
    observation_attributes = _parts(structure, "attributes", "observation")
    measures = max(1, len(_parts(structure, "measures", "observation")))
    series: Mapping[str, Any] = data_set.get("series") or {"": {"observations": data_set.get("observations") or {}}}
    for key, each in series.items():
        known = fixed | _keyed(source, key, by_series) | _attributes(each.get("attributes"), series_attributes)
        for place, told in (each.get("observations") or {}).items():
            whole = ":".join(filter(None, (key, place)))
            row = known | _keyed(source, place, by_observation) | _of_group(groups, whole)
            row |= _attributes(told[measures:], observation_attributes)
            yield row | {"place": whole, "value": json_file.printed(told[0] if told else None)}


def _groups(data_set: Mapping[str, Any], attributes: Sequence[Mapping[str, Any]]) -> Groups:
    """What `dimensionGroupAttributes` says: keys such as `0::2:`, of which an empty place holds for all."""
    groups: Groups = {}
    for key, told in (data_set.get("dimensionGroupAttributes") or {}).items():
        slots = [(place, slot) for place, slot in enumerate(key.split(":")) if slot]
        own = groups.setdefault(tuple(place for place, _ in slots), {})
        own.setdefault(tuple(slot for _, slot in slots), {}).update(_attributes(told, attributes))
    return groups


def _of_group(groups: Groups, key: str) -> Cells:
    slots = key.split(":")
    cells: Cells = {}
    for places, own in groups.items():
        if all(place < len(slots) for place in places):
            cells |= own.get(tuple(slots[place] for place in places), {})
    return cells


def _keyed(source: SourceFile, key: str, dimensions: Sequence[Mapping[str, Any]]) -> Cells:
    """Codes and labels of a key such as `0:3:1`."""
    cells: Cells = {}
    for dimension, place in zip(dimensions, key.split(":"), strict=False):
        if place:
            cells |= _named(source, dimension, int(place))
    return cells


def _named(source: SourceFile, dimension: Mapping[str, Any], place: int) -> Cells:
    try:
        value = dimension["values"][place]
    except (IndexError, KeyError) as error:
        raise BadTable(f"{source.name}: the dimension {dimension.get('id')} has no value number {place}") from error
    code = value.get("id") or value.get("value") or value.get("start")
    return {dimension["id"]: str(code), f"{dimension['id']} label": _called(value)}


def _called(value: Mapping[str, Any]) -> str | None:
    """A name, in English where there are several."""
    told = value.get("name") or value.get("names")
    if isinstance(told, Mapping):
        return str(told.get("en") or next(iter(told.values()), "")) or None
    return str(told) if told else None


def _attributes(told: Any, attributes: Sequence[Mapping[str, Any]]) -> Cells:
    """Attributes by place in their lists of values; of those without a list the value itself."""
    cells: Cells = {}
    for attribute, place in zip(attributes, told or (), strict=False):
        values = attribute.get("values") or []
        if isinstance(place, int) and 0 <= place < len(values):
            cells[attribute["id"]] = str(
                values[place].get("id") or values[place].get("value") or _called(values[place])
            )
        elif place is not None and not values:
            cells[attribute["id"]] = str(place)
    return cells
