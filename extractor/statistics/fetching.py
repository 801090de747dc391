"""Live sources, as an option: asks UN Comtrade or Eurostat for rows and keeps the answers as files to import.

An answer is kept with its ETag: asked again, the service says whether it has changed. The services' terms hold for what is
fetched; UN Comtrade's forbid to pass its data on.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import platformdirs

from extractor.errors import StatisticsError
from extractor.statistics.areas import named

RETRIED = (429, 500, 502, 503, 504)
KEY = "COMTRADE_API_KEY"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows are asked for."""

    reporter: str
    """ISO 3166-1 alpha-3; of Eurostat a member of the Union, or EU."""
    years: tuple[int, ...]
    commodities: tuple[str, ...] = ("TOTAL",)
    """Codes of the Harmonized System, or TOTAL."""
    partner: str | None = None
    """ISO 3166-1 alpha-3; null: all."""


@dataclass(frozen=True, slots=True)
class Service:
    """How to reach the services: addresses, patience, where answers are kept."""

    comtrade: str = "https://comtradeapi.un.org"
    eurostat: str = "https://ec.europa.eu/eurostat/api/comext/dissemination"
    key: str | None = field(default_factory=lambda: os.environ.get(KEY))
    """Comtrade's subscription key; without one the preview of 500 rows is asked for."""
    cache: Path = field(default_factory=lambda: Path(platformdirs.user_cache_dir("extractor", False)) / "statistics")
    tries: int = 4
    wait: float = 1.0
    """Seconds between two requests, and before the second try; doubled with each further one."""
    timeout: float = 60.0
    sleep: Callable[[float], None] = time.sleep


def fetch(source: str, wanted: Wanted, service: Service | None = None) -> list[Path]:
    """Asks `comtrade` or `eurostat`, year by year, and returns the files of the answers, to be imported.

    Raises StatisticsError where the service cannot be reached, refuses, or there is no such source.
    """
    service = service or Service()
    sources = {"comtrade": _comtrade, "eurostat": _eurostat}
    if source not in sources:
        raise StatisticsError(f"no source is called {source}; there are: {', '.join(sources)}")
    with httpx.Client(timeout=service.timeout, follow_redirects=True) as client:
        return [_answer(client, request, service) for request in sources[source](wanted, service)]


@dataclass(frozen=True, slots=True)
class _Request:
    url: str
    parameters: dict[str, str]
    headers: dict[str, str]
    suffix: str


def _comtrade(wanted: Wanted, service: Service) -> list[_Request]:
    """The calls of the v1 interface, `get` with a key and the public `preview` without."""
    path = "data/v1/get" if service.key else "public/v1/preview"
    headers = {"Ocp-Apim-Subscription-Key": service.key} if service.key else {}
    return [
        _Request(
            f"{service.comtrade}/{path}/C/A/HS",
            {
                "reporterCode": _code("comtrade", wanted.reporter),
                **({"partnerCode": _code("comtrade", wanted.partner)} if wanted.partner else {}),
                "period": str(year),
                "cmdCode": ",".join(wanted.commodities),
                "flowCode": "M,X,RX",
                "customsCode": "C00",
                "motCode": "0",
                "partner2Code": "0",
                "includeDesc": "true",
            },
            headers,
            ".json",
        )
        for year in wanted.years
    ]


def _eurostat(wanted: Wanted, service: Service) -> list[_Request]:
    """Comext's DS-045409 (trade by HS and CN) as SDMX-CSV."""
    reporter = "EU27_2020" if wanted.reporter == "EU" else _code("comext", wanted.reporter)
    partner = _code("comext", wanted.partner) if wanted.partner else ""
    key = f"A.{reporter}.{partner}.{'+'.join(wanted.commodities)}.1+2.VALUE_IN_EUROS+QUANTITY_IN_100KG"
    return [
        _Request(
            f"{service.eurostat}/sdmx/2.1/data/DS-045409/{key}",
            {"format": "SDMX-CSV", "startPeriod": str(year), "endPeriod": str(year)},
            {},
            ".csv",
        )
        for year in wanted.years
    ]


def _code(system: str, iso3: str | None) -> str:
    """The service's own code of a country; the one that it uses now, where it has used several."""
    codes = [code for code, (known, _) in named(system).items() if known == iso3]
    if not codes:
        raise StatisticsError(f"{iso3}: no country by ISO 3166-1 alpha-3 that {system} has a code for")
    return codes[0]


def _answer(client: httpx.Client, request: _Request, service: Service) -> Path:
    """The file of an answer: from the cache where the service says that nothing has changed."""
    service.cache.mkdir(parents=True, exist_ok=True)
    name = hashlib.sha256(json.dumps([request.url, request.parameters]).encode()).hexdigest()[:20]
    kept, tag = service.cache / f"{name}{request.suffix}", service.cache / f"{name}.etag"
    headers = dict(request.headers)
    if kept.exists() and tag.exists():
        headers["If-None-Match"] = tag.read_text(encoding="utf-8")
    service.sleep(service.wait)
    response = _patiently(client, request, headers, service)
    if response.status_code == httpx.codes.NOT_MODIFIED:
        return kept
    unfinished = kept.with_suffix(".part")
    unfinished.write_bytes(response.content)
    unfinished.replace(kept)
    if etag := response.headers.get("ETag"):
        tag.write_text(etag, encoding="utf-8")
    else:
        tag.unlink(missing_ok=True)
    return kept


def _patiently(client: httpx.Client, request: _Request, headers: dict[str, str], service: Service) -> httpx.Response:
    """Asks again where the service is busy or out of reach; waits as long as it says."""
    last = ""
    for attempt in range(service.tries):
        if attempt:
            service.sleep(_pause(last, service.wait * 2**attempt))
        try:
            response = client.get(request.url, params=request.parameters, headers=headers)
        except httpx.TransportError as error:
            last = f"cannot be reached ({error or type(error).__name__}); is this machine offline?"
            continue
        if response.status_code not in RETRIED:
            return _accepted(request, response)
        last = f"answers {response.status_code}; retry after {response.headers.get('Retry-After', '')}"
    raise StatisticsError(f"{request.url}: {last} ({service.tries} tries)")


def _pause(last: str, otherwise: float) -> float:
    said = last.rpartition("retry after ")[2]
    return max(float(said), otherwise) if said.isdigit() else otherwise


def _accepted(request: _Request, response: httpx.Response) -> httpx.Response:
    if response.is_success or response.status_code == httpx.codes.NOT_MODIFIED:
        return response
    reasons = {401: f"a key is wanted: set {KEY}", 403: f"the key in {KEY} is refused", 404: "there are no such rows"}
    said = reasons.get(response.status_code, " ".join(response.text.split())[:200])
    raise StatisticsError(f"{request.url}: answers {response.status_code}: {said}")
