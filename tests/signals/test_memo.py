from __future__ import annotations

from auditor.model import Document
from auditor.signals.memo import remembered, signal

calls: list[str] = []


@signal
def length(doc: Document) -> int:
    """How long a text is."""
    calls.append(doc.key)
    return len(doc.text)


@signal
def nothing(doc: Document) -> None:
    calls.append(doc.key)


def counted(key: str) -> int:
    found = calls.count(key)
    calls.clear()
    return found


def test_a_signal_is_computed_once_in_an_examination() -> None:
    doc = Document.of("储能产业", "once")
    with remembered():
        assert length(doc) == length(doc) == 4
    assert counted("once") == 1


def test_nothing_is_remembered_after_the_examination() -> None:
    doc = Document.of("储能产业", "twice")
    for _ in range(2):
        with remembered():
            length(doc)
    assert counted("twice") == 2


def test_outside_an_examination_a_signal_is_a_plain_function() -> None:
    doc = Document.of("储能产业", "plain")
    assert length(doc) == length(doc)
    assert counted("plain") == 2


def test_unknown_is_remembered_too() -> None:
    doc = Document.of("储能产业", "none")
    with remembered():
        assert nothing(doc) is None
        nothing(doc)
    assert counted("none") == 1


def test_two_signals_of_one_document_do_not_mix() -> None:
    doc = Document.of("储能产业", "mix")
    with remembered():
        nothing(doc)
        assert length(doc) == 4
    assert counted("mix") == 2


def test_two_documents_do_not_mix() -> None:
    one, other = Document.of("储能", "one"), Document.of("储能产业", "other")
    with remembered():
        assert (length(one), length(other)) == (2, 4)
    calls.clear()


def test_an_examination_inside_another_leaves_the_outer_memo_whole() -> None:
    doc = Document.of("储能产业", "nested")
    with remembered():
        length(doc)
        with remembered():
            length(doc)
        length(doc)
    assert counted("nested") == 2


def test_a_signal_keeps_its_name_and_words() -> None:
    assert length.__name__ == "length"
    assert length.__doc__ == "How long a text is."
