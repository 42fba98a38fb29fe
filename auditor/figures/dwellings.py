"""Reads what a dwelling costs: an amount a month is its rent, an amount per square metre its price."""

from __future__ import annotations

from auditor.figures.figure import Metric
from auditor.figures.quantities import Quantity
from auditor.figures.sentence import Sentence
from auditor.figures.vocabulary import vocabulary
from auditor.text.lazy import lazy

__all__ = ["dwelling_cost"]

_REACH = 100  # characters from where a sentence begins to the amount: what is behind a longer way may be of anything
_AHEAD, _BEHIND = (
    32,
    72,
)  # characters in which "per square metre" and "a month", and "a month for a furnished flat" stand
# The dwelling is what the sentence begins with: running a home and solar panels for homes cost something else.
_SUBJECT = (
    r"(?:^|,\s|\d{4}\s)(?:(?:an?|the|average|typical|new|existing|second-hand|resale|detached|terraced|furnished|small|[a-z]{2,7}-(?:bed|bedroom|room))\s){0,4}"
    r"(?:flat|apartment|studio|house|home|bedroom|dwelling|condo)s?(?:\s(?:in|of|across|around)\s(?:the\s)?[a-zà-ÿ'-]+(?:\s[a-zà-ÿ'-]+){0,2})?\s"
)
_LET = lazy(
    rf"{_SUBJECT}"
    r"(?:costs?|goes for|go for|went for|rents? for|rented for|lets? for)\s[^.;,]{0,20}$"
    r"|(?:公寓|住房|居室|单间|套房)(?:平均|大约|约)?每月(?:平均)?(?:约|要|为|需|需要|要价)?$"
)
_SOLD = lazy(
    rf"{_SUBJECT}"
    r"(?:costs?|sold|sells?|changed hands|went|goes|go|fetch(?:ed|es)?|averaged?)\s[^.;,]{0,24}$"
    r"|(?:住宅|商品房|新房|二手房)(?:平均|成交|销售|网签|均价|售价|价格|卖到?|的|为|约|达到?|每平方米|每平米){1,7}$"
)
_MONTHLY = lazy(r"\s(?:a|per|each|every)\s(?:calendar\s)?month\b")
_LET_BEHIND = lazy(
    r"\s(?:a|per|each|every)\s(?:calendar\s)?month\s(?:(?:on average|in rent|rent)\s)?(?:for|on|to rent)\s"
    r"(?:(?:an?|the|their|each|average|typical|small|furnished|private|[a-z]{2,7}-(?:bed|bedroom|room))\s){0,4}(?:flat|apartment|studio|house|home|room|dwelling|condo)s?\b"
)
_SQUARE = lazy(r"\s?(?:per|an?|/)\s?(?:square\s(?:met(?:re|er)|foot)\b|sq\.?\s?(?:m|ft)\b|m2\b|m²|㎡|平方米|平米)")
# What else is paid for a dwelling, or to make one.
_OTHER = lazy(
    r"\bto (?:heat|run|build|insure|clean|cool|keep)|\b(?:heating|fees?|bills?|taxe?s?|repayments?|nursing|care|holiday)\b"
)
_LOOSE = frozenset({"cost", "price", "sales_value"})
"""Heads that say only that something is paid."""


def dwelling_cost(text: str, sentence: Sentence, quantity: Quantity, found: Metric | None) -> Metric | None:
    """The rent or the price of dwellings, where nothing but its cost is told: sold for 31,200 yuan per square metre."""
    if (found is not None and found.head not in _LOOSE) or quantity.start - sentence.span[0] > _REACH:
        return None
    before = text[sentence.span[0] : quantity.start].lower()
    after = text[quantity.end : min(sentence.span[1], quantity.end + _BEHIND)]
    name = _told(before, after)
    if name is None or _OTHER.search(before) or _OTHER.search(after, 0, _AHEAD):
        return None
    return Metric(name, frozenset(), vocabulary().heads[name].kind)


def _told(before: str, after: str) -> str | None:
    """Which of the two the words around an amount tell, if either."""
    monthly = _MONTHLY.search(after, 0, _AHEAD)
    if _SQUARE.match(after) or "每平" in before:
        return "house_price" if not monthly and _SOLD.search(before) else None
    if monthly and _LET_BEHIND.match(after):
        return "rent"
    let = (monthly and monthly.start() == 0) or "每月" in before
    return "rent" if let and _LET.search(before) else None
