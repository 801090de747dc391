"""JSON-stat 2.0: one dataset with `id`, `size`, `dimension`, `value` and, for the flags, `status`.

`value` and `status` are lists, or mappings from the place of a cell (row-major order) to what stands there
(JSON-stat 2.0, "value" and "status"). PxWeb's services also write the first version, where `id`, `size` and `role` stand in
`dimension`, and tell units by the categories of the dimension of contents (`"unit": {"base": "NOK million"}`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from math import prod
from pathlib import Path
from typing import Any

from pycountry import currencies

from extractor.errors import BadTable
from extractor.lexicons import table as lexicon
from extractor.statistics import json_file
from extractor.statistics.dimensions import FLOWS, GOODS, PARTNERS, PERIODS, REPORTERS, UNITS, Dimensions
from extractor.statistics.hints import currency_in, scale_in
from extractor.statistics.importers import json_stat_names as names
from extractor.statistics.reading import Reading, name, spooled, text
from extractor.statistics.source_file import SourceFile

UNIT = ("unit told", "currency told", "scale told")
"""Columns for what the categories of a dimension say of units."""


class JsonStat:
    """One dataset, alone or the only one of a collection; values that are not in the file are not taken over."""

    name = "json-stat"
    title = "JSON-stat 2.0"

    def sniff(self, source: SourceFile) -> float:
        start = source.head.lstrip()
        if not start.startswith("{"):
            return 0.0
        if '"class"' in start and ('"dataset"' in start or '"collection"' in start) and '"version"' in start:
            return 1.0
        return 0.8 if '"dimension"' in start and '"size"' in start and '"id"' in start else 0.0

    def read(self, source: SourceFile, work: Path) -> Reading:
        table = _dataset(source)
        ids = [str(dimension) for dimension in table["id"]]
        columns = [*ids, *(f"{dimension} label" for dimension in ids), *UNIT, "place", "value", "status"]
        categories = {dimension: _category(source, table["dimension"], dimension) for dimension in ids}
        publisher = names.country(table.get("source"), table.get("href"))
        roles = {dimension: dimension.lower() for dimension in ids} | _roles(table, categories, publisher)
        if not {*roles.values()} & {*PERIODS}:
            raise BadTable(f"{source.name}: no dimension of time is told or known; found: {', '.join(ids)}")
        meant = {dimension: names.recoded(role, categories[dimension]) for dimension, role in roles.items()}
        scan = spooled(_rows(source, table, categories, meant), columns, work)
        codes = {roles[dimension]: name(dimension) for dimension in ids}
        labels = {roles[dimension]: name(f"{dimension} label") for dimension in ids}
        dataset = str(table.get("extension", {}).get("id") or table.get("label") or Path(source.name).stem)
        fields = Dimensions(
            dataset=text(dataset),
            source=str(table.get("source") or "JSON-stat"),
            codes=codes,
            labels=labels,
            value="value",
            flag="coalesce(status, '')",
            url=table.get("href"),
            seen={
                roles[dimension]: {meant[dimension].get(code, code) for code, _ in categories[dimension]}
                for dimension in ids
            },
        ).fields()
        fields |= _told(table, fields, roles, publisher)
        fields |= {"cell": "place", "vintage": text(str(table["updated"])[:10]) if table.get("updated") else "NULL"}
        return Reading(
            scan, {key: value for key, value in fields.items() if value != "NULL"}, ({},),
            areas="sdmx", first_row=0, scale=("units as coded",), negatives=True,
        )  # fmt: skip


def _told(
    table: Mapping[str, Any], fields: Mapping[str, str], roles: Mapping[str, str], publisher: str | None
) -> dict[str, str]:
    """What the table says outside its codes: its own country, the nomenclature, units, and what is counted."""
    told: dict[str, str] = {}
    known, label = {*roles.values()}, str(table.get("label") or "")
    if "flow" in known and publisher and not known & {*REPORTERS}:
        told["reporter_area"] = text(publisher)
    if goods := next((each for each, role in roles.items() if role == "commodity"), None):
        system, harmonized = names.nomenclature(f"{goods} {table['dimension'][goods].get('label')}")
        told["commodity_system"] = text(system)
        if not (system or harmonized):
            code = fields["commodity_code"]
            told["commodity_code"] = f"CASE WHEN length({code}) >= 6 OR {code} = 'TOTAL' THEN {code} END"
    if not table.get("role") and " by " in label:
        what = text(label.partition(" by ")[0])
        measure = f"concat_ws(', ', {what}, {fields['measure']})"
        told["measure"] = f"CASE WHEN {fields['direction']} IS NULL THEN {measure} END"
    if any(map(_units, map(table["dimension"].__getitem__, roles))):
        unit, currency, scale = map(name, UNIT)
        told |= {"currency": f"coalesce({currency}, {fields['currency']})", "scale": f"coalesce({scale}, '1')"}
        told["unit"] = f"CASE WHEN {currency} IS NULL THEN coalesce({unit}, {fields['unit']}) END"
    elif not known & {*UNITS} and (said := _unit_in(label)):
        told |= {"currency": text(said[0]), "scale": text(said[1])}
    return told


def _dataset(source: SourceFile) -> dict[str, Any]:
    table = json_file.whole(source)
    table = _second_version(source, table)
    for field in ("id", "size", "dimension", "value"):
        if field not in table:
            said = table.get("error") or f"found: {', '.join(map(str, table))}"
            raise BadTable(f"{source.name}: not a dataset of JSON-stat 2.0: `{field}` is missing; {said}")
    if isinstance(table["value"], list) and len(table["value"]) != prod(table["size"]):
        raise BadTable(
            f"{source.name}: `size` announces {prod(table['size']):,} values, `value` holds {len(table['value']):,}"
        )
    return dict(table)


def _second_version(source: SourceFile, table: Mapping[str, Any]) -> dict[str, Any]:
    """The dataset of a collection or of a message of the first version, as one of the second."""
    if table.get("class") == "collection":
        items = (table.get("link") or {}).get("item") or []
        whole = [each for each in items if isinstance(each, Mapping) and "value" in each]
        if len(whole) != 1:
            raise BadTable(
                f"{source.name}: a collection of {len(items)} items, {len(whole)} of them with values; "
                "save each dataset to a file of its own"
            )
        return dict(whole[0])
    inner = [each for each in table.values() if isinstance(each, Mapping) and {"dimension", "value"} <= each.keys()]
    first = table.get("dataset") or (inner[0] if len(inner) == 1 and "value" not in table else None)
    if isinstance(first, Mapping):
        inside = first.get("dimension") or {}
        return {**first, **{field: inside[field] for field in ("id", "size", "role") if field in inside}}
    return dict(table)


def _roles(table: Mapping[str, Any], categories: Mapping[str, names.Category], publisher: str | None) -> dict[str, str]:
    """Names by role, for dimensions that are called otherwise: the time, flows, and the place where there is but one.

    In a table of flows of a national office the only places are the partners.
    """
    role, dimensions = table.get("role") or {}, {each: table["dimension"][each] for each in categories}
    known = {each.lower() for each in categories}
    named = dict.fromkeys(role.get("time", []), "time_period")
    if not named and not known & {*PERIODS} and (time := names.time(dimensions, categories)):
        named[time] = "time_period"
    if not known & {*FLOWS} and (flow := names.flow(categories)):
        named[flow] = "flow"
    places = role.get("geo", [])
    if "flow" in {*named.values(), *known} and publisher and not known & {*PARTNERS}:
        if place := names.place(dimensions, places):
            named[place] = "partner"
        if not known & {*GOODS} and (goods := names.goods(dimensions)):
            named[goods] = "commodity"
    elif len(places) == 1:
        named[places[0]] = "geo"
    return named


def _unit_in(label: str) -> tuple[str, str] | None:
    """Currency and scale at the end of a table's name: `Exports by country, thousand US dollars`."""
    last = label.rpartition(",")[2].lower()
    currency = next((row["field"] for row in lexicon("mapping_hints")
                     if len(row["field"]) == len("USD") and row["field"].isupper()
                     and re.search(rf"(?<!\w){re.escape(row['hint'])}s?(?!\w)", last)), None)  # fmt: skip
    return (currency, str(scale_in(last))) if currency else None


def _rows(
    source: SourceFile,
    table: Mapping[str, Any],
    by_dimension: Mapping[str, names.Category],
    meant: Mapping[str, Mapping[str, str]],
) -> Iterator[dict[str, str | None]]:
    ids, categories = list(by_dimension), list(by_dimension.values())
    if [len(category) for category in categories] != list(table["size"]):
        raise BadTable(f"{source.name}: `size` {table['size']} does not fit the categories of the dimensions")
    units = [_units(table["dimension"][dimension]) for dimension in ids]
    values, states = _cells(table["value"]), _cells(table.get("status") or {})
    shared = table["status"] if isinstance(table.get("status"), str) else None
    for place, cell in enumerate(product(*categories)):
        value, status = values.get(place), states.get(place, shared)
        if value is None and status is None:
            continue
        row: dict[str, str | None] = {
            dimension: meant[dimension].get(code, code) for dimension, (code, _) in zip(ids, cell, strict=True)
        }
        row |= {f"{dimension} label": label for dimension, (_, label) in zip(ids, cell, strict=True)}
        for own, (code, _) in zip(units, cell, strict=True):
            row |= own.get(code, {})
        yield row | {"place": f"value[{place}]", "value": json_file.printed(value), "status": status}


def _units(dimension: Mapping[str, Any]) -> dict[str, dict[str, str | None]]:
    """By category what it says of units: a currency and its scale, or a unit as it stands there."""
    units: dict[str, dict[str, str | None]] = {}
    for code, unit in ((dimension.get("category") or {}).get("unit") or {}).items():
        said = str(unit.get("base") or unit.get("label") or unit.get("symbol") or "").strip()
        currency = currency_in(said.lower()) or next(iter(re.findall(r"\b[A-Z]{3}\b", said)), None)
        if currency and currencies.get(alpha_3=currency):
            units[str(code)] = dict(zip(UNIT, (None, currency, str(scale_in(said.lower()))), strict=True))
        elif said:
            units[str(code)] = dict(zip(UNIT, (_canonical().get(said.lower(), said), None, None), strict=True))
    return units


@cache
def _canonical() -> dict[str, str]:
    """Units by the words that stand for exactly one of each: `tonnes` is `t`, `per cent` `%`."""
    return {row["surface"]: row["unit"] for row in lexicon("units") if row["factor"] == "1"}


def _cells(told: Any) -> dict[int, Any]:
    if isinstance(told, Mapping):
        return {int(place): value for place, value in told.items()}
    return dict(enumerate(told)) if isinstance(told, list) else {}


def _category(source: SourceFile, dimensions: Mapping[str, Any], dimension: str) -> list[tuple[str, str | None]]:
    """Codes and labels of a dimension in their order."""
    category = dimensions.get(dimension, {}).get("category")
    if not category:
        raise BadTable(f"{source.name}: the dimension `{dimension}` has no `category`")
    labels = category.get("label") or {}
    index = category.get("index")
    if index is None:
        codes = list(labels)
    elif isinstance(index, Mapping):
        codes = sorted(index, key=index.__getitem__)
    else:
        codes = list(index)
    return [(str(code), labels.get(code)) for code in codes]
