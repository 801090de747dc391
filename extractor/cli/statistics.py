"""`extractor statistics …`: the store of official statistics."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="The store of official statistics.", no_args_is_help=True, rich_markup_mode=None)
nomenclature = typer.Typer(help="Tables of nomenclatures.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(nomenclature, name="nomenclature")


@app.command("import")
def import_(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE…", help="tables of official statistics, also .gz and .zip")
    ],
    format: Annotated[str | None, typer.Option(help="the layout, where it is not found by itself")] = None,
    mapping: Annotated[Path | None, typer.Option(help="a mapping file for a table of your own")] = None,
    vintage: Annotated[str | None, typer.Option(help="the edition of the data, YYYY-MM-DD or YYYY-MM")] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="say what would be taken over, and change nothing")
    ] = False,
) -> None:
    """Take tables over into the store, each as a whole or not at all, and say what was understood.

    Example: extractor statistics import comtrade-2022.json.gz --dry-run
    """
    from extractor.errors import StatisticsError
    from extractor.statistics import ImportReport, Options, import_files

    def tell(report: ImportReport) -> bool:
        typer.echo("\n".join(report.lines()))
        return True

    options = Options(format=format, mapping=mapping, vintage=vintage, dry_run=dry_run)
    failed = [done for done in import_files(files, options=options, tell=tell) if isinstance(done, StatisticsError)]
    for error in failed:
        print(f"extractor: {error}", file=sys.stderr)
    if failed and len(files) > 1:
        print(f"extractor: {len(files) - len(failed)} imported, {len(failed)} could not be", file=sys.stderr)
    raise typer.Exit(2 if failed else 0)


@app.command("list")
def list_() -> None:
    """List the datasets of the store.

    Example: extractor statistics list
    """
    from extractor.statistics import Store, list_datasets

    with Store() as store:
        for each in list_datasets(store):
            years = f"{each.first_year}-{each.last_year}"
            typer.echo(f"{each.name}\t{each.source}\t{each.figures:,} figures\t{each.reporters:,} reporters\t{years}")


@app.command()
def show(
    dataset: Annotated[str, typer.Argument(help="a name that `extractor statistics list` prints")],
    reporter: Annotated[str | None, typer.Option(help="ISO 3166-1 alpha-3")] = None,
    commodity: Annotated[str | None, typer.Option(help="a code of the nomenclature")] = None,
    year: Annotated[int | None, typer.Option(help="a calendar year")] = None,
) -> None:
    """Print observations of a dataset, one JSON object a line.

    Example: extractor statistics show "Trade by country" --reporter KAZ --year 2022
    """
    from extractor.statistics import Store
    from extractor.statistics import show as observations

    with Store() as store:
        for observation in observations(store, dataset, reporter=reporter, commodity=commodity, year=year):
            typer.echo(observation.to_json())


@app.command()
def path() -> None:
    """Print where the store is; EXTRACTOR_STORE sets another place.

    Example: extractor statistics path
    """
    from extractor.statistics import store_path

    typer.echo(store_path())


@app.command("map")
def map_(
    file: Annotated[Path, typer.Argument(help="a CSV or Excel table of your own")],
    sheet: Annotated[int, typer.Option(help="of a workbook, which sheet, from 1")] = 1,
    output: Annotated[str | None, typer.Option("-o", "--output", help="a file instead of standard output")] = None,
) -> None:
    """Propose a mapping file for a table, from its header; look it over before you import with it.

    Example: extractor statistics map trade.xlsx -o trade.yaml
    """
    from extractor.statistics import propose_mapping
    from extractor.write.atomic import whole_file

    text = propose_mapping(file, sheet)
    with whole_file(output) as out:
        out.write(text)


@app.command()
def fetch(
    source: Annotated[str, typer.Argument(help="comtrade or eurostat")],
    reporter: Annotated[str, typer.Option(help="ISO 3166-1 alpha-3")],
    years: Annotated[str, typer.Option(help="2021, or 2019-2022")],
    commodity: Annotated[
        list[str] | None, typer.Option(help="a code of the Harmonized System; may be repeated")
    ] = None,
    partner: Annotated[str | None, typer.Option(help="ISO 3166-1 alpha-3; all where it is left out")] = None,
) -> None:
    """Ask a public service for rows and import them. Nothing else in this program opens a connection.

    Example: extractor statistics fetch comtrade --reporter KAZ --commodity 8542 --years 2021-2022
    """
    from extractor.errors import StatisticsError
    from extractor.statistics import Wanted
    from extractor.statistics import fetch as ask

    first, _, last = years.partition("-")
    if not (first.isdigit() and (last or first).isdigit()):
        raise StatisticsError(f"--years {years}: a year such as 2021, or 2019-2022, is right")
    span = tuple(range(int(first), int(last or first) + 1))
    wanted = Wanted(reporter=reporter, years=span, commodities=tuple(commodity or ("TOTAL",)), partner=partner)
    import_(ask(source, wanted))


@nomenclature.command("add")
def nomenclature_add(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE…", help="a table of codes, or a correlation of two editions")
    ],
    system: Annotated[
        str | None,
        typer.Option(help="the edition where the file does not say it: HS2022; of a correlation HS2022:HS2017"),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="say what would be taken, and change nothing")] = False,
) -> None:
    """Take official tables of a nomenclature, or correlations of its editions, into the store.

    Example: extractor statistics nomenclature add harmonized-system-2017.csv --dry-run
    """
    from extractor.statistics import NomenclatureReport, add_nomenclatures

    def tell(report: NomenclatureReport) -> None:
        typer.echo("\n".join(report.lines()))

    failed = add_nomenclatures(files, system=system, dry_run=dry_run, tell=tell)
    for error in failed:
        print(f"extractor: {error}", file=sys.stderr)
    raise typer.Exit(2 if failed else 0)


@nomenclature.command("list")
def nomenclature_list() -> None:
    """List the nomenclatures that are known: those added to the store, and the built-in ones.

    Example: extractor statistics nomenclature list
    """
    from extractor.statistics import Store, list_nomenclatures

    with Store() as store:
        for system, other, rows, file in list_nomenclatures(store):
            typer.echo(f"{system}{f' to {other}' if other else ''}\t{rows:,} rows\t{file}")
