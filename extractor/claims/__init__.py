"""From a Doc to records: the only place that turns spaCy objects into claims."""

from extractor.claims.build import claims

__all__ = ["claims"]
