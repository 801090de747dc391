"""SDMX-ML data messages, generic and structure-specific, 2.1 and 3.0, by series or flat.

Read element by element, so that a message may be larger than memory; of the markup only its local names matter here
(SDMX 2.1 Technical Specifications, section 3A).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from lxml import etree

from extractor.errors import BadTable
from extractor.statistics.dimensions import Dimensions
from extractor.statistics.importers.sdmx_csv import publisher_of
from extractor.statistics.reading import Reading, name, spooled, text
from extractor.statistics.source_file import SourceFile

UNITS = ("UNIT", "UNIT_MEASURE", "CURRENCY")
BESIDE = {
    "OBS_VALUE", "OBS_STATUS", "OBS_FLAG", "CONF_STATUS", "OBS_CONF", "UNIT_MULT", "TIME_FORMAT", "DECIMALS", "TITLE",
    "COLLECTION", "SCALE",
}  # fmt: skip
"""Attributes of an observation that are no dimensions; SCALE is how the IMF's pages show a value that stands in full."""
LOOKED_AT = 2000
"""How many observations are looked at for the names of dimensions."""
Cells = dict[str, str | None]


class SdmxMl:
    """One data message."""

    name = "sdmx-ml"
    title = "SDMX-ML data messages"

    def sniff(self, source: SourceFile) -> float:
        start = source.head.lstrip()[:4000]
        return 1.0 if start.startswith("<") and "sdmx.org/resources/sdmxml" in start else 0.0

    def read(self, source: SourceFile, work: Path) -> Reading:
        first = list(islice(_rows(source), LOOKED_AT))
        columns = list(dict.fromkeys(column for row in first for column in row))
        if not columns:
            raise BadTable(f"{source.name}: an SDMX message without observations")
        for needed in ("TIME_PERIOD", "OBS_VALUE"):
            if needed not in columns:
                raise BadTable(f"{source.name}: observations lack `{needed}`; found: {', '.join(columns)}")
        scan = spooled(_rows(source), columns, work)
        flags = [name(flag) for flag in ("OBS_FLAG", "OBS_STATUS") if flag in columns]
        publisher, url = publisher_of(source.head[:8000])
        fields = Dimensions(
            dataset=text(_structure(source)),
            source=publisher,
            codes={column.lower(): name(column) for column in columns if column not in BESIDE},
            value=name("OBS_VALUE"),
            flag=f"coalesce({', '.join([*flags, repr('')])})",
            multiplier=name("UNIT_MULT") if "UNIT_MULT" in columns else "NULL",
            confidentiality=next((name(each) for each in ("CONF_STATUS", "OBS_CONF") if each in columns), "NULL"),
            url=url,
            seen={column.lower(): {row.get(column) or "" for row in first} for column in columns},
        ).fields()
        return Reading(scan, fields, ({},), areas="sdmx", first_row=1, scale=("units as coded",), negatives=True)


def _events(source: SourceFile) -> Iterator[tuple[str, Any]]:
    try:
        yield from etree.iterparse(
            str(source.plain), events=("start", "end"), resolve_entities=False, no_network=True, huge_tree=True
        )
    except etree.XMLSyntaxError as error:
        line = f":{error.lineno}" if error.lineno else ""
        raise BadTable(f"{source.name}{line}: not whole XML ({error.msg}); fetch it again") from error


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


class _Groups:
    """Attributes that hold for all series of a group, as the European Central Bank tells units."""

    def __init__(self) -> None:
        self._waiting: list[Cells] = []
        self._known: dict[tuple[str, ...], dict[tuple[str | None, ...], Cells]] = {}

    def add(self, cells: Cells) -> None:
        """A group: the dimensions that tell it, and its attributes; which is which is known from the first series."""
        self._waiting.append(cells)

    def of(self, series: Cells) -> Cells:
        """The attributes of a series by its groups."""
        for cells in self._waiting:
            key = tuple(sorted(cells.keys() & series.keys()))
            self._known.setdefault(key, {})[tuple(cells[each] for each in key)] = cells
        self._waiting.clear()
        found: Cells = {}
        for key, groups in self._known.items():
            found |= groups.get(tuple(series.get(each) for each in key), {})
        return found


def _rows(source: SourceFile) -> Iterator[Cells]:
    series: Cells = {}
    whole: Cells = {}
    groups = _Groups()
    for event, element in _events(source):
        tag = _local(element)
        if tag == "DataSet" and event == "start":
            whole = {key: value for key, value in _plain(element.attrib).items() if key in BESIDE or key in UNITS}
        elif tag == "Group" and event == "end":
            told = {key: value for part in element for key, value in _values(part).items()}
            groups.add(told or _plain(element.attrib))
        elif tag == "Series" and event == "start":
            series = whole | groups.of(_plain(element.attrib)) | _plain(element.attrib)
        elif tag == "SeriesKey" and event == "end":
            series = groups.of(_values(element)) | series | _values(element)
        elif tag == "Attributes" and event == "end" and _local(element.getparent()) == "Series":
            series = series | _values(element)
        elif tag == "Obs" and event == "end":
            yield (series or whole) | _observation(element)
            _forget(element)
        elif tag == "Series" and event == "end":
            series = {}
            _forget(element)


def _observation(element: Any) -> Cells:
    cells = _plain(element.attrib)
    for child in element:
        tag = _local(child)
        if tag in ("ObsKey", "Attributes"):
            cells |= _values(child)
        elif tag == "ObsDimension":
            cells[child.get("id") or "TIME_PERIOD"] = child.get("value")
        elif tag == "Time":
            cells["TIME_PERIOD"] = child.text
        elif tag == "ObsValue":
            cells["OBS_VALUE"] = child.get("value")
    return cells


def _plain(attributes: Any) -> Cells:
    """Attributes of a structure-specific element, without those of other namespaces."""
    return {
        str(key): str(value) for key, value in attributes.items() if not str(key).startswith("{") and key != "action"
    }


def _values(element: Any) -> Cells:
    """The values of a key, or of attributes those that say something of a figure."""
    told = {
        child.get("id") or child.get("concept"): child.get("value") for child in element if _local(child) == "Value"
    }
    if _local(element) != "Attributes":
        return told
    return {key: value for key, value in told.items() if key in BESIDE or key in UNITS}


def _forget(element: Any) -> None:
    """Lets go of what was read."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def _structure(source: SourceFile) -> str:
    """The dataflow or structure that the header refers to, else the file's name."""
    for event, element in _events(source):
        if event == "end" and _local(element) in ("Ref", "URN", "Structure", "StructureUsage"):
            if element.get("id"):
                return str(element.get("id"))
            if (element.text or "").startswith("urn:"):
                return str(element.text).rpartition(":")[2].partition("(")[0]
        if event == "start" and _local(element) == "DataSet":
            break
    return Path(source.name).stem
