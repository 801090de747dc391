-- Series and periods that come more than once: told alike (the first row stands) or with another value (none stands).
CREATE TEMP TABLE repeated AS
SELECT
    series,
    min(row_number) AS first_row,
    count(DISTINCT coalesce(CAST(value AS VARCHAR), absent)) > 1 AS differ,
    list(DISTINCT row_number ORDER BY row_number)[:5] AS row_numbers
FROM staged
WHERE left_out IS NULL AND refused IS NULL
GROUP BY series
HAVING count(*) > 1;

UPDATE staged SET refused = 'another value for the same series in rows ' || array_to_string(row_numbers, ', ')
FROM repeated
WHERE staged.series = repeated.series AND differ AND left_out IS NULL AND refused IS NULL;

UPDATE staged SET left_out = 'the same row again'
FROM repeated
WHERE staged.series = repeated.series AND NOT differ AND staged.row_number > first_row
    AND left_out IS NULL AND refused IS NULL;
