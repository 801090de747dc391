"""What the corpora hold, counted: the parts of their README, tables and phrases in Markdown."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median_high
from typing import Any

from annotation.archive import article_id
from annotation.cases import split_of
from annotation.corpus import SPLITS, Row, hand, read_rows

FOLDERS = (*SPLITS, "sentences", "wikinews")
HANDS = Path(__file__).with_name("hands.csv")
"""What every hand writes."""
FIELDS = (
    "entity",
    "partner",
    "direction",
    "measure",
    "commodity",
    "value",
    "bound",
    "currency",
    "unit",
    "period_start",
    "trend",
    "source",
    "via",
)
"""Where a claim may accept several answers."""
NAMES = {
    "entity": "entities",
    "commodity": "commodities",
    "partner": "partners",
    "source": "sources",
    "currency": "currencies",
}
"""Fields whose answers are held against those of train, and the heading of their row."""
COMMODITIES = 14
"""How many of the commodities that train does not know are named."""


@dataclass(frozen=True, slots=True)
class Corpora:
    """All that is counted, as it was built last."""

    claims: dict[str, list[Row]]
    """By folder."""
    others: dict[str, int]
    """Numbers out of scope by folder."""
    texts: dict[str, dict[str, str]]
    """By split and id of the article."""
    cases: list[Row]
    archived: list[str]
    """Ids of the archived articles that are labelled, with claims or without."""
    second: Counter[str]
    """Articles that were labelled twice, by hand."""

    def of_articles(self) -> list[Row]:
        """The claims of all articles; those of cases and of the archive are left out."""
        return [row for split in SPLITS for row in self.claims[split]]

    def all_texts(self) -> list[str]:
        """The texts of all articles."""
        return [text for split in SPLITS for text in self.texts[split].values()]

    def hands(self) -> dict[str, Counter[str]]:
        """Hand -> split -> articles."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for split in SPLITS:
            for article in self.texts[split]:
                found[hand(article)][split] += 1
        return found


def read(root: Path) -> Corpora:
    """Gold, articles and files of labels below `root`; a folder that is absent holds nothing."""
    return Corpora(
        claims={folder: read_rows(root / folder / "gold.jsonl") for folder in FOLDERS},
        others={folder: len(read_rows(root / folder / "outofscope.jsonl")) for folder in FOLDERS},
        texts={
            split: {path.stem: path.read_text(encoding="utf-8") for path in (root / split / "articles").glob("*.txt")}
            for split in SPLITS
        },
        cases=read_rows(root / "sentences" / "cases.jsonl"),
        archived=[article_id(path.stem) for path in (root / "wikinews" / "claims").glob("*.claims")],
        second=Counter(hand(path.stem) for split in SPLITS for path in (root / split / "second").glob("*.claims")),
    )


def filled(corpora: Corpora) -> dict[str, str]:
    """Name -> Markdown of every part."""
    return {name: part(corpora) for name, part in PARTS.items()}


def described() -> dict[str, str]:
    """Hand -> what it writes."""
    with HANDS.open(encoding="utf-8", newline="") as lines:
        return {row["hand"]: row["what"] for row in csv.DictReader(lines)}


def _answers(row: Row, name: str) -> list[Any]:
    return row[name] if isinstance(row[name], list) else [row[name]]


def _first(row: Row, name: str) -> Any:
    return _answers(row, name)[0]


def _shown(count: int) -> str:
    return f"{count:,}" if count else "–"


def _joined(names: Iterable[str]) -> str:
    """`a, b and c`, in alphabetical order."""
    *most, last = sorted(names) or ["none"]
    return f"{', '.join(most)} and {last}" if most else last


def _quoted(names: Iterable[str]) -> list[str]:
    return [f"`{name}`" for name in names]


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], texts: int = 1) -> str:
    """A table whose first `texts` columns hold words, the others numbers."""
    rule = ["---"] * texts + ["---:"] * (len(head) - texts)
    return "\n" + "".join(f"| {' | '.join(cells)} |\n" for cells in (head, rule, *rows))


def _sizes(corpora: Corpora) -> str:
    names = [*_quoted(f"{split}/" for split in SPLITS), "`sentences/` (cases)", "`wikinews/` (labels alone)"]
    articles = [*(len(corpora.texts[split]) for split in SPLITS), len(corpora.cases), len(corpora.archived)]
    claims, others = [len(corpora.claims[folder]) for folder in FOLDERS], list(corpora.others.values())
    counts = [*zip(articles, claims, others, strict=True), (sum(articles), sum(claims), sum(others))]
    rows = [[name, *map(_shown, row)] for name, row in zip([*names, "all"], counts, strict=True)]
    return _table(["", "articles or cases", "claims", "numbers out of scope"], rows)


def _hands(corpora: Corpora) -> str:
    claims = Counter(row["hand"] for row in corpora.of_articles())
    hands, words = corpora.hands(), described()
    rows = [
        [f"`{name}`", words.get(name, ""), *(_shown(hands[name][split]) for split in SPLITS), _shown(claims[name])]
        for name in sorted(hands, key=lambda name: (-claims[name], name))
    ]
    last = ["articles", "", *(_shown(len(corpora.texts[split])) for split in SPLITS), _shown(claims.total())]
    return _table(["hand", "what it is", *SPLITS, "claims"], [*rows, last], texts=2)


def _counted(title: str, keys: Callable[[Row], Iterable[str]]) -> Callable[[Corpora], str]:
    """The table of claims by what `keys` says of each and by folder, the most frequent first."""

    def part(corpora: Corpora) -> str:
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for folder in FOLDERS:
            for row in corpora.claims[folder]:
                for key in keys(row):
                    counts[key][folder] += 1
        rows = [
            [key, *(_shown(counts[key][folder]) for folder in FOLDERS), _shown(counts[key].total())]
            for key in sorted(counts, key=lambda key: (-counts[key].total(), key))
        ]
        return _table([title, *FOLDERS, "all"], rows)

    return part


def _unknown(corpora: Corpora, name: str, split: str) -> tuple[list[Row], list[Row]]:
    """The claims of a split with a best answer in this field, and those of them with no answer of train."""
    known = {answer for row in corpora.claims["train"] for answer in _answers(row, name)} - {None}
    rows = [row for row in corpora.claims[split] if _first(row, name)]
    return rows, [row for row in rows if not known & set(_answers(row, name))]


def _unseen(corpora: Corpora) -> str:
    rows = []
    for name, plural in NAMES.items():
        best = [len({_first(row, name) for row in corpora.claims[split]} - {None}) for split in SPLITS]
        cells = []
        for split in SPLITS[1:]:
            having, unknown = _unknown(corpora, name, split)
            cells.append(f"{len(unknown):,} of {len(having):,} ({100 * len(unknown) / max(1, len(having)):.0f} %)")
        rows.append([plural, *map(_shown, best), *cells])
    return _table(["best answer", *SPLITS, *(f"{split}: claims unknown to train" for split in SPLITS[1:])], rows)


def _new_commodities(corpora: Corpora) -> str:
    counts = Counter(_first(row, "commodity") for row in _unknown(corpora, "commodity", "test")[1])
    return ", ".join(sorted(counts, key=lambda name: (-counts[name], name))[:COMMODITIES])


def _main_countries(corpora: Corpora, split: str) -> Counter[str]:
    """Country -> articles with more claims on it than on any other; of equals the first told."""
    by_article: dict[str, Counter[str]] = defaultdict(Counter)
    for row in corpora.claims[split]:
        if _first(row, "entity_code"):
            by_article[row["article"]][_first(row, "entity")] += 1
    return Counter(counts.most_common(1)[0][0] for counts in by_article.values())


def _countries_of_test(corpora: Corpora) -> tuple[list[str], list[str]]:
    """The main countries of articles of test that are those of no article of train, and the others."""
    test, train = _main_countries(corpora, "test"), _main_countries(corpora, "train")
    return sorted(test.keys() - train.keys()), sorted(test.keys() & train.keys())


def _new_countries(corpora: Corpora) -> str:
    test, new = _main_countries(corpora, "test"), _countries_of_test(corpora)[0]
    articles = sum(test[name] for name in new)
    return f"{len(new)} of {len(test)} ({', '.join(new)}), {articles} of the {len(corpora.texts['test'])} articles"


def _claims_on_new_countries(corpora: Corpora) -> str:
    new = set(_countries_of_test(corpora)[0])
    test, train = (sum(_first(row, "entity") in new for row in corpora.claims[split]) for split in ("test", "train"))
    return f"{test:,} claims in test, and in passing of {train:,} in train"


def _new_hands(corpora: Corpora) -> str:
    new = {name: at["test"] for name, at in sorted(corpora.hands().items()) if at["test"] and not at["train"]}
    return f"{', '.join(_quoted(new))}, {sum(new.values())} of the {len(corpora.texts['test'])} articles"


def _words(corpora: Corpora) -> str:
    lengths = [len(text.split()) for text in corpora.all_texts()] or [0]
    return f"{min(lengths)} to {max(lengths)} (median {median_high(lengths)})"


def _years(corpora: Corpora) -> str:
    years = [year for text in corpora.all_texts() for year in re.findall(r"^DATE: (\d{4})", text, re.MULTILINE)]
    return f"{min(years, default='–')} to {max(years, default='–')}"


def _twice(corpora: Corpora) -> str:
    by_count: dict[int, list[str]] = defaultdict(list)
    for name, count in corpora.second.items():
        by_count[count].append(name)
    return ", ".join(f"{count} of {_joined(_quoted(by_count[count]))}" for count in sorted(by_count, reverse=True))


def _by_split(splits: Iterable[str]) -> str:
    counts = Counter(splits)
    return f"{counts['train']:,} for train, {counts['dev']:,} for dev"


def _different(corpora: Corpora, name: str) -> str:
    return _shown(len({_first(row, name) for row in corpora.of_articles()} - {None}))


def _several(corpora: Corpora) -> str:
    return _shown(sum(any(isinstance(row[name], list) for name in FIELDS) for row in corpora.of_articles()))


PARTS: dict[str, Callable[[Corpora], str]] = {
    "articles": lambda corpora: _shown(len(corpora.all_texts())),
    "claims": lambda corpora: _shown(len(corpora.of_articles())),
    "cases": lambda corpora: _shown(len(corpora.cases)),
    "archived": lambda corpora: _shown(len(corpora.archived)),
    "sizes": _sizes,
    "case-files": lambda corpora: _shown(len({case["phenomenon"] for case in corpora.cases})),
    "years": _years,
    "words": _words,
    "countries": lambda corpora: _different(corpora, "entity_code"),
    "currencies": lambda corpora: _different(corpora, "currency"),
    "hands": _hands,
    "new-hands": _new_hands,
    "new-countries": _new_countries,
    "claims-on-new-countries": _claims_on_new_countries,
    "shared-countries": lambda corpora: _joined(_countries_of_test(corpora)[1]),
    "new-commodities": _new_commodities,
    "unseen": _unseen,
    "case-split": lambda corpora: _by_split(case["split"] for case in corpora.cases),
    "archive-split": lambda corpora: _by_split(map(split_of, corpora.archived)),
    "kinds": _counted("kind", lambda row: [row["kind"]]),
    "directions": _counted("direction", lambda row: [_first(row, "direction") or "none"]),
    "phenomena": _counted("phenomenon", lambda row: row["tags"]),
    "several": _several,
    "optional": lambda corpora: _shown(sum(row["optional"] for row in corpora.of_articles())),
    "once": lambda corpora: _joined(_quoted(corpora.hands().keys() - corpora.second.keys())),
    "twice": _twice,
}
