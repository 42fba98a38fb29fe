"""The sourcing and text packs: their examples, and where they must hold their peace."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

import pytest

from auditor.model import Document, Finding, Severity
from auditor.rules.load import RuleSet, load
from auditor.rules.rule import Rule

CHECKS = (
    "missing-provenance",
    "unsourced",
    "citations",
    "vague-attribution",
    "quality",
    "headline",
    "corrections",
    "residue",
    "blocks",
)
RULES: RuleSet = load()
BODY = (
    "The bridge over the northern canal was closed for repairs after the flood, and the ferry runs twice an hour now. "
)
FIGURES = "\n".join(
    f"- {count} percent of the piles in row {chr(65 + count % 26)} were renewed" for count in range(20, 34)
)
PLAN = "\n一、目标\n到明年年底修复桥梁120座，新建码头60处，投资12亿元。\n二、任务\n（一）年吞吐量达到500万吨。\n（二）增长22%。\n三、保障\n就业3000人。\n"


def audit(text: str, **fields: str) -> list[Finding]:
    doc = Document.of(text, **fields)
    return [
        finding
        for name in CHECKS
        for finding in import_module(f"auditor.checks.{name.replace('-', '_')}").Check(RULES.of(name)).inspect(doc)
    ]


def found(text: str, **fields: str) -> dict[str, Finding]:
    return {finding.rule: finding for finding in audit(text, **fields)}


def examples() -> Iterator[tuple[Rule, str, bool]]:
    for name in CHECKS:
        for rule in RULES.of(name).values():
            yield from ((rule, example.texts[0], True) for example in rule.examples_match)
            yield from ((rule, example.texts[0], False) for example in rule.examples_no_match)


@pytest.mark.parametrize(("rule", "text", "fires"), [pytest.param(*case, id=case[0].id) for case in examples()])
def test_a_rule_does_what_its_examples_say(rule: Rule, text: str, fires: bool) -> None:  # noqa: FBT001  # a parameter of the case
    assert (rule.id in found(text)) is fires


def test_no_rule_rejects_by_itself() -> None:
    rules = [rule for name in CHECKS for rule in RULES.of(name).values()]
    assert rules
    assert all(rule.severity is not Severity.BLOCKER and rule.points <= 16 for rule in rules)


def test_missing_metadata_stays_cheap() -> None:
    rules = RULES.of("missing-provenance").values()
    assert sum(rule.points for rule in rules) <= 6
    assert all(rule.severity in {Severity.INFO, Severity.MINOR} for rule in rules)


def test_a_page_of_figures_that_nobody_answers_for_is_a_major_finding() -> None:
    finding = found(f"{BODY}\n{FIGURES}")["unsourced-figures"]
    assert finding.severity is Severity.MAJOR
    assert finding.evidence


def test_the_same_figures_under_a_publisher_are_a_minor_one() -> None:
    finding = found(f"{BODY}\n{FIGURES}", publisher="Harbour Gazette")["unsourced-figures"]
    assert finding.severity is Severity.MINOR
    assert finding.confidence < 0.5


def test_the_same_figures_with_references_are_none() -> None:
    assert "unsourced-figures" not in found(f"{BODY}\n{FIGURES}\n\nReferences\n1. Port authority, yearly count.")


def test_a_primary_document_answers_for_its_own_figures() -> None:
    names = set(
        found(f"林湾市人民政府关于印发北渠桥梁修复方案的通知\n{PLAN}" + "新增泊位35个，年货运量3000万吨。\n" * 3)
    )
    assert names <= {"missing-date"}


def test_a_credited_report_gives_no_finding_that_costs() -> None:
    text = (
        "Ferry replaces the northern bridge\nReuters · 2025-03-04\nBy Maria Lund\n"
        f"{BODY * 3}Repairs will cost $12 million, the port authority said. Traffic fell 22 percent, according to its count."
    )
    assert [finding for finding in audit(text) if finding.severity is not Severity.INFO] == []


def test_a_named_institute_is_no_vague_voice() -> None:
    text = "Researchers say it works. They work at the University of Lindholm. Experts say so too, at the Lindholm Institute."
    assert "vague-attribution" not in found(text)


def test_an_english_and_a_german_title_are_not_told_apart() -> None:
    assert "title-language" not in found(f"Kindergarten und Brücke\nHarbour Gazette · 2025-03-04\n{BODY * 3}")


def test_an_accented_text_is_not_damaged() -> None:
    assert "encoding-damage" not in found("Søren’s café – “naïve”, déjà vu; größte Überraschung, señor. " * 5)


def test_a_short_post_that_trails_off_is_not_truncated() -> None:
    assert "truncated-text" not in found("等放假就出发，去海边看看，吹吹风，什么也不想……")


@pytest.mark.parametrize(
    "sentence",
    [
        "The district office has filed notice with the court that it is going on with 59 cases of 230 percent more piles.",
        "In 2015 The Telegraph (UK) pointed to almost 6 million piles, 22 percent of them old.",
        "See Prosecutors proceed against 59 ferrymen, HarbourIssues.com, January 18, 2018.",
        "世界银行估计，全谷共有温室1400座。",
        "招股书称，产量增长22%。",
        "养护公司向法院提交的报告说到，全谷共有温室1400座。",
    ],
)
def test_an_institution_or_a_paper_that_states_a_figure_is_its_source(sentence: str) -> None:
    assert "unsourced-figures" not in found(f"{BODY}\n{sentence}\n{FIGURES[:400]}")


def test_settings_and_limits_of_a_manual_are_no_statistics() -> None:
    manual = "\n".join(
        f"缓冲区的默认值为{size}字节，超过{size * 2}万字节时自动截断，利用率为{size % 90}%。"
        for size in range(1024, 1040)
    )
    assert "unsourced-figures" not in found(manual)


def test_a_headline_in_another_script_is_not_asked_for_its_subject() -> None:
    names = found(f"钟表博物馆展出四代工匠遗作\nHarbour Gazette · 2025-03-04\n{BODY * 8}")
    assert "title-language" in names
    assert "headline-subject" not in names


@pytest.mark.parametrize(
    "title", ["Museum shows four generations of clockmakers", "钟表博物馆展出四代工匠遗作，展期两个月"]
)
def test_a_headline_whose_words_stand_in_its_text_belongs_to_it(title: str) -> None:
    words = "Clockmakers of four generations fill the museum, which shows their tools. " * 6
    words = words if title.isascii() else "四代工匠的遗作摆满了钟表博物馆，展期不长，工匠的后人也来了。" * 12
    assert "headline-subject" not in found(f"{title}\nHarbour Gazette · 2025-03-04\n{words}")


def test_truncation_needs_no_marks_and_a_whole_text_has_none() -> None:
    assert "truncated-text" in found(f"{BODY * 3}\n{BODY * 2}The divers found that the piles of the northern")
    assert "truncated-text" not in found(f"{BODY * 3}\n{BODY * 2}\nMaria Lund, Lindholm")


@pytest.mark.parametrize(
    "voices",
    [
        "一位资深专家断言，价格还要涨。接近谈判的人士称，条款仍有分歧。",
        "外界普遍认为，转机不大。大量研究证实，这种做法无效。",
        " A person with direct knowledge of the matter said nothing. Several economists fear the worst.",
        " Rumours suggest that more will follow. One insider hinted at losses.",
        "圈子里流传着一种说法，称船票要涨。很多船东都抱怨，不止一位同行说生意难做。",
        "有业内声音认为，补贴会取消。谁都知道，这条航线不赚钱。",
        " Speculation is growing that the pier will close. Some in the trade suspect the count was wrong.",
        " Campaigners claim the pier was sound. Most engineers now accept that it was not.",
    ],
)
def test_voices_without_a_name_are_found_in_whatever_words(voices: str) -> None:
    assert "vague-attribution" in found(voices.strip())


def test_a_named_voice_in_the_next_sentence_answers_only_where_it_speaks() -> None:
    vague = "有专家表示，收成会翻倍。{} 业内人士认为，成本会下降。{}"
    assert "vague-attribution" not in found(
        vague.format("林湾大学教授周明远说，试验已有三年。", "林湾大学教授周明远说，数据可靠。")
    )
    assert "vague-attribution" in found(vague.format("公司的门口排着队。", "医院就在旁边。"))


@pytest.mark.parametrize(
    "marks", [("¹", "²", "³"), ("【1】", "【2】", "【3】"), ("【3†source】", "【5†source】", "【8†source】")]
)
def test_marks_of_any_kind_that_lead_nowhere_dangle(marks: tuple[str, str, str]) -> None:
    text = "The valley counted its greenhouses{} last year. Output grew by a fifth.{} Exports followed in the spring.{}"
    assert "dangling-citations" in found(text.format(*marks))


def test_squared_units_are_no_citation_marks() -> None:
    assert "dangling-citations" not in found(
        "The hall has 12 m², the yard 30 m², the field 4 km² and the tank 10³ litres."
    )


def test_a_saying_over_a_chinese_feature_is_no_exchanged_headline() -> None:
    body = (
        "林湾海关去年查获走私汽车八百辆，其中一半是散装配件。关员说，堵住漏洞要从码头开始，今年又添了两台扫描车。" * 4
    )
    assert "headline-subject" not in found(f"亡羊补牢\n林湾日报 2025-03-04\n{body}")
    assert "headline-subject" in found(f"钟表博物馆展出四代工匠遗作\n林湾日报 2025-03-04\n{body}")


def test_a_text_about_all_the_world_is_not_about_the_place_of_its_headline() -> None:
    page = "Marseille closes its northern bridge\nHarbour Gazette · 2025-03-04\n{} The divers came from Qingdao, and the new piles are made in Ningbo as well."
    assert "headline-place" in found(page.format("The longest bridge of Asia, known all over the world, is closed."))
    assert "headline-place" not in found(
        page.format("The longest bridge of France, known all over the world, is closed.")
    )
