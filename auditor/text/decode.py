"""Turns bytes into text, strictly: what cannot be read as text is bad input, never a pass."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache

from auditor.errors import BadInput

__all__ = ["MAX_BYTES", "Decoded", "decode"]

MAX_BYTES = 64 * 1024 * 1024  # about 6,000 pages of Chinese a megabyte; a larger "document" is a dump to be split
SAMPLE_BYTES = 32 * 1024  # scores settle after some hundred characters; the rest is decoded strictly, not scored
CONTROL_SHARE = 0.01  # logs with colour codes stay below it; compressed and compiled data lie near 0.1
ACCEPT = 0.45  # clean text scores 0.62 and more; text read in a wrong charset at most 0.35 (tests/text/test_decode.py)
BROKEN_UTF8 = 0.6  # share of non-ASCII bytes in whole UTF-8 sequences; GBK and Big5 texts stay below 0.45

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = (
    (b"\x89PNG", "PNG image"),
    (b"PK\x03\x04", "ZIP archive or Office file"),
    (b"%PDF-", "PDF"),
    (b"\x1f\x8b", "gzip archive"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"GIF8", "GIF image"),
    (b"\x7fELF", "program"),
    (b"\xd0\xcf\x11\xe0", "old Office file"),
    (b"7z\xbc\xaf", "7z archive"),
    (b"Rar!\x1a", "RAR archive"),
    (b"PAR1", "Parquet table"),
)
# The names that pages declare, and the superset that browsers read them as (WHATWG Encoding Standard).
_DECLARED = {
    **dict.fromkeys(("utf-8", "utf8"), "utf-8"),
    **dict.fromkeys(("gb2312", "gb_2312-80", "gbk", "x-gbk", "gb18030", "chinese", "cp936"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "cn-big5", "x-x-big5", "cp950"), "cp950"),
    **dict.fromkeys(("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii", "windows-1252", "cp1252"), "cp1252"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "windows-949"), "cp949"),
    **{name: name for name in ("euc-jp", "iso-8859-2", "iso-8859-15", "koi8-r", "windows-1250", "windows-1251")},
}
_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\v\f\r") + b"\x7f"
_VISIBLE = re.compile(r"[^\s\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_HIGH = re.compile(rb"[\x80-\xff]")
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
# The most frequent characters of written Chinese, both scripts: a third of any text and of no wrongly decoded one.
_FREQUENT = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法"
    "学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业"
    "外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声"
    "提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金"
    "指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望"
    "觉术领共确传师观清今切院让识候带导争运這個們來為國說時會對於著過發後裡種經麼學樣還進現當動開從實軍無與長機間問點業將兩應戰頭體見"
    "產關話變總電數報結務場計統區資決馬書聽難權設記類術領確傳師觀讓識帶導爭運"
)
_TYPOGRAPHIC = frozenset("“”‘’–—…•€£©®°«»½¼¾·§™¿¡")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text without its byte order mark, newlines as they are, and the name of the charset that it was in."""

    text: str
    encoding: str


def decode(raw: bytes, declared: str | None = None) -> Decoded:
    """The text of ``raw``: by byte order mark, declared charset, strict UTF-8, then the best-scoring legacy charset.

    A declared charset is a claim: valid UTF-8 overrides it when the claim turns the text into rarer characters.
    Raises BadInput when the data are empty, too large, binary, cut off, or in no charset that can be told.
    """
    if len(raw) > MAX_BYTES:
        raise BadInput(f"the document has {len(raw)} bytes", remedy=f"split it: {MAX_BYTES} is the limit for one text")
    found = _decode(raw, declared)
    if not _VISIBLE.search(found.text):
        raise BadInput("the document is empty", remedy="give a file that holds text")
    return found


def _decode(raw: bytes, declared: str | None) -> Decoded:
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return Decoded(_strict(raw[len(mark) :], encoding), encoding)
    for magic, kind in _BINARY:
        if raw.startswith(magic):
            raise BadInput(f"the file is no text ({kind})", remedy="convert it to text, HTML or JSON lines first")
    if b"\0" in raw:
        return _scored(raw, ("utf-16-le", "utf-16-be"))
    if len(raw) - len(raw.translate(None, _CONTROLS)) > CONTROL_SHARE * len(raw):
        raise _binary()
    claim = _DECLARED.get(declared.strip().lower()) if declared else None
    return _claimed(raw, claim) or _scored(raw, ("gb18030", "cp950", "utf-16-le", "utf-16-be", "cp1252"))


def _claimed(raw: bytes, claim: str | None) -> Decoded | None:
    """By the declared charset or UTF-8, whichever reads strictly and yields the commoner characters."""
    text = _try(raw, "utf-8")
    if claim is None or claim == "utf-8" or (text is not None and text.isascii()):
        return None if text is None else Decoded(text, "utf-8")
    other = _try(raw, claim)
    if other is None:
        return None if text is None else Decoded(text, "utf-8")
    if text is not None and _score(_sample(raw, "utf-8"), "utf-8") > _score(_sample(raw, claim), claim):
        return Decoded(text, "utf-8")
    return Decoded(other, claim)


def _scored(raw: bytes, candidates: tuple[str, ...]) -> Decoded:
    """By the candidate whose outcome looks most like written language."""
    scores = {encoding: _score(_sample(raw, encoding), encoding) for encoding in candidates}
    ranked = sorted((encoding for encoding in candidates if scores[encoding] >= ACCEPT), key=lambda e: -scores[e])
    if "gb18030" in candidates:
        _refuse_broken_utf8(raw)
    for encoding in ranked:
        text = _try(raw, encoding)
        if text is not None:
            return Decoded(text, encoding)
    raise _binary()


def _refuse_broken_utf8(raw: bytes) -> None:
    """Raises BadInput for UTF-8 with a few bad bytes: another charset would turn the whole of it into nonsense."""
    first = _HIGH.search(raw)
    sample = raw[first.start() :][:SAMPLE_BYTES] if first else b""
    high = len(_HIGH.findall(sample))
    whole = sum(len(sequence) for sequence in _UTF8_SEQUENCE.findall(sample))
    if high and whole > BROKEN_UTF8 * high and _reads_as_language(sample):
        _strict(raw, "utf-8")


def _reads_as_language(sample: bytes) -> bool:
    return _language(sample.decode("utf-8", "ignore")) >= ACCEPT


def _strict(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        how = "ends inside a character" if error.end >= len(raw) else f"is broken at byte {error.start}"
        raise BadInput(
            f"the text is {encoding.upper()} but {how}", remedy="get the file again, or save it as UTF-8"
        ) from error


def _try(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _binary() -> BadInput:
    return BadInput("the file is no text in a charset that can be told", remedy="save it as UTF-8 text")


def _sample(raw: bytes, encoding: str) -> str | None:
    """Some decoded text from the first non-ASCII byte on (from the start for UTF-16), or None where it is malformed."""
    start = 0
    if not encoding.startswith("utf-16"):
        first = _HIGH.search(raw)
        # Seven bytes of lead show what a letter follows: "caf\xe9".
        start = max(0, first.start() - 7) if first else 0
    piece = raw[start : start + SAMPLE_BYTES]
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        return decoder.decode(piece, final=start + len(piece) == len(raw))
    except UnicodeDecodeError:
        return None


def _score(sample: str | None, encoding: str) -> float:
    """How much of a sample is written language, from -1 to 1; -1 for what did not decode."""
    if not sample:
        return -1.0
    if encoding in {"cp1252", "iso-8859-2", "iso-8859-15", "windows-1250"}:
        return _western(sample)
    if encoding.startswith("utf-16"):
        return _language(sample, ascii_weight=1.0)
    return _language(sample)


def _language(text: str, ascii_weight: float | None = None) -> float:
    """The mean weight of the characters; ASCII counts only where the charset does not give it away for free."""
    common = _common()
    weights = [_weight(char, common) for char in text if char > "\x7f"]
    if ascii_weight is not None:
        plain = sum(char.isalnum() or char.isspace() or "!" <= char <= "~" for char in text if char <= "\x7f")
        weights += [ascii_weight] * plain + [-1.0] * (len(text) - len(weights) - plain)
    return sum(weights) / len(weights) if weights else 0.0


def _weight(char: str, common: frozenset[str]) -> float:
    if char in _FREQUENT:
        return 1.0
    if char in common:
        return 0.6
    if "\u4e00" <= char <= "\u9fff":
        return 0.0
    if char in _TYPOGRAPHIC or "\u3000" <= char <= "\u3017" or "\uff01" <= char <= "\uff5e":
        return 0.6
    if "\u00c0" <= char <= "\u024f":
        return 0.3
    return 0.2 if char.isalnum() and char < "\u3100" else -0.5


@cache
def _common() -> frozenset[str]:
    """GB 2312 level 1 (3,755) and Big5 level 1 (5,401): what the two standards call frequently used."""
    rows = [(range(0xB0, 0xD8), "gb2312"), (range(0xA4, 0xC7), "big5")]
    return frozenset(
        char
        for leads, encoding in rows
        for lead in leads
        for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF))
        for char in bytes((lead, trail)).decode(encoding, "ignore")
        if "\u4e00" <= char <= "\u9fff"
    )


def _western(text: str) -> float:
    """The share of non-ASCII characters that stand as accents do in a word, or are typographic marks."""
    high = [index for index, char in enumerate(text) if char > "\x7f"]
    if not high:
        return 0.0
    good = sum(1 for index in high if text[index] in _TYPOGRAPHIC or _in_word(text, index))
    return good / len(high) - len(high) / len(text)


def _in_word(text: str, index: int) -> bool:
    around = text[max(0, index - 1) : index] + text[index + 1 : index + 2]
    return text[index].isalpha() and any(char.isascii() and char.isalpha() for char in around)
