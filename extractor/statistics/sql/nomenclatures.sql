-- What was added, newest editions first.
SELECT system, to_system, rows, file FROM nomenclature ORDER BY system DESC, to_system DESC;
