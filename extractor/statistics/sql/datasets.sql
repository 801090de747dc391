-- What the store holds, one row a dataset.
SELECT
    dataset, any_value(source), count(*), count(DISTINCT reporter_key),
    min(year(period_start)), max(year(period_end)),
    list_sort(list(DISTINCT vintage)), list_sort(list(DISTINCT file))
FROM observation o JOIN (SELECT id AS import, file FROM import) i USING (import)
GROUP BY dataset ORDER BY dataset;
