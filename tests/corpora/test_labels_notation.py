"""The notation: cells, `^`, right answers, places."""

from annotation.notation import Entry, answers, locate, parse

MONEY = "5 million dollars | level | value=5000000 | currency=USD | entity=Peru | partner=Chile | direction=export | period=2020"


def entries(*lines: str) -> list[Entry]:
    found, faults = parse(enumerate(lines, 1), "x")
    assert faults == []
    return found


def test_a_line_is_a_figure_a_kind_and_fields() -> None:
    (entry,) = entries(MONEY)
    assert (entry.figure, entry.kind, entry.line) == ("5 million dollars", "level", 1)
    assert entry.first("currency") == "USD"
    assert entry.first("commodity") is None


def test_comments_and_blank_lines_are_left_out() -> None:
    assert [entry.line for entry in entries("# why", "", MONEY)] == [3]


def test_a_caret_copies_the_frame_but_not_value_kind_trend_or_bound() -> None:
    _, second = entries(MONEY + " | trend=up | bound=over", "6 million | level | ^ | value=6000000")
    assert second.first("entity") == "Peru"
    assert second.first("currency") == "USD"
    assert (second.first("trend"), second.first("bound")) == (None, None)


def test_a_caret_copies_from_the_last_claim_not_from_what_is_out_of_scope() -> None:
    found = entries(MONEY, "two | - passing", "6 million | level | ^ | value=6000000 | partner=")
    assert (found[2].first("entity"), found[2].first("partner")) == ("Peru", None)


def test_money_and_other_units_exclude_each_other_across_a_caret() -> None:
    _, change, level = entries(
        MONEY, "12% | change | ^ | value=12 | unit=%", "7 euros | level | ^ | value=7 | currency=EUR"
    )
    assert (change.first("currency"), change.first("unit")) == (None, "%")
    assert (level.first("currency"), level.first("unit")) == ("EUR", None)


def test_the_unit_of_a_price_keeps_its_currency_across_a_caret() -> None:
    price = "$226 a tonne | level | value=226 | currency=USD | unit=/t"
    _, second, third = entries(price, "230 | level | ^ | value=230", "210 euros | level | ^ | value=210 | currency=EUR")
    assert (second.first("currency"), second.first("unit")) == ("USD", "/t")
    assert (third.first("currency"), third.first("unit")) == ("EUR", "/t")


def test_several_right_answers() -> None:
    assert answers("microchips ~ chips") == ("microchips", "chips")
    assert answers("Egypt ~ -") == ("Egypt", None)
    assert answers("") == ()


def test_a_bar_without_spaces_is_part_of_a_cell() -> None:
    (entry,) = entries("5|6 | - score")
    assert entry.figure == "5|6"


def test_figures_are_found_in_order_as_whole_words_across_line_breaks() -> None:
    text = "35 million, then 5\nmillion, and 5 million again"
    found, faults = locate(entries("5 million | - other", "5 million | - other"), text, "x")
    assert faults == []
    assert [text[e.start : e.end] for e in found] == ["5\nmillion", "5 million"]


def test_at_two_means_the_second_from_there() -> None:
    found, _ = locate(entries("5 @2 | - other"), "5 and 5 and 5", "x")
    assert found[0].start == 6


def test_nothing_is_looked_for_in_header_lines() -> None:
    found, _ = locate(entries("14 | - other"), "DATE: 2019-03-14\n\n14 ships", "x", [(0, 16)])
    assert found[0].start == 18
