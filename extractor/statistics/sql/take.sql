INSERT INTO observation
SELECT $import, * EXCLUDE (left_out, refused, series) FROM staged WHERE left_out IS NULL AND refused IS NULL;
