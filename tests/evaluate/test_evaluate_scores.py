"""Figures over articles, against sums done by hand."""

import math
from collections.abc import Sequence

import pytest
from evaluate_records import claim, gold

from extractor.evaluate import Outcome, calibration, diagram, pair, report, tables
from extractor.evaluate.page import page


def two_articles() -> Sequence[Outcome]:
    """Three pairs, one gold claim missed, two extracted claims spurious, one of them misread; two pairs are right in all six."""
    first = gold(
        [{"at": [0, 5], "value": 1, "entity": "Peru"}, {"at": [10, 15], "value": 2, "tags": ["list"]}], "a", "wire"
    )
    second = gold([{"at": [0, 5], "value": 3, "kind": "share"}, {"at": [10, 15], "value": 4}], "b", "blog")
    return [
        pair(
            first,
            [
                claim({"at": [0, 5], "value": 1, "confidence": 0.95}),
                claim({"at": [10, 15], "value": 2, "confidence": 0.85}),
            ],
        ),
        pair(
            second,
            [
                claim({"at": [0, 5], "value": 3, "kind": "share", "confidence": 0.85}, "b"),
                claim({"at": [10, 15], "value": 40, "confidence": 0.15}, "b"),
                claim({"at": [20, 25], "value": 9, "confidence": 0.15}, "b"),
            ],
        ),
    ]


def test_detection_fields_and_the_six_together() -> None:
    found = report(two_articles(), draws=50).overall
    measures = {name: score.value for name, score in found.measures.items()}
    assert (found.articles, found.gold, found.extracted) == (2, 4, 5)
    assert measures["precision"] == pytest.approx(3 / 5)
    assert measures["recall"] == pytest.approx(3 / 4)
    assert measures["f1"] == pytest.approx(6 / 9)
    assert measures["six"] == measures["eight"] == pytest.approx(2 * 2 / 9)
    assert measures["entity"] == pytest.approx(2 / 3)
    assert measures["value"] == pytest.approx(3 / 4)
    assert measures["currency"] == 1


def test_intervals_come_from_resampled_articles_and_are_the_same_on_every_run() -> None:
    score = report(two_articles()).overall.measures["precision"]
    assert (score.low, score.high) == (pytest.approx(1 / 3), 1.0)
    assert score == report(two_articles()).overall.measures["precision"]


def test_nothing_to_divide_by_is_no_figure() -> None:
    found = report([pair(gold([]), [])])
    assert math.isnan(found.overall.measures["f1"].value)
    assert math.isnan(report([]).calibration.error)
    assert "–" in tables.text(found)


def test_an_article_without_gold_claims_costs_precision() -> None:
    found = report([pair(gold([]), [claim({"at": [0, 5], "value": 1})])], draws=10).overall
    assert found.measures["precision"].value == 0


@pytest.mark.parametrize(
    ("by", "wanted"),
    [
        ("hand", {"wire": (2, 2), "blog": (2, 3)}),
        ("kind", {"level": (3, 4), "share": (1, 1)}),
        ("phenomenon", {"list": (1, 1), "none": (3, 2)}),
    ],
)
def test_groups_hold_their_own_claims(by: str, wanted: dict[str, tuple[int, int]]) -> None:
    groups = report(two_articles(), by=by, draws=10).groups
    assert {name: (scores.gold, scores.extracted) for name, scores in groups.items()} == wanted


def test_confusions_name_what_was_taken_for_what() -> None:
    found = report(two_articles(), draws=10).confusions
    assert [(c.gold, c.extracted, c.count) for c in found["entity"]] == [("Peru", "–", 1)]
    assert [(c.gold, c.extracted, c.count) for c in found["value"]] == [("4", "40", 1)]
    assert set(found) == {"entity", "value"}


def test_spurious_claims_are_counted_by_what_gold_has_there() -> None:
    article = gold([{"at": [0, 5], "value": 1}])
    article.out_of_scope.append((10, 15, "forecast"))
    spurious = [claim({"at": place, "value": 7}) for place in ([0, 5], [10, 15], [20, 25])]
    found = report([pair(article, spurious)], draws=10).spurious_reasons
    assert found == {"at a claim: misread or doubled": 1, "forecast": 1, "not listed": 1}


def test_expected_calibration_error_by_hand() -> None:
    """Bins: 0.1-0.2 has two wrong at 0.15; 0.8-0.9 two right at 0.85; 0.9-1 one wrong at 0.95."""
    found = report(two_articles(), draws=10).calibration
    assert [(b.count, b.accuracy) for b in found.bins] == [(2, 0.0), (2, 1.0), (1, 0.0)]
    assert found.error == pytest.approx((2 * 0.15 + 2 * 0.15 + 1 * 0.95) / 5)


def test_confidence_of_one_is_in_the_last_bin() -> None:
    assert calibration([(1.0, True)]).bins[0].low == 0.9


def test_the_diagram_is_a_picture_with_a_bar_for_each_bin() -> None:
    drawn = diagram(calibration([(0.95, True), (0.15, False)]))
    assert drawn.startswith("<svg")
    assert drawn.count("<circle") == 2


def test_the_text_names_every_measure_with_its_interval() -> None:
    text = tables.text(report(two_articles(), by="hand", draws=50), by="hand")
    assert "detection precision             0.600  (0.333-1.000)" in text
    assert "F1 of the six fields together   0.444" in text
    assert "entity: Peru → – (1)" in text
    assert "expected calibration error 0.310" in text
    assert "wire" in text


def test_the_page_shows_errors_first_and_escapes() -> None:
    outcomes = two_articles()
    outcomes[0].article.text = "<b>x</b> 1 and 2 more words"
    html = page(report(outcomes, draws=10), outcomes, "Evaluation")
    assert html.index("<strong>b</strong>") < html.index("<strong>a</strong>")
    assert "&lt;b&gt;" in html
    assert "<b>x" not in html
    assert html.index("misread") < html.index('class="right"')
