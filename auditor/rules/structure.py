"""Structure features: what gives an advert away by its build and not by its words. Each is named and usable in rules.

A feature is a function of the raw text and its folded view; it yields places in the folded text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import islice

from auditor.model import Span
from auditor.rules.grammar import Words
from auditor.rules.keywords import Keywords
from auditor.rules.noise import keyword_stuffing, link_farms, random_strings
from auditor.rules.patterns import Screen
from auditor.rules.slots import slots
from auditor.rules.subject import Subject
from auditor.text.fold import View

__all__ = ["COMMONNESS", "CUES", "EAGER", "FEATURES", "SIGNS", "Structure"]

MAX_PLACES = 20_000

_HAN = "\u3400-\u9fff"
_MESSENGERS = Words(
    tuple(
        f"{word}*"
        for word in [
            "微信",
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
_HANDLE = re.compile(
    r"(?:id|号码?|群号?|客服|咨询|联系|同号|搜索?|官方|频道|号)?[ \t]{0,2}(?:[:;=@>\-_~→是为]|\.\.)?[ \t]{0,2}@?"
    r"(?P<handle>[a-z0-9](?:[a-z0-9_\-]|\.(?=[a-z0-9])){3,30})(?![a-z0-9])"
)
_LINK_TAIL = re.compile(r"[\w+@/\-]{2,40}")
_CALL_TAIL = re.compile(r"[^\n\d]{0,20}\+?\(?\d[\d ().\-]{6,16}\d")
_MOBILE = re.compile(r"1[3-9]\d[ \-]?\d{4}[ \-]?\d{4}(?!\d)")
_ADD_NAME = re.compile(
    r"[加找+][ :]{0,2}(?:[a-z]{2,20}[_\-]?\d{2,8}[a-z0-9]{0,8}|1\d{10}|[1-9]\d{6,10})(?![\d元万千个人])"
)
_AT_NAME = re.compile(r"@[a-z][a-z0-9_]{2,24}(?:bot|vip|kf|kefu|888|666|520|69|88|99|vip\d+)\b")
_DOMAIN_TAIL = re.compile(
    r"\.(?:com|net|org|cc|vip|xyz|top|club|info|me|tv|app|site|online|live|io|cn|hk|tw|one|fun|bet|win|casino|shop|icu|ru|to|link"
    r"|co|is|gg|biz|pro|store|space|website|life|world|today|pw|ws|ly|eu|uk|de|ai|im|la|fm|sx|mobi|asia|zone|fans|chat|cam|sex|xxx|porn|adult"
    r"|dating|poker|games|loan|loans|credit|money|cash|finance|capital|trade|vegas|cyou|sbs|rest|monster|buzz|lol|quest|pics|cfd|click|bid|date"
    r"|download|review|party|stream|men|host|press|email|network|agency|center|company|guru|ninja|rocks|social|work|wang|ren|ltd|group|ink|vin"
    r"|red|kim|cool|plus|deals|sale|discount|gold|video|show|tube|health|care|academy|solutions|services)\b(?:/[\w./\-]{0,60})?"
)
_DOMAIN_HEAD = re.compile(r"[a-z0-9][a-z0-9\-]{0,40}$")
_PRICE_START = re.compile(r"[\d¥$€£]+")
_PRICE = re.compile(
    r"\d{2,6}(?:\.\d{1,2})?[ \t]?(?:元|块钱?|rmb|¥|p\b|/[ \t]?(?:次|晚|小时|h|hr|hour|p|night|month|月|套)|一次|一晚|一炮|包夜|包月|起步|左右)"
    r"|[¥$€£][ \t]?\d{1,6}(?:[.,]\d{1,3})?|\d{1,3}[ \t]?(?:usd|usdt|bucks|dollars|eur|gbp)\b"
)
_NUMBER = re.compile(r"\+?\d|call|text|phone|tel\b|sms|dial")
_SHORT_LINK = re.compile(r"bit\.ly|tinyurl|goo\.gl|is\.gd|ow\.ly|cutt\.ly|rb\.gy|suo\.im|dwz\.cn|u\.to|shorturl|clck")
_STAMP = re.compile(r"\d{4}-\d{2}-\d{2}(?:[ t]\d{2}:\d{2}(?::\d{2})?)?")


@dataclass
class Structure:
    """The features of one text, each looked for once, when a rule first asks for it.

    ``cues`` are the places of the words before handles, if they have been looked for already.
    """

    raw: str
    view: View
    cues: Mapping[Words, Sequence[Span]] | None = None
    found: dict[str, Sequence[Span]] = field(default_factory=dict)

    def places(self, name: str) -> Sequence[Span]:
        """The places of a feature in the folded text, ascending. Raises KeyError for an unknown name."""
        if name not in self.found:
            find = FEATURES[name]
            possible = name not in SIGNS or SIGNS[name] in self.signs
            self.found[name] = sorted({*islice(find(self), MAX_PLACES)}) if possible else ()
        return self.found[name]

    @cached_property
    def signs(self) -> frozenset[str]:
        """The signs that the text holds, found in one pass; without its sign a feature has no place."""
        return _screen().seen(self.encoded)

    @cached_property
    def encoded(self) -> bytes:
        """The text as patterns read it."""
        return self.view.plain.encode("utf-8", "surrogatepass")

    @cached_property
    def lines(self) -> tuple[Span, ...]:
        """The folded text's lines that hold more than white space, without it."""
        return tuple(match.span() for match in re.finditer(r"\S[^\n]*", self.view.plain))

    @cached_property
    def subject(self) -> Subject:
        """What the text is about."""
        return Subject(self.view.text, self.lines)

    def possible(self, name: str) -> Iterable[Span]:
        """Places that hold all places of an eager feature and cost little to find."""
        return self.subject.short_lines if name == "off-topic" else self.places(name)

    @cached_property
    def foreign(self) -> str | None:
        """``han`` in a text that is nearly all Latin, ``latin`` in one nearly all Han, else ``None``."""
        return _minority(self.encoded)


# Contacts and prices ---------------------------------------------------------------------------------------------------


@cache
def _cues() -> Keywords:
    return Keywords(CUES)


def _contacts(page: Structure) -> Iterator[Span]:
    """Handles of messengers, mobile numbers, invitation and short links. A handle of letters needs a sign before it."""
    plain, text = page.view.plain, page.view.text
    yield from _handles_in(text, _cues().find(text) if page.cues is None else page.cues)
    yield from _numbers_in(text, page.signs)
    if plain == text:
        return
    # c4ll 416-555 is a contact only once its letters are mended, and handles keep their digits: lines that differ twice.
    lines = [line for line in page.lines if plain[slice(*line)] != text[slice(*line)]]
    yield from _handles_in(plain, _cues().spans_in([*_cues().scan_lines(plain, lines)], CUES))
    for first, last in lines:
        for wording in (plain[first:last], text[first:last]):
            for start, end in _numbers_in(wording, _SIGNS):
                yield first + start, first + end


def _handles_in(text: str, cues: Mapping[Words, Sequence[Span]]) -> Iterator[Span]:
    for words, tail in ((_MESSENGERS, _HANDLE), (_LINKS, _LINK_TAIL), (_CALLS, _CALL_TAIL)):
        for start, end in cues.get(words, ()):
            match = tail.match(text, end)
            if match is not None and (
                tail is not _HANDLE or _is_handle(text[start - 1 : start], text[start:end], match)
            ):
                yield start, match.end()


def _numbers_in(text: str, signs: Container[str]) -> Iterator[Span]:
    """Contacts without a messenger's name, looked for where their signs stand."""
    for match in _MOBILE.finditer(text) if "mobile" in signs else ():
        if text[match.start() - 1 : match.start()] not in {*"0123456789.-"} or not match.start():
            yield match.span()
    for match in _ADD_NAME.finditer(text) if "add-name" in signs else ():
        yield match.span()
    for match in _AT_NAME.finditer(text) if "@" in text else ():
        if not text[max(0, match.start() - 1) : match.start()].isalnum():
            yield match.span()


# Names of messengers this long are also beginnings of words: "insta" of "installer", "line" of "linear".
_LONG_CUE = 4


def _is_handle(before: str, cue: str, match: re.Match[str]) -> bool:
    """Whether what follows a cue is a handle: after a sign, or with a digit; not the rest of a word or of a sum."""
    between = match.string[match.start() : match.start("handle")]
    handle = match["handle"]
    if cue[0] == "+" and before.isascii() and before.isalnum():
        return False
    if not between and cue.isascii() and len(cue) >= _LONG_CUE and handle[0].isalpha():
        return False
    return any(sign in between for sign in ":;=@>") or ("." not in handle and any(map(str.isdigit, handle)))


def _handles(page: Structure) -> Iterator[Span]:
    """Contacts that name a messenger: private handles, not telephone numbers of companies or shortened links."""
    text = page.view.text
    for place in page.places("contact"):
        if not _NUMBER.match(text, place[0]) and not _SHORT_LINK.match(text, place[0]):
            yield place


def _domains(page: Structure) -> Iterator[Span]:
    text = page.view.plain
    for match in _DOMAIN_TAIL.finditer(text):
        head = _DOMAIN_HEAD.search(text, max(0, match.start() - 41), match.start())
        if head is not None and text[max(0, head.start() - 1) : head.start()] not in {"@", "."}:
            yield head.start(), match.end()


def _prices(page: Structure) -> Iterator[Span]:
    text = page.view.plain
    for start in _PRICE_START.finditer(text):
        match = _PRICE.match(text, start.start())
        if match is not None and text[start.start() - 1 : start.start()] != ".":
            yield match.span()


# Scripts ---------------------------------------------------------------------------------------------------------------

# A run of Han with the digits and short Latin handles that are written into it.
_HAN_RUN = re.compile(rf"[{_HAN}][{_HAN}a-z0-9+·:,!~]*(?: ?[{_HAN}][{_HAN}a-z0-9+·:,!~]*)*")
_LATIN_RUN = re.compile(r"[a-z][a-z'’\-]*(?:[ ,.:!&+/]{1,3}[a-z0-9$@#][a-z0-9'’\-_.]*)+")
_OPENING = "(\"'“‘「『《〈[{"
# One Han character says about as much as three letters; three quarters leave no doubt which script a text is in.
_LETTERS_PER_HAN = 3
_DOMINANT = 0.75
# Fewer letters than this make no surroundings that something could be foreign to.
_LEAST_SURROUNDINGS = 30
# A fragment glued to a line has a few words; a headline beside its translation has more.
_SHORT_ISLAND = 24


# The bytes of UTF-8 that do not count: of a Han character its first one does, of Latin text the small letters do.
_NOT_HAN = bytes(set(range(256)) - set(range(0xE4, 0xEA)))
_NOT_LATIN = bytes(set(range(256)) - set(range(ord("a"), ord("z") + 1)))


def _minority(raw: bytes) -> str | None:
    latin, han = len(raw.translate(None, _NOT_LATIN)), _LETTERS_PER_HAN * len(raw.translate(None, _NOT_HAN))
    if not han or not latin or han + latin < _LEAST_SURROUNDINGS:
        return None
    if latin >= _DOMINANT * (han + latin):
        return "han"
    return "latin" if han >= _DOMINANT * (han + latin) else None


def _foreign_runs(page: Structure) -> Iterator[Span]:
    """Han in a text that is nearly all Latin, or three and more Latin words in one nearly all Han; not what is quoted."""
    pattern = {"han": _HAN_RUN, "latin": _LATIN_RUN}.get(page.foreign or "")
    text = page.view.plain
    if page.foreign == "latin" and "latin-words" not in page.signs:
        return
    for match in pattern.finditer(text) if pattern else ():
        before = text[max(0, match.start() - 2) : match.start()].rstrip(" ")  # a bracket, perhaps a space
        if before and before[-1] in _OPENING:
            continue
        if page.foreign == "han" or len(match.group().split()) > 2:  # noqa: PLR2004  # names have two words
            yield match.span()


def _islands(page: Structure) -> Iterator[Span]:
    """A foreign run at the start or the end of a line that otherwise has the text's own script."""
    runs = page.places("foreign-run")
    lines = iter(page.lines)
    start, end = -1, -1
    for run in runs:
        while end < run[1]:
            start, end = next(lines)
        before, after = page.view.plain[start : run[0]], page.view.plain[run[1] : end]
        rest = (
            after if not re.search(rf"[a-z{_HAN}]", before) else before if not re.search(rf"[a-z{_HAN}]", after) else ""
        )
        own = rf"[{_HAN}]" if page.foreign == "latin" else r"[a-z]"
        if len(re.findall(own, rest)) >= 8:  # noqa: PLR2004  # a word or two of its own
            yield run


def _short_islands(page: Structure) -> Iterator[Span]:
    """Islands of a few words: fragments, and not the other half of a bilingual line."""
    return (place for place in page.places("script-island") if place[1] - place[0] <= _SHORT_ISLAND)


# More lines than this in another script are a translation, half done, or samples of code.
_LONE = 3


def _lone_foreign_lines(page: Structure) -> Iterator[Span]:
    """Lines wholly in the other script, in a text that has few of them."""
    own = re.compile(rf"[{_HAN}]" if page.foreign == "latin" else r"[a-z]{2}")
    text, runs = page.view.plain, page.places("foreign-run")
    lines = [line for line in page.lines if own.search(text, *line) is None] if runs else []
    lines = [line for line in lines if any(line[0] <= start < line[1] for start, _ in runs)]
    return iter(lines if len(lines) <= _LONE else ())


# Lines -----------------------------------------------------------------------------------------------------------------

_PROSE_HAN = 60
# Longer lines are prose.
_LONGEST_TITLE = 160
_PROSE_LATIN = 140
_TITLE_PARTS = re.compile(r" ?[:|_—~\-·] ?")


def _title_lists(page: Structure) -> Iterator[Span]:
    """Lines of three and more slogans chained by colons, bars or dashes, without a full stop: doorway-page titles."""
    for start, end in page.lines:
        if end - start > _LONGEST_TITLE + 30:  # a time stamp and brackets
            continue
        line = _STAMP.sub("", page.view.plain[start:end]).strip(" <>[]()【】《》「」")
        if len(line) > _LONGEST_TITLE or re.search(r"[。!?;;]|\. |//", line):
            continue
        parts = [part for part in _TITLE_PARTS.split(line) if part]
        if len(parts) >= 3 and all(len(re.findall(rf"[{_HAN}]|[a-z]+", part)) >= 2 for part in parts):  # noqa: PLR2004
            yield start, end


def _prose_lines(page: Structure) -> Iterator[Span]:
    """Lines as long as a paragraph of prose: an advert of a few words is lost in them, and a coincidence is likely."""
    for start, end in page.lines:
        line = page.view.plain[start:end]
        if len(line) > (_PROSE_HAN if re.search(rf"[{_HAN}]", line) else _PROSE_LATIN):
            yield start, end


def _broken_words(page: Structure) -> Iterator[Span]:
    """Words of Latin letters or Han characters with invisible characters inside; soft hyphens and emoji joiners are none."""
    for at in page.view.removed.tolist():
        if page.raw[at] == "\u00ad" or not 0 < at < len(page.raw) - 1:
            continue
        before, after = page.raw[at - 1], page.raw[at + 1]
        if all("a" <= char.lower() <= "z" or "\u3400" <= char <= "\u9fff" for char in (before, after)):
            place = int(page.view.starts.searchsorted(at))
            yield max(0, place - 1), min(len(page.view.plain), place + 1)


_HIDDEN = re.compile(
    r"<[a-z][^<>]{0,300}(?:display ?: ?none|visibility ?: ?hidden|font-size ?: ?0(?![.\d])|text-indent ?: ?-\d{3,}|left ?: ?-\d{4,})[^<>]{0,300}>"
    r"\s*(?:<a\b[^<>]{0,300}>)?\s*([^<>\s][^<>]{3,2000})"
)


def _hidden_html(page: Structure) -> Iterator[Span]:
    """Text of elements that a style hides from readers and not from search engines."""
    return (match.span(1) for match in _HIDDEN.finditer(page.view.plain))


def _template_slots(page: Structure) -> Iterator[Span]:
    return slots(page.view.plain)


def _off_topic(page: Structure) -> Iterator[Span]:
    return (line for line in page.subject.short_lines if page.subject.is_foreign(line))


_PHONE = re.compile(
    r"(?<![\d.\-])(?:\+\d{1,3}[ \-.]?(?:\(?\d{1,4}\)?[ \-.]?){2,5}\d{2,4}|\(?\d{3}\)?[ \-.]\d{3}[ \-.]\d{4}|0\d{2,4}[ \-]\d{6,8}"
    r"|0\d{3,4}[ \-]\d{3}[ \-]\d{3,4}|[48]00[ \-]\d{3,4}[ \-]\d{3,4}|1[3-9]\d[ \-]?\d{4}[ \-]?\d{4})(?![\d.\-])"
)


def _phone_numbers(page: Structure) -> Iterator[Span]:
    return (match.span() for match in _PHONE.finditer(page.view.plain))


_MAIL = re.compile(r"@[a-z0-9][a-z0-9\-]{0,40}(?:\.[a-z0-9\-]{1,20}){1,4}")
_MAILBOX = re.compile(r"[a-z0-9][a-z0-9._+\-]{0,40}$")


def _mail_addresses(page: Structure) -> Iterator[Span]:
    text = page.view.plain
    for match in _MAIL.finditer(text) if "@" in text else ():
        head = _MAILBOX.search(text, max(0, match.start() - 41), match.start())
        if head is not None:
            yield head.start(), match.end()


def _link_farms(page: Structure) -> Iterator[Span]:
    return link_farms(page.view.plain, page.places("domain"))


FEATURES: Mapping[str, Callable[[Structure], Iterable[Span]]] = {
    "broken-word": _broken_words,
    "contact": _contacts,
    "domain": _domains,
    "foreign-run": _foreign_runs,
    "hidden-html": _hidden_html,
    "lone-foreign-line": _lone_foreign_lines,
    "keyword-stuffing": lambda page: keyword_stuffing(page.view.plain),
    "link-farm": _link_farms,
    "mail-address": _mail_addresses,
    "messenger-handle": _handles,
    "off-topic": _off_topic,
    "phone-number": _phone_numbers,
    "price": _prices,
    "prose-line": _prose_lines,
    "random-string": lambda page: random_strings(page.view.plain),
    "script-island": _islands,
    "short-island": _short_islands,
    "template-slot": _template_slots,
    "title-list": _title_lists,
}

# Signs in RE2's syntax (for it, \\d is ASCII) that stand wherever a feature does: each is a looser and shorter wording of
# the feature's own pattern.
_SIGNS = {
    "mobile": r"1[3-9]\p{Nd}[ \-]?\p{Nd}{4}[ \-]?\p{Nd}{4}",
    "add-name": r"[加找+][ :]{0,2}(?:[a-z]{2}[a-z]*[_\-]?\p{Nd}\p{Nd}|1\p{Nd}{10}|[1-9]\p{Nd}{6})",
    "number": r"\p{Nd}(?:[ \-.()]{0,3}\p{Nd}){4}",
    "latin-words": r"[a-z][a-z0-9'’\-_.,:!&+/$@#]* +[a-z0-9'’\-_.,:!&+/$@#]+ +[a-z0-9'’\-_.,:!&+/$@#]",
    "domain": r"\.[a-z]{2}",
    "word-and-digits": r"[a-z0-9]{14}",
}
SIGNS: Mapping[str, str] = {
    "domain": "domain",
    "link-farm": "domain",
    "phone-number": "number",
    "random-string": "word-and-digits",
}


@cache
def _screen() -> Screen:
    return Screen(_SIGNS)


# Features looked for before any rule asks, because which rules can hit where depends on them; the others are dear. A
# feature beside which another one always stands is known by that one.
EAGER: Mapping[str, str] = {
    "broken-word": "broken-word",
    "contact": "contact",
    "domain": "domain",
    "foreign-run": "foreign-run",
    "keyword-stuffing": "keyword-stuffing",
    "link-farm": "link-farm",
    "lone-foreign-line": "foreign-run",
    "random-string": "random-string",
    "messenger-handle": "contact",
    "off-topic": "off-topic",
    "script-island": "foreign-run",
    "short-island": "foreign-run",
    "template-slot": "template-slot",
}
# Where no keyword of these lists stands, there is no handle.
CUES = (_MESSENGERS, _LINKS, _CALLS)
# Features that ordinary texts have: rules that need other things besides are known by those.
COMMONNESS: Mapping[str, float] = {"off-topic": 10.0, "foreign-run": 0.1, "domain": 0.05}
