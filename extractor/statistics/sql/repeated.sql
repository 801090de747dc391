-- Series and periods that come more than once: told alike (the first row stands) or with another value (none stands).
CREATE TEMP TABLE repeated AS
WITH keyed AS (
    SELECT *, beside['cell'] AS cell, hash($key) AS series
    FROM figure WHERE told >= $first_told AND beside['left_out'] IS NULL AND beside['refused'] IS NULL
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
