"""Measures the pages of a report and writes ``docs/benchmarks-report.md``.

    python -m benchmarks.report [--documents 10000] [--repeat 3]

Documents of 3 kB, half of their sentences with figures, are written with a fixed seed and audited; their assessments,
under new names, make the large reports. Rendering is counted in CPU seconds; what a reader waits for is measured in
headless Chromium, on the wall clock, which on a shared machine says something about the neighbours too.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

import auditor
from auditor.formats import html
from auditor.formats.protocol import Options
from auditor.model import Assessment, Report

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "benchmarks-report.md"
SIZE = 3_000  # bytes of a document
LONG = 100_000  # bytes of a long one
SINGLE = 100  # documents in a single file
WORDS = ("wind", "海上", "2024", "zhejiang 亿元", "no such words", "")


PLACES = ("宁波", "温州", "舟山", "青岛", "大连", "厦门", "烟台", "福州", "汕头", "湛江", "北海", "日照")
TRADES = ("海上风电", "储能", "造船", "冷链", "养殖", "海水淡化", "港口物流", "海洋仪器")
PEOPLE = ("码头调度员", "渔业合作社理事长", "研究者", "船厂班长", "统计人员", "验船师", "航标工")
SCENES = (
    "{who}在{where}的栈桥边等了很久，雾散之后才看清对岸的灯，手里的记录本已经潮了一半。",
    "据{where}统计局发布的数据，{year}年{where}{trade}产业规模为{b}亿元。",
    "{who}说，{trade}最难的不是设备，而是人手：老手带徒弟要很久，徒弟留不留得住全看家里离{where}有多远。",
    "截至{year}年底，{where}共有{trade}企业{c}家。",
    "{where}的夜班食堂把面条换成了米饭，{who}笑着说这是今年最大的改变，{trade}的订单反倒没有那么新鲜。",
    "Nobody in the harbour of {where} counts the gulls, and nobody doubts that there are more of them than before.",
)


def texts(count: int, size: int) -> list[str]:
    """Texts of a size in bytes, in Chinese with some English; no two share more than a turn of phrase."""
    pick = random.Random(8)  # noqa: S311  # nothing is secret here
    found = []
    for number in range(count):
        where, trade = pick.choice(PLACES), pick.choice(TRADES)
        head = [f"{where}{trade}见闻之{number}", f"海岸周报 2025-03-{1 + number % 28:02}"]
        parts: list[str] = []
        while sum(len(part.encode()) for part in (*head, *parts)) < size:
            slots = {"where": pick.choice(PLACES), "trade": pick.choice(TRADES), "who": pick.choice(PEOPLE)}
            year = pick.randrange(2009, 2025)
            # One truth for each place, trade and year: documents agree, as most of them do.
            level = sum(map(ord, slots["where"] + slots["trade"])) % 900 + 100 + year - 2009
            scene = pick.choice(SCENES).format(**slots, year=year, b=level, c=3 * level)
            parts.append(scene + ("\n\n" if pick.random() < 1 / 4 else ""))
        found.append("\n\n".join([*head, "".join(parts)]))
    return found


def audited(written: list[str]) -> Report:
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(written):
            (Path(folder) / f"{number:04}.txt").write_text(text, encoding="utf-8")
        return auditor.audit(folder)


def many(report: Report, count: int) -> Report:
    """The report with as many documents, each a document of it under a new name."""

    def renamed(doc: Assessment, number: int) -> Assessment:
        key = f"archive/{number:05}.txt"
        own = {"key": key, "document": f"{number:016x}"}
        return replace(
            doc,
            id=own["document"],
            key=key,
            path=key,
            findings=tuple(
                replace(each, evidence=tuple(replace(e, **own) if e.key == doc.key else e for e in each.evidence))
                for each in doc.findings
            ),
            claims=tuple(replace(each, id=f"{number:016x}:{each.start}", **own) for each in doc.claims),
        )

    base = report.documents
    return replace(report, documents=tuple(renamed(base[n % len(base)], n) for n in range(count)))


def cpu(work: Callable[[], Any], repeat: int) -> tuple[float, Any]:
    taken = []
    for _ in range(repeat):
        start = time.process_time()
        made = work()
        taken.append(time.process_time() - start)
    return median(taken), made


def in_browser(index: Path, long: Path, repeat: int) -> dict[str, float]:
    from playwright.sync_api import sync_playwright

    found: dict[str, list[float]] = {"interactive": [], "sort": [], "long": [], "rows": []}
    typed: dict[str, list[float]] = {word: [] for word in WORDS}
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for _ in range(repeat):
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.goto(index.as_uri())
            found["interactive"].append(page.evaluate(LOADED))
            found["rows"].append(page.locator(".rows tbody tr").count())
            for word in WORDS:
                typed[word].append(page.evaluate(TYPED, word))
            found["sort"].append(page.evaluate(SORTED))
            page.goto(long.as_uri())
            found["long"].append(page.evaluate(LOADED))
            page.close()
        browser.close()
    slowest = max(median(values) for values in typed.values())
    return {"filter": slowest, **{name: median(values) for name, values in found.items()}}


LOADED = "performance.getEntriesByType('navigation')[0].loadEventEnd"
# From the key to the next frame that is painted.
TYPED = """async word => {
  const field = document.querySelector('[name=q]'), start = performance.now();
  field.value = word;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - start;
}"""
SORTED = """async () => {
  const start = performance.now();
  document.querySelector('[data-sort=title] button').click();
  await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - start;
}"""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=10_000)
    options.add_argument("--repeat", type=int, default=3)
    asked = options.parse_args()
    small = audited(texts(SINGLE, SIZE))
    large = many(small, asked.documents)
    long = audited(texts(1, LONG))
    html.render(replace(small, documents=small.documents[:2]), Options())  # compiles the templates

    taken, page = cpu(lambda: html.render(small, Options()), asked.repeat)
    site = html.render(large, Options(folder=True))
    leaves = [name for name in site if name.startswith("pages/d-")][:600]
    pages, _ = cpu(lambda: [site[name] for name in leaves], asked.repeat)
    whole, index = cpu(lambda: html.render(large, Options(folder=True))["index.html"], asked.repeat)
    files = html.render(long, Options(folder=True))
    name = next(each for each in files if each.startswith("pages/d-"))
    one, leaf = cpu(lambda: files[name], asked.repeat)

    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder) / "index.html", Path(folder) / "long.html"
        first.write_text(index, encoding="utf-8")
        second.write_text(leaf, encoding="utf-8")
        seen = in_browser(first, second, asked.repeat)

    claims = sum(len(doc.claims) for doc in small.documents) / SINGLE
    findings = sum(len(doc.findings) for doc in small.documents) / SINGLE
    rows = [
        (f"overview of {asked.documents:,} documents", f"{size(index)} MB", "≤ 5 MB"),
        ("… rendered (with its look-ups)", f"{whole:.1f} CPU s", "–"),
        ("… interactive", f"{seen['interactive'] / 1000:.2f} s", "≤ 1.5 s"),
        ("… filtered, slowest of six searches", f"{seen['filter']:.0f} ms", "≤ 150 ms"),
        ("… sorted by title", f"{seen['sort']:.0f} ms", "–"),
        ("… rows in the page", f"{seen['rows']:.0f}", "a screen or two"),
        ("pages of 3 kB documents", f"{len(leaves) / pages:.0f} per CPU s", "≥ 200"),
        (f"single file of {SINGLE} such documents", f"{size(page)} MB, {taken:.1f} CPU s", "≤ 4 MB"),
        ("page of a 100 kB text, rendered", f"{one:.2f} CPU s, {size(leaf)} MB", "–"),
        ("… opened", f"{seen['long'] / 1000:.2f} s", "≤ 0.5 s"),
    ]
    told = (
        "# The report's pages, measured\n\n"
        f"`python -m benchmarks.report` on {platform.machine()}, {os.cpu_count()} cores, Python "
        f"{platform.python_version()}; medians of {asked.repeat}. A document has {SIZE:,} bytes, {findings:.0f} findings "
        f"and {claims:.0f} figures on average.\n\n| what | measured | wanted |\n|---|---|---|\n"
    )
    table = told + "".join(f"| {' | '.join(row)} |\n" for row in rows)
    PAGE.write_text(table, encoding="utf-8")
    print(table)


def size(text: str | object) -> str:
    return f"{len(str(text).encode()) / 1e6:.2f}"


if __name__ == "__main__":
    main()
