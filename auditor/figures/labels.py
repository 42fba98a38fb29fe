"""Recognises numbers that the word before them makes names: Figure 3, Boeing 737, Sections 1 and 2, a number to dial."""

from __future__ import annotations

import re
from functools import cache

from auditor.figures.following import classifier_after, currency_before
from auditor.figures.lexicon import units
from auditor.text.lazy import lazy

__all__ = ["end_of_token", "named_before", "rest_of_token"]

_USER = lazy(r"@[^\s@:：，。,]{0,14}$")
_NAMED_BY = frozenset("线次班期轮层室版批集节页型只")
_LABELLED = lazy(
    r"\d{1,5}(?:\.\d{1,3}){0,3}[A-Za-z]?(?![\d%％万亿]|,\d{3}|\.\d|\s?[%％万亿]|[\s-](?:million|billion|trillion|thousand|per\s?cent|dollars|years|people)\b)",
    re.IGNORECASE,
)
_CODE_ENDS = ("isbn", "isbn-10", "isbn-13", "issn", "doi", "tel", "phone", "fax", "call", "dial", "hotline", "zip", "postcode", "whatsapp",
              "邮编", "电话", "热线", "传真", "手机", "号", "号码", "编码", "拨打", "致电")  # fmt: skip
_CODE_LASTS = frozenset(char for word in _CODE_ENDS for char in (word[-1], word[-1].upper()))
# since '82
_SHORT_YEAR = lazy(r"\b(?:since|in|of|from|by|until|early|late|mid) ['’]$")
# wins stage 18
_STAGE = lazy(r"\b(?:wins?|won|of|after|in|on|takes?|took|during|for) stage $", re.IGNORECASE)
# 【130818】
_OPENS = frozenset("【[（(#")
_DATE_CODE = lazy(r"(?:\d\d|20\d\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?=[】\]）)\s#])")
# Ione CA 95640
_ZIP = lazy(
    r"[A-Z][a-z]+,? (?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]) $"
)
_ZIP_DIGITS = lazy(r"\d{5}(?:-\d{4})?(?![\d,])")
# Sections 1 and 2; Class 1, 2, 3
_LABELS_BEFORE = lazy(r"(?P<label>[A-Za-z][a-z]{3,9}) (?:\d{1,3}(?:, | and | or |, and | to | & )){1,4}$")
_ONE_OF_LABELS = lazy(
    r"\d{1,3}(?=[,.;:)]|$| & | (?:and|or|of|to|are|is|do|shall|apply|show|give|list|were|was|on|in)\b|\n)(?!,\d{3}|\.\d)"
)
# Directive 2010/75/EU
_LAW = lazy(r"/\d{1,4}(?:/\d{1,4})?(?:/[A-Z]{2,3})?(?![A-Za-z\d])")
# What these words announce is an address or a number to dial, in as many groups as it takes.
_CODE_BEFORE = lazy(
    r"(?:ISBN(?:-1[03])?|ISSN|DOI|(?<![A-Za-z])(?:tel|phone|fax|call|dial|hotline|zip|postcode|whatsapp)|邮编|电话|热线|传真|手机号?|号码|证号|编号|账号|卡号|邮政编码|拨打|致电)[:：.]?\s?\(?\+?$",
    re.IGNORECASE,
)
_CODE = lazy(r"(?:\d{5,20}|\d{1,20}(?:[ \-–]\d{1,10}){1,6})[Xx]?(?!\s?[%％万亿元家人名个])")
_TOKEN = re.compile(r"[A-Za-z0-9_]{0,400}(?:[.,+-][A-Za-z0-9_]{1,400}){0,50}")
# What the last character before a number is that is a short year, a zip code or one of several labels.
_NUMBERED_AFTER = frozenset(" '’") | _OPENS


def named_before(text: str, start: int, before: str) -> int | None:
    """Where a number ends that the words ``before`` it make a name; ``None`` where they do not."""
    if _dialled(before) and (code := _CODE.match(text, start)):
        return code.end()
    if _attached(before) or _labelled(text, start, before) or ("@" in before and _USER.search(before)):
        end = end_of_token(text, start)
        law = _LAW.match(text, end) if text[end : end + 1] == "/" else None
        return law.end() if law else end
    return _numbered(text, start, before) if before[-1:] in _NUMBERED_AFTER else None


def _numbered(text: str, start: int, before: str) -> int | None:
    """The end of a short year, of a zip code, or of a number that goes on with a list of labels: Sections 1 and 2."""
    if before.endswith(("'", "’")):
        return start + 2 if text[start : start + 2].isdecimal() and _SHORT_YEAR.search(before) else None
    if before.endswith("tage ") and _STAGE.search(before) and (one := _ONE_OF_LABELS.match(text, start)):
        return one.end()
    if before[-1:] in _OPENS and (code := _DATE_CODE.match(text, start)):
        return code.end()
    if not before.endswith((", ", "d ", "r ", "o ", "& ")):
        zipped = before[-3:-1].isupper() and _ZIP.search(text, max(0, start - 20), start)
        code = _ZIP_DIGITS.match(text, start) if zipped else None
        return code.end() if code else None
    one = _ONE_OF_LABELS.match(text, start)
    listed = _LABELS_BEFORE.search(text, max(0, start - 32), start) if one else None
    return one.end() if one and listed and _names_things(listed["label"].lower()) else None


def _names_things(word: str) -> bool:
    """Whether numbers behind a word, in the singular or plural, are names: Section, Chapters."""
    return word in units().labels or word.removesuffix("s") in units().labels


def _dialled(before: str) -> bool:
    """Whether the words before digits announce an address or a number to dial."""
    told = before.rstrip(" +(:：.")
    return told[-1:] in _CODE_LASTS and told.lower().endswith(_CODE_ENDS) and _CODE_BEFORE.search(before) is not None


def _attached(before: str) -> bool:
    """Whether the digits go on with a word, as in F35, F-35 or Covid-19; a currency sign is no word."""
    if not before or not before[-1].isascii():
        return False
    if before[-1].isalpha() or before[-1] == "_":
        return not currency_before(before, len(before))
    return before[-1] == "#" or (
        before[-1] in "-_" and len(before) > 1 and before[-2].isascii() and before[-2].isalpha()
    )


def _labelled(text: str, start: int, before: str) -> bool:
    """Whether a label such as Figure, Boeing or 沪深 names the number."""
    lower = before.rstrip(" .\u00a0-").lower()
    labels = _labels().get(lower[-1:], ())
    label = next((word for word in labels if lower.endswith(word)), None)
    if label is None:
        return False
    cut = len(lower) - len(label) - 1
    if label[0].isascii() and cut >= 0 and lower[cut].isascii() and lower[cut].isalnum():
        return False
    match = _LABELLED.match(text, start)
    # 航班612架次 counts; 歼20 and 国道312 are names.
    return match is not None and not (
        label[0] > "\u2fff" and (counted := classifier_after(text, match.end())) and counted.word not in _NAMED_BY
    )


@cache
def _labels() -> dict[str, tuple[str, ...]]:
    """The labels by their last character, the longest first."""
    labels: dict[str, tuple[str, ...]] = {}
    for word in units().labels:
        labels[word[-1]] = (*labels.get(word[-1], ()), word)
    return labels


def rest_of_token(text: str, end: int) -> int:
    """Where a token that goes on at ``end`` ends."""
    match = _TOKEN.match(text, end)
    return match.end() if match else end


def end_of_token(text: str, start: int) -> int:
    """The end of a run of Latin letters and digits, at least one character on."""
    match = _TOKEN.match(text, start)
    return max(match.end() if match else start, start + 1)
