from __future__ import annotations

from auditor.corpus.dictionary import words
from auditor.corpus.pack import pack, unpack
from auditor.rules.load import load


def test_a_dictionary_is_the_same_each_time_and_short_enough_to_be_read_for_every_value() -> None:
    assert words() == words()
    assert 5_000 < len(words()) < 32_768


def test_what_the_rules_of_sourcing_say_is_in_it() -> None:
    rule = load(()).rules["missing-publisher"]
    finding = {"rule": rule.id, "message": rule.message, "message_zh": rule.message_zh}
    plain, packed = pack(finding), pack(finding, words())
    assert len(packed) * 2 < len(plain)
    assert unpack(packed, dict[str, str], words()) == finding
