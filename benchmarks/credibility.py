"""Plants the defects of sourcing and text into real articles, and counts which of them are found, and what else is.

    python -m benchmarks.credibility ARTICLES.jsonl [ARTICLES.jsonl …] [--every 2] [--limit 120]

Rows have ``text`` and perhaps ``title``. Every article gets a head (title, publisher, date, author) and is judged sound
first: what is found there counts as a false alarm. Then each defect is planted by itself. Only what one document says
alone is judged, on a fixed day.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from auditor.examine import examine, prepared
from auditor.judge import dates
from auditor.model import Document

AS_OF = "2026-06-30"
LEAST = 800
SENTENCE = 20  # Han characters
PAPERS = ("Harbour Gazette", "Coast Courier", "Reuters", "The Guardian", "北湾日报", "海岸晚报", "新华社", "第一财经")
AUTHORS = ("Maria Lund", "Søren Holm", "Ada Brookfield")
GERMAN = (
    "Die Genossenschaft am Fluss hat in diesem Jahr mehr Äpfel geerntet als je zuvor, und weil die Kühlhäuser voll sind, wird "
    "ein Teil der Ernte nun zu Saft gepresst, der im Winter auf den Märkten der Stadt und in den Dörfern verkauft werden soll."
)
CHINESE = "河畔合作社今年的苹果收成超过往年，冷库已经装满，一部分果子改榨果汁，入冬以后运到城里的集市和附近的村镇出售，社员们说，明年还要再添两台榨汁机。"
VAGUE = {
    "en": ("Industry insiders say the effect will last.", "Several experts believe nothing will change.", "Studies show that this is common.",
           "Observers note that the mood has turned.", "It is widely believed that more will follow."),
    "zh": ("有专家认为，影响还会持续。", "业内人士普遍表示，情况不会改变。", "研究表明，这种现象相当常见。", "据知情人士透露，后续还有动作。", "不少分析人士指出，风向已经变了。"),
}  # fmt: skip
TALK = {"en": ("Certainly! Here is the article you asked for:", "As an AI language model, I cannot verify these figures."), "zh": ("好的，以下是您要的文章：", "作为一个人工智能助手，我无法核实这些数据。")}  # fmt: skip
SWAPS = (("the ", "tbe "), ("with ", "witb "), ("which ", "wbich "), ("that ", "tliat "))


@dataclass(frozen=True, slots=True)
class Article:
    """A real text under a head of ours."""

    title: str
    publisher: str
    date: str
    author: str
    body: str
    language: str

    def text(self, **other: str) -> str:
        """The page, with some parts of it exchanged; an empty part is left out."""
        part = {
            "title": self.title,
            "publisher": self.publisher,
            "date": self.date,
            "author": self.author,
            "body": self.body,
        } | other
        stamp = " · ".join(piece for piece in (part["publisher"], part["date"]) if piece)
        written = {"en": "By {}", "zh": "作者：{}"}[self.language].format(part["author"]) if part["author"] else ""
        return "\n".join(line for line in (part["title"], stamp, written, part["body"]) if line)


def articles(paths: Sequence[str], every: int, limit: int) -> Iterator[Article]:
    """The rows set aside: each ``every``-th, counted from the second."""
    for path in paths:
        draw = random.Random(path)  # noqa: S311  # a benchmark
        file = Path(path)
        with gzip.open(file, "rt", encoding="utf-8") if file.suffix == ".gz" else file.open(encoding="utf-8") as lines:
            rows = [json.loads(line) for number, line in enumerate(lines) if number % every == 1]
        made = 0
        for row in rows:
            body = row["text"].strip()
            han = len(re.findall(r"[\u4e00-\u9fff]", body))
            chinese = han > len(body) / 2
            if han and not chinese:
                continue
            if len(body) < (LEAST // 2 if chinese else LEAST) or made >= limit or (chinese and not prose(body)):
                continue
            made += 1
            title = row.get("title") or (body[:16] if chinese else " ".join(body.split()[:7]))
            day = f"20{draw.randint(18, 25)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
            papers = PAPERS[4:] if chinese else PAPERS[:4]
            author = "周明远" if chinese else draw.choice(AUTHORS)
            yield Article(title.strip(" .。"), draw.choice(papers), day, author, body, "zh" if chinese else "en")


def prose(body: str) -> bool:
    """Whether a Chinese text is running prose that begins as a sentence: manuals in short lines are no articles."""
    long = sum(len(line) for line in body.splitlines() if len(re.findall(r"[\u4e00-\u9fff]", line)) >= SENTENCE)
    return long > len(body) / 2 and bool(re.match(r"[\u4e00-\u9fff]{8}", body))


def sentences(body: str) -> list[str]:
    """The body, cut behind its full stops."""
    return [piece for piece in re.split(r"(?<=[。！？])|(?<=[.!?])(?=\s)", body) if piece]


def among(article: Article, added: Sequence[str], draw: random.Random) -> str:
    """The body with sentences put between its own."""
    pieces = sentences(article.body)
    for sentence in added:
        pieces.insert(draw.randrange(1, len(pieces) + 1), f" {sentence}")
    return "".join(pieces)


def again(text: str, wrong: str, right: str) -> str:
    """Bytes of one encoding read as those of another."""
    return text.encode(wrong, "ignore").decode(right, "replace")


def with_number(article: Article, draw: random.Random) -> str | None:
    """A headline with a number that the text, which has three of its own, does not state."""
    if len(set(re.findall(r"(?<![\d.,])\d{2,}(?![\d.,])", article.body))) < 3:
        return None
    number = str(draw.randint(101, 979))
    words = f"{number}家企业受影响" if article.language == "zh" else f", {number} affected"
    return None if number in article.body else article.title + words


def shifted(article: Article, draw: random.Random) -> str | None:
    """The body with its past years moved ahead."""
    moved = re.sub(r"\b(20[01]\d|202[0-5])(?=年|\b)", lambda year: str(int(year[1]) + 20), article.body)
    del draw
    return None if moved == article.body else moved


def scanned(article: Article, draw: random.Random) -> str | None:
    """Zeros read as O, and a few words misread."""
    body = re.sub(r"(?<=\d)0(?=\d|%|年|,)", "O", article.body)
    for word, misread in SWAPS:
        body = body.replace(word, misread, 3)
    del draw
    return body if sum(a != b for a, b in zip(body, article.body, strict=False)) >= 5 else None


def cut(article: Article, draw: random.Random) -> str:
    """The body up to somewhere in its second half, in the middle of a word or clause."""
    return article.body[: draw.randint(len(article.body) // 2, len(article.body) - 60)].rstrip(" .。，,\n")


def half(article: Article) -> tuple[str, str]:
    """The body in two, at a sentence."""
    pieces = sentences(article.body)
    middle = max(1, len(pieces) // 2)
    return "".join(pieces[:middle]), "".join(pieces[middle:])


def middle_damaged(article: Article, right: str) -> str | None:
    """The middle of the body read in a wrong encoding; English ones get the quotation marks and dashes of print."""
    body = article.body.replace('"', "“").replace("'", "’").replace(" - ", " – ")
    start = len(body) // 3
    middle = body[start : 2 * start]
    if sum(not character.isascii() for character in middle) < 3:
        return None
    return body[:start] + again(middle, "utf-8", right) + body[2 * start :]


def blocked(article: Article) -> str:
    """A paragraph in another language in the middle."""
    one, other = half(article)
    foreign = GERMAN if article.language == "zh" or len(article.body) % 2 else CHINESE
    return f"{one}\n{foreign}\n{other}"


Plant = Callable[[Article, random.Random], str | None]
DEFECTS: dict[str, tuple[str, Plant]] = {
    "publisher cut": ("missing-publisher", lambda a, _: a.text(publisher="")),
    "date cut": ("missing-date", lambda a, _: a.text(date="")),
    "author cut": ("missing-author", lambda a, _: a.text(author="")),
    "vague voices": ("vague-attribution", lambda a, d: a.text(body=among(a, d.sample(VAGUE[a.language], 3), d))),
    "dangling citations": ("dangling-citations", lambda a, d: a.text(body=marked(a, d))),
    "headline number": ("headline-figure", lambda a, d: None if (t := with_number(a, d)) is None else a.text(title=t)),
    "headline exchanged": ("headline-subject", lambda a, d: a.text(title=exchanged(a, d))),
    "cut in a sentence": ("truncated-text", lambda a, d: a.text(body=cut(a, d))),
    "cut with dots": ("truncated-text", lambda a, d: a.text(body=cut(a, d) + d.choice(("…", "...", "… [+1873 chars]", "（未完待续）", " Read more")))),
    "UTF-8 as Windows-1252": ("encoding-damage", lambda a, _: None if (b := middle_damaged(a, "cp1252")) is None else a.text(body=b)),
    "UTF-8 as GBK": ("encoding-damage", lambda a, _: None if (b := middle_damaged(a, "gb18030")) is None else a.text(body=b)),
    "double-encoded UTF-8": ("encoding-damage", lambda a, _: None if (b := middle_damaged(a, "latin-1")) is None else a.text(body=again(b, "utf-8", "latin-1"))),
    "foreign paragraph": ("wrong-language-block", lambda a, _: a.text(body=blocked(a))),
    "published tomorrow": ("future-publication", lambda a, d: a.text(date=f"20{d.randint(27, 45)}-03-0{d.randint(1, 9)}")),
    "years moved ahead": ("future-as-past", lambda a, d: None if (b := shifted(a, d)) is None else a.text(body=b)),
    "scanner's letters": ("scan-residue", lambda a, d: None if (b := scanned(a, d)) is None else a.text(body=b)),
    "assistant's talk": ("assistant-residue", lambda a, d: a.text(body=f"{TALK[a.language][0]}\n{a.body}\n{TALK[a.language][d.randrange(2)]}")),
    "correction": ("carries-correction", lambda a, _: a.text(body=a.body + ("\n更正：本文此前的一处日期有误。" if a.language == "zh" else "\nCorrection: An earlier version gave a wrong date."))),
}  # fmt: skip


def marked(article: Article, draw: random.Random) -> str:
    """Citation marks behind four sentences, without a list."""
    pieces = sentences(article.body)
    for number in range(1, 5):
        at = draw.randrange(len(pieces))
        pieces[at] = re.sub(r"([.!?。！？]?)\s*$", rf" [{number}]\1", pieces[at], count=1)
    return "".join(pieces)


def exchanged(article: Article, draw: random.Random) -> str:
    """A headline about something else."""
    english = (
        "Museum opens gallery for clockmakers and weavers",
        "Orchestra rehearses forgotten symphony in abandoned brewery",
        "Gardeners rescue century-old magnolias",
    )
    chinese = ("钟表博物馆展出四代工匠遗作", "废弃酒厂里排练失传交响曲", "园丁抢救百年玉兰树")
    return draw.choice(chinese if article.language == "zh" else english)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--every", type=int, default=2)
    parser.add_argument("--limit", type=int, default=120)
    options = parser.parse_args()
    rules, built = prepared(())
    checks = {name: check for name, check in built.items() if name not in {"copies", "figures", "packs"}}
    alarms: Counter[str] = Counter()
    planted: Counter[tuple[str, str]] = Counter()
    found: Counter[tuple[str, str]] = Counter()
    count: Counter[str] = Counter()

    def told(text: str) -> set[str]:
        doc = Document.of(text)
        alone = examine(doc, checks)
        late = dates.findings(doc, alone.provenance, (), AS_OF, rules.of("dates"))
        return {finding.rule for finding in (*alone.findings, *late)}

    for article in articles(options.paths, options.every, options.limit):
        count[article.language] += 1
        sound = told(article.text())
        bare = told(article.text(publisher="", date="", author=""))
        alarms.update(sound)
        for kind, (rule, plant) in DEFECTS.items():
            text = plant(article, random.Random(f"{kind} {article.title}"))  # noqa: S311  # a benchmark
            # An article that names its publisher or author itself keeps them when the head is cut.
            if text is None or rule in sound or (kind.endswith(" cut") and rule not in bare):
                continue
            planted[kind, article.language] += 1
            found[kind, article.language] += rule in told(text)
    total = sum(count.values())
    print(f"{dict(count)} articles")
    print("| defect | rule | en | zh |\n|---|---|--:|--:|")
    for kind, (rule, _) in DEFECTS.items():
        cells = [
            f"{found[kind, tongue] / planted[kind, tongue]:.2f} of {planted[kind, tongue]}"
            if planted[kind, tongue]
            else "–"
            for tongue in ("en", "zh")
        ]
        print(f"| {kind} | {rule} | {cells[0]} | {cells[1]} |")
    print("\nfound in the sound articles, per 1,000:")
    for rule, hits in sorted(alarms.items(), key=lambda item: (-item[1], item[0])):
        print(f"  {rule} {1000 * hits / total:.0f}")


if __name__ == "__main__":
    main()
