-- Marks the figures of `repeated`.
UPDATE figure SET
    refused = CASE WHEN differ THEN
        'another value for the same series in rows ' || array_to_string(row_numbers, ', ') END,
    left_out = CASE WHEN NOT differ THEN 'the same row again' END
FROM repeated r
WHERE figure.told >= $first_told AND figure.told = r.told AND figure.row_number = r.row_number
    AND figure.cell IS NOT DISTINCT FROM r.cell AND figure.left_out IS NULL AND figure.refused IS NULL;
