"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from extractor.errors import InputError


@contextmanager
def whole_file(path: str | None) -> Iterator[TextIO]:
    """A stream to `path`, written beside it and renamed at the end; standard output where there is none.

    Where the block raises, what was written is removed and the old file stays. Raises InputError where the folder cannot be
    written to.
    """
    if path is None or path == "-":
        yield sys.stdout
        sys.stdout.flush()
        return
    target = Path(path)
    try:
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", text=True)
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}; a folder that can be written to is needed") from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            yield stream
        Path(temporary).chmod(0o644)
        Path(temporary).replace(target)
    finally:
        Path(temporary).unlink(missing_ok=True)
