-- What an import understood of a file, in one row.
WITH staged AS (FROM figure WHERE told >= $first_told),
good AS (FROM staged WHERE beside IS NULL OR beside['left_out'] IS NULL AND beside['refused'] IS NULL),
alike AS MATERIALIZED (
    SELECT
        told, direction, $dataset AS dataset, $measure AS measure, reporter_key, beside['reporter_name'] AS reporter_name,
        partner_key, period_start, count(*) AS figures
    FROM good GROUP BY ALL
),
kinds AS (
    SELECT DISTINCT coalesce(a.dataset, t.dataset) AS dataset, a.direction, coalesce(a.measure, t.measure) AS measure
    FROM alike a JOIN told t ON t.id = a.told
)
SELECT
    (SELECT coalesce(sum(figures), 0) FROM alike),
    (SELECT list(DISTINCT dataset ORDER BY dataset) FROM kinds),
    (
        SELECT list(DISTINCT coalesce(k.reporter_name, a.name) ORDER BY coalesce(k.reporter_name, a.name))
        FROM (SELECT DISTINCT reporter_key, reporter_name FROM alike WHERE reporter_key IS NOT NULL) k
        LEFT JOIN area a ON a.system = 'iso3' AND a.code = k.reporter_key
    ),
    (SELECT count(DISTINCT partner_key) FROM alike),
    (SELECT list(DISTINCT CAST(direction AS VARCHAR) ORDER BY CAST(direction AS VARCHAR)) FROM kinds WHERE direction IS NOT NULL),
    (
        SELECT list(DISTINCT m ORDER BY m) FROM (SELECT coalesce(measure, direction || 's') AS m FROM kinds)
    ),
    (SELECT list(DISTINCT year(period_start) ORDER BY year(period_start)) FROM alike),
    (
        SELECT count(DISTINCT row_number) FROM staged
        WHERE beside IS NOT NULL AND beside['left_out'] IS NULL AND beside['refused'] IS NOT NULL
    ),
    (SELECT max(row_number) FROM staged);
