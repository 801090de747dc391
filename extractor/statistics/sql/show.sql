-- The observations of one dataset; a parameter that is null asks for nothing.
SELECT file, row_number, cell, $columns
FROM observation
WHERE dataset = $$dataset
    AND ($$reporter IS NULL OR reporter_key = $$reporter OR reporter = $$reporter)
    AND ($$commodity IS NULL OR commodity_code = $$commodity)
    AND ($$year IS NULL OR year(period_start) <= $$year AND year(period_end) >= $$year)
ORDER BY import, row_number, cell, measure, unit;
