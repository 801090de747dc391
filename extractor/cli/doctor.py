"""`extractor doctor`: what is installed, which weights, which store, what is missing and how to get it."""

from __future__ import annotations

import platform
from importlib import metadata
from importlib.util import find_spec

import typer

_OPTIONAL = {
    "web": ("fastapi", "uvicorn"),
    "warc": ("warcio",),
    "ray": ("datatrove", "ray"),
    "train": ("torch", "transformers"),
}
"""The extras, and the packages by which each is told."""


def doctor() -> None:
    """Say what is installed and what is missing.

    Example: extractor doctor
    """
    from extractor.errors import ExtractorError
    from extractor.pipes import weights

    broken = False
    typer.echo(
        f"extractor {metadata.version('extractor')}, Python {platform.python_version()}, spaCy {metadata.version('spacy')}"
    )
    try:
        chosen = weights.choose()
        if chosen == weights.PINNED:
            weights.verify(chosen)
        typer.echo(
            f"ok      English weights: {chosen} {metadata.version(chosen.replace('_', '-'))}; installed: {', '.join(weights.installed())}"
        )
    except ExtractorError as error:
        broken = True
        typer.echo(f"MISSING English weights: {error}")
    broken |= _store()
    for extra, packages in _OPTIONAL.items():
        missing = [package for package in packages if find_spec(package) is None]
        if missing:
            typer.echo(
                f"absent  extra [{extra}]: {', '.join(missing)} (pip install 'extractor[{extra}]' if you need it)"
            )
        else:
            typer.echo(f"ok      extra [{extra}]: {', '.join(packages)}")
    raise typer.Exit(2 if broken else 0)


def _store() -> bool:
    """Say which store there is; true where it cannot be used."""
    from extractor.errors import ExtractorError
    from extractor.statistics import Store, list_datasets, store_path

    try:
        with Store() as store:
            datasets = list_datasets(store)
    except ExtractorError as error:
        typer.echo(f"BROKEN  store of statistics: {error}")
        return True
    typer.echo(
        f"ok      store of statistics: {store_path()}, {len(datasets)} datasets, {sum(d.figures for d in datasets):,} figures"
    )
    return False
