-- Takes one file's rows over as figures with typed fields; what is wrong with a row stands in `refused` until it is removed.
-- The names in dollars are filled in by importing.py from what an importer says of its format.
INSERT INTO figure
WITH numbered AS (
    SELECT row_number() OVER () + $first_row - 1 AS row_number, * FROM $scan
),
raw AS (
    SELECT row_number, $fields FROM numbered
),
placed AS (
    SELECT
        raw.* REPLACE (nullif(trim(value), '') AS value, trim(period) AS period),
        r.iso3 AS reporter_code,
        CASE WHEN r.iso3 IS NULL THEN coalesce(r.name, reporter, reporter_area) END AS reporter_name,
        p.iso3 AS partner_code,
        CASE WHEN p.iso3 IS NULL THEN coalesce(p.name, partner, partner_area) END AS partner_name
    FROM raw
    LEFT JOIN area r ON r.system = $areas AND r.code = reporter_area
    LEFT JOIN area p ON p.system = $areas AND p.code = partner_area
),
typed AS (
    SELECT
        placed.*,
        CASE WHEN absent IS NULL THEN
            TRY(TRY_CAST(value AS DECIMAL(26, 9)) * CAST(coalesce(scale, '1') AS DECIMAL(12, 0)))
        END AS number,
        absent IS NULL AND value IS NOT NULL AS told_number,
        CASE WHEN c.first_day IS NOT NULL THEN c.first_day ELSE period_start(period) END AS first_day,
        CASE WHEN c.last_day IS NOT NULL THEN c.last_day ELSE period_end(period) END AS last_day,
        coalesce(reporter_code, lower(reporter_name)) AS reporter_key,
        TRY_CAST(direction AS flow) AS flow
    FROM placed LEFT JOIN calendar c ON c.code = period
)
SELECT
    CAST(told AS INTEGER), row_number,
    reporter_key,
    coalesce(partner_code, lower(partner_name), CASE WHEN flow IS NOT NULL THEN 'W00' END),
    flow,
    commodity_code,
    first_day, last_day, number,
    CASE WHEN absent IS NOT NULL THEN absent WHEN value IS NULL THEN 'missing' END,
    CASE WHEN absent = 'suppressed' THEN 'confidential' ELSE coalesce(status, 'final') END,
    measure, cell, reporter_name, partner_name, dataset, source, commodity_system, commodity_label, currency, unit, valuation,
    flag, secondary, minimum, retrieved, vintage, url,
    CASE
        WHEN left_out IS NOT NULL THEN left_out
        WHEN value IS NULL AND absent IS NULL AND NOT $blank_is_missing THEN 'no value'
    END,
    CASE
        WHEN refused IS NOT NULL THEN refused
        WHEN period IS NULL OR period = '' THEN 'no period'
        WHEN first_day IS NULL THEN 'not a period: ' || period
        WHEN first_day NOT BETWEEN DATE '1800-01-01' AND DATE '2199-12-31' THEN 'a year out of range: ' || period
        WHEN last_day < first_day THEN 'a period that ends before it begins: ' || period
        WHEN told_number AND number IS NULL AND contains(value, ',')
            THEN 'not a number with a decimal point: ' || value
        WHEN told_number AND number IS NULL THEN 'not a number: ' || value
        WHEN number < 0 AND NOT $negatives AND flow IN ('import', 'export', 're-export')
            THEN 'a negative ' || direction || ': ' || value
        WHEN reporter_key IS NULL AND flow IS NOT NULL THEN 'no reporter'
        WHEN measure IS NULL AND flow IS NULL THEN 'no flow and no measure'
    END
FROM typed;
