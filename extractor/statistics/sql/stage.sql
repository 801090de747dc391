-- One file's rows as figures with typed fields; what is wrong with a row stands in `refused`.
-- The names in dollars are filled in by importing.py from what an importer says of its format.
CREATE TEMP TABLE staged AS
WITH numbered AS (
    SELECT row_number() OVER () + $first_row - 1 AS row_number, * FROM $scan
),
raw AS (
    SELECT row_number, $fields FROM numbered
),
figure AS (
    SELECT
        raw.* REPLACE (
            nullif(trim(value), '') AS value,
            trim(period) AS period,
            coalesce(measure, CASE WHEN direction IN ('balance', 'turnover') THEN direction ELSE direction || 's' END)
                AS measure
        ),
        coalesce(r.name, reporter, reporter_area) AS reporter_name,
        r.iso3 AS reporter_code,
        coalesce(p.name, partner, partner_area) AS partner_name,
        p.iso3 AS partner_code
    FROM raw
    LEFT JOIN area r ON r.system = $areas AND r.code = reporter_area
    LEFT JOIN area p ON p.system = $areas AND p.code = partner_area
),
typed AS (
    SELECT
        *,
        TRY(TRY_CAST(value AS DECIMAL(26, 9)) * CAST(coalesce(scale, '1') AS DECIMAL(12, 0))) AS number,
        period_start(period) AS first_day,
        period_end(period) AS last_day,
        coalesce(reporter_code, lower(reporter_name)) AS reporter_key,
        coalesce(partner_code, lower(partner_name), 'W00') AS partner_key
    FROM figure
)
SELECT
    row_number, cell, dataset, source,
    reporter_name AS reporter, reporter_code, reporter_key,
    partner_name AS partner, partner_code, partner_key,
    direction, measure, lower(measure) AS measure_key,
    commodity_system, commodity_code, commodity_label,
    first_day AS period_start, last_day AS period_end,
    CASE WHEN absent IS NULL THEN number END AS value,
    coalesce(absent, CASE WHEN value IS NULL THEN 'missing' END) AS absent,
    currency, unit,
    CASE WHEN absent = 'suppressed' THEN 'confidential' ELSE coalesce(status, 'final') END AS status,
    valuation, flag,
    coalesce(secondary = 'true', false) AS secondary,
    coalesce(minimum = 'true', false) AS minimum,
    TRY_CAST(retrieved AS DATE) AS retrieved,
    vintage, url,
    CASE
        WHEN left_out IS NOT NULL THEN left_out
        WHEN value IS NULL AND absent IS NULL AND NOT $blank_is_missing THEN 'no value'
    END AS left_out,
    CASE
        WHEN refused IS NOT NULL THEN refused
        WHEN period IS NULL OR period = '' THEN 'no period'
        WHEN first_day IS NULL THEN 'not a period: ' || period
        WHEN first_day NOT BETWEEN DATE '1800-01-01' AND DATE '2199-12-31' THEN 'a year out of range: ' || period
        WHEN absent IS NULL AND value IS NOT NULL AND number IS NULL AND value LIKE '%,%'
            THEN 'not a number with a decimal point: ' || value
        WHEN absent IS NULL AND value IS NOT NULL AND number IS NULL THEN 'not a number: ' || value
        WHEN absent IS NULL AND number < 0 AND NOT $negatives AND direction IN ('import', 'export', 're-export')
            THEN 'a negative ' || direction || ': ' || value
        WHEN reporter_key IS NULL AND direction IS NOT NULL THEN 'no reporter'
        WHEN measure IS NULL THEN 'no flow and no measure'
    END AS refused,
    hash(
        dataset, source, reporter_key, partner_key, direction, measure, commodity_system, commodity_code,
        commodity_label, first_day, last_day, currency, unit, valuation, vintage, secondary
    ) AS series
FROM typed;
