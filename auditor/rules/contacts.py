"""Finds ways to get in touch: handles of messengers, telephone numbers, mail addresses, and prices, which stand beside."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from auditor.model import Span
from auditor.rules.grammar import Words
from auditor.rules.keywords import Keywords
from auditor.rules.traits import Trait, loosened
from auditor.text.lazy import lazy

if TYPE_CHECKING:
    from auditor.rules.structure import Structure

__all__ = ["TRAITS"]

_MESSENGERS = Words(
    tuple(
        f"{word}*"
        for word in [
            "微信",
            "绿泡",
            "薇信",
            "威信",
            "维信",
            "徽信",
            "v信",
            "微x",
            "薇x",
            "vx",
            "wx",
            "weixin",
            "wechat",
            "扣扣",
            "企鹅",
            "qq",
            "telegram",
            "tele",
            "tg",
            "飞机",
            "电报",
            "whatsapp",
            "line",
            "skype",
            "kakao",
            "蝙蝠",
            "potato",
            "signal",
            "snapchat",
            "snap",
            "instagram",
            "insta",
            "viber",
            "wickr",
            "session",
            "threema",
            "discord",
            "加薇",
            "加微",
            "加v",
            "加q",
            "+v",
            "+微",
            "+薇",
            "薇",
            "威",
        ]
    )
)
_LINKS = Words(
    tuple(
        f"{word}*"
        for word in [
            "t.me/",
            "telegram.me/",
            "wa.me/",
            "line.me/",
            "telegram.dog/",
            "chat.whatsapp.com/",
            "discord.gg/",
            "bit.ly/",
            "tinyurl.com/",
            "goo.gl/",
            "is.gd/",
            "ow.ly/",
            "cutt.ly/",
            "rb.gy/",
            "suo.im/",
            "dwz.cn/",
            "u.to/",
            "shorturl.at/",
            "clck.ru/",
        ]
    )
)
_CALLS = Words(("call", "text", "phone", "tel", "sms", "whatsapp", "dial"))
_CUES = (_MESSENGERS, _LINKS, _CALLS)
_LEAD = r"id|号码?|群号?|客服|咨询|联系|同号|搜索?|官方|频道|号"
_HANDLE = lazy(
    rf"(?:{_LEAD})?"
    r"[ \t]{0,2}(?:[:;=@>\-_~→是为]|\.\.)?[ \t]{0,2}@?(?P<handle>[a-z0-9](?:[a-z0-9_\-]|\.(?=[a-z0-9])){3,30})(?![a-z0-9])"
)
# A number with its country's code.
_ABROAD = lazy(r"[ \t]{0,2}[:：]?[ \t]{0,2}\+\d[\d ()\-]{7,16}\d")
_LINK_TAIL = lazy(r"[a-zA-Z0-9_+@/\-]{2,40}")
_CALL_TAIL = lazy(r"[^\n\d]{0,20}\+?\(?\d[\d ().\-]{6,16}\d")
_MOBILE = lazy(r"1[3-9]\d[ \-]?\d{4}[ \-]?\d{4}(?!\d)")
_ADD_NAME = lazy(r"[加找+][ :]{0,2}(?:[a-z]{2,20}[_\-]?\d{2,8}[a-z0-9]{0,8}|1\d{10}|[1-9]\d{6,10})(?![\d元万千个人])")
_AT_NAME = lazy(r"@[a-z][a-z0-9_]{2,24}(?:bot|vip|kf|kefu|888|666|520|69|88|99|vip\d+)\b")
_PRICE_START = lazy(r"[\d¥$€£]+")
_PRICE = lazy(
    r"\d{2,6}(?:\.\d{1,2})?[ \t]?(?:元|块钱?|rmb|¥|p\b|/[ \t]?(?:次|晚|小时|h|hr|hour|p|night|month|月|套)|一次|一晚|一炮|包夜|包月|起步|左右)"
    r"|[¥$€£][ \t]?\d{1,6}(?:[.,]\d{1,3})?|\d{1,3}[ \t]?(?:usd|usdt|bucks|dollars|eur|gbp)\b"
)
_NUMBER = lazy(r"\+?\d|call|text|phone|tel\b|sms|dial")
_SHORT_LINK = lazy(r"bit\.ly|tinyurl|goo\.gl|is\.gd|ow\.ly|cutt\.ly|rb\.gy|suo\.im|dwz\.cn|u\.to|shorturl|clck")
_PHONE = lazy(
    r"(?<![\d.\-])(?:\+\d{1,3}[ \-.]?(?:\(?\d{1,4}\)?[ \-.]?){2,5}\d{2,4}|\(?\d{3}\)?[ \-.]\d{3}[ \-.]\d{4}|0\d{2,4}[ \-]\d{6,8}"
    r"|0\d{3,4}[ \-]\d{3}[ \-]\d{3,4}|0\d{1,2}[ \-]\d{4}[ \-]\d{4}|[48]00[ \-]\d{3,4}[ \-]\d{3,4}|1[3-9]\d[ \-]?\d{4}[ \-]?\d{4})"
    r"(?![\d\-]|\.\d)"
)
_MAIL = lazy(r"@[a-z0-9][a-z0-9\-]{0,40}(?:\.[a-z0-9\-]{1,20}){1,4}")
_MAILBOX = lazy(r"[a-z0-9][a-z0-9._+\-]{0,40}$")
# Names of messengers this long are also beginnings of words: "insta" of "installer", "line" of "linear".
_LONG_CUE = 4
# Glued to a name in Latin letters a handle has some digits: wxsqlite3 and snap2tzx are names of programs.
_LEAST_DIGITS = 3
# After these words, which mean other things too, a colon alone makes no handle of a word: "line: error".
_WORDS = frozenset({"line", "session", "signal", "snap", "potato", "tele"})
# With the character before that makes each of them a part of something else.
_NUMBERS: Mapping[str, tuple[re.Pattern[str], Callable[[str], bool]]] = {
    "mobile": (_MOBILE, frozenset("0123456789.-").__contains__),
    "add-name": (_ADD_NAME, lambda _: False),
    "at-name": (_AT_NAME, str.isalnum),
}


def _begun(words: Words) -> str:
    """The words of a list where an automaton finds them: those that begin with a Latin letter begin a word."""
    parts: dict[bool, list[str]] = {True: [], False: []}
    for word in words.words:
        parts[word[0].isascii() and word[0].isalnum()].append(re.escape(word.rstrip("*")))
    return "|".join([rf"(?:^|[^a-z0-9])(?:{'|'.join(parts[True])})", *parts[False]])


_NUMBER_SIGNS = {name: loosened(pattern) for name, (pattern, _) in _NUMBERS.items()}
# A handle has a sign before it or a digit in it, unlike what follows the words "line" and "session".
_MESSENGER_SIGNS = {
    "handle": rf"(?:{_begun(_MESSENGERS)})(?:{_LEAD})?[ \t]*(?:\+\p{{Nd}}|[:;=@>][ \t]*@?[a-z0-9+]|(?:[\-_~→是为]|\.\.)?[ \t]*(?:@|[a-z0-9_\-]*[0-9]))",
    "invitation": rf"(?:{_begun(_LINKS)}){loosened(_LINK_TAIL)}",
    **{name: sign for name, sign in _NUMBER_SIGNS.items() if name != "mobile"},
}
_SIGNS = {**_NUMBER_SIGNS, **_MESSENGER_SIGNS, "call": rf"(?:{_begun(_CALLS)}){loosened(_CALL_TAIL)}"}


@cache
def _cues() -> Keywords:
    return Keywords((_MESSENGERS, _LINKS, _CALLS))


def _contacts(page: Structure) -> Iterator[Span]:
    """Handles of messengers, mobile numbers, invitation and short links. A handle of letters needs a sign before it."""
    yield from _handles_in(page.view.text)
    yield from _numbers_in(page.view.text, page.signs)
    # c4ll 416-555 is a contact only once its letters are mended, and handles keep their digits: lines that differ twice.
    for first, last in page.mended:
        plain, text = page.view.plain[first:last], page.view.text[first:last]
        for start, end in (*_handles_in(plain), *_numbers_in(plain, _NUMBERS), *_numbers_in(text, _NUMBERS)):
            yield first + start, first + end


def _handles_in(text: str) -> Iterator[Span]:
    cues = _cues().find(text)
    for start, end in cues.get(_MESSENGERS, ()):
        match = _HANDLE.match(text, end)
        if match is not None and _is_handle(text[start - 1 : start], text[start:end], match):
            yield start, match.end()
        elif (number := _ABROAD.match(text, end)) is not None:
            yield start, number.end()
    for words, tail in ((_LINKS, _LINK_TAIL), (_CALLS, _CALL_TAIL)):
        yield from ((start, match.end()) for start, end in cues.get(words, ()) if (match := tail.match(text, end)))


def _is_handle(before: str, cue: str, match: re.Match[str]) -> bool:
    """Whether what follows a cue is a handle: after a sign, or with a digit; not the rest of a word or of a sum."""
    between = match.string[match.start() : match.start("handle")]
    handle = match["handle"]
    digits = sum(map(str.isdigit, handle))
    if cue[0] == "+" and before.isascii() and before.isalnum():
        return False
    if not between and cue.isascii() and (digits < _LEAST_DIGITS or (len(cue) >= _LONG_CUE and handle[0].isalpha())):
        return False
    if cue in _WORDS and not digits and "_" not in handle and "@" not in between:
        return False
    return any(sign in between for sign in ":;=@>") or ("." not in handle and digits > 0)


def _numbers_in(text: str, signs: Iterable[str]) -> Iterator[Span]:
    """Contacts without a messenger's name, looked for where their signs stand."""
    for name in sorted(_NUMBERS.keys() & signs):
        pattern, is_glued = _NUMBERS[name]
        for match in pattern.finditer(text):
            if not is_glued(text[max(0, match.start() - 1) : match.start()]):
                yield match.span()


def _handles(page: Structure) -> Iterator[Span]:
    """Contacts that name a messenger: private handles, not telephone numbers of companies or shortened links."""
    text = page.view.text
    for place in page.places("contact"):
        if not _NUMBER.match(text, place[0]) and not _SHORT_LINK.match(text, place[0]):
            yield place


def _phone_numbers(page: Structure) -> Iterator[Span]:
    return (match.span() for match in _PHONE.finditer(page.view.plain))


def _mail_addresses(page: Structure) -> Iterator[Span]:
    text = page.view.plain
    for match in _MAIL.finditer(text):
        head = _MAILBOX.search(text, max(0, match.start() - 41), match.start())
        if head is not None:
            yield head.start(), match.end()


def _prices(page: Structure) -> Iterator[Span]:
    text = page.view.plain
    for start in _PRICE_START.finditer(text):
        match = _PRICE.match(text, start.start())
        if match is not None and text[start.start() - 1 : start.start()] != ".":
            yield match.span()


TRAITS: Mapping[str, Trait] = {
    "contact": Trait(_contacts, signs=_SIGNS),
    "mail-address": Trait(_mail_addresses, signs={"mail-host": loosened(_MAIL)}),
    "messenger-handle": Trait(_handles, signs=_MESSENGER_SIGNS),
    "phone-number": Trait(_phone_numbers, signs={"phone": loosened(_PHONE)}),
    "price": Trait(_prices, signs={"price": loosened(_PRICE)}),
}
