-- Every figure that may be weighed for each of many queries, by hash joins.
-- $$queries is JSON, a list for each column of the queries; places are keys (ISO 3166-1 alpha-3, a name in lower case, or W00).
WITH $query,
-- The series and its mirror: reporter and partner as asked, and exchanged. Mirror and swapped flow both take the other
-- direction, so each place is asked for all of the query's directions.
sided AS MATERIALIZED (
    SELECT *, "start" - INTERVAL 1 YEAR AS since, "end" + INTERVAL 1 YEAR AS until,
        reporter AS reporter_key, partner AS partner_key, false AS exchanged FROM query
    UNION ALL
    SELECT *, "start" - INTERVAL 1 YEAR, "end" + INTERVAL 1 YEAR, partner, reporter, true FROM query WHERE mirror AND partner <> 'W00' AND partner <> reporter
),
trade AS MATERIALIZED (
    SELECT *, CAST(unnest(directions) AS flow) AS asked FROM sided WHERE len(directions) > 0
),
-- by code: the commodity's own codes, and those that hold it and more; and by the codes of which the asked ones are the
-- parents, for sums where the parent is absent
by_code AS MATERIALIZED (
    SELECT DISTINCT id, since, until, reporter_key, partner_key, exchanged, asked,
        unnest(list_concat(codes, wider)) AS code, code AS held, 'code' AS how
    FROM trade
    UNION ALL
    SELECT DISTINCT id, since, until, reporter_key, partner_key, exchanged, asked, k.code, g.code, 'child'
    FROM (SELECT *, unnest(codes) AS code FROM trade) k JOIN goods g ON left(g.code, length(g.code) - 2) = k.code
    WHERE length(g.code) IN (4, 6, 8)
),
-- other measures, by place: the world stands for a partner that is not named; and the same told of the place as origin,
-- for all places together (refugees from a country)
other AS (
    SELECT id, since, until, reporter_key, partner_key, exchanged FROM sided WHERE direction IS NULL OR wants = 'price'
    UNION
    SELECT id, since, until, 'W00', reporter, true FROM sided WHERE direction IS NULL AND partner = 'W00'
),
found AS (
    SELECT k.id, k.exchanged, k.code, k.how, o.rowid AS place, o.*
    FROM by_code k JOIN figure o
        ON o.reporter_key = k.reporter_key AND o.partner_key = k.partner_key
        AND o.direction = k.asked AND o.commodity_code = k.held
        AND o.period_start <= k.until AND o.period_end >= k.since
    UNION ALL BY NAME
    -- goods that a table knows by name alone
    SELECT k.id, k.exchanged, NULL AS code, 'label' AS how, o.rowid AS place, o.*
    FROM trade k JOIN figure o
        ON o.reporter_key = k.reporter_key AND o.partner_key = k.partner_key AND o.direction = k.asked
    WHERE o.commodity_code IS NULL AND o.period_start <= k.until AND o.period_end >= k.since
    UNION ALL BY NAME
    SELECT k.id, k.exchanged, NULL AS code, 'measure' AS how, o.rowid AS place, o.*
    FROM other k JOIN figure o ON o.reporter_key = k.reporter_key
    WHERE o.direction IS NULL AND o.period_start <= k.until AND o.period_end >= k.since
        AND (coalesce(o.partner_key, 'W00') IN (k.partner_key, 'W00') OR k.partner_key = 'W00')
),
timely AS MATERIALIZED (
    SELECT
        f.*,
        t.import,
        beside['cell'] AS cell,
        coalesce(beside['measure'], t.measure, CASE WHEN f.direction IN ('balance', 'turnover') THEN '' ELSE 's' END) AS measure,
        coalesce(beside['commodity_label'], t.commodity_label) AS commodity_label,
        coalesce(beside['currency'], t.currency) AS currency,
        coalesce(beside['unit'], t.unit) AS unit,
        f.period_start = q."start" AND f.period_end = q."end" AS same_period,
        f.period_start >= q."start" AND f.period_end <= q."end" AS within,
        CAST(f.direction AS VARCHAR) IS NOT DISTINCT FROM q.direction AS same_direction,
        list_contains(q.codes, f.commodity_code) AS narrow
    FROM found f JOIN told t ON t.id = f.told JOIN query q ON q.id = f.id
    WHERE (
        f.period_start <= q."end" AND f.period_end >= q."start"
        OR how <> 'child' AND (
            f.period_start = CAST(q."start" - INTERVAL 1 YEAR AS DATE) AND f.period_end = year_before(q."end")
            OR f.period_start = CAST(q."start" + INTERVAL 1 YEAR AS DATE) AND f.period_end = year_after(q."end")
        )
    )
    AND CASE q.wants
        WHEN 'money' THEN coalesce(beside['currency'], t.currency) IS NOT NULL
        WHEN 'quantity' THEN coalesce(beside['currency'], t.currency) IS NULL
        WHEN 'price' THEN coalesce(beside['unit'], t.unit) LIKE '/%'
        ELSE true END
    -- the codes that are asked for are those of the Harmonized System: division 27 of the SITC is not chapter 27
    AND NOT (
        how IN ('code', 'child') AND f.commodity_code <> 'TOTAL'
        AND regexp_matches(coalesce(beside['commodity_system'], t.commodity_system, ''), '^(SITC|BEC|CPA|CPC|NACE|ISIC|SIEC|PRODCOM|PRCCODE)')
    )
    AND CASE how
        WHEN 'label' THEN list_has_any(words(coalesce(beside['commodity_label'], t.commodity_label)), q.goods)
        WHEN 'measure' THEN
            (len(q.measure) = 0 OR list_has_any(words(coalesce(beside['measure'], t.measure, 's')), q.measure)) AND (
                f.commodity_code IS NULL AND coalesce(beside['commodity_label'], t.commodity_label) IS NULL
                OR list_contains(q.codes, f.commodity_code)
                OR list_has_any(words(coalesce(beside['commodity_label'], t.commodity_label)), q.goods)
            )
        ELSE true END
),
-- months and quarters only where the period itself is absent, children only where their parent is: of few queries at all
doubtful AS (
    SELECT DISTINCT id FROM timely WHERE how = 'child' OR (within AND NOT same_period)
),
weighed AS (
    SELECT
        *,
        max(same_period) OVER (
            PARTITION BY id, how, reporter_key, partner_key, direction, measure, commodity_code, commodity_label,
            currency, unit
        ) AS whole_known,
        max(how <> 'child') OVER (
            PARTITION BY id, reporter_key, partner_key, direction, code, currency, unit, period_start, period_end
        ) AS parent_known
    FROM timely SEMI JOIN doubtful USING (id)
),
kept AS (
    FROM timely ANTI JOIN doubtful USING (id)
    UNION ALL
    SELECT * EXCLUDE (whole_known, parent_known) FROM weighed
    WHERE (same_period OR NOT within OR NOT whole_known) AND NOT (how = 'child' AND parent_known)
)
-- what `records.py` makes an observation of
SELECT
    id, place, told, row_number, reporter_key, partner_key, direction, commodity_code, period_start, period_end, value,
    absent, status, beside, TRY_CAST(beside['retrieved'] AS DATE) AS retrieved
FROM kept
-- a figure that is found in several ways comes several times; whoever reads takes the first
ORDER BY
    id, same_period DESC, exchanged, same_direction DESC, narrow DESC, how, period_start, period_end, import, row_number,
    cell, place;
