from __future__ import annotations

import re

import pytest

from auditor.text.lazy import lazy


def test_a_lazy_pattern_finds_what_a_compiled_one_finds() -> None:
    text = "渡船 12 班, ferry 7"
    given = (r"(?P<n>\d+)|FERRY", re.IGNORECASE)
    one, other = lazy(*given), re.compile(*given)
    assert [m.span() for m in one.finditer(text)] == [m.span() for m in other.finditer(text)]
    assert one.findall(text) == other.findall(text)
    assert one.sub("-", text) == other.sub("-", text)
    assert (one.pattern, one.flags, one.groupindex) == (other.pattern, other.flags, other.groupindex)


def test_a_lazy_pattern_is_compiled_once_and_not_before_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compile_now = re.compile

    def noted(source: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(source)
        return compile_now(source, flags)

    monkeypatch.setattr(re, "compile", noted)
    pattern = lazy(r"万亿")
    assert compiled == []
    assert pattern.match("万亿")
    assert pattern.search("三万亿")
    assert compiled == ["万亿"]


def test_a_broken_lazy_pattern_says_so_when_it_is_used() -> None:
    with pytest.raises(re.error):
        lazy("(").search("x")
