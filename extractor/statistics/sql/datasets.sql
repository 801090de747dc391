-- What the store holds, one row a dataset.
SELECT
    dataset, any_value(source), count(*), count(DISTINCT reporter_key),
    min(year(period_start)), max(year(period_end)),
    list_sort(list(DISTINCT vintage) FILTER (vintage IS NOT NULL)), list_sort(list(DISTINCT file))
FROM observation
GROUP BY dataset ORDER BY dataset;
