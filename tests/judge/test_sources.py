from __future__ import annotations

from decimal import Decimal

from auditor.judge.sources import rows, sources
from auditor.model import (
    Assessment,
    Claim,
    Evidence,
    Fact,
    FactValue,
    Provenance,
    Relation,
    Severity,
    Source,
    Verdict,
)


def claim(key: str, start: int, value: int) -> Claim:
    return Claim(
        id=f"id-{key}:{start}",
        document=f"id-{key}",
        key=key,
        path=key,
        record=None,
        part=0,
        start=start,
        end=start + 3,
        quote="860",
        value=Decimal(value),
        low=None,
        high=None,
        unit="company",
        dimension="count",
        currency=None,
        metric="company_count",
        subject="storage",
        place="北湾",
        period="2024",
        status="actual",
        bound="exact",
        share_of=None,
        confidence=0.9,
    )


def document(key: str, publisher: str | None, *values: int, owner: str | None = None) -> Assessment:
    return Assessment(
        id=f"id-{key}",
        key=key,
        path=key,
        record=None,
        part=0,
        sha256="",
        encoding="utf-8",
        title=None,
        publisher=publisher,
        via=None,
        author=None,
        published=None,
        language="zh-Hans",
        provenance=Provenance(publisher=publisher, owner=owner),
        characters=100,
        offset=0,
        family=f"id-{key}",
        verdict=Verdict.ACCEPT,
        score=100.0,
        interval=(100.0, 100.0),
        coverage=1.0,
        dimensions={},
        claims=tuple(claim(key, 10 * n, value) for n, value in enumerate(values)),
    )


def facts(docs: list[Assessment], families: dict[str, str] | None = None, period: str | None = "2024") -> list[Fact]:
    """The n-th value of every document is about the n-th thing."""
    found = []
    for n in range(max(len(doc.claims) for doc in docs)):
        values = tuple(
            FactValue(doc.claims[n].id, (families or {}).get(doc.key, doc.family), doc.key, doc.claims[n].value)
            for doc in docs
            if n < len(doc.claims)
        )
        found.append(Fact("company_count", f"thing-{n}", "北湾", period, "company", "conflicting", 2, values))
    return found


def trust(found: tuple[Source, ...]) -> dict[str, float | None]:
    return {source.name: source.trust for source in found}


def test_a_publisher_whose_figures_nobody_else_speaks_of_has_no_trust() -> None:
    docs = [document("a", "北湾日报", 214), document("b", None, 9)]
    alone = [Fact("company_count", None, "北湾", "2024", "company", "single", 1, facts(docs[:1])[0].values)]
    assert sources(docs, alone) == (Source("北湾日报", 1, None, None),)
    assert sources(docs) == (Source("北湾日报", 1, None, None),)


def test_a_publisher_whom_two_others_contradict_is_trusted_less() -> None:
    docs = [
        document("a", "北湾日报", 214, 310, 77, 58, 12),
        document("b", "Harbour Gazette", 214, 310, 77, 58, 12),
        document("c", "海岸快讯", 980, 455, 12, 58, 40),
    ]
    found = sources(docs, facts(docs))
    said = trust(found)
    assert said["北湾日报"] == said["Harbour Gazette"]
    assert (said["海岸快讯"] or 1) < (said["北湾日报"] or 0)
    assert all(s.interval and s.trust and s.interval[0] < s.trust < s.interval[1] for s in found)


def test_copies_of_one_family_do_not_outvote_two_voices_of_their_own() -> None:
    copies = [document(f"copy-{n}", f"镜像站{n}", 980, 455, 12) for n in range(6)]
    others = [document("a", "北湾日报", 214, 310, 77), document("b", "Harbour Gazette", 214, 310, 77)]
    docs = [*copies, *others]
    said = trust(sources(docs, facts(docs, {doc.key: "one" for doc in copies})))
    assert (said["镜像站0"] or 1) < 0.5 < (said["北湾日报"] or 0)


def test_two_titles_of_one_owner_are_one_voice() -> None:
    docs = [document("a", "北湾日报", 214, owner="北湾报业"), document("b", "北湾晚报", 214, owner="北湾报业")]
    assert list(rows(docs, facts(docs))) == []
    assert set(trust(sources(docs, facts(docs))).values()) == {None}


def test_values_without_a_period_count_only_where_they_were_compared() -> None:
    docs = [document("a", "北湾日报", 214), document("b", "Harbour Gazette", 214)]
    undated = facts(docs, period=None)
    assert list(rows(docs, undated)) == []
    a, b = (Evidence(doc.id, doc.key, 0, 3, "860") for doc in docs)
    met = Relation("corroborates", (a,), (b,), "", {}, Severity.INFO, 0.9, "")
    assert len(list(rows(docs, undated, [met]))) == 2


def test_facts_that_a_relation_compares_are_one_item() -> None:
    docs = [document("a", "北湾日报", 1200), document("b", "Harbour Gazette", 1200)]
    yuan = Fact("industry_scale", None, "北湾", "2024", "CNY", "conflicting", 1, facts(docs[:1])[0].values)
    dollars = Fact("industry_scale", None, "北湾", "2024", "USD", "conflicting", 1, facts(docs[1:])[0].values)
    assert list(rows(docs, [yuan, dollars])) == []
    a, b = (Evidence(doc.id, doc.key, 0, 3, "860") for doc in docs)
    swap = Relation("currency-swap", (a,), (b,), "", {}, Severity.MAJOR, 0.9, "")
    found = list(rows(docs, [yuan, dollars], [swap]))
    assert {row.item for row in found} == {found[0].item}
    assert {row.value for row in found} == {"1200 CNY", "1200 USD"}


def test_trust_is_the_same_in_whatever_order_documents_come() -> None:
    docs = [document("a", "北湾日报", 214, 310), document("b", "Gazette", 214, 9), document("c", "海岸快讯", 98, 9)]
    assert sources(docs, facts(docs)) == sources(docs[::-1], facts(docs))
