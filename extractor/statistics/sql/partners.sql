-- What a reporter tells of all its other partners, for claims that nothing else explains: the same flow, goods and period.
-- $$queries is as in candidates.sql; of each no more than $most rows are looked at.
WITH $query,
by_code AS (
    SELECT id, reporter, partner, CAST(direction AS flow) AS flow, "start", "end", wants, unnest(codes) AS code FROM query
),
found AS MATERIALIZED (
    SELECT k.id, k.wants, o.rowid AS place
    FROM by_code k JOIN figure o
        ON o.reporter_key = k.reporter AND o.direction = k.flow AND o.commodity_code = k.code
        AND o.period_start = k."start" AND o.period_end = k."end"
    WHERE o.partner_key <> k.partner AND o.value IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY k.id ORDER BY o.partner_key, o.rowid) <= $most
)
SELECT f.id, o.place, o.file, o.row_number, o.cell, $columns
FROM found f JOIN observation o ON o.place = f.place
WHERE CASE f.wants WHEN 'money' THEN o.currency IS NOT NULL WHEN 'quantity' THEN o.currency IS NULL ELSE true END
ORDER BY f.id, o.place;
