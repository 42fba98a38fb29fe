from __future__ import annotations

from pathlib import Path

import pytest

from auditor.errors import BadRules
from auditor.model import Document
from auditor.signals._registry import KINDS, read_registry, registered, registry
from auditor.signals.provenance import provenance


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


OWN = """publishers:
- {name: 北湾日报, kind: paper, owner: 北湾报业, aliases: [Bei Wan Ri Bao], domains: [beiwan.example]}
- {name: Reuters, kind: agency, owner: House group}
"""


def test_a_register_of_ones_own_adds_to_the_shipped_one_and_wins(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(OWN, encoding="utf-8")
    before = registry()
    with registered([tmp_path]):
        own = registry().find("bei wan ri bao")
        assert own == registry().at("https://news.beiwan.example/1")
        assert own
        assert own.owner == "北湾报业"
        # It keeps the names and domains that the shipped entry has.
        changed = registry().find("路透社")
        assert changed == registry().at("https://www.reuters.com/a")
        assert changed
        assert changed.owner == "House group"
        assert registry().find("第一财经")
    assert registry() is before
    assert registry().find("北湾日报") is None


def test_a_document_is_known_by_a_register_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(OWN, encoding="utf-8")
    doc = Document.of("渡船暂代北渠大桥，开春之前半小时一班。", url="https://beiwan.example/1")
    with registered([tmp_path / "own.yaml"]):
        found = provenance(doc)
    assert (found.publisher, found.owner, found.kind) == ("北湾日报", "北湾报业", "paper")
    assert provenance(doc).publisher is None


def test_a_register_that_has_changed_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    for owner in ("A group", "Another group"):
        path.write_text(f"publishers:\n- {{name: 北湾日报, kind: paper, owner: {owner}}}\n", encoding="utf-8")
        with registered([path]):
            found = registry().find("北湾日报")
        assert found
        assert found.owner == owner


def test_a_path_without_a_register_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere.yaml"):
        with pytest.raises(BadRules, match="no source register"), registered([path]):
            pass
