"""An article, its claims, and what was found of them."""

from __future__ import annotations

from extractor.schema.article import Article
from extractor.schema.base import Record
from extractor.schema.claim import Claim
from extractor.schema.finding import Finding


class Report(Record):
    """All that `check` says of one article."""

    article: Article
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]
    """One against the statistics for each claim, then those of the article against itself."""

    def of(self, claim: Claim) -> tuple[Finding, ...]:
        """The findings about a claim."""
        return tuple(finding for finding in self.findings if finding.claim == claim.id)
