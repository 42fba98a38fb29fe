"""Text that was decoded wrongly: found by the traces that each mistake leaves, and confirmed by undoing it.

UTF-8 read as Latin-1 or Windows-1252 leaves Ã and â€; read as GBK it leaves rare characters such as 锛 and 鐨 in the
place of ， and 的; GBK read as Latin-1 leaves runs of accented letters. Read as one of the other tables of single bytes,
UTF-8 leaves their characters in the order of its own lead and continuation bytes, which no language keeps to. Ordinary text does not turn into other ordinary
text when it is decoded a second way, so that a run that does was decoded wrongly before.
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator
from functools import cache
from itertools import islice

from auditor.model import Span
from auditor.signals._kinds import count, kinds
from auditor.text.lazy import lazy

__all__ = ["garbled", "lost"]

_FOUND = 10_000
_LONGEST = 2000  # characters of one run that are decoded again

# What UTF-8 turns into when read as Latin-1, Windows-1252 or GBK, and the fillers of uninitialised memory.
_TRACES = lazy(
    r"(?:Ã[\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸ]|Â[\u0080-\u009f©®°·»«£§]|â€[\u0080-\u00bf™œ“”˜¦¢–—]|ï»¿"
    r"|ðŸ[\u0080-\u00bf\u2018-\u2122]|[äåæçèé][\u0080-\u00bf†‡‰Š‹Œ™š›œžŸ–][\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸ]"
    # The first two bytes of English quotation marks and dashes, and what follows them.
    r"|鈥.?|锟斤拷|烫烫烫|屯屯屯|(?:Ð[\u0080-\u00bf]|Ñ[\u0080-\u008f]){3}"
    # A message's transfer encoding.
    r"|(?:=[0-9A-F]{2}){4}){1,200}"
)
# UTF-7: +ZeVnLIqe- in the place of 日本語; base 64 as such never holds Chinese throughout.
_SHIFTED = lazy(r"\+([A-Za-z0-9/+]{3,}+)")
_SHIFTED_CHARACTER = lazy(r"[\u2010-\u203a\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff5e]")
# One of these opens every trace; in ASCII there can only be a transfer encoding.
_SUSPECT = lazy(r"[ÃÂâïðäåæçèé鈥锟烫屯ÐÑ]")
_TRANSFER = lazy(r"=[0-9A-F]{2}=")
# Characters that text about anything hardly has, and every misread Chinese page: parts of ，。的是在国“和.
_RARE = lazy(r"[锛銆鐨鏄鍦鍥鈥鍜鏈杩鐢]")
_HAN_RUN = lazy(r"[\u3400-\u9fff\ue000-\uf8ff€·]{4,2000}")
_ACCENTED = 6
_ACCENTED_RUN = lazy(rf"[\u00a1-\u00ff]{{{_ACCENTED},2000}}")
_HAN = lazy(r"[\u4e00-\u9fff\u3000-\u3002，：；！？（）“”]")
# Tables of single bytes, each with the kinds of characters that its lead bytes are of. NOTE: in cp866 ordinary Russian
# has the order of UTF-8.
_TABLES = {
    "cp1251": b"C",
    "koi8-r": b"C",
    "cp437": b"G",
    "mac-roman": b"a",
    "cp1250": b"wa",
    "cp1253": b"G",
}
_LEADS_2, _LEADS_3, _LEADS_4, _FOLLOW = range(0xC2, 0xE0), range(0xE1, 0xF0), range(0xF0, 0xF5), range(0x80, 0xC0)
_CYRILLIC_RUN = lazy(r"[\u0400-\u045f\u00a0-\u00bf\u2013-\u2122]{6,2000}")
# The commonest characters of Chinese: of text one in five, of misread text hardly any.
_COMMON = frozenset(
    "的一是在不了有和人这這中大为為上个個国國我以要他时時来來用们們生到作地于於出就分对對成会會可主发發年"
)
_COMMON_SHARE = 0.08
_QUESTION = lazy(r"\?{3,200}")

_RECOVERED = 0.8
"""Share of the bytes of a run that must make sense the other way; of ordinary Chinese it is below a tenth."""

_LOST_SHARE = 0.1
"""Share of question marks from which on they stand for lost characters: a post that shouts has a few."""

_LOST_RUNS = 3
_LOST_ALONE = 30  # a run of so many is a lost sentence


def garbled(text: str) -> tuple[Span, ...]:
    """The stretches of wrongly decoded text, in order."""
    found: set[Span] = set()
    if _TRANSFER.search(text) or (not text.isascii() and _SUSPECT.search(text)):
        found |= {match.span() for match in islice(_TRACES.finditer(text), _FOUND)}
    if "+" in text:
        found |= {match.span() for match in islice(_SHIFTED.finditer(text), _FOUND) if _is_shifted(match.group(1))}
    if text.isascii():
        return tuple(sorted(found))
    marks = kinds(text)
    for table, leads in _TABLES.items():
        if any(lead in marks for lead in leads):
            found |= {match.span() for match in islice(_sequences(table).finditer(text), _FOUND)}
    if len(_RARE.findall(text, 0, 200_000)) > 1 or _RARE.search(text, 200_000):
        found |= set(_read_again(text, _HAN_RUN, "gb18030", "utf-8"))
    if count(marks, b"ag") >= _ACCENTED:
        found |= set(_read_again(text, _ACCENTED_RUN, "latin-1", "gb18030"))
    if count(marks, b"C") >= _ACCENTED:
        found |= set(_read_again(text, _CYRILLIC_RUN, "cp1251", "gb18030", common=_COMMON_SHARE))
    return tuple(_apart(sorted(found)))


def lost(text: str) -> tuple[Span, ...]:
    """Runs of question marks, where they stand for a text's characters: nothing can restore them."""
    marks = [match.span() for match in islice(_QUESTION.finditer(text), _FOUND)] if "???" in text else []
    solid = max(sum(map(len, text.split())), 1) if marks else 1
    many = sum(end - start for start, end in marks) >= _LOST_SHARE * solid
    whole = any(end - start >= _LOST_ALONE for start, end in marks)
    return tuple(marks) if many and (whole or len(marks) >= _LOST_RUNS) else ()


def _is_shifted(run: str) -> bool:
    """Whether UTF-7 would write Chinese, or a mark of punctuation, as this run of base 64, to the last bit."""
    try:
        told = b64decode(run + "=" * (-len(run) % 4)).decode("utf-16-be", "replace")
    except ValueError:
        return False
    return all(map(_SHIFTED_CHARACTER.match, told)) and told.encode("utf-7", "replace") == f"+{run}-".encode()


@cache
def _sequences(table: str) -> re.Pattern[str]:
    """A character of three bytes or more, or two of two bytes, of UTF-8 as a table of single bytes shows them."""

    def shown(numbers: range) -> str:
        return "[" + re.escape(bytes(numbers).decode(table, "replace")) + "]"

    two, follow = shown(_LEADS_2) + shown(_FOLLOW), shown(_FOLLOW)
    more = f"{shown(_LEADS_3)}{follow}{{2}}|{shown(_LEADS_4)}{follow}{{3}}"
    return re.compile(f"(?:{more}|(?:{two}){{2}})(?:{more}|{two}){{0,700}}")


def _read_again(text: str, runs: re.Pattern[str], wrong: str, right: str, *, common: float = 0.0) -> Iterator[Span]:
    """The runs that turn into Chinese, with a share of common characters, when read in the other encoding."""
    for match in islice(runs.finditer(text), _FOUND):
        raw = match.group()[:_LONGEST].encode(wrong, "ignore")
        again = raw.decode(right, "ignore")
        sense = sum(len(character.encode(right)) for character in _HAN.findall(again))
        if raw and sense >= _RECOVERED * len(raw) and sum(map(_COMMON.__contains__, again)) >= common * len(again):
            yield match.span()


def _apart(spans: list[Span]) -> Iterator[Span]:
    end = -1
    for span in spans:
        if span[0] >= end:
            yield span
            end = span[1]
