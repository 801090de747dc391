-- Whether any series and period may come more than once, at little cost; some that do not may be suspected.
SELECT 1 FROM (SELECT hash($key) AS series FROM figure WHERE $of AND coalesce(beside['left_out'], 'no value') = 'no value')
GROUP BY series HAVING count(*) > 1 LIMIT 1;
