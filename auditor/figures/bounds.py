"""The words around a quantity that bound it: over, nearly, 不足, 以上."""

from __future__ import annotations

import re

from auditor.text.lazy import lazy

__all__ = ["bound_of"]

_REACH = 26  # characters before a quantity in which its bound word stands
# NOTE: matched against lower case, for IGNORECASE makes an alternation several times as dear.
_BEFORE = (
    ("nearly", lazy(r"(?:将近|接近|近(?!期|年|日|来)|逼近|the (?:best|better) part of|just under|just below|nearly|almost|close to|approaching|nearing|\bnear|not quite|(?:just |a shade |a whisker |slightly |a little |marginally )?shy of|(?:just|a little|a shade|slightly|narrowly) short of|(?:a little|a shade|slightly|marginally|fractionally|a touch|a fraction) (?:under|below))[\s]?(?:about\s)?[^\w\s]?$")),
    ("at_most", lazy(r"(?:不到|不足|(?<![不得应能])(?:低于|少于|小于)|不超过|不超|不逾|(?<=[^，。；：！？,\s是都就也])不过|不高于|不多于|不大于|(?:不得|不能|不可|不应|不会)(?:超过|高于|多于|大于|超出)|未超过|未超|未满|不满|控制在|[跌降缩滑]破|最多|至多|最高|封顶[为是]?|上限[为是]?|(?:最多|至多|顶多|最高)(?:还|只|也)?(?:能|可以?)[\u4e00-\u9fff]{0,2}|(?<!no )(?<!not )(?:less than|fewer than)|below|under|(?<!edged )(?<!inched )(?<!ticked )(?<!went )(?<!crept )(?<!moved )(?<!picked )(?<!goes )up to|at most|no more than|not more than|(?:not|cannot|n't|never)(?: to)? exceed(?:ing|ed)?|as many as|as much as|as high as|capped at|an? (?:ceiling|cap|limit|upper limit|maximum) of|within)\s?$")),
    ("at_least", lazy(r"(?:(?:超过|超出|首次超|超|突破|首破|(?<![跌降缩滑])破|逾)了?|高于|多于|大于|不少于|不低于|(?:不得|不能|不可|不应)(?:低于|少于|小于)|不下于?|不止|起码|至少|最少|多达|(?<=[值模量数额入金产])过|more than|over|above|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?(?: a scale of)?|topp(?:ed|ing)|tops|at least|no fewer than|no less than|upwards? of|north of|in excess of|a (?:minimum|floor) of|as little as|as few as|as low as|greater than|well over)\s?$")),
    ("approximately", lazy(r"(?:大约|大概|约为|约合|约占|约|差不多(?:[\u4e00-\u9fff]{0,3}[要有花])?|估计|估算|预估|预计约|approximately|approx\.?|about|around|roughly|some|circa|an estimated|estimated(?: at)?|or so|(?<![\d万亿%千百元])~|≈)\s?(?:an?\s)?$")),
)  # fmt: skip
_AFTER = (
    (
        "at_least",
        lazy(
            r"\s?(?:以上|及以上|有余|出头|冒头|露头|挂零|上方|开外|之上|(?:[(（]含[)）])以上|还(?:要)?(?:多(?!少)|不止|有余)|都?不止|打底|起步(?![价费])|起(?=[，。、；！？,.;!?)）\s]|$)|\+(?!\s?[\dA-Za-z])|or more\b|or above\b|and above\b|-?plus\b|-odd\b)",
            re.IGNORECASE,
        ),
    ),
    ("approximately", lazy(r"\s?(?:左右|上下|前后|or so\b)", re.IGNORECASE)),
    (
        "at_most",
        lazy(
            r"\s?(?:以内|以下|之内|不到(?=[，。、；！？,.;!?)）的\s]|$)|(?<=[年月周天日时钟秒期])内(?![部外地需陆存容涵在])|or less\b|or fewer\b)",
            re.IGNORECASE,
        ),
    ),
)
# 十来块, 三百来吨: thereabouts, on either side.
_THEREABOUTS = lazy(r"[十百千万亿\d]来[^\d来]{0,6}$|[百千万]把")
_LINKED = lazy(r"(?:每[\u4e00-\u9fff]{1,2}|有|达到?|为|是|需要?)$")
_OPEN_SCALE = lazy(r"(?:(?<![迈站登跨踏攀冲爬踩])上|(?<![经通不超难越])过)$")
# 小一万人: hardly less; 缩小一万人 and 比他小三十天 compare.
_LITTLE = lazy(r"(?<![大缩减中细弱矮最变微渺])小(?=[一二两三四五六七八九]?[十百千万])")
_COMPARING = lazy(r"[比较]|更加?小$")
_AFTER_STARTS = re.compile(r"[\s-]?[以及上开之内有出冒露挂还都不打起(（+oapOAP左前]")
# What the last character or word before a quantity may bound it to: most are none of these, and the patterns are dear.
_LASTS = {
    "nearly": "近 under below nearly almost to approaching nearing near quite about of",
    "at_most": "顶 限 为 是 到 足 于 过 超 逾 出 满 在 破 多 高 than below under to most exceed exceeding exceeded of as at within",
    "at_least": "过 出 超 破 逾 了 于 下 止 码 少 达 than over above exceed exceeds exceeded exceeding surpass surpasses surpassed surpassing topped topping tops least of as",
    "approximately": "约 概 为 合 占 多 要 有 花 计 算 估 ~ ≈ . approximately approx. approx about around roughly some circa estimated at so a an",
}
_BY_LAST = {
    last: tuple((name, pattern) for name, pattern in _BEFORE if last in _LASTS[name].split())
    for last in " ".join(_LASTS.values()).split()
}
# These stand apart from the number: 最多能装三十人.
_APART = re.compile("[最至顶]多|最高|差不多")
# 不足总库容的四分之一: the bound word stands before the whole.
_OF_WHOLE = tuple(
    (name, lazy(rf"(?:{words})[^，。；,;的\d]{{1,10}}的$"))
    for name, words in (
        ("at_most", "不足|不到|未到"),
        ("at_least", "超过|超出|逾"),
        ("nearly", "将近|接近"),
        ("approximately", "大约|约占|约为"),
    )
)
# 超过火电的14.7亿千瓦 compares two amounts; only a share is bounded by the word before its whole.
_SHARED_OUT = lazy(r"分之|[/%％半成倍]")
_SHARING = lazy(r"占[^，。；,;占]{0,10}$")


_LINKED_LAST = frozenset("有到达为是要需")


def bound_of(text: str, start: int, end: int) -> str:
    """``exact``, ``at_least``, ``at_most``, ``nearly`` or ``approximately``, from the words next to the quantity."""
    before = text[max(0, start - _REACH) : start]
    if text[start : start + 1] in {"百", "千", "万", "亿"} and _OPEN_SCALE.search(before):
        return "at_least"  # 上千束, 过百亿元
    if (
        before.endswith("小")
        and text[end - 1] not in "岁倍号"
        and _LITTLE.match(text, start - 1)
        and _COMPARING.search(before) is None
    ):
        return "nearly"
    if _AFTER_STARTS.match(text, end):
        for name, pattern in _AFTER:
            if pattern.match(text, end):
                return name
    if found := _last(before.lower()) or _linked(before.lower()):
        return found
    if ("来" in text[start:end] or "把" in text[start:end]) and _THEREABOUTS.search(text, start, end):
        return "approximately"
    if not before.endswith("的") or _SHARED_OUT.search(text, start, end) is None:
        return "exact"
    return next((name for name, pattern in _OF_WHOLE if pattern.search(before)), "exact")


def _linked(before: str) -> str | None:
    """The bound that stands before the verb or the "per" between: 约占全国的三分之一, 至少有, 突破每亩."""
    if "占" in before and (found := _last(_SHARING.sub("", before))):
        return found
    linked = _LINKED.search(before) if before[-1:] in _LINKED_LAST or "每" in before[-3:] else None
    return _last(before[: linked.start()]) if linked else None


def _last(before: str) -> str | None:
    """The bound that the words before a quantity end with."""
    tail = before.rstrip()
    if tail[-1:] and not tail[-1].isalnum() and tail[-1] not in "~≈.":
        tail = tail[:-1].rstrip()
    last = tail[-1:]
    if last.isascii() and last not in {"~", "."}:
        last = tail.rpartition(" ")[2].rpartition("\n")[2].lstrip("([\"'“‘")
    patterns = _BEFORE if not before.isascii() and _APART.search(before) else _BY_LAST.get(last, ())
    return next((name for name, pattern in patterns if pattern.search(before)), None)
