"""Whether two articles report one event."""

from __future__ import annotations

from auditor.checks.figures import Check
from auditor.figures.event import days, event_keys, event_names, figure_digits, one_event, reported, tells
from auditor.figures.statement import Imprint
from auditor.model import Document
from auditor.rules.load import load

CHECK = Check(load().of("figures"))
DINGYUAN = "定远县图书馆全年接待读者23.7万人次，外借图书18.4万册，新办借书证6150张。"
RETOLD = "一年里有23.7万人次走进定远县图书馆，借走图书18.4万册。"


def imprint(text: str, key: str, published: str | None = None) -> Imprint:
    post = CHECK.post(Document.of(text, key=key, published=published))
    assert post is not None
    return post.imprint


def test_two_telling_figures_and_their_words_make_one_event() -> None:
    event = one_event(imprint(DINGYUAN, "a"), imprint(RETOLD, "b"))
    assert event is not None
    assert len(event.anchors) == 2


def test_one_event_is_told_in_two_languages() -> None:
    english = "Dingyuan's library had 237,000 readers last year and lent 184,000 books."
    assert one_event(imprint(DINGYUAN, "a"), imprint(english, "b")) is not None


def test_articles_that_share_no_figure_report_no_event() -> None:
    assert (
        one_event(imprint(DINGYUAN, "a"), imprint("定远县图书馆全年接待读者19.2万人次，外借图书15.1万册。", "b"))
        is None
    )


def test_a_quarter_and_a_third_are_shared_by_chance() -> None:
    first = imprint("One-third of the trucks were lost in Idlib and a quarter of the men fled.", "a")
    second = imprint("One-third of the states raised the tax, and prices in Georgia rose in a quarter of shops.", "b")
    assert one_event(first, second) is None


def test_reports_of_two_years_are_of_two_events() -> None:
    first, second = imprint(DINGYUAN, "a", "2025-01-08"), imprint(RETOLD, "b", "2024-01-09")
    assert one_event(first, second) is None


def test_reports_that_name_other_days_are_of_two_events() -> None:
    first, second = imprint(f"3月6日消息，{DINGYUAN}", "a"), imprint(f"3月19日消息，{RETOLD}", "b")
    assert one_event(first, second) is None


def test_the_days_of_both_languages_are_read() -> None:
    assert days("5月6日开幕，12日闭幕。Opened on 14 June, closed June 21.") == (6, 12, 14, 21)


def test_a_percentage_and_a_room_number_are_no_days() -> None:
    assert days("In May 12% fell ill; 搬到8号楼。") == ()


def test_reports_of_one_event_meet_under_a_pair_of_figures() -> None:
    first, second = (event_keys(imprint(text, "a").statements) for text in (DINGYUAN, RETOLD))
    assert set(first) & set(second)


def test_a_lone_round_figure_has_no_key() -> None:
    assert event_keys(imprint("定远县有3座桥。", "a").statements) == ()


def test_headline_and_beginning_name_the_event() -> None:
    assert "长江岁月" in event_names("“长江岁月”特展在馆内开幕。", "芜湖博物馆开展")


def test_a_fall_and_its_size_are_one_figure() -> None:
    (fall,) = [s for s in imprint("The lamp bill of Torquay dropped 37 percent.", "a").statements if reported(s)]
    assert reported(fall) == "ratio 0.37"
    assert figure_digits(reported(fall)) == 2


def test_years_and_months_are_one_span() -> None:
    first, second = (
        imprint("The bridge at Arklow took 4 years and 30 men.", "a"),
        imprint("In Arklow, 48 months and 30 men.", "b"),
    )
    spans = [{word for s in i.statements if (word := reported(s)).startswith("month")} for i in (first, second)]
    assert spans == [{"month 48"}, {"month 48"}]
    assert figure_digits("month 48") == 1


def test_an_amount_of_one_digit_tells_more_than_a_count() -> None:
    assert tells("NOK 500") > tells("count 5")
    assert tells("count 7000000") > tells("count 7")


def test_reports_meet_under_one_amount_and_a_name() -> None:
    first = imprint("A cage broke off Averoya on Sunday. Anglers get 600 kroner for each trout.", "a")
    second = imprint("Whoever has a rod at home in Averoya can earn 600 kroner.", "b")
    keys = [set(event_keys(i.statements, i.names)) for i in (first, second)]
    assert "e|Averoya|NOK 600" in keys[0] & keys[1]


def test_reports_of_following_days_may_name_other_days() -> None:
    first = imprint(f"25日夜间，{DINGYUAN}", "a", "2024-11-26")
    second = imprint(f"27日，{RETOLD}", "b", "2024-11-27")
    assert one_event(first, second) is not None


def test_the_first_word_of_a_sentence_is_no_name() -> None:
    assert "Gusts" not in event_names("Winds rose in Wynnum. Gusts reached the pier.", None)
