-- The first rows that were refused, and why.
SELECT row_number, any_value(refused)
FROM staged WHERE left_out IS NULL AND refused IS NOT NULL
GROUP BY row_number ORDER BY row_number LIMIT 100;
