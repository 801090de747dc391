-- Figures without a value, by why.
SELECT absent, count(*) FROM staged
WHERE absent IS NOT NULL AND left_out IS NULL AND refused IS NULL
GROUP BY absent ORDER BY absent;
