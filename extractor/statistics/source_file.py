"""A file of statistics as given: its digest, its plain content on disk, the beginning of its text."""

from __future__ import annotations

import codecs
import gzip
import hashlib
import re
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from datetime import date as Date
from pathlib import Path
from typing import IO

import charset_normalizer

from extractor.errors import BadTable, UnknownFormat

HEAD = 256 * 1024
"""How many bytes are looked at to tell the format."""
CHUNK = 1024 * 1024
GLOBBED = "*?["
"""Signs in a path that DuckDB would take for a pattern."""
KATAKANA = re.compile("[\uff61-\uff9f]{2}")
"""Half-width letters, which Cyrillic in one byte is taken for; no office prints them any more."""
HIGHEST_RATIO = 1100
"""Deflate never packs tighter than 1032 to 1; a member announced as more is not what it says."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One table to read. `plain` is it without compression; `name` is what a person calls it."""

    name: str
    """The file's name; of a member of an archive `archive.zip/member.csv`."""
    plain: Path
    digest: str
    """SHA-256 of the file as given (of a member: of the archive's bytes and the member's name)."""
    modified: Date
    """The day that the file was written: when it was retrieved, as far as the file tells."""
    head: str
    """The beginning of the text, up to a quarter of a mebibyte; empty where the file is not text."""
    encoding: str

    @property
    def suffix(self) -> str:
        return Path(self.name.removesuffix(".gz")).suffix.lower()


@contextmanager
def opened(path: Path, encoding: str | None = None) -> Iterator[list[SourceFile]]:
    """The tables of a file: one, or one for each member of a zip; their encoding is guessed where it is not given.

    Raises UnknownFormat, BadTable.
    """
    if not path.is_file():
        raise UnknownFormat(f"{path}: no such file")
    if path.stat().st_size == 0:
        raise BadTable(f"{path}: the file is empty")
    with tempfile.TemporaryDirectory(prefix="extractor-") as folder:
        yield _tables(path, Path(folder), encoding)


def _tables(path: Path, folder: Path, encoding: str | None) -> list[SourceFile]:
    with path.open("rb") as file:
        start = file.read(4)
    digest = digest_of(path)
    if start[:2] == b"\x1f\x8b":
        plain = folder / f"plain{_suffix(path.name.removesuffix('.gz'))}"
        _gunzip(path, plain)
        return [_source(path.name, plain, digest, path, folder, encoding)]
    if start == b"PK\x03\x04" and not _is_workbook(path):
        return [
            _source(f"{path.name}/{member}", plain, _joined(digest, member), path, folder, encoding)
            for member, plain in _unzip(path, folder)
        ]
    plain = path
    if set(GLOBBED) & set(str(path)):
        plain = folder / f"plain{_suffix(path.name)}"
        plain.symlink_to(path.resolve())
    return [_source(path.name, plain, digest, path, folder, encoding)]


def _suffix(name: str) -> str:
    """A file's suffix, unless it is of no use: bulk files of UN Comtrade end in `H6[2025-12-02].gz`."""
    suffix = Path(name).suffix
    return "" if set(GLOBBED) & set(suffix) else suffix


def digest_of(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _joined(digest: str, more: str) -> str:
    return hashlib.sha256(f"{digest} {more}".encode()).hexdigest()


def _source(name: str, plain: Path, digest: str, path: Path, folder: Path, given: str | None = None) -> SourceFile:
    with plain.open("rb") as file:
        start = file.read(HEAD)
    head, encoding = _decoded(start) if given is None else _as(start, given)
    if given is None and encoding == "utf-8" and start.isascii():
        encoding = _encoding_below(plain)
    if head and encoding != "utf-8":
        plain = _as_utf8(plain, encoding, plain.parent if plain != path else folder)
    modified = datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    return SourceFile(name=name, plain=plain, digest=digest, modified=modified, head=head, encoding=encoding)


def _as(start: bytes, encoding: str) -> tuple[str, str]:
    return start.decode("utf-8-sig" if encoding == "utf-8" else encoding, errors="replace"), encoding


def _decoded(start: bytes) -> tuple[str, str]:
    """The text of the file's beginning and its encoding; no text and `binary` where it is none."""
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return start.decode("utf-16", errors="ignore"), "utf-16"
    if b"\x00" in start:
        return "", "binary"
    for shorter in range(4):
        try:
            return start[: len(start) - shorter].decode("utf-8-sig"), "utf-8"
        except UnicodeDecodeError:
            if len(start) < HEAD:
                break
    encoding = _guessed(start[: HEAD // 4])
    return start.decode(encoding, errors="replace"), encoding


def _guessed(part: bytes) -> str:
    matches = charset_normalizer.from_bytes(part)
    best = next((match for match in matches if not KATAKANA.search(str(match))), matches.best())
    return best.encoding if best else "cp1252"


def _encoding_below(plain: Path) -> str:
    """The encoding of a file whose beginning is plain ASCII, by the first chunk that is not.

    Downloads of UN Comtrade are in Latin-1, and the first `ü` of one may stand far down.
    """
    with plain.open("rb") as file:
        while chunk := file.read(CHUNK):
            if not chunk.isascii():
                try:
                    codecs.getincrementaldecoder("utf-8")().decode(chunk)
                except UnicodeDecodeError as error:
                    return _guessed(chunk[max(error.start - HEAD // 8, 0) : error.start + HEAD // 8])
                break
    return "utf-8"


def _as_utf8(plain: Path, encoding: str, folder: Path) -> Path:
    """The same text in UTF-8, in the working folder."""
    recoded = folder / f"{plain.name}.utf8"
    with (
        plain.open(encoding=encoding, errors="replace", newline="") as given,
        recoded.open("w", encoding="utf-8", newline="") as written,
    ):
        shutil.copyfileobj(given, written, CHUNK)
    return recoded


def _gunzip(path: Path, plain: Path) -> None:
    try:
        with gzip.open(path) as packed, plain.open("wb") as unpacked:
            shutil.copyfileobj(packed, unpacked, CHUNK)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise BadTable(f"{path}: the gzip file is cut short or damaged ({error}); fetch it again") from error
    except OSError as error:
        raise BadTable(f"{path}: cannot be unpacked ({error})") from error


def _is_workbook(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return any(name in ("[Content_Types].xml", "mimetype") for name in archive.namelist())
    except zipfile.BadZipFile as error:
        raise BadTable(f"{path}: the zip file is cut short or damaged ({error}); fetch it again") from error


def _unzip(path: Path, folder: Path) -> Iterator[tuple[str, Path]]:
    with zipfile.ZipFile(path) as archive:
        members = [info for info in archive.infolist() if not info.is_dir() and "__MACOSX" not in info.filename]
        if not members:
            raise BadTable(f"{path}: the zip file holds no file")
        for number, info in enumerate(members):
            _refuse_inflated(path, info, folder)
            plain = folder / f"{number}{_suffix(info.filename)}"
            try:
                with archive.open(info) as packed, plain.open("wb") as unpacked:
                    _copy(packed, unpacked)
            except (zipfile.BadZipFile, EOFError, zlib.error, RuntimeError, NotImplementedError) as error:
                raise BadTable(f"{path}: its member {info.filename} cannot be unpacked ({error})") from error
            yield info.filename, plain


def _copy(packed: IO[bytes], unpacked: IO[bytes]) -> None:
    shutil.copyfileobj(packed, unpacked, CHUNK)


def _refuse_inflated(path: Path, info: zipfile.ZipInfo, folder: Path) -> None:
    announced = info.file_size
    if announced > HIGHEST_RATIO * max(info.compress_size, 1) + CHUNK:
        raise BadTable(
            f"{path}: its member {info.filename} is announced as {announced:,} bytes "
            f"in {info.compress_size:,} packed ones; no zip file packs so tightly"
        )
    free = shutil.disk_usage(folder).free
    if announced > free:
        raise BadTable(f"{path}: unpacking {info.filename} takes {announced:,} bytes; {free:,} are free in {folder}")
