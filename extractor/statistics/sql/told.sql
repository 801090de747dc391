-- What is told of whole columns of files: number, file, and fields of an observation.
SELECT
    t.id, i.file, t.measure, t.dataset, t.source, t.commodity_system, t.commodity_label, t.currency, t.unit, t.valuation,
    t.flag, coalesce(t.secondary, '') = 'true' AS secondary, coalesce(t.minimum, '') = 'true' AS minimum,
    TRY_CAST(t.retrieved AS DATE) AS retrieved, t.vintage, t.url
FROM told t JOIN import i ON i.id = t.import
WHERE list_contains($$ids, t.id);
