-- Adds the parts of one figure up in the first row of them; a series of which a part has no value stays as it is.
UPDATE figure SET
    value = CASE WHEN row_number = first_row THEN total ELSE value END,
    beside = map_concat(
        coalesce(beside, MAP {}),
        CASE WHEN row_number = first_row
            THEN MAP {'cell': 'sum of ' || parts || ' rows: ' || array_to_string(row_numbers, ', ')}
            ELSE MAP {'left_out': 'added to an earlier row of the same series'}
        END
    )
FROM (
    SELECT
        hash($key) AS series, min(row_number) AS first_row, sum(value) AS total, count(*) AS parts,
        list(row_number ORDER BY row_number)[:10] AS row_numbers
    FROM figure
    WHERE told >= $first_told AND beside['left_out'] IS NULL AND beside['refused'] IS NULL
    GROUP BY series HAVING count(*) > 1 AND count(absent) = 0
) sums
WHERE told >= $first_told AND beside['left_out'] IS NULL AND beside['refused'] IS NULL AND hash($key) = series;
