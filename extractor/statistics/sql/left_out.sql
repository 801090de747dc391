-- How many rows were not wanted, by reason; figures that a row may have besides its value are not missed.
SELECT left_out, count(DISTINCT row_number) FROM figure WHERE told >= $first_told AND left_out <> ''
GROUP BY left_out ORDER BY left_out;
