"""Live sources, against a server on this machine that speaks the services' shapes."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest

from extractor.errors import StatisticsError
from extractor.statistics import ImportReport
from extractor.statistics.fetching import Service, Wanted, fetch
from tests.statistics.conftest import FILES, Take

ANSWERS = {"/public/v1/preview/C/A/HS": "comtrade-v1.json", "/data/v1/get/C/A/HS": "comtrade-v1.json"}
WANTED = Wanted("FRA", (2022,), ("8542",), "USA")


class Handler(BaseHTTPRequestHandler):
    asked: list[tuple[str, dict[str, list[str]], dict[str, str]]]
    busy = 0

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        type(self).asked.append((parts.path, parse_qs(parts.query), dict(self.headers)))
        if type(self).busy:
            type(self).busy -= 1
            self.send_response(429)
            self.send_header("Retry-After", "7")
            self.end_headers()
            return
        if self.headers.get("If-None-Match") == '"a"':
            self.send_response(304)
            self.end_headers()
            return
        file = ANSWERS.get(parts.path) or ("sdmx-1.csv" if "DS-045409" in parts.path else None)
        self.send_response(200 if file else 404)
        self.send_header("ETag", '"a"')
        self.end_headers()
        self.wfile.write((FILES / file).read_bytes() if file else b"")

    def log_message(self, *arguments: object) -> None:
        """Says nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    Handler.asked, Handler.busy = [], 0
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def service(server: str, tmp_path: Path, waits: list[float]) -> Service:
    return Service(comtrade=server, eurostat=server, key=None, cache=tmp_path / "cache", sleep=waits.append)


def test_comtrade(service: Service, take: Take) -> None:
    (file,) = fetch("comtrade", WANTED, service)
    path, parameters, _ = Handler.asked[0]
    assert path == "/public/v1/preview/C/A/HS"
    assert (parameters["reporterCode"], parameters["partnerCode"], parameters["period"]) == (["251"], ["842"], ["2022"])
    (report,) = take(file)
    assert isinstance(report, ImportReport)
    assert report.format == "comtrade-json"


def test_a_key_asks_for_all(server: str, tmp_path: Path) -> None:
    fetch("comtrade", WANTED, Service(comtrade=server, key="secret", cache=tmp_path, wait=0))
    path, _, headers = Handler.asked[0]
    assert path == "/data/v1/get/C/A/HS"
    assert headers["Ocp-Apim-Subscription-Key"] == "secret"


def test_eurostat(service: Service, take: Take) -> None:
    (file,) = fetch("eurostat", Wanted("GRC", (2022,), ("8542",), "KAZ"), service)
    assert Handler.asked[0][0].endswith("/DS-045409/A.GR.KZ.8542.1+2.VALUE_IN_EUROS+QUANTITY_IN_100KG")
    (report,) = take(file)
    assert isinstance(report, ImportReport)
    assert report.format == "sdmx-csv"


def test_what_has_not_changed_comes_from_the_cache(service: Service) -> None:
    first, second = fetch("comtrade", WANTED, service), fetch("comtrade", WANTED, service)
    assert first == second
    assert Handler.asked[1][2]["If-None-Match"] == '"a"'
    assert first[0].read_bytes() == (FILES / "comtrade-v1.json").read_bytes()


def test_a_busy_service_is_asked_again(service: Service, waits: list[float]) -> None:
    Handler.busy = 2
    fetch("comtrade", WANTED, service)
    assert len(Handler.asked) == 3
    assert waits[1:] == [7, 7]


def test_a_service_that_stays_busy(service: Service) -> None:
    Handler.busy = 99
    with pytest.raises(StatisticsError, match=r"429.*4 tries"):
        fetch("comtrade", WANTED, service)


def test_offline(tmp_path: Path) -> None:
    service = Service(comtrade="http://127.0.0.1:9", key=None, cache=tmp_path, sleep=lambda seconds: None)
    with pytest.raises(StatisticsError, match="offline"):
        fetch("comtrade", WANTED, service)


def test_no_such_source_or_country(service: Service) -> None:
    with pytest.raises(StatisticsError, match="comtrade, eurostat"):
        fetch("wto", WANTED, service)
    with pytest.raises(StatisticsError, match="XXX"):
        fetch("comtrade", Wanted("XXX", (2022,)), service)
