-- Removes what was not wanted or refused.
DELETE FROM figure WHERE told >= $first_told AND (left_out IS NOT NULL OR refused IS NOT NULL);
