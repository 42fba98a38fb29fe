from __future__ import annotations

import pytest

from auditor.model import Document
from auditor.signals.features import features


def places(text: str, name: str) -> list[str]:
    return [text[start:end] for start, end in features(Document.of(text))[name]]


@pytest.mark.parametrize(
    "text", ["Signal +49 170 1234567", "Telegram: +1 202-555-0101", "WeChat: lan_88", "vx13800138"]
)
def test_a_messenger_and_what_to_type_into_it_is_a_handle(text: str) -> None:
    assert places(f"Write to us, {text}", "messenger-handle") == [text]


@pytest.mark.parametrize(
    "text",
    ["Built with wxsqlite3 and snap2tzx.", "It prints line:error and stops.", "A signal: nothing moved.", "line 10.4"],
)
def test_names_of_programs_and_words_before_a_colon_are_none(text: str) -> None:
    assert places(text, "contact") == []


def test_an_address_keeps_its_www() -> None:
    assert places("详见 www.x7.cc 的说明", "domain") == ["www.x7.cc"]


def test_a_host_of_a_mail_address_is_no_web_address() -> None:
    assert places("写信给 office@x7.cc 即可", "domain") == []
