-- The mean, lowest and highest of the rates within a period; else, of a few days, the last rate before them; else the
-- rate of the shortest period that holds it. Of two tables for the same period the one imported last counts.
WITH known AS (
    SELECT value, source, period_start, period_end, row_number() OVER (
        PARTITION BY period_start, period_end ORDER BY import DESC, vintage DESC
    ) AS newest
    FROM exchange_rate
    WHERE currency = $$quoted AND unit = $$unit
),
inside AS (
    SELECT * FROM known
    WHERE newest = 1 AND period_start >= $$start AND period_end <= $$end
    -- of years, months and days in one table the finest that there is
    QUALIFY period_end - period_start = min(period_end - period_start) OVER ()
),
around AS (
    SELECT * FROM known
    WHERE newest = 1 AND period_start <= $$start AND period_end >= $$end
    ORDER BY period_end - period_start, period_start LIMIT 1
),
before AS (
    SELECT * FROM known
    WHERE newest = 1 AND period_start = period_end AND period_end < $$start
        AND $$start - period_end <= 7 AND $$end - $$start <= 7
    ORDER BY period_end DESC LIMIT 1
),
used AS (
    SELECT * FROM inside
    UNION ALL SELECT * FROM before WHERE NOT EXISTS (FROM inside)
    UNION ALL SELECT * FROM around WHERE NOT EXISTS (FROM inside) AND NOT EXISTS (FROM before)
)
SELECT
    CAST(sum(value) / count(*) AS DECIMAL(38, 9)), min(value), max(value), any_value(source), count(*),
    max(period_end - period_start) + 1
FROM used;
