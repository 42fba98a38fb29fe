# sample texts and the values beside them read best as whole lines
"""A report as an audit of eight documents gives it: both languages, overlapping evidence, hostile strings."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from hashlib import sha256

import pytest

from auditor.model import (
    Aspect,
    Assessment,
    Attribution,
    Claim,
    Dimension,
    Evidence,
    Fact,
    FactValue,
    Family,
    Fault,
    Finding,
    Gate,
    Member,
    Note,
    Provenance,
    Relation,
    Report,
    Role,
    Salvage,
    Severity,
    Source,
    Status,
    Tool,
    Verdict,
    content_id,
)

PLAN = """北湾新区印发储能产业三年行动方案

北湾日报 2025-09-02

北湾新区管理委员会9月2日印发《储能产业高质量发展行动方案（2025—2027年）》。方案提出，到2027年，全区储能产业规模力争突破1200亿元，集聚重点企业300家以上。

据新区统计局数据，2024年全区储能产业规模为860亿元，同比增长12.5%，占全省的比重约为四分之一。截至2024年底，共有储能企业214家，其中上市公司19家。

方案明确，支持龙头企业建设中试平台，单个项目最高补助2000万元。新区发展改革局有关负责人表示，将按季度公布项目进展。
"""

REPORT = """Beiwan lays out three-year plan for energy storage

By Lin Mei, Harbour Times, 3 September 2025

Beiwan New Area published a three-year action plan for its energy storage industry on Tuesday. By 2027 the industry is to exceed 120 billion yuan, according to the area's administrative committee.

The area's statistics bureau put the industry at 86 billion yuan in 2024, up 12.5 percent on the year before, and at about one quarter of the province. There were 214 storage companies at the end of 2024, 19 of them listed, the bureau said.

"We will publish the progress of every project each quarter," an official of the development bureau told Harbour Times.
"""

LISTICLE = """Storage Boom: Why Beiwan Is the Next Gold Rush

2025-06-19 00:39  hits: 0

Beiwan has become the heart of a $86 billion storage industry, and insiders say the best is still to come.

The numbers that everybody is talking about:
• 1,900 storage companies (60% of the province)
• 45% growth every year since 2020
• 72 new factories approved in 2024
best rates lucky88 casino online • 310 research institutes

What makes it unstoppable?
1. Cheap land and cheaper loans
2. A pipeline of mega projects
hot girls night delivery vx888 3. World-leading cell chemistry

Experts agree: those who miss this will regret it for decades. Experts agree: those who miss this will regret it for decades.
"""

_STORY = "北湾新区的储能项目再添新军。9月12日，远山电池宣布在此建设固态电池中试线，项目总投资18亿元，预计2026年投产。业内人士认为，这将进一步完善当地的产业链条。"
FARM = f"""{{随机标题}}{{城市名}}
【澳门真人娱乐城 首存送88】点击进入
{_STORY}
{_STORY}
【午夜私密直播 加微信lz5588】{{随机干扰码}}
{_STORY}
转载请注明出处 {{时间戳}}
"""

DIGEST = """储能
早间要闻
港城风电装机容量五年翻番
港城晚报 2025-10-21 07:40
据港城能源局统计，全市风电装机容量由2019年的210万千瓦增至2024年的420万千瓦。
北湾储能规模五年增长近一倍
证券参考 2025-10-21 08:05
北湾新区储能产业规模从2019年的450亿元增加到2024年的860亿元，年均增长9.8%。业内预计，2025年有望达到950亿元。
"""
SECOND = DIGEST.index("北湾储能规模")

HOSTILE = (
    "<script>window.owned = 1; document.title = 'owned'</script>\n"
    '</style><img src=x onerror="window.owned = 1"> --> ]]> {{ 7 * 7 }} {% raw %}\n'
    "Invoice \u202egnp.exe\u202c for pay\u200bment, \x00 and \x1b[31mred\x1b[0m and a lone \ud83d surrogate.\n"
    "javascript:alert(1) and <a href='javascript:window.owned=1'>click</a>\n"
    '=HYPERLINK("http://evil.example/","pay")\n' + "长行" * 2500 + "no-break" * 700 + "\n"
)


CAPS = {"originality": 25.0, "spam": 25.0, "sourcing": 20.0, "figures": 20.0, "text": 10.0}


def make(key: str, text: str, **given: object) -> Assessment:
    """An assessment of a text with plausible values where none are given."""
    provenance = Provenance(
        title=given.get("title"),  # type: ignore[arg-type]  # the tests pass strings
        publisher=given.get("publisher"),  # type: ignore[arg-type]  # as above
        published=given.get("published"),  # type: ignore[arg-type]  # as above
        attribution=Attribution(sentences=9, with_figures=5, attributed=4, citations=1),
    )
    values: dict[str, object] = {
        "id": content_id(text),
        "key": key,
        "path": key.split("#", maxsplit=1)[0].split("!", maxsplit=1)[0],
        "record": None,
        "part": 0,
        "sha256": sha256(text.encode("utf-8", "replace")).hexdigest(),
        "encoding": "utf-8",
        "title": None,
        "publisher": None,
        "via": None,
        "author": None,
        "published": None,
        "language": "en",
        "provenance": provenance,
        "characters": len(text),
        "offset": 0,
        "family": content_id(text),
        "verdict": Verdict.ACCEPT,
        "score": 94.0,
        "interval": (90.0, 97.0),
        "coverage": 1.0,
        "dimensions": dimensions(),
        "text": text,
    }
    return Assessment(**(values | given))  # type: ignore[arg-type]  # the defaults have the fields' types


def dimensions(findings: tuple[Finding, ...] = (), unknown: tuple[str, ...] = ()) -> dict[str, Dimension]:
    """What each aspect lost to the findings, out of its cap; no score where an aspect does not apply."""
    made = {}
    for name, cap in CAPS.items():
        lost = sum(each.points for each in findings if each.dimension == name and each.status is Status.OPEN)
        made[name] = Dimension(None if name in unknown else 100 * (1 - lost / cap), cap, lost)
    return made


def settled(doc: Assessment) -> Assessment:
    """The document with the dimensions and the score that its findings give it."""
    made = dimensions(doc.findings)
    score = 100.0 - sum(each.lost for each in made.values())
    return replace(doc, dimensions=made, score=score, interval=(max(0.0, score - 8), min(100.0, score + 6)))


def at(doc: Assessment, quote: str, nth: int = 0) -> Evidence:
    """The n-th place of a quote, as offsets into the text of the path."""
    assert doc.text is not None
    start = -1
    for _ in range(nth + 1):
        start = doc.text.index(quote, start + 1)
    start += doc.offset
    return Evidence(doc.id, doc.key, start, start + len(quote), quote)


def claim(doc: Assessment, name: str, quote: str, value: str | None, unit: str, **given: object) -> Claim:
    """A claim over a quote of a document."""
    place = at(doc, quote)
    number = None if value is None else Decimal(value)
    values: dict[str, object] = {
        "low": number,
        "high": number,
        "dimension": "money" if unit in {"CNY", "USD"} else "share" if unit.startswith("ratio") else "count",
        "currency": unit if unit in {"CNY", "USD"} else None,
        "metric": "industry_scale",
        "subject": "energy_storage",
        "place": "Beiwan",
        "period": "2024",
        "status": "actual",
        "bound": "exact",
        "share_of": None,
        "confidence": 0.9,
    }
    return Claim(
        id=name, document=doc.id, key=doc.key, path=doc.path, record=doc.record, part=doc.part, start=place.start,
        end=place.end, quote=quote, value=number, unit=unit, **(values | given),  # type: ignore[arg-type]  # as above
    )  # fmt: skip


def sample_report() -> Report:
    """Eight documents: three accepted, two to review, three rejected; one could not be scored."""
    plan = make(
        "news/beiwan-plan.txt",
        PLAN,
        title="北湾新区印发储能产业三年行动方案",
        publisher="北湾日报",
        published="2025-09-02",
        language="zh-Hans",
    )
    plan = replace(
        plan,
        provenance=replace(
            plan.provenance, official="北湾新区管理委员会", kind="official-plan", dateline="北湾", owner="北湾传媒集团"
        ),
        claims=(
            claim(plan, "p1", "1200亿元", "1.2E+11", "CNY", period="2027", status="target", bound="at_least"),
            claim(plan, "p2", "860亿元", "86000000000", "CNY"),
            claim(plan, "p3", "12.5%", "0.125", "ratio/year", dimension="growth", low=None, high=None),
            claim(plan, "p4", "四分之一", "0.25", "ratio", share_of="industry_scale@province", bound="approximately"),
            claim(plan, "p5", "214家", "214", "company", metric="companies"),
            claim(
                plan, "p6", "2000万元", "20000000", "CNY", metric="subsidy", bound="at_most", status="planned", low=None
            ),
        ),
    )
    report = make(
        "news/harbour-times.html",
        REPORT,
        title="Beiwan lays out three-year plan for energy storage",
        publisher="Harbour Times",
        author="Lin Mei",
        published="2025-09-03",
        score=96.0,
    )
    report = replace(
        report,
        claims=(
            claim(report, "r1", "86 billion yuan", "86000000000", "CNY"),
            claim(report, "r2", "214 storage companies", "214", "company", metric="companies"),
            claim(report, "r3", "12.5 percent", "0.125", "ratio/year", dimension="growth"),
        ),
    )
    copy = make(
        "inbox/wire.jsonl#417",
        REPORT.replace("Harbour Times, 3", "Harbour Times via Coast Wire, 4"),
        path="inbox/wire.jsonl",
        record="417",
        title="Beiwan lays out three-year plan for energy storage",
        publisher="Coast Wire",
        via="Harbour Times",
        published="2025-09-04",
        family=report.id,
        score=88.0,
        interval=(82.0, 92.0),
    )
    copy = replace(
        copy,
        findings=(
            Finding(
                rule="syndicated-copy", dimension=Aspect.ORIGINALITY, severity=Severity.INFO, confidence=1.0, points=0.0,
                message="A credited copy of an article of Harbour Times; both count as one voice.",
                remedy="Keep the first publication as the source.",
                message_zh="注明来源的转载：与 Harbour Times 的原文算作同一来源。", remedy_zh="以首发稿为来源。",
                evidence=(at(copy, "Beiwan New Area published a three-year action plan"),),
                related=(at(report, "Beiwan New Area published a three-year action plan"),), fingerprint="5e1c0a72b9d3f684",
            ),
            Finding(
                rule="missing-byline", dimension=Aspect.SOURCING, severity=Severity.MINOR, confidence=0.7, points=4.0,
                message="No editor of the copying outlet is named.", remedy="Name who took the article over.",
                message_zh="未注明转载编辑。", remedy_zh="注明转载责任人。", status=Status.BASELINED, fingerprint="0b7f52c81d9e6a43",
            ),
        ),
    )  # fmt: skip
    wind = make(
        "digest.txt!1",
        DIGEST[:SECOND],
        part=1,
        title="港城风电装机容量五年翻番",
        publisher="港城晚报",
        published="2025-10-21",
        language="zh-Hans",
        score=90.0,
    )
    digest = make(
        "digest.txt!2",
        DIGEST[SECOND:],
        part=2,
        offset=SECOND,
        title="北湾储能规模五年增长近一倍",
        publisher="证券参考",
        published="2025-10-21",
        language="zh-Hans",
        verdict=Verdict.REVIEW,
        score=68.5,
        interval=(61.0, 74.0),
    )
    digest = replace(
        digest,
        findings=(
            Finding(
                rule="growth-mismatch", dimension=Aspect.FIGURES, severity=Severity.MINOR, confidence=0.92, points=12.0,
                message="A yearly growth of 9.8 % does not lead from 45 to 86 billion yuan in five years; 13.8 % does.",
                remedy="Check the growth rate and both levels against the statistics they come from.",
                message_zh="年均增长9.8%无法在五年内由450亿元增至860亿元，应为13.8%。", remedy_zh="对照统计来源核对增速与两端数值。",
                evidence=(at(digest, "从2019年的450亿元增加到2024年的860亿元，年均增长9.8%"), at(digest, "年均增长9.8%")), fingerprint="a90d3be1c274f586",
            ),
            Finding(
                rule="unsourced-figures", dimension=Aspect.SOURCING, severity=Severity.MINOR, confidence=0.8, points=16.0,
                message="None of 4 figures says who states it.", remedy="Name the statistics or the speaker behind each figure.",
                message_zh="4个数字均未说明来源。", remedy_zh="为每个数字注明统计来源或发言人。",
                evidence=(at(digest, "860亿元，年均"), at(digest, "业内预计，2025年有望达到950亿元")), fingerprint="c3d94e7150ab826f",
            ),
        ),
        claims=(
            claim(digest, "d1", "450亿元", "45000000000", "CNY", period="2019"),
            claim(digest, "d2", "860亿元", "86000000000", "CNY"),
            claim(digest, "d3", "9.8%", "0.098", "ratio/year", dimension="growth", period="2019/2024"),
            claim(digest, "d4", "950亿元", "95000000000", "CNY", period="2025", status="forecast"),
        ),
    )  # fmt: skip
    boom = make(
        "inbox/storage-boom.md",
        LISTICLE,
        title="Storage Boom: Why Beiwan Is the Next Gold Rush",
        verdict=Verdict.REJECT,
        score=9.0,
        interval=(3.0, 18.0),
        published="2025-06-19",
    )
    boom = replace(boom, findings=_boom_findings(boom, report), salvage=Salvage(actions=("strip 2 advert insertions (69 characters)", "drop 1 repeated sentence"), score=41.0, verdict=Verdict.REVIEW), claims=(
        claim(boom, "b1", "$86 billion", "86000000000", "USD", period=None),
        claim(boom, "b2", "1,900 storage companies", "1900", "company", metric="companies"),
        claim(boom, "b3", "60%", "0.6", "ratio", share_of="companies@province", metric="companies"),
        claim(boom, "b4", "45% growth", "0.45", "ratio/year", dimension="growth", period="2020/2025"),
    ))  # fmt: skip
    farm = make(
        "inbox/farm.html",
        FARM,
        title="{随机标题}{城市名}",
        language="zh-Hans",
        verdict=Verdict.REJECT,
        score=4.0,
        interval=(0.0, 10.0),
        salvage=Salvage(
            actions=("keep one copy of a passage that stands 3 times", "strip 2 advert lines", "strip 4 placeholders"),
            score=71.0,
            verdict=Verdict.REVIEW,
        ),
    )
    farm = replace(farm, findings=_farm_findings(farm))
    odd = make(
        'inbox/<img src=x onerror="window.owned=1">.txt',
        HOSTILE,
        title="<script>window.owned = 1</script> \u202etxet lautca",
        publisher='"><svg onload=window.owned=1>\x1b[2J',
        author="javascript:window.owned=1",
        published="2025-01-01",
        language="und",
        verdict=Verdict.REVIEW,
        score=None,
        interval=(20.0, 90.0),
        coverage=0.6,
        dimensions=dimensions(unknown=("figures",)),
    )
    odd = replace(
        odd,
        findings=(
            Finding(
                rule="hidden-characters", dimension=Aspect.TEXT, severity=Severity.MAJOR, confidence=0.99, points=8.0,
                message="Bidirectional controls hide what is written: <b>\u202egnp.exe</b>", remedy="Remove the controls & look again.",
                message_zh="双向控制符掩盖了真实文字：<b>\u202egnp.exe</b>", remedy_zh="删除控制符后重新检查。",
                evidence=(at(odd, "\u202egnp.exe\u202c"), at(odd, "Invoice \u202egnp")), fingerprint="ffee00112233aabb",
            ),
            Finding(
                rule="script-island", dimension=Aspect.SPAM, severity=Severity.MAJOR, confidence=0.9, points=15.0,
                message="Program text stands in the article.", remedy="Remove it.", message_zh="正文中混入程序代码。", remedy_zh="删除。",
                evidence=(at(odd, "<script>window.owned = 1; document.title = 'owned'</script>"), at(odd, "</style><img src=x")), fingerprint="0123456789abcdef",
            ),
        ),
    )  # fmt: skip
    plan, report, copy, wind, digest, boom, farm = map(settled, (plan, report, copy, wind, digest, boom, farm))
    documents = tuple(sorted((plan, report, copy, wind, digest, boom, farm, odd), key=lambda each: each.key))
    return Report(
        schema="auditor-report/1",
        tool=Tool("auditor", "0.1.0"),
        as_of="2025-11-01",
        policy={"name": "default", "accept_from": 75, "reject_below": 50, "caps": CAPS},
        rules={"spam": "9c0f3ab2d1e84756", "figures": "17be4f60a2d9c835", "sourcing": "e0417d6bb8a1f923"},
        registry={"sources": "44d0aa1be77c6f90"},
        gate=Gate("refused", refused=(boom.key, farm.key, odd.key), admitted=(plan.key, report.key)),
        corpus={"scheme": "affine32-128-5gram", "documents": 1204},
        documents=documents,
        families=(Family(report.id, (Member(report.id, report.key, 1.0, 1.0, Role.FIRST), Member(copy.id, copy.key, 0.962, 0.981, Role.SYNDICATED)), report.key),),
        relations=_relations(plan, report, digest, boom),
        facts=_facts(plan, report, digest, boom),
        sources=(Source("Harbour Times", 2, 0.91, (0.71, 0.98)), Source("北湾日报", 1, 0.88, (0.6, 0.97)), Source("证券参考", 1, None, None)),
        affected=(
            Finding(
                rule="currency-swap", dimension=Aspect.FIGURES, severity=Severity.INFO, confidence=0.6, points=0.0, message="An admitted document is contradicted by this run.",
                remedy="Look at it again.", message_zh="本次审计与已收录的一篇文档矛盾。", remedy_zh="请复核该文档。", evidence=(Evidence("00aa11bb22cc33dd", "2024/old.txt", 10, 21, "86 billion €"),),
            ),
        ),
        notes=(Note("news/harbour-times.html", "read", "navigation of 412 characters left out"),),
        faults=(Fault("inbox/broken.jsonl", "read", "line 17: no JSON: unexpected end"), Fault(odd.key, "figures", "check failed: <b>ValueError</b>")),
    )  # fmt: skip


def _boom_findings(boom: Assessment, report: Assessment) -> tuple[Finding, ...]:
    return (
        Finding(
            rule="injected-advert", dimension=Aspect.SPAM, severity=Severity.BLOCKER, confidence=0.98, points=25.0,
            message="Advert words are injected into the text in 2 places.", remedy="Strip the insertions or take the text from its first publisher.",
            message_zh="正文有2处被植入广告词。", remedy_zh="删除植入内容，或改用首发稿。",
            evidence=(at(boom, "best rates lucky88 casino online"), at(boom, "hot girls night delivery vx888")), fingerprint="d41f8e02ab937c65",
        ),
        Finding(
            rule="currency-swap", dimension=Aspect.FIGURES, severity=Severity.MAJOR, confidence=0.95, points=18.0,
            message="86 billion is given in dollars here and in yuan by 3 independent voices; 7.15 times as much.", remedy="Look the amount up at its source and correct the currency.",
            message_zh="此处860亿以美元计，3个独立来源均以人民币计，相差7.15倍。", remedy_zh="核对原始来源并更正币种。",
            evidence=(at(boom, "$86 billion storage industry"),), related=(at(report, "86 billion yuan"),), fingerprint="73b5e9d0c184fa26",
        ),
        Finding(
            rule="unsourced-figures", dimension=Aspect.SOURCING, severity=Severity.MAJOR, confidence=0.9, points=16.0,
            message="None of 6 figures says who states it.", remedy="Name the statistics or the speaker behind each figure.", message_zh="6个数字均未说明来源。", remedy_zh="为每个数字注明统计来源或发言人。",
            evidence=(at(boom, "a $86 billion storage"), at(boom, "1,900 storage companies (60% of the province)"), at(boom, "45% growth every year since 2020")), fingerprint="18c2d7f4e6903ab5",
        ),
        Finding(
            rule="repeated-passage", dimension=Aspect.TEXT, severity=Severity.MINOR, confidence=1.0, points=4.0,
            message="One passage stands 2 times.", remedy="Keep one copy.", message_zh="同一段落出现2次。", remedy_zh="保留一份。",
            evidence=(at(boom, "Experts agree: those who miss this will regret it for decades."), at(boom, "Experts agree: those who miss this will regret it for decades.", 1)), fingerprint="2a6b8c4d0e1f9375",
        ),
    )  # fmt: skip


def _farm_findings(farm: Assessment) -> tuple[Finding, ...]:
    return (
        Finding(
            rule="gambling-advert", dimension=Aspect.SPAM, severity=Severity.BLOCKER, confidence=0.99, points=25.0, message="Lines advertise gambling and adult services.",
            remedy="Strip the lines; keep the article if the rest stands.", message_zh="含有赌博与色情服务广告行。", remedy_zh="删除广告行；若其余内容成立可保留。",
            evidence=(at(farm, "【澳门真人娱乐城 首存送88】点击进入"), at(farm, "【午夜私密直播 加微信lz5588】{随机干扰码}")), fingerprint="66d1c0e9b27f3a84",
        ),
        Finding(
            rule="repeated-passage", dimension=Aspect.ORIGINALITY, severity=Severity.MAJOR, confidence=1.0, points=22.0, message="One passage of 84 characters stands 3 times: 71 % of the text repeats what came before.",
            remedy="Keep one copy.", message_zh="同一段落出现3次，全文71%为重复内容。", remedy_zh="保留一份。", evidence=tuple(at(farm, _STORY, nth) for nth in range(3)), fingerprint="9b3f7a5d1c0e8264",
        ),
        Finding(
            rule="unfilled-placeholder", dimension=Aspect.TEXT, severity=Severity.MAJOR, confidence=0.97, points=8.0, message="4 slots of a page generator were never filled.",
            remedy="Remove them and ask how the page was made.", message_zh="有4处模板占位符未被填充。", remedy_zh="删除占位符并查明页面生成方式。",
            evidence=tuple(at(farm, slot) for slot in ("{随机标题}", "{城市名}", "{随机干扰码}", "{时间戳}")), fingerprint="e7520b9c4d8f1a36",
        ),
    )  # fmt: skip


def _relations(plan: Assessment, report: Assessment, digest: Assessment, boom: Assessment) -> tuple[Relation, ...]:
    return (
        Relation("corroborates", (at(plan, "860亿元"),), (at(report, "86 billion yuan"),), "a = b", {"a": Decimal("8.6E+10"), "b": Decimal("8.6E+10")}, Severity.INFO, 0.97, "Both state 86 billion yuan for 2024.", "两者均称2024年为860亿元。"),
        Relation("currency-swap", (at(boom, "$86 billion"),), (at(report, "86 billion yuan"),), "a × fx ≠ b", {"a": Decimal("8.6E+10"), "fx": Decimal("7.15"), "a_cny": Decimal(614_900_000_000), "b": Decimal("8.6E+10"), "ratio": Decimal("7.15")}, Severity.MAJOR, 0.95, "The same digits in another currency: 86 billion dollars are 614.9 billion yuan, 7.15 times what the other says.", "数字相同而币种不同：860亿美元合6149亿元，是对方的7.15倍。"),
        Relation("derived-conflict", (at(boom, "1,900 storage companies"), at(boom, "60%")), (at(plan, "214家"), at(plan, "四分之一")), "a1 ÷ a2 ≠ b1 ÷ b2", {"a_total": Decimal("3166.67"), "b_total": Decimal(856), "ratio": Decimal("3.70")}, Severity.MAJOR, 0.8, "1,900 at 60 % make 3,167 companies in the province; 214 at one quarter make 856.", "1900家占60%意味着全省3167家；214家占四分之一意味着856家。"),
        Relation("growth-mismatch", (at(digest, "9.8%"),), (at(digest, "450亿元"), at(digest, "860亿元")), "(b2 ÷ b1)^(1 ÷ 5) − 1 ≠ a", {"stated": Decimal("0.098"), "implied": Decimal("0.138266")}, Severity.MINOR, 0.92, "From 45 to 86 billion in five years is 13.8 % a year, not 9.8 %.", "五年由450亿增至860亿，年均增长应为13.8%，而非9.8%。"),
    )  # fmt: skip


def _facts(plan: Assessment, report: Assessment, digest: Assessment, boom: Assessment) -> tuple[Fact, ...]:
    billions = Decimal(86_000_000_000)
    return (
        Fact("industry_scale", "energy_storage", "Beiwan", "2024", "CNY", "corroborated", 3, (FactValue("p2", plan.family, plan.key, billions, "860亿元"), FactValue("r1", report.family, report.key, billions, "86 billion yuan"), FactValue("d2", digest.family, digest.key, billions, "860亿元"))),
        Fact("companies", "energy_storage", "Beiwan", "2024", "company", "conflicting", 3, (FactValue("p5", plan.family, plan.key, Decimal(214), "214家"), FactValue("r2", report.family, report.key, Decimal(214), "214 storage companies"), FactValue("b2", boom.family, boom.key, Decimal(1900), "1,900 storage companies"))),
        Fact("industry_scale", "energy_storage", "Beiwan", "2025", "CNY", "single", 1, (FactValue("d4", digest.family, digest.key, Decimal("9.5E+10"), "950亿元"),)),
    )  # fmt: skip


@pytest.fixture(scope="session")
def report() -> Report:
    return sample_report()
