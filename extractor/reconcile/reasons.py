"""Every reason that a finding may give, by its code; docs/reconciliation.md lists the same."""

from __future__ import annotations

REASONS = {
    # fits, by a tolerance
    "rounding": "within rounding: zeros at the end that may not count, or both figures of a change rounded",
    "hedge_wrong": "the right size, on the wrong side of `over` or `nearly`",
    "understated": "`over` is true, and the figure is far more",
    "overstated": "`under` is true, and the figure is far less",
    "provisional": "the official figure is provisional, and may be revised",
    "estimated": "the official figure is an estimate",
    "exchange_rate": "fits at another rate of the period than its mean",
    "rate_of_article_date": "converted at the rate of the article's date",
    "mirror": "the partner's own statistics of the same flow",
    # which figure was weighed
    "derived_sum": "worked out: months of a year, codes of a set, subheadings, exports and imports",
    "parts_missing": "of a set of codes some have no row",
    "classification_change": "an edition of the nomenclature created, renumbered or moved the goods",
    "secondary": "known only as the press quotes it, which proves nothing",
    "minimum": "a verified minimum; the true figure is higher",
    "revised": "vintages of the statistic differ",
    "series_disagree": "comparable series disagree",
    # another thing, or nothing
    "heading": "only a wider heading is there",
    "period": "only another stretch of time is there",
    "flow": "only another flow is there: re-exports are a part of exports",
    "stock": "counted on one day, and the article may mean another",
    "suppressed": "the source keeps the figure, or a part of it, confidential",
    "negligible": "the source prints less than half of its unit",
    "not_applicable": "the source says that there is no such figure",
    "missing": "the cell is empty, which is no zero",
    "currency_unknown": "no exchange rate is known for it",
    # what the claim lacks
    "no_entity": "it is not clear whom the figure is about",
    "no_period": "it is not clear which time it is about",
    "no_country": "the entity is not one country",
    "commodity_unknown": "no code is known for the goods",
    # why it is not called wrong
    "low_confidence": "the claim may have been misread",
    "misread": "the sentence names what would fit",
    "entity_assumed": "the article does not say whom it means",
    "partner_assumed": "the article does not name the other side",
    "period_assumed": "the article does not say which time it means",
    "baseline_assumed": "the article does not say what a change is compared with",
    "whole_assumed": "the whole of a share is not certain",
    "trend_unknown": "it is not clear whether a rise or a fall is meant",
    "unit_unknown": "it is not clear in what the article counts",
    "measure_sense": "the statistic may count something else",
    "commodity_sense": "the goods may stand for several headings",
    "hedge_sense": "the words can be read as a part that is left",
    "not_asserted": "the article denies, doubts or only supposes the figure",
    # slips
    "scale_slip": "thousand for million and the like",
    "year_slip": "the figure of a year before or after",
    "roles_swapped": "reporter and partner exchanged",
    "flow_swapped": "imports for exports",
    "heading_slip": "the figure of a wider heading, or of a part",
    "partner_slip": "the figure of another partner, or of all",
    "currency_slip": "the amount in another currency",
    "trend_swapped": "a rise told as a fall, or a fall as a rise",
    # the article against itself
    "does_not_follow": "a stated change does not follow from the stated levels, or a share from the amounts",
    "part_exceeds_whole": "parts are more than their whole",
    "told_twice": "the same figure is told in two ways",
    "conversion_wrong": "a restated amount fits no exchange rate",
}
"""What each says of the figure."""
