-- Every observation that may be weighed for each of many queries, by hash joins.
-- $$queries is JSON, one object a query; places are keys (ISO 3166-1 alpha-3, a name in lower case, or W00).
WITH query AS MATERIALIZED (
    SELECT unnest(from_json($$queries, '[{
        "id": "INTEGER", "reporter": "VARCHAR", "partner": "VARCHAR", "direction": "VARCHAR", "directions": ["VARCHAR"],
        "measure": ["VARCHAR"], "codes": ["VARCHAR"], "wider": ["VARCHAR"], "goods": ["VARCHAR"],
        "start": "DATE", "end": "DATE", "wants": "VARCHAR", "mirror": "BOOLEAN"
    }]'), recursive := true)
),
-- The series and its mirror: reporter and partner as asked, and exchanged. Mirror and swapped flow both take the other
-- direction, so each place is asked for all of the query's directions.
sided AS MATERIALIZED (
    SELECT *, reporter AS reporter_key, partner AS partner_key, false AS exchanged FROM query
    UNION ALL
    SELECT *, partner, reporter, true FROM query WHERE mirror AND partner <> 'W00' AND partner <> reporter
),
trade AS MATERIALIZED (
    SELECT *, unnest(directions) AS asked_direction FROM sided WHERE len(directions) > 0
),
-- by code: the commodity's own codes, and those that hold it and more
by_code AS (
    SELECT DISTINCT id, reporter_key, partner_key, exchanged, asked_direction, unnest(list_concat(codes, wider)) AS code
    FROM trade
),
-- by the codes of which the asked ones are the parents, for sums where the parent is absent
by_parent AS (
    SELECT DISTINCT id, reporter_key, partner_key, exchanged, asked_direction, unnest(codes) AS code FROM trade
),
found AS (
    SELECT k.id, k.exchanged, k.code, false AS child, o.rowid AS place, o.*
    FROM by_code k JOIN observation o
        ON o.reporter_key = k.reporter_key AND o.partner_key = k.partner_key
        AND o.direction = k.asked_direction AND o.commodity_code = k.code
    UNION ALL BY NAME
    SELECT k.id, k.exchanged, k.code, true AS child, o.rowid AS place, o.*
    FROM by_parent k JOIN observation o
        ON o.reporter_key = k.reporter_key AND o.partner_key = k.partner_key
        AND o.direction = k.asked_direction AND left(o.commodity_code, length(o.commodity_code) - 2) = k.code
    WHERE length(o.commodity_code) IN (4, 6, 8)
    UNION ALL BY NAME
    -- goods that a table knows by name alone
    SELECT k.id, k.exchanged, NULL AS code, false AS child, o.rowid AS place, o.*
    FROM trade k JOIN observation o
        ON o.reporter_key = k.reporter_key AND o.partner_key = k.partner_key AND o.direction = k.asked_direction
    WHERE o.commodity_code IS NULL AND o.commodity_label IS NOT NULL AND list_has_any(words(o.commodity_label), k.goods)
    UNION ALL BY NAME
    -- other measures, by place: the world stands for a partner that is not named
    SELECT k.id, k.exchanged, NULL AS code, false AS child, o.rowid AS place, o.*
    FROM (SELECT * FROM sided WHERE direction IS NULL OR wants = 'price') k JOIN observation o
        ON o.reporter_key = k.reporter_key
    WHERE o.direction IS NULL
        AND (o.partner_key = k.partner_key OR o.partner_key = 'W00' OR k.partner_key = 'W00')
        AND (len(k.measure) = 0 OR list_has_any(words(o.measure_key), k.measure))
        AND (
            o.commodity_code IS NULL AND o.commodity_label IS NULL
            OR list_contains(k.codes, o.commodity_code)
            OR list_has_any(words(o.commodity_label), k.goods)
        )
    UNION ALL BY NAME
    -- the same told of the place as origin, for all places together (refugees from a country)
    SELECT k.id, true AS exchanged, NULL AS code, false AS child, o.rowid AS place, o.*
    FROM (SELECT * FROM query WHERE direction IS NULL AND partner = 'W00') k JOIN observation o
        ON o.partner_key = k.reporter AND o.reporter_key = 'W00'
    WHERE o.direction IS NULL AND (len(k.measure) = 0 OR list_has_any(words(o.measure_key), k.measure))
),
timely AS (
    SELECT
        f.*,
        f.period_start = q."start" AND f.period_end = q."end" AS same_period,
        f.period_start >= q."start" AND f.period_end <= q."end" AS within,
        f.direction IS NOT DISTINCT FROM q.direction AS same_direction,
        list_contains(q.codes, f.commodity_code) AS narrow
    FROM found f JOIN query q USING (id)
    WHERE (
        f.period_start <= q."end" AND f.period_end >= q."start"
        OR NOT child AND (
            f.period_start = CAST(q."start" - INTERVAL 1 YEAR AS DATE) AND f.period_end = year_before(q."end")
            OR f.period_start = CAST(q."start" + INTERVAL 1 YEAR AS DATE) AND f.period_end = year_after(q."end")
        )
    )
    AND CASE q.wants
        WHEN 'money' THEN f.currency IS NOT NULL
        WHEN 'quantity' THEN f.currency IS NULL
        WHEN 'price' THEN f.unit LIKE '/%'
        ELSE true END
),
kept AS (
    SELECT
        *,
        -- months and quarters only where the period itself is absent, children only where their parent is
        max(same_period) OVER (
            PARTITION BY id, child, reporter_key, partner_key, direction, measure_key, commodity_code, commodity_label,
            currency, unit
        ) AS whole_known,
        max(NOT child) OVER (
            PARTITION BY id, reporter_key, partner_key, direction, code, currency, unit, period_start, period_end
        ) AS parent_known
    FROM timely
)
SELECT
    id, place,
    file, row_number, cell, dataset, source, reporter, reporter_code, partner, partner_code, direction, measure,
    commodity_system, commodity_code, commodity_label, period_start, period_end, value, absent, currency, unit, status,
    valuation, flag, secondary, minimum, retrieved, vintage, url
FROM kept JOIN (SELECT id AS import, file FROM import) i USING (import)
WHERE (same_period OR NOT within OR NOT whole_known) AND NOT (child AND parent_known)
QUALIFY row_number() OVER (PARTITION BY id, place ORDER BY child) = 1
ORDER BY id, same_period DESC, exchanged, same_direction DESC, narrow DESC, child, period_start, period_end,
    import, row_number, cell, place;
