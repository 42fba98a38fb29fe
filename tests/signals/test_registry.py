from __future__ import annotations

from pathlib import Path

import pytest

from auditor.errors import BadRules
from auditor.signals._registry import KINDS, read_registry, registry


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("第一财经", "第一财经"),
        ("第一财经网", "第一财经"),
        ("Di Yi Cai Jing", "第一财经"),
        ("2 1 Shi Ji Jing Ji Bao Dao", "21世纪经济报道"),
        ("the new york times", "The New York Times"),
        ("路透社", "Reuters"),
        ("人民日報海外版".replace("報", "报"), "人民日报"),
        ("NATIONAL BUREAU OF STATISTICS", "国家统计局"),
    ],
)
def test_a_publisher_is_known_by_any_of_its_names(label: str, name: str) -> None:
    found = registry().find(label)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("label", ["", "林湾夜话419", "Shan Xi Ri Bao", "茶"])
def test_an_unknown_or_ambiguous_name_is_nobody(label: str) -> None:
    assert registry().find(label) is None


def test_a_subdomain_belongs_to_its_publisher_unless_it_has_its_own() -> None:
    hosts = ("https://m.yicai.com/news/1.html", "https://finance.sina.com.cn/x", "https://example.org/", "")
    found = [registry().at(host) for host in hosts]
    assert [publisher and publisher.name for publisher in found] == ["第一财经", "新浪财经", None, None]


def test_two_titles_of_one_group_share_their_owner() -> None:
    one, other = registry().find("澎湃新闻"), registry().find("文汇报")
    assert one
    assert other
    assert one.owner == other.owner


def test_the_shipped_register_is_broad_and_complete() -> None:
    shipped = registry().publishers
    assert len(shipped) >= 150
    assert {publisher.kind for publisher in shipped} == KINDS
    assert all(publisher.owner and publisher.name for publisher in shipped)


def test_two_publishers_cannot_share_a_name(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(
        "publishers:\n- {name: A, kind: paper, owner: X, aliases: [Same]}\n- {name: B, kind: paper, owner: Y, aliases: [same]}\n",
        encoding="utf-8",
    )
    with pytest.raises(BadRules, match="share the name"):
        read_registry([path])


@pytest.mark.parametrize(
    "content", ["publishers: {}", "publishers:\n- {name: A, kind: blog, owner: X}", "publishers:\n- {name: A}"]
)
def test_a_broken_register_is_refused_with_its_file(tmp_path: Path, content: str) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadRules, match=r"own\.yaml"):
        read_registry([path])
