-- Series and periods that come more than once: told alike (the first row stands) or with another value (none stands).
CREATE TEMP TABLE repeated AS
WITH keyed AS (
    SELECT *, hash(
        told, reporter_key, partner_key, direction, commodity_code, period_start, period_end, measure, dataset,
        commodity_system, commodity_label, currency, unit, valuation, vintage
    ) AS series
    FROM figure WHERE told >= $first_told AND left_out IS NULL AND refused IS NULL
),
again AS (
    SELECT series FROM keyed GROUP BY series HAVING count(*) > 1
),
weighed AS (
    SELECT
        series,
        min(row_number) AS first_row,
        count(DISTINCT coalesce(CAST(value AS VARCHAR), CAST(absent AS VARCHAR))) > 1 AS differ,
        list(DISTINCT row_number ORDER BY row_number)[:5] AS row_numbers
    FROM keyed JOIN again USING (series)
    GROUP BY series
)
SELECT told, row_number, cell, differ, first_row, row_numbers
FROM keyed JOIN weighed USING (series)
WHERE differ OR row_number > first_row;
