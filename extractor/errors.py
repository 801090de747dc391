"""Everything that can go wrong, by cause.

ExtractorError
├── InputError              what was given to read cannot be read
│   ├── MissingInput        no such file, or a folder without readable files
│   ├── EmptyInput          nothing in it, or HTML without prose
│   ├── NotText             binary, or bytes that no encoding explains
│   ├── TooLarge            longer than an article can be
│   ├── NotEnglish          text in another language
│   ├── BadDate             a date that is none
│   └── BadRecord           a line or record that does not follow the schema
├── ArticleError            the program itself failed on an article that was read; the others go on
├── StatisticsError         the store of official statistics, or a file for it
│   ├── StoreError          the store cannot be opened, or was made by a newer version
│   ├── UnknownFormat       no importer knows this file
│   └── BadTable            a known format that breaks its own layout
└── SetupError              weights or packages that are missing or changed

Each message is one line: what, where, and what would be right.
"""


class ExtractorError(Exception):
    """Anything that this program refuses; its text is meant for a person."""


class InputError(ExtractorError):
    """What was given to read cannot be read."""


class MissingInput(InputError):
    """No such file, or a folder without readable files."""


class EmptyInput(InputError):
    """Nothing in it, or HTML without prose."""


class NotText(InputError):
    """Binary, or bytes that no encoding explains."""


class TooLarge(InputError):
    """Longer than an article can be."""


class NotEnglish(InputError):
    """Text in another language."""


class BadDate(InputError):
    """A date that is none, such as 2023-02-30."""


class BadRecord(InputError):
    """A line or record that does not follow the schema."""


class ArticleError(ExtractorError):
    """The program itself failed on an article that was read; the text says how and where in the program."""


class StatisticsError(ExtractorError):
    """The store of official statistics, or a file for it."""


class StoreError(StatisticsError):
    """The store cannot be opened, or was made by a newer version."""


class UnknownFormat(StatisticsError):
    """No importer knows this file."""


class BadTable(StatisticsError):
    """A known format that breaks its own layout."""


class SetupError(ExtractorError):
    """Weights or packages that are missing or changed."""
