-- How many rows were not wanted, by reason; figures that a row may have besides its value are not missed.
SELECT left_out, count(DISTINCT row_number) FROM staged WHERE left_out <> '' GROUP BY left_out ORDER BY left_out;
