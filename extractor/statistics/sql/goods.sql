-- Takes the codes of goods over.
INSERT INTO goods
SELECT DISTINCT commodity_code FROM figure WHERE told >= $first_told AND commodity_code IS NOT NULL
ON CONFLICT DO NOTHING;
