-- Figures without a value, by why.
SELECT CAST(absent AS VARCHAR) AS why, count(*) FROM figure
WHERE told >= $first_told AND absent IS NOT NULL AND beside['left_out'] IS NULL AND beside['refused'] IS NULL
GROUP BY why ORDER BY why;
