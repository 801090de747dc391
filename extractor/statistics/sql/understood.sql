-- What an import understood of a file, in one row.
SELECT
    count(*) FILTER (good),
    list_sort(list(DISTINCT dataset) FILTER (good AND dataset IS NOT NULL)),
    list_sort(list(DISTINCT reporter) FILTER (good AND reporter IS NOT NULL)),
    count(DISTINCT partner) FILTER (good),
    list_sort(list(DISTINCT direction) FILTER (good AND direction IS NOT NULL)),
    list_sort(list(DISTINCT measure) FILTER (good AND measure IS NOT NULL)),
    list_sort(list(DISTINCT year(period_start)) FILTER (good)),
    count(DISTINCT row_number) FILTER (left_out IS NULL AND refused IS NOT NULL),
    count(DISTINCT row_number)
FROM (SELECT *, left_out IS NULL AND refused IS NULL AS good FROM staged);
