-- Removes what was not wanted or refused.
DELETE FROM figure WHERE told >= $first_told AND (beside['left_out'] IS NOT NULL OR beside['refused'] IS NOT NULL);
