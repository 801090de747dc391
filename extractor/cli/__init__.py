"""The command line: one file a command, each thin over a plain function; heavy imports wait until a command runs.

Exit status: 0 done, 1 findings asked for with `--fail-on` exist, 2 wrong usage, unreadable input, or an article on which the
program failed, 130 stopped with Ctrl-C.
"""

from __future__ import annotations

import sys

import typer

from extractor.cli import check, doctor, evaluate, extract, figures, reconcile, statistics
from extractor.errors import ExtractorError

app = typer.Typer(
    name="extractor",
    help="Reads news articles, takes out every figure as a structured claim, and holds each claim against official statistics.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(extract.extract)
app.command()(figures.figures)
app.command()(reconcile.reconcile)
app.command()(check.check)
app.command()(evaluate.evaluate)
app.command()(doctor.doctor)
app.add_typer(statistics.app, name="statistics")


def main() -> None:
    """Entry of the program; whatever it refuses is one line on standard error and status 2."""
    try:
        app()
    except ExtractorError as error:
        print(f"extractor: {error}", file=sys.stderr)
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except (OSError, UnicodeEncodeError) as error:  # a full disk, an output that cannot hold all characters
        print(f"extractor: cannot write: {error}", file=sys.stderr)
        sys.exit(2)
