"""Reads every quantity and date of a text in one pass: a cheap trigger finds numerals, anchored rules read from there.

It reads the raw text: NFKC would turn 10² into 102. What a quantity is *of* is the business of ``bind``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache

from auditor.figures.followers import completed
from auditor.figures.following import classifier_after, currency_before, unit_after
from auditor.figures.fractions import han_fraction, out_of, slash
from auditor.figures.han import DIGITS, LARGE, NUMERALS, SMALL, is_digits
from auditor.figures.idioms import unbounded
from auditor.figures.lexicon import units
from auditor.figures.lists import shared
from auditor.figures.masks import end_of_run, end_of_token, mask, skipped
from auditor.figures.numerals import MAX_RUN, Number, read_number
from auditor.figures.periods import Period, read_date, read_fiscal
from auditor.figures.phrases import SUPERLATIVES, one_in, read_phrase
from auditor.figures.quantities import MAX_FIGURES, Dated, Quantity, Scan
from auditor.figures.ranges import second_end, spanned
from auditor.figures.ratios import share
from auditor.figures.relative import read_span
from auditor.figures.tables import measured
from auditor.figures.wording import exact
from auditor.figures.wrapped import View, repaired
from auditor.text.lazy import lazy

__all__ = ["MAX_FIGURES", "Dated", "Quantity", "Scan", "has_numeral", "scan"]

# NOTE: a character class first (what may stand before a word in Latin letters), a class of first letters next, and no IGNORECASE: all but the alternation is a table look-up.
# "One" is a number, and "third" a rank, before few words only; "tend" and "ones" are no numbers at all.
_FRACTIONS = "half|halves|third|quarter|fifth|sixth|seventh|eighth|ninth|tenth|hundredth"
_SIZES = "hundred|thousand|million|billion|trillion|dozen"
_ONE_NEXT = rf"{_FRACTIONS}|{_SIZES}|in[\s-]|out\s|and[\s-]|people|person|woman|man|child|death|case|company|year|month|week|day|hour|mile|dollar|euro|pound|point|vote|seat|goal|[a-z]{{3,15}}\sin\s(?:every\s)?(?:three|four|five|six|seven|eight|nine|ten|twelve|twenty)\b"
_NUMBER_WORD = (
    r"(?:[Tt](?:wo|hree|en(?![a-eg-z])|w(?:elve|enty|ice)|hi(?:rteen|rty)|hrice|ripl)|[Ff](?:our(?!th)|ive|ifteen|ifty|orty)|[Ss](?:ix|even)"
    rf"|[Oo]ne(?=[\s-](?i:{_ONE_NEXT}))|(?:[Ss]econd|[Tt]hird|[Ff](?:irst|ourth|ifth))(?=[\s-](?i:{SUPERLATIVES})\b)"
    rf"|[Ee](?:ight|leven)|[Nn]ine|[Hh]al(?:f|v)|[Qq]uarter(?:[ -]point| of an? (?:m|b|tr)illion)|[Dd]oubl|[Tt]rebl|[Qq]u(?:adrupl|intupl)|[Aa]n? (?:{_SIZES}|{_FRACTIONS}|couple of (?:{_SIZES}))"
    r"|TWO|THREE|FOUR|FIVE|SIX|SEVEN|EIGHT|NINE|TEN)"
)
_WORD_TRIGGER = re.compile(
    rf"[\x00-@\[-`{{-\xbf\u2000-\u206f\u3000-\u303f\uff00-\uff20](?=[AaDdEeFfHhNnOoQqSsTt]){_NUMBER_WORD}"
)
_FIRST_WORD = re.compile(_NUMBER_WORD)
_SIGNS = "0-9０-９半¼½¾⅓⅔⅕⅛"
_HAN_SIGNS = "零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟"
_RANK_AFTER = lazy(r"\s?(?:位|名(?!单)|大(?![学家])|高(?![科校])|强)")
_RANK_BEFORE = lazy(
    r"(?:排名|排在|排到|位列|位居|列|居|跃居|升至|升到|名列|rank(?:s|ed|ing)?(?: is| at| of| as)?(?: the)?|from|to|placed)\s?(?:第\s?)?$",
    re.IGNORECASE,
)
_RANK_AMONG = lazy(r"(?:位列|位居|排名|排在|名列|列|居)[^，。；\d第]{1,8}第$")
_RANKED = lazy(r"\branks?(?:ed)?\s$")
_ORDINAL = lazy(r"(?:st|nd|rd|th)(?![A-Za-z])", re.IGNORECASE)
_ORDINAL_STARTS = frozenset("sSnNrRtT")
_NO_RANK = lazy(
    r"[\s-]?(?:century|anniversary|edition|annual|floor|street|avenue|quarter|half|birthday|session|round|day|grade|amendment|congress|minute|over|season|time|percentile|president|(?:u\.?s\.? )?circuit|fleet|airborne|infantry|battalion|regiment|brigade|division|arrondissement|congressional|(?:earl|duke|marquess|baron|viscount) of|dalai|dynasty)",
    re.IGNORECASE,
)
# "on the 14th" is a day of the month.
_DAY_AFTER = lazy(r"[.,;:)!?\n]|$|\s(?:of|and|at|to|when|as|after|with)\b")
# After a bare Han numeral: what shows that the word ends here.
_HAN_WORD_END = lazy(
    r"$|拿下|成交|包邮|到手|入手|搞定|封顶|起步|出头|冒头|挂零|打底|不到[，。！？的\s]|不[讲还二]价|大关|关口|再减|立减|[涨升降跌](?![价])|[\s，。、；：！？,.;:!?)）”\"》%／/+\-*=×÷加减乘除等的了和与及或至到是为以左上]"
)
# 一万九|开走了, 两千七八: the last magnitude goes without saying, as it does in no word.
_TOLD_SHORT = lazy(rf"[{''.join(DIGITS)}][百千万亿][{''.join(DIGITS)}]{{1,2}}$")
_VAGUE_ENDS = frozenset((*SMALL, "万"))
_YEARS = frozenset({"一九", "二〇", "二零"})
# “四个自信”, “两个维护”: a quoted name, not what was counted.
_SLOGAN = lazy(r"[\u4e00-\u9fff]{1,4}[”」』]")
_BARE_SCALE = lazy(r"[百千十]?万?亿")
# 七五折 is told digit by digit.
_DISCOUNT = lazy(r"(?P<digits>[一二三四五六七八九]{2})折(?![旧合算叠扣射])")
_AFTER_HAN = frozenset("分点个余多来几半又成折倍番％%‰角毛块至到—–-~～ \t\n\u3000（(，。！？、；,.;!?+/死伤亡人级")
# What makes 一 a number of its own: a half, the end of a range, a date, a ratio.
_NO_ARTICLE = frozenset("半到至—–-~～−和与年月日号点时度成倍折分")
_MEASURED = frozenset({"count", "duration", "length", "mass", "money", "volume", "area"})
# What goes on with a number behind its measure word: 一个半, 一个到两个, 一个点, 一米每秒.
_GOES_ON = frozenset("半到至—–-~～−和与点多余每基B/^(（0123456789")
# 一个半小时, 一米八: more than one.
_ADDED = frozenset({"半", *DIGITS})
# 零件, 零部件, 零担: 零 is no number but "loose" here.
_SPARE = frozenset("件部担头")
_LABEL = re.compile(r"(?:^|[\s\"“(（\u3000-\u9fff])(?P<word>[A-Z][a-z]{2,})\s$")
_NO_LABEL = frozenset(
    """the some about over only nearly around almost just more than under below above with from and but for while when after
    before until since between both another total all at least up down out there these those this that her his their our
    its was were are now today meanwhile however yet still then thus also score page""".split()  # noqa: SIM905  # words read best as words
)
_AFTER_LABEL = lazy(
    r"\s?(?:[,.;:)(!?\"”\n]|$)|\s(?:was|is|has|will|were|had|to|in|on|at|and|of|by|for|from|with|near|as|after|before|when|while|opened|closed)\b"
)
# 华为Mate 60同台, 骁龙8 Gen 3略占上风: in a Chinese text a word with a capital and a number are a name.
_IN_HAN = lazy(r"\s?[\u4e00-\u9fff]")
_HAN_SIDE = lazy(r"[\u3000-\u9fff，（]\s?$")
_HAN_LABEL = lazy(
    r"\s?(?:[\u4e00-\u9fff]|[，。、；：！？,;:!?)）”》」\n]|\.(?!\d)|$|\s?(?:Pro|Plus|Max|Ultra|Mini|Air|Turbo|Lite|SE)(?![a-z]))"
)
# A capital behind a small word makes a name whatever follows: of Terminal 5 shortly after.
_INSIDE = lazy(r"[a-z]\s$")
_NUMBERED = lazy(r"[A-Z][a-z]+[ -]\d+")
_LATIN_WORD = lazy(r"[A-Za-z]+")
# “The 39 Steps”, "Ocean's Eleven"
_TITLE_BEFORE = lazy(r"[\"“](?P<words>(?:[A-Z][\w'’]{0,20}\s){0,4})$")
_TITLE_AFTER = lazy(r"(?P<words>(?:\s[A-Z][\w'’]{0,20}){0,4})[,.!?]?[\"”]")
_OPENS = frozenset("“「『")
_QUOTED_NAME = lazy(r"[“「『\"][^“”「」『』\"]{1,8}$")

# What may be spent on numerals that are no figures: a digit costs ten times as much as a Han numeral or a word, most of
# which stand in names. 20,000 digits without a figure, or 200,000 words, are no text.
_BUDGET = 40 * MAX_FIGURES
_DIGIT_COST = 10


def scan(text: str, reference: Period | None = None, *, view: View | None = None) -> Scan:
    """Every quantity and date of ``text``, in order; ``reference`` is the article's date for dates without a year.

    ``view`` is the text with its numerals whole, where that is known.
    """
    view = view or repaired(text)
    found = _scan(view.text, reference)
    if not found.quantities:
        return view.restored(found)
    quantities = measured(view.text, shared(view.text, found.quantities), _sample)
    return view.restored(replace(found, quantities=quantities))


def has_numeral(view: View) -> bool:
    """Whether anything in a text with its numerals whole may begin a quantity or a date."""
    return next(_triggers(view.text), None) is not None


def _sample(text: str) -> tuple[Quantity, ...]:
    return _scan(text, None).quantities


def _scan(text: str, reference: Period | None) -> Scan:
    quantities: list[Quantity] = []
    dates: list[Dated] = []
    position = 0
    addresses = skipped(text)
    address = next(addresses, None)
    spent = 0
    for trigger in _triggers(text):
        if trigger < position:
            continue
        spent += _DIGIT_COST if text[trigger].isdecimal() else 1
        if len(quantities) + len(dates) >= MAX_FIGURES or spent > _BUDGET:
            return Scan(tuple(quantities), tuple(dates), trigger)
        while address and address[1] <= trigger:
            address = next(addresses, None)
        if address and address[0] <= trigger:
            position = address[1]
            continue
        found = _read(text, trigger, reference)
        position = found if isinstance(found, int) else found.end
        if isinstance(found, Dated):
            dates.append(found)
        elif isinstance(found, Quantity) and found.start >= _end(quantities):
            quantities.append(found)
    return Scan(tuple(quantities), tuple(dates))


def _end(quantities: list[Quantity]) -> int:
    return quantities[-1].end if quantities else 0


def _triggers(text: str) -> Iterator[int]:
    """Positions where a quantity may start: digits, Han numerals and English number words, in order."""
    words = (match.start() + 1 for match in _WORD_TRIGGER.finditer(text))
    word = 0 if _FIRST_WORD.match(text) else next(words, None)
    for sign in _sign_trigger().finditer(text):
        start = sign.start()
        while word is not None and word < start:
            yield word
            word = next(words, None)
        yield start
    if word is not None:
        yield word
        yield from words


@cache
def _sign_trigger() -> re.Pattern[str]:
    """Digits, and the Han numerals that a numeral, a unit or a sign follows: most of 一 in running text is a word.

    几 and 数 stand for a digit before a magnitude only; 翻 and 倍 begin 翻两番 and 倍增.
    """
    lexicon = units()
    words = (*lexicon.units, *lexicon.classifiers, *lexicon.currencies)
    follow = "".join(map(re.escape, sorted({word[0] for word in words} | set(NUMERALS) | _AFTER_HAN)))
    # NOTE: one class comes first, for the engine runs through the text by it.
    return re.compile(
        rf"[{_SIGNS}{_HAN_SIGNS}几数翻倍](?:(?<=[{_SIGNS}])|(?<=[几数])(?=[{''.join(SMALL)}{''.join(LARGE)}])"
        rf"|(?<=翻)(?=了?[一两二三四]?[番倍])|(?<=倍)(?=增)|(?<=[{_HAN_SIGNS}])(?=[{follow}]|.[{NUMERALS}]|\Z))",
        re.DOTALL,
    )


def _read(text: str, start: int, reference: Period | None) -> Quantity | Dated | int:
    """What starts at a trigger: a quantity, a date, or the position up to which nothing is to be read."""
    first = text[start]
    if first in "¼½¾⅓⅔⅕⅛":
        number = Number(start, start + 1, Decimal(str(unicodedata.numeric(first))), Decimal("0.01"))
        return completed(text, number, number)
    if first == "一" and (end := _article(text, start)):
        return end
    if first.isdecimal() and (fiscal := read_fiscal(text, start)):
        return Dated(*fiscal)
    if (end := mask(text, start)) is not None:
        return max(end, start + 1)
    if first.isascii() and (span := read_span(text, start, reference)):
        return Dated(*span)
    if first in "翻倍半" or (first.isascii() and first.isalpha()):
        found = read_phrase(text, start)
        return _complete(text, found) if isinstance(found, Number) else found
    if date := read_date(text, start, reference):
        return Dated(*date)
    return _read_quantity(text, start)


@cache
def _measures() -> frozenset[str]:
    """First characters of measure words and units that begin no date, no money, no ratio and no numeral."""
    lexicon = units()
    first = {word[0] for word in (*lexicon.classifiers, *lexicon.units)}
    # 个 is a measure word though 个人民币 is a currency: the longer word loses.
    paid = {
        word[0] for word in lexicon.currencies if word[0] not in lexicon.classifiers or word[0] in lexicon.currencies
    }
    return frozenset(first - paid - set(NUMERALS) - _NO_ARTICLE)


def _article(text: str, start: int) -> int | None:
    """Where 一 and its measure word end that say no more than "a", as they mostly do: not in 第一名, 一个半月, 一到两天."""
    word = start + 1
    if (
        text[word : word + 1] not in _measures()
        or text[word + 1 : word + 2] in NUMERALS
        or text[start - 1 : start] == "第"
    ):
        return None
    if _NO_ARTICLE.isdisjoint(text[word + 1 : word + 8]):
        return word
    found = unit_after(text, word) or classifier_after(text, word)
    if found is None or not _GOES_ON.isdisjoint(text[word + 1 : found.end + 1]):
        return None
    following = text[found.end : found.end + 2]
    apart = following[:1].isspace() and (following[1:].isascii() or following[1] in _GOES_ON)
    return None if apart else found.end


def _read_quantity(text: str, start: int) -> Quantity | int:
    if (fraction := slash(text, start)) is not None:
        return fraction
    number = read_number(text, start, money=_after_currency(text, start))
    if number is None and (discount := _DISCOUNT.match(text, start)):
        tens, ones = (DIGITS[char] for char in discount["digits"])
        return share(text, start, discount.end(), Decimal(10 * tens + ones) / 100, Decimal("0.01"))
    if number is None:
        return end_of_run(text, start)
    if number.script == "han":
        return _read_han(text, number)
    if text.startswith("分之", number.end) and (fraction := han_fraction(text, number)) is not None:
        return fraction
    return one_in(text, number) or _complete(text, number)


def _after_currency(text: str, start: int) -> bool:
    """Whether a currency stands right before: only then are the letters k, m and b magnitudes."""
    return currency_before(text, start) is not None


def _read_han(text: str, number: Number) -> Quantity | int:
    """A Han numeral is a quantity only with a unit, a fraction or a magnitude: 三 stands in too many names."""
    if (fraction := han_fraction(text, number)) is not None:
        return fraction
    run = text[number.start : number.end]
    found = _complete(text, number)
    if isinstance(found, int):
        return found
    if run == "零" and text[number.end : number.end + 1] in _SPARE:
        return found.end
    if (
        found.dimension != "share"
        and unbounded(text, number.start, run)
        and (found.dimension in _MEASURED or found.unit)
    ):
        return found.end
    if found.dimension not in {"other", "count"} or found.unit is not None:
        return (
            found.end
            if run == "一"
            and _ADDED.isdisjoint(text[number.end : found.end])
            and found.dimension in {"count", "length", "duration", "other", "mass", "area", "volume"}
            else found
        )
    if _BARE_SCALE.fullmatch(run):
        if run[0] == "百" or "亿" not in run:
            return number.end
        return replace(found, dimension="money", bound="at_least" if found.bound == "exact" else found.bound)
    return found if _stands_alone(text, number, run) else number.end


def _stands_alone(text: str, number: Number, run: str) -> bool:
    """Whether a Han numeral without a unit is a number and no part of a word (四百点五, not 百度 or 十四五)."""
    if _is_all(text, number):
        return True
    if number.high is not None and not number.more and run[-1] not in _VAGUE_ENDS:
        return _TOLD_SHORT.search(run) is not None
    if is_digits(run) and run[:2] in _YEARS:  # 一九八四 on its own is a year
        return False
    if run[0] in "百千万亿" or (len(run) == 1 and not number.more):
        return False
    return _TOLD_SHORT.search(run) is not None or _HAN_WORD_END.match(text, number.end) is not None


def _complete(text: str, number: Number) -> Quantity | int:
    """Adds what stands around a numeral: rank, range, percent, currency, unit, classifier or counted noun."""
    if (rank := _rank(text, number)) is not None:
        return rank
    if number.high is not None and not number.more:  # 七八百
        last = number._replace(value=number.high, high=None)
        found = completed(text, number, last)
        return found if isinstance(found, int) else spanned(number, last, Decimal(1), found)
    second = second_end(text, number)
    found = completed(text, number, second[0] if second else number)
    if isinstance(found, int):
        return found
    if second:
        return spanned(number, *second, found)
    if found.dimension == "count" and text[number.start - 1 : number.start] == "每" and (part := out_of(text, found)):
        return part
    if found.dimension in {"other", "count"} and found.unit is None and not _in_running_text(text, number):
        return found.end
    return number.end if _names(text, found) or _labels(text, number, found) else found


def _labels(text: str, number: Number, found: Quantity) -> bool:
    """Whether a capitalised word and a bare number are one name: Terminal 5, Python 3.12. In a title it says nothing."""
    if found.dimension != "other" or found.unit or number.script != "arabic" or "," in text[number.start : number.end]:
        return False
    label = _LABEL.search(text, max(0, number.start - 24), number.start)
    if (
        label is None
        or label["word"].lower() in _NO_LABEL
        or label["word"].endswith("ly")
        or found.start != number.start
    ):
        return False
    start = label.start("word")
    if _IN_HAN.match(text, number.end) or _HAN_SIDE.search(text, max(0, start - 2), start):
        return _HAN_LABEL.match(text, number.end) is not None
    inside = _INSIDE.search(text, max(0, start - 2), start) is not None
    if not inside and _AFTER_LABEL.match(text, number.end) is None:
        return False
    # The words around without other labels, which have capitals in any text.
    sides = (text[max(0, number.start - 60) : start], text[number.end : number.end + 60])
    around = (" " if inside else label["word"]).join(_NUMBERED.sub(" ", side) for side in sides)
    words = [word for word in _LATIN_WORD.findall(around) if len(word) > 3]  # noqa: PLR2004  # titles keep small words small
    return 2 * sum(word[0].isupper() for word in words) <= len(words) or len(words) <= 1


def _names(text: str, found: Quantity) -> bool:
    """Whether number and measure word end a quoted name: “青创15条”."""
    if text[found.start - 1 : found.start] == "《":  # a book's title
        return True
    if found.currency is None and (title := _TITLE_BEFORE.search(text, max(0, found.start - 50), found.start)):
        rest = _TITLE_AFTER.match(text, found.end)
        if rest and (title["words"] or rest["words"]):
            return True
    if found.dimension == "other" and found.unit is None and text[found.start - 1 : found.start] == "-":  # 烈火-5
        return "\u4e00" <= text[found.start - 2 : found.start - 1] <= "\u9fff"
    if found.dimension == "count" and text[found.start - 1 : found.start] in _OPENS and _SLOGAN.match(text, found.end):
        return found.end - found.start == 2  # noqa: PLR2004  # a digit and a measure word
    if found.dimension != "count" or not text[found.end : found.end + 1] or text[found.end] not in '”」』"':
        return False
    return _QUOTED_NAME.search(text, max(0, found.start - 10), found.start) is not None


def _in_running_text(text: str, number: Number) -> bool:
    """Whether the line around a bare number says anything, or the number is all there is: a column says nothing."""
    line_start = text.rfind("\n", max(0, number.start - 80), number.start) + 1 or max(0, number.start - 80)
    line_end = text.find("\n", number.end, number.end + 80)
    line = text[line_start : number.start] + text[number.end : line_end if line_end >= 0 else number.end + 80]
    return any(char.isalpha() for char in line) or _is_all(text, number)


def _is_all(text: str, number: Number) -> bool:
    """Whether the numeral is the whole text, as a cell of a table is."""
    return len(text) <= MAX_RUN and text.strip(" \n-−负+") == text[number.start : number.end]


def _rank(text: str, number: Number) -> Quantity | int | None:
    before = text[max(0, number.start - 16) : number.start]
    told = before.rstrip()
    if told.endswith("第"):
        after = _RANK_AFTER.match(text, number.end)
        if after or _RANK_BEFORE.search(before) or _RANK_AMONG.search(before):
            return exact(number.start - 1, after.end() if after else number.end, number.value, "rank", "rank")
        return max(
            number.end, end_of_token(text, number.end) if text[number.end : number.end + 1].isascii() else number.end
        )
    if number.script != "arabic":
        return None
    if text[number.end : number.end + 1] in _ORDINAL_STARTS and (ordinal := _ORDINAL.match(text, number.end)):
        if _NO_RANK.match(text, ordinal.end()) or (
            before.endswith(" on the ") and _DAY_AFTER.match(text, ordinal.end())
        ):
            return ordinal.end()
        return exact(number.start, ordinal.end(), number.value, "rank", "rank")
    ranked = told.endswith(("rank", "ranks", "ranked")) and _RANKED.search(before)
    return exact(number.start, number.end, number.value, "rank", "rank") if ranked else None
