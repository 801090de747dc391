-- The first rows that were refused, and why.
SELECT row_number, any_value(beside['refused'])
FROM figure WHERE told >= $first_told AND beside['left_out'] IS NULL AND beside['refused'] IS NOT NULL
GROUP BY row_number ORDER BY row_number LIMIT 100;
