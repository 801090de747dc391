-- How many rows were not wanted, by reason.
SELECT beside['left_out'] AS why, count(DISTINCT row_number) FROM figure WHERE told >= $first_told AND why IS NOT NULL
GROUP BY why ORDER BY why;
