"""Tables with named dimensions (SDMX, Eurostat, JSON-stat): which dimension says what of an observation.

Names of dimensions, units and flags follow the SDMX cross-domain guidelines and Eurostat's own code lists; the codes are in
`lexicons/statistical_units.csv` and `lexicons/observation_flags.csv`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

import pycountry

from extractor.errors import BadTable
from extractor.lexicons import table
from extractor.statistics import breakdowns
from extractor.statistics.nomenclature import edition_of_year
from extractor.statistics.reading import cases, text

REPORTERS = ("reporter", "declarant", "geo", "ref_area", "reporting_country", "reporter_country", "country", "location")
PARTNERS = (
    "partner",
    "counterpart_area",
    "counterpart_area_1",
    "counterpart_country",
    "vis_a_vis_area",
    "partner_country",
    "partner_area",
)
FLOWS = ("flow", "stk_flow", "trade_flow", "tradeflow", "accounting_entry")
GOODS = ("product", "sitc06", "sitc", "cpa2_1", "bclas_bec", "commodity", "commodity_code", "prod", "siec", "prccode",
         "commodity_1")  # fmt: skip
UNITS = ("unit", "unit_measure", "indicators", "indic_et", "currency")
PERIODS = ("time_period", "time", "period")
TELLING = (*UNITS, "indicator")
"""Dimensions whose codes may say currency and flow; an `indicator` mostly says something else too (IMF: `XG_FOB_USD`)."""
KNOWN = {*REPORTERS, *PARTNERS, *FLOWS, *GOODS, *UNITS, *PERIODS, "freq", "frequency"}
IGNORED = {
    "unit_mult", "decimals", "obs_status", "obs_flag", "conf_status", "obs_conf", "time_format", "collection", "title",
    "title_compl", "source_agency", "obs_pre_break", "obs_com",
}  # fmt: skip
FLOW_CODES = {
    "1": "import", "2": "export", "IMP": "import", "EXP": "export", "M": "import", "X": "export", "I": "import",
    "E": "export", "IMPORT": "import", "EXPORT": "export", "BAL": "balance", "BAL_RT": "balance", "RX": "re-export",
    "D": "import", "C": "export", "TURNOVER": "turnover",
}  # fmt: skip
"""What dimensions of flow say; D and C are debits and credits of an account with the world."""


MEASURES = ("measure", "indicators", "contentscode")
OF_GOODS = ("flow", "trade_flow", "tradeflow", "indicator")
"""Dimensions that tell flows of goods; an account's entries are of services too."""
SEASONAL = ("s_adj", "seasonal_adjust", "adjustment", "seasonal_adjustment")
UNADJUSTED = ("NSA", "N", "_Z")
"""Dimensions of seasonal adjustment (Eurostat, ECB, OECD), and the codes of figures as they were counted (SDMX CL_SEASONAL_ADJUST)."""


@dataclass(frozen=True, slots=True)
class Dimensions:
    """One table: SQL expressions of codes by dimension, and of the cells beside them."""

    dataset: str
    """SQL for the dataset's code or name."""
    source: str
    """Who publishes it, in words."""
    codes: Mapping[str, str]
    """By dimension, in lower case."""
    value: str
    flag: str
    """SQL for the flags of an observation, as printed."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """SQL for labels, by dimension, where the table has them."""
    multiplier: str = "NULL"
    """SQL for the power of ten of values (UNIT_MULT)."""
    confidentiality: str = "NULL"
    url: str | None = None
    seen: Mapping[str, Collection[str]] = field(default_factory=dict)
    """Codes by dimension, as far as the table was looked at."""

    def first(self, names: Iterable[str]) -> str | None:
        """The first of these dimensions that the table has."""
        return next((name for name in names if name in self.codes), None)

    def fields(self) -> dict[str, str]:
        """SQL expressions by field of an observation."""
        told = self.first(PERIODS)
        if told is None:
            raise BadTable(f"no dimension of time is known among {', '.join(self.codes)}")
        period = self.codes[told]
        flow = self._direction()
        return {
            "dataset": self.dataset,
            "source": text(self.source),
            "url": text(self.url),
            "reporter_area": self._code(REPORTERS),
            "reporter": self._label(REPORTERS),
            "partner_area": self._code(PARTNERS),
            "partner": self._label(PARTNERS),
            "direction": flow,
            "measure": f"CASE WHEN {flow} IS NULL THEN {self._measure()} END",
            "commodity_system": self._system(period),
            "commodity_code": self._goods(flow),
            "commodity_label": self._label(GOODS),
            "period": period,
            "valuation": self._valuation(flow),
            "left_out": self._left_out(flow),
            **self._units(),
            **_flagged(self.flag, self.value, self.confidentiality),
            **self._exchange_rate(),
        }

    def _valuation(self, flow: str) -> str:
        """Of goods by product that of the customs' statistics; else what the code of an indicator says (`XG_FOB_USD`)."""
        said = f"nullif(regexp_extract({self._code(('indicator',))}, '_(CIF|FOB)_', 1), '')"
        return (
            f"CASE WHEN {self._code(('product',))} IS NOT NULL THEN "
            f"CASE {flow} WHEN 'import' THEN 'CIF' WHEN 'export' THEN 'FOB' END WHEN {flow} IS NOT NULL THEN {said} END"
        )

    def _left_out(self, flow: str) -> str:
        """Trade without its seasons is no figure that customs counted (of other measures the adjustment is a part of the
        name); nor is a part of a flow one."""
        reasons = []
        if self.first(SEASONAL) is not None:
            adjusted = f"{self._code(SEASONAL)} NOT IN ({', '.join(map(text, UNADJUSTED))})"
            reasons.append(f"CASE WHEN {adjusted} THEN 'seasonally adjusted' END")
        if (part := breakdowns.part(self._others(), self.seen)) != "NULL":
            reasons.append(part)
        return f"CASE WHEN {flow} IS NOT NULL THEN coalesce({', '.join(reasons)}) END" if reasons else "NULL"

    def _others(self) -> dict[str, str]:
        """The dimensions that say nothing that is known."""
        beside = KNOWN | IGNORED | {*SEASONAL, "indicator", *MEASURES}
        return {name: code for name, code in self.codes.items() if name not in beside and not name.endswith("_conf")}

    def _goods(self, flow: str) -> str:
        """The product; of a table of flows that knows no products, and splits flows by nothing else, all of them."""
        if self.first(GOODS) is not None:
            return f"regexp_replace({self._code(GOODS)}, '^HS[0-9]{{2}}_', '')"
        if self.first(OF_GOODS) is None or not breakdowns.whole(self._others(), self.seen):
            return "NULL"
        return f"CASE WHEN {flow} IS NOT NULL THEN 'TOTAL' END"

    def _exchange_rate(self) -> dict[str, str]:
        """Of a table of rates (ECB's EXR): units of CURRENCY for one of CURRENCY_DENOM.

        Means of spot rates are rates; those at a period's end (EXR_SUFFIX E) and indices (EXR_TYPE EN00 …) keep their names.
        """
        if not {"currency", "currency_denom"} <= self.codes.keys():
            return {}
        kind, suffix = (self.codes.get(name, "NULL") for name in ("exr_type", "exr_suffix"))
        mean = f"coalesce({kind}, 'SP00') = 'SP00' AND coalesce({suffix}, 'A') = 'A'"
        return {
            "measure": f"CASE WHEN {mean} THEN 'exchange rate' ELSE {self._measure()} END",
            "currency": self.codes["currency"],
            "unit": f"'/' || {self.codes['currency_denom']}",
            "scale": "'1'",
        }

    def _code(self, names: Iterable[str]) -> str:
        found = self.first(names)
        return self.codes[found] if found else "NULL"

    def _label(self, names: Iterable[str]) -> str:
        found = self.first(names)
        return self.labels.get(found, "NULL") if found else "NULL"

    def _direction(self) -> str:
        said = cases(f"upper({self._code(FLOWS)})", FLOW_CODES)
        by_unit = {row["code"]: row["direction"] for row in table("statistical_units") if row["direction"]}
        units = [cases(self.codes[name], by_unit) for name in TELLING if name in self.codes]
        return f"coalesce({', '.join([said, *units, 'NULL'])})"

    def _measure(self) -> str:
        """What is counted, where no flow says it: the dimensions that say nothing else, by label or code."""
        others = [name for name in self.codes if name not in KNOWN and name not in IGNORED]
        said = [f"coalesce({self.labels.get(name, 'NULL')}, {self.codes[name]})" for name in others]
        return f"concat_ws(', ', {', '.join(said)})" if said else self.dataset

    def _system(self, period: str) -> str:
        found = self.first(GOODS)
        if found is None:
            return "NULL"
        if found == "commodity_1":
            return f"'HS20' || nullif(regexp_extract({self.codes[found]}, '^HS([0-9]{{2}})_', 1), '')"
        if found != "product":
            return text({"sitc06": "SITC4", "sitc": "SITC4", "bclas_bec": "BEC4"}.get(found, found.upper()))
        code = self.codes[found]
        listed = {row["dataset"]: row["system"] for row in table("dataset_nomenclatures")}
        return (
            f"CASE WHEN {code} = 'TOTAL' THEN NULL WHEN upper({self.dataset}) IN ({', '.join(map(text, listed))}) "
            f"THEN {cases(f'upper({self.dataset})', listed)} WHEN length({code}) = 8 THEN 'CN' || left({period}, 4) "
            f"WHEN length({code}) % 2 = 1 THEN 'SITC4' ELSE {edition_of_year(period)} END"
        )

    def _units(self) -> dict[str, str]:
        """Unit, currency and scale, from whichever dimension of units says so."""
        rows = table("statistical_units")
        given = [self.codes[name] for name in TELLING if name in self.codes]

        def either(column: str, other: str) -> str:
            meanings = {row["code"]: row[column] or None for row in rows}
            return f"coalesce({', '.join([*(cases(code, meanings) for code in given), other])})"

        known = " OR ".join(f"{code} IN ({', '.join(text(row['code']) for row in rows)})" for code in given) or "false"
        own = [self.codes[name] for name in UNITS if name in self.codes]
        plain = f"CASE WHEN NOT ({known}) THEN {own[0]} END" if own else "NULL"
        power = f"CAST(power(10, TRY_CAST({self.multiplier} AS INTEGER)) AS BIGINT)"
        iso = " ".join(
            f"WHEN regexp_full_match({code}, '[A-Z]{{3}}') AND list_contains({_currencies()}, {code}) THEN {code}"
            for code in own
        )
        money = f"CASE {iso} END" if iso else "NULL"
        return {
            "unit": f"CASE WHEN {money} IS NULL THEN {either('unit', plain)} END",
            "currency": either("currency", money),
            "scale": f"coalesce({power}, TRY_CAST({either('scale', text('1'))} AS BIGINT))",
        }


@cache
def _currencies() -> str:
    """All of ISO 4217, as an SQL list."""
    return "[" + ", ".join(sorted(text(currency.alpha_3) for currency in pycountry.currencies)) + "]"


def _flagged(flag: str, value: str, confidentiality: str) -> dict[str, str]:
    """Status, why there is no value, and the flag itself. A flag that explains an absence counts only without a value."""
    rows = table("observation_flags")

    def by_flag(column: str) -> str:
        whens = " ".join(
            f"WHEN contains({flag}, {text(row['flag'])}) THEN {text(row[column])}" for row in rows if row[column]
        )
        return f"CASE {whens} END"

    empty = f"({value} IS NULL OR trim({value}) IN ('', ':', 'NaN', '-', '..'))"
    secret = f"{confidentiality} IN ('C', 'N', 'S', 'D')"
    return {
        "value": f"CASE WHEN NOT {empty} THEN {value} END",
        "status": f"coalesce(CASE WHEN {secret} THEN 'confidential' END, {by_flag('status')}, 'final')",
        "absent": f"CASE WHEN {empty} THEN coalesce(CASE WHEN {secret} THEN 'suppressed' END, {by_flag('absent')}, "
        f"'missing') WHEN regexp_matches({flag}, '^[nN]$') AND TRY_CAST({value} AS DOUBLE) = 0 THEN 'negligible' END",
        "flag": f"nullif(trim({flag}), '')",
    }
