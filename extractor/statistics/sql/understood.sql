-- What an import understood of a file, in one row.
WITH staged AS (FROM figure WHERE told >= $first_told),
good AS (FROM staged WHERE left_out IS NULL AND refused IS NULL),
kinds AS (
    SELECT DISTINCT coalesce(f.dataset, t.dataset) AS dataset, f.direction, f.measure
    FROM (SELECT DISTINCT told, dataset, direction, measure FROM good) f JOIN told t ON t.id = f.told
)
SELECT
    (SELECT count(*) FROM good),
    (SELECT list(DISTINCT dataset ORDER BY dataset) FROM kinds),
    (
        SELECT list(DISTINCT coalesce(k.reporter_name, a.name) ORDER BY coalesce(k.reporter_name, a.name))
        FROM (SELECT DISTINCT reporter_key, reporter_name FROM good WHERE reporter_key IS NOT NULL) k
        LEFT JOIN area a ON a.system = 'iso3' AND a.code = k.reporter_key
    ),
    (SELECT count(DISTINCT partner_key) FROM good),
    (SELECT list(DISTINCT CAST(direction AS VARCHAR) ORDER BY CAST(direction AS VARCHAR)) FROM kinds WHERE direction IS NOT NULL),
    (
        SELECT list(DISTINCT m ORDER BY m) FROM (SELECT coalesce(measure, direction || 's') AS m FROM kinds)
    ),
    (SELECT list(year ORDER BY year) FROM (SELECT DISTINCT year(period_start) AS year FROM good)),
    (SELECT count(DISTINCT row_number) FROM staged WHERE left_out IS NULL AND refused IS NOT NULL),
    (SELECT count(*) FROM staged);
