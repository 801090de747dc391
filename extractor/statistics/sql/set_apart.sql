-- Marks the figures of `repeated`.
UPDATE figure SET beside = map_concat(
    coalesce(beside, MAP {}),
    CASE WHEN differ
        THEN MAP {'refused': 'another value for the same series in rows ' || array_to_string(row_numbers, ', ')}
        ELSE MAP {'left_out': 'the same row again'}
    END
)
FROM repeated r
WHERE figure.told >= $first_told AND figure.told = r.told AND figure.row_number = r.row_number
    AND figure.beside['cell'] IS NOT DISTINCT FROM r.cell
    AND figure.beside['left_out'] IS NULL AND figure.beside['refused'] IS NULL;
