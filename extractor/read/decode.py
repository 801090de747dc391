"""Bytes to text, and whether it is English prose at all."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from extractor.errors import EmptyInput, NotEnglish, NotText, TooLarge
from extractor.lexicons import wordlist

MAX_BYTES = 20_000_000
MAX_CHARACTERS = 1_000_000
"""Longer than any article; what is longer is an archive or no text."""

_FEWEST_WORDS, _ENGLISH_SHARE = 25, 0.06
"""Of English prose three words in ten are in the list, of clumsy translations one; of other languages next to none."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode(data: bytes, name: str) -> tuple[str, str]:
    """The text and the encoding that was assumed. Raises EmptyInput, NotText or TooLarge, which name the file."""
    if not data.strip():
        raise EmptyInput(f"{name}: empty; a text or HTML file with an article is needed")
    if len(data) > MAX_BYTES:
        raise TooLarge(
            f"{name}: {len(data):,} bytes; an article has at most {MAX_BYTES:,}: split the archive into articles"
        )
    if data.startswith(BOM_UTF8):
        return _checked(data.decode("utf-8-sig", errors="replace"), name), "utf-8-sig"
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return _checked(data.decode("utf-16", errors="replace"), name), "utf-16"
    if len(_CONTROL.findall(data[:100_000])) > len(data[:100_000]) // 1000:
        raise NotText(f"{name}: binary, not text; a text or HTML file is needed")
    for encoding in ("utf-8", "cp1252"):  # English that is not UTF-8 is nearly always Windows Latin
        try:
            return _checked(data.decode(encoding), name), encoding
        except UnicodeDecodeError:
            continue
    return _guessed(data, name)


def _guessed(data: bytes, name: str) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    if best is None:
        raise NotText(f"{name}: no encoding explains these bytes; save the file as UTF-8")
    try:
        return _checked(data.decode(best.encoding), name), best.encoding
    except UnicodeDecodeError as error:
        raise NotText(
            f"{name}: neither UTF-8 nor {best.encoding} (byte {error.start}); save the file as UTF-8"
        ) from error


def require_size(text: str, name: str) -> None:
    """Raise TooLarge where a text is longer than an article can be."""
    if len(text) > MAX_CHARACTERS:
        raise TooLarge(
            f"{name}: {len(text):,} characters; an article has at most {MAX_CHARACTERS:,}: split the archive into articles"
        )


def printable(text: str) -> str:
    """A text that UTF-8 can hold: a lone surrogate (of `"\\ud800"` in JSON, or a byte of a file's name) becomes U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)


def _checked(text: str, name: str) -> str:
    require_size(text, name)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def require_english(text: str, name: str) -> None:
    """Raise NotEnglish where a text of some length has hardly any English function words."""
    words = re.findall(r"[^\W\d_]+", text[:20_000].lower())
    if len(words) < _FEWEST_WORDS:
        return
    share = sum(word in wordlist("function_words") for word in words) / len(words)
    if share < _ENGLISH_SHARE:
        raise NotEnglish(
            f"{name}: not English ({share:.0%} English function words, prose has some 30%); English text is needed"
        )
