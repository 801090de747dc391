-- The first rows that were refused, and why.
SELECT row_number, any_value(refused)
FROM figure WHERE told >= $first_told AND left_out IS NULL AND refused IS NOT NULL
GROUP BY row_number ORDER BY row_number LIMIT 100;
