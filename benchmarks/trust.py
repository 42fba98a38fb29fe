"""Compares truth discovery by vote, TruthFinder, CRH, ACCU, ACCUCOPY and ours, and writes ``docs/trust.md``'s table.

    python -m benchmarks.trust [--write]

The data are simulated, seeded, and known to be true or false. ``flights`` is built like the flight times that Li et al.
collected from 38 web sites ("Truth Finding on the Deep Web", PVLDB 2012): times of day, written in several ways, sites
that copy others, and sites that mean the take-off where others mean the gate. The set itself is not redistributed here.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import mean
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from auditor.judge.trust import Row, discover
from auditor.judge.values import read_value

DOCUMENT = Path(__file__).resolve().parents[1] / "docs" / "trust.md"
SEEDS = range(100, 105)  # others than those that the method was developed on
COPIERS = (0, 1, 2, 4, 6, 8, 12, 20)
F64: TypeAlias = NDArray[np.float64]
Truth: TypeAlias = Mapping[str, float]
Data: TypeAlias = "tuple[list[Row], Truth]"


def written(minutes: int, style: int) -> str:
    """A time of day as one of five sites writes it."""
    hour, minute = divmod(minutes % 1440, 60)
    half, twelve = "AM" if hour < 12 else "PM", hour % 12 or 12
    return (
        f"{hour:02}:{minute:02}",
        f"{twelve}:{minute:02} {half}",
        f"{twelve}:{minute:02}{half[0].lower()}",
        f"Dec 1 - {twelve}:{minute:02} {half}",
        f"2011-12-01T{hour:02}:{minute:02}:00",
    )[style % 5]


def amount(number: int, style: int) -> str | int:
    """An amount as one of four sources writes it."""
    return (number, f"{number:,}", f"{number}.0", f" {number} ")[style % 4]


def copied(copiers: int, seed: int, *, items: int = 500) -> Data:
    """Nine sources of their own, right in 55 to 85 % of items, and copiers of the one that is right in 40 %."""
    draw = random.Random(f"copied {seed}")  # noqa: S311  # a simulation
    truth = {f"item-{n:04}": draw.randint(100, 99_999) for n in range(items)}
    rows = []
    false = {item: [draw.randint(100, 99_999) for _ in range(8)] for item in truth}
    for number in range(9):
        accuracy = draw.uniform(0.55, 0.85)
        for item, right in truth.items():
            if draw.random() < 0.9:
                said = right if draw.random() < accuracy else draw.choice(false[item])
                rows.append(Row(f"own-{number}", item, amount(said, number)))
    wrong = {item: right if draw.random() < 0.4 else draw.choice(false[item]) for item, right in truth.items()}
    for number in range(copiers + 1):
        for item, said in wrong.items():
            rows.append(Row(f"copy-{number:02}", item, amount(said, number), "one house"))
    return rows, truth


# Sites, how right the first of them is, the share of flights it covers: groups that copy, as in Li et al. 2012, table 5,
# with accuracies and coverage such that a plain vote is right in 0.79 of the flights.
GROUPS = ((5, 0.58, 0.95), (4, 0.5, 0.9), (3, 0.9, 0.5), (2, 0.93, 0.3), (2, 0.61, 0.5))
ALONE = tuple(np.linspace(0.98, 0.43, 22).round(2).tolist())
COVERS = (0.05, 0.3)
LATE, STALE = 0.33, 0.5  # share of flights that are late, share of a site's errors that are made on them
TAKEN = 0.98  # share of what it copies that a site takes over
PLANNED, NEAR = 0.5, 0.6  # errors that are the timetable's time, and (up to here) a slip of minutes


def flights(seed: int, *, items: int = 1200) -> Data:
    """38 sites on the times of flights: 16 of them in five groups that copy, 22 alone."""
    draw = random.Random(f"flights {seed}")  # noqa: S311  # a simulation
    truth = {f"flight-{n:04}": draw.randrange(1440) for n in range(items)}
    # What many sites mean instead of the actual time at the gate: the scheduled time, the runway.
    # A third of the flights are late: sites that are not kept up go on showing the time of the timetable.
    late = {item for item in truth if draw.random() < LATE}
    planned = {
        item: (t - draw.randint(8, 60) if item in late else t + draw.choice((-5, 5))) for item, t in truth.items()
    }
    rows: list[Row] = []

    def site(
        name: str, accuracy: float, covers: float, style: int, family: str | None, source: dict[str, int] | None
    ) -> dict[str, int]:
        said = {}
        wrong_late = min(0.97, STALE * (1 - accuracy) / LATE)
        wrong_else = max(0.0, 1 - accuracy - LATE * wrong_late) / (1 - LATE)
        for item, right in truth.items():
            if source is not None and item in source and draw.random() < TAKEN:
                said[item] = source[item]
            elif draw.random() < covers:
                kind = draw.random()
                near = right + draw.choice((-3, -2, -1, 1, 2, 3))
                wrong = planned[item] if kind < PLANNED else near if kind < NEAR else draw.randrange(1440)
                said[item] = wrong if draw.random() < (wrong_late if item in late else wrong_else) else right
        rows.extend(Row(name, item, written(minutes, style), family) for item, minutes in said.items())
        return said

    for group, (size, accuracy, covers) in enumerate(GROUPS):
        family = f"group-{group}"
        first = site(f"group-{group}-0", accuracy, covers, group, family, None)
        for number in range(1, size):
            site(f"group-{group}-{number}", accuracy, 0.02, group + number, family, first)
    for number, accuracy in enumerate(ALONE):
        site(f"site-{number:02}", accuracy, draw.uniform(*COVERS), number, None, None)
    return rows, {item: minutes % 1440 for item, minutes in truth.items()}


AIRLINES = ("north", "south", "west")
FEEDS = (
    (6, 10, 0.03),
    (4, 6, 0.03),
    (3, 5, 0.05),
    (2, 3, 0.05),
    (2, 3, 0.1),
    (1, 3, 0.1),
)  # sites, and how noisy it is


def feeds(seed: int, *, items: int = 100) -> Data:  # noqa: C901, PLR0912  # one made world, told from top to bottom
    """Sites that take four times of each flight from six feeds, which mean the gate, the runway or the timetable."""
    draw = random.Random(f"feeds {seed}")  # noqa: S311  # a simulation
    truth: dict[str, int] = {}
    runway: dict[str, tuple[int, int]] = {}
    kinds: dict[str, tuple[str, str]] = {}
    for number in range(items):
        airline = AIRLINES[number * len(AIRLINES) // items]
        leaves, takes = draw.randrange(0, 1440, 5), draw.randrange(60, 300, 5)
        late = draw.randint(-5, 8) if draw.random() < 0.6 else draw.randint(9, 70)
        early = draw.randint(-25, 5)
        times = {
            "leaves": leaves,
            "left": leaves + late,
            "comes": leaves + takes,
            "came": leaves + takes + late + early,
        }
        for kind, time_ in times.items():
            item = f"{airline} {number:03} {kind}"
            truth[item], kinds[item] = time_, (airline, kind)
            on_runway = time_ - draw.randint(2, 12)
            if kind == "left":
                on_runway = time_ + (1 if airline == "north" else draw.randint(12, 20))
            runway[item] = on_runway, on_runway + draw.choice((-1, 0, 0, 1))
    rows = [Row(kinds[item][0], item, written(said, 0)) for item, said in truth.items() if draw.random() < 0.9]
    for number, (fewest, most, noise) in enumerate(FEEDS):
        odds = {"leaves": (0.6, 0.6, 0.6, 0.6), "comes": (0.55, 0.55, 0.55, 0.75)}
        feed: dict[str, int] = {}
        meaning = {pair: draw.random() if number else 0.0 for pair in sorted(set(kinds.values()))}
        for item, right_ in truth.items():
            gate, takeoff, other, timetable = odds.get(kinds[item][1], (0.35, 0.6, 0.8, 0.8))
            meant = meaning[kinds[item]]
            if meant >= timetable or draw.random() < 0.05:
                continue
            feed[item] = (
                right_ if meant < gate else runway[item][0] if meant < takeoff else runway[item][1]
                if meant < other else right_ - draw.randint(5, 35)
            )  # fmt: skip
            if draw.random() < noise:
                feed[item] = right_ + draw.choice((-30, -12, -8, -3, 3, 6, 10, 25))
        for site in range(draw.randint(fewest, most)):
            covers, slips = draw.uniform(0.5, 1), draw.choice((0, 0, 0, 0.02, 0.1))
            for item, said in feed.items():
                if draw.random() < covers:
                    shown = said if draw.random() >= slips else said + draw.choice((-10, -5, 5, 8))
                    rows.append(Row(f"feed-{number}-{site}", item, written(shown, number), f"feed-{number}"))
    for site in range(8):
        accuracy, covers = draw.uniform(0.5, 0.9), draw.uniform(0.02, 0.25)
        for item, right_ in truth.items():
            if draw.random() < covers:
                luck = draw.random()
                wrong = runway[item][0] if luck < 0.9 else right_ + draw.randint(-40, 40)
                rows.append(Row(f"site-{site}", item, written(right_ if luck < accuracy else wrong, site)))
    said_of = {row.item for row in rows}
    return rows, {item: minutes % 1440 for item, minutes in truth.items() if item in said_of}


def measured(seed: int, *, items: int = 500) -> Data:
    """Twelve sources that measure amounts with noise of 0.05 to 2 %, two of which are often wrong altogether."""
    draw = random.Random(f"measured {seed}")  # noqa: S311  # a simulation
    truth = {f"item-{n:04}": round(draw.uniform(100, 10_000), 2) for n in range(items)}
    rows = []
    for number in range(12):
        noise = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.02)[number % 6]
        for item, right in truth.items():
            gross = draw.random() < (0.5 if number % 6 == 5 else 0.08)
            said = right * (draw.uniform(0.5, 1.5) if gross else 1 + draw.gauss(0, noise))
            rows.append(Row(f"source-{number:02}", item, round(said, 2)))
    return rows, truth


def right(found: Mapping[str, float], truth: Truth, tolerance: float = 0.0) -> float:
    """The share of items answered right; amounts within the tolerance are."""
    hits = [
        item in found and abs(found[item] - amount) <= tolerance * abs(amount) + 1e-9 for item, amount in truth.items()
    ]
    return sum(hits) / len(truth)


class Table:
    """The rows as every published method reads them: values are equal or not, families are not known."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.items = sorted({row.item for row in rows})
        self.sources = sorted({row.source for row in rows})
        number = {row: read_value(row.value).number for row in rows}
        cells = sorted({(row.item, number[row]) for row in rows})
        at, of, by = ({name: n for n, name in enumerate(names)} for names in (cells, self.items, self.sources))
        self.number = np.array([cell[1] for cell in cells])
        self.item = np.array([of[cell[0]] for cell in cells])
        self.cell = np.array([at[row.item, number[row]] for row in rows])
        self.source = np.array([by[row.source] for row in rows])

    def sum(self, per_claim: F64 | NDArray[np.int64]) -> F64:
        return np.bincount(self.cell, weights=per_claim, minlength=len(self.item))

    def mean(self, per_cell: F64) -> F64:
        return np.bincount(self.source, weights=per_cell[self.cell]) / np.bincount(self.source)

    def best(self, score: F64) -> dict[str, float]:
        order = np.lexsort((np.arange(len(score)), -score, self.item))
        first = order[np.searchsorted(self.item[order], np.arange(len(self.items)))]
        return dict(zip(self.items, self.number[first].tolist(), strict=True))

    def normal(self, support: F64) -> F64:
        grown = np.exp(support - support.max())
        return grown / np.bincount(self.item, weights=grown)[self.item]


def vote(table: Table) -> F64:
    return table.sum(np.ones(len(table.cell)))


def truthfinder(table: Table) -> F64:
    """Yin, Han and Yu, TKDE 2008, with their dampening of 0.3 and without similarity between values."""
    trust = np.full(len(table.sources), 0.9)
    for _ in range(20):
        confidence = 1 / (1 + np.exp(-0.3 * table.sum(-np.log(1 - np.clip(trust, 0, 0.999999))[table.source])))
        trust = table.mean(confidence)
    return confidence


def crh(table: Table) -> F64:
    """Li et al., SIGMOD 2014, for categories: weights are the negative log of a source's share of the loss."""
    weight = np.ones(len(table.sources))
    for _ in range(20):
        support = table.sum(weight[table.source])
        chosen = np.zeros(len(support))
        order = np.lexsort((-support, table.item))
        chosen[order[np.searchsorted(table.item[order], np.arange(len(table.items)))]] = 1
        loss = 1 - table.mean(chosen) + 1e-9
        weight = -np.log(loss / loss.sum())
    return support


def crh_median(table: Table) -> dict[str, float]:
    """The same for amounts: the answer is the weighted median, the loss the distance in deviations of the item."""
    weight = np.ones(len(table.sources))
    order = np.lexsort((table.number[table.cell], table.item[table.cell]))
    item, number, source = table.item[table.cell][order], table.number[table.cell][order], table.source[order]
    start = np.searchsorted(item, np.arange(len(table.items)))
    spread = np.array([np.std(part) or 1.0 for part in np.split(number, start[1:])])
    for _ in range(20):
        total = np.cumsum(weight[source])
        base = total[start] - weight[source][start]
        end = np.append(total[start[1:] - 1], total[-1])
        middle = number[np.searchsorted(total, (base + end) / 2)]
        loss = np.bincount(source, weights=np.abs(number - middle[item]) / spread[item]) / np.bincount(source) + 1e-9
        weight = -np.log(loss / loss.sum())
    return dict(zip(table.items, middle.tolist(), strict=True))


def accu(table: Table, *, copying: bool = False, others: int = 20) -> F64:
    """Dong et al., PVLDB 2009: ACCU, and with ``copying`` their ACCUCOPY, which begins with a vote."""
    accuracy, own = np.full(len(table.sources), 0.8), np.ones(len(table.cell))
    stands = np.zeros((len(table.sources), len(table.item)), np.float32)
    stands[table.source, table.cell] = 1
    speaks = np.zeros((len(table.sources), len(table.items)), np.float32)
    speaks[table.source, table.item[table.cell]] = 1
    agree, common = stands @ stands.T, speaks @ speaks.T
    truth = table.normal(vote(table) * np.log(others * 0.8 / 0.2))
    for _ in range(30):
        if copying:
            own = independent(table, dependence(accuracy, (stands * truth) @ stands.T, agree, common, others), accuracy)
        truth = table.normal(table.sum(own * np.log(others * accuracy / (1 - accuracy))[table.source]))
        accuracy = np.clip(table.mean(truth), 0.02, 0.99)
    return truth


def dependence(accuracy: F64, both_true: F64, agree: F64, common: F64, others: int, rate: float = 0.8) -> F64:
    right, wrong = np.outer(accuracy, accuracy), np.outer(1 - accuracy, 1 - accuracy) / others
    first = accuracy[:, None]
    evidence = both_true * np.log((first * rate + (1 - rate) * right) / right)
    evidence = evidence + (agree - both_true) * np.log(((1 - first) * rate + (1 - rate) * wrong) / wrong)
    evidence = evidence + (common - agree) * np.log(1 - rate)
    found = 1 / (1 + 4 * np.exp(-np.clip(np.maximum(evidence, evidence.T), -50, 50)))
    np.fill_diagonal(found, 0)
    return found


def independent(table: Table, likely: F64, accuracy: F64, rate: float = 0.8) -> F64:
    """Each claim's share that is its source's own: sources of a value in order of accuracy, each against those before."""
    own = np.ones(len(table.cell))
    order = np.lexsort((table.source, -accuracy[table.source], table.cell))
    start = np.searchsorted(table.cell[order], np.arange(len(table.item) + 1))
    for low, high in zip(start[:-1].tolist(), start[1:].tolist(), strict=True):
        if high - low > 1:
            group = order[low:high]
            pairs = 1 - rate * likely[np.ix_(table.source[group], table.source[group])]
            own[group] = np.tril(pairs, -1).__add__(np.triu(np.ones_like(pairs))).prod(axis=1)
    return own


def ours(rows: Sequence[Row]) -> dict[str, float]:
    return {believed.item: read_value(believed.value).number for believed in discover(rows).items}


METHODS: Mapping[str, Callable[[Table], F64]] = {
    "vote": vote,
    "TruthFinder": truthfinder,
    "CRH": crh,
    "ACCU": accu,
    "ACCUCOPY": lambda table: accu(table, copying=True),
}


def line(make: Callable[[int], Data], tolerance: float = 0.0) -> dict[str, float]:
    """The share of right answers of every method, over the seeds."""
    found: dict[str, list[float]] = {}
    for seed in SEEDS:
        rows, truth = make(seed)
        table = Table([replace(row, family=None) for row in rows])
        for name, method in METHODS.items():
            answer = crh_median(table) if tolerance and name == "CRH" else table.best(method(table))
            found.setdefault(name, []).append(right(answer, truth, tolerance))
        for name, said in (("ours", [replace(row, family=None) for row in rows]), ("ours, families known", rows)):
            found.setdefault(name, []).append(right(ours(said), truth, tolerance))
    return {name: mean(values) for name, values in found.items()}


def lines() -> dict[str, dict[str, float]]:
    """Every row of the table."""
    told = {f"{n} copiers of a wrong source": line(partial(copied, n)) for n in COPIERS}
    told["flights"] = line(flights)
    told["flights from six feeds"] = line(feeds)
    told["measured with noise, right within 0.2 %"] = line(measured, 0.002)
    return told


def markdown(told: Mapping[str, Mapping[str, float]]) -> str:
    names = [*METHODS, "ours", "ours, families known"]
    rows = [f"| data | {' | '.join(names)} |", "|---" + "|--:" * len(names) + "|"]
    rows += [f"| {data} | {' | '.join(f'{found[name]:.3f}' for name in names)} |" for data, found in told.items()]
    return "\n".join(rows)


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    reader.add_argument("--write", action="store_true", help="put the table into docs/trust.md")
    chosen = reader.parse_args()
    begun = time.process_time()
    table = markdown(lines())
    print(table)
    print(f"{time.process_time() - begun:.0f} CPU s")
    if chosen.write:
        before, mark, rest = DOCUMENT.read_text("utf-8").partition(
            "<!-- table: python -m benchmarks.trust --write -->\n"
        )
        _, end, after = rest.partition("<!-- end of table -->")
        DOCUMENT.write_text(before + mark + table + "\n" + end + after, encoding="utf-8")


if __name__ == "__main__":
    main()
