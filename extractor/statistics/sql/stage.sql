-- Takes one file's rows over as figures with typed fields; what is wrong with a row stands in `refused` until it is removed.
-- The names in dollars are filled in by importing.py from what an importer says of its format.
INSERT INTO figure
WITH raw AS (
    $raw
),
counted AS (
    SELECT *, CASE
        WHEN absent IS NOT NULL THEN NULL
        WHEN scale IS NULL THEN TRY(CAST(TRY_CAST(value AS DECIMAL(26, 9)) AS DECIMAL(38, 9)))
        ELSE TRY(TRY_CAST(value AS DECIMAL(26, 9)) * CAST(scale AS DECIMAL(12, 0)))
    END AS number FROM raw
),
placed AS (
    SELECT
        counted.*,
        r.iso3 AS reporter_code,
        CASE WHEN r.iso3 IS NULL THEN coalesce(r.name, reporter, reporter_area) END AS reporter_name,
        p.iso3 AS partner_code,
        CASE WHEN p.iso3 IS NULL THEN coalesce(p.name, partner, partner_area) END AS partner_name
    FROM counted
    LEFT JOIN area r ON r.system = $areas AND r.code = reporter_area
    LEFT JOIN area p ON p.system = $areas AND p.code = partner_area
),
typed AS (
    SELECT
        placed.* REPLACE (
            CASE WHEN number IS NULL THEN nullif(trim(value), '') ELSE value END AS value,
            CASE WHEN c.first_day IS NULL THEN trim(period) ELSE period END AS period
        ),
        CASE WHEN c.first_day IS NOT NULL THEN c.first_day ELSE period_start(period) END AS first_day,
        CASE WHEN c.last_day IS NOT NULL THEN c.last_day ELSE period_end(period) END AS last_day,
        coalesce(reporter_code, lower(reporter_name)) AS reporter_key,
        TRY_CAST(direction AS flow) AS flow
    FROM placed LEFT JOIN calendar c ON c.code = period
),
checked AS (
    SELECT typed.* REPLACE (
        CASE
            WHEN left_out IS NOT NULL THEN left_out
            WHEN value IS NULL AND absent IS NULL AND NOT $blank_is_missing THEN 'no value'
        END AS left_out,
        CASE
            WHEN refused IS NOT NULL THEN refused
            WHEN period IS NULL OR period = '' THEN 'no period'
            WHEN first_day IS NULL THEN 'not a period: ' || period
            WHEN first_day NOT BETWEEN DATE '1800-01-01' AND DATE '2199-12-31' THEN 'a year out of range: ' || period
            WHEN last_day < first_day THEN 'a period that ends before it begins: ' || period
            WHEN absent IS NULL AND value IS NOT NULL AND number IS NULL AND contains(value, ',')
                THEN 'not a number with a decimal point: ' || value
            WHEN absent IS NULL AND value IS NOT NULL AND number IS NULL THEN 'not a number: ' || value
            WHEN number < 0 AND NOT $negatives AND flow IN ('import', 'export', 're-export')
                THEN 'a negative ' || direction || ': ' || value
            WHEN reporter_key IS NULL AND flow IS NOT NULL THEN 'no reporter'
            WHEN measure IS NULL AND flow IS NULL THEN 'no flow and no measure'
        END AS refused
    )
    FROM typed
)
SELECT
    told, row_number,
    reporter_key,
    coalesce(partner_code, lower(partner_name), CASE WHEN flow IS NOT NULL THEN 'W00' END),
    flow,
    commodity_code,
    first_day, last_day, number,
    CASE WHEN absent IS NOT NULL THEN absent WHEN value IS NULL THEN 'missing' END,
    CASE WHEN absent = 'suppressed' THEN 'confidential' ELSE coalesce(status, 'final') END,
    CASE WHEN coalesce($beside) IS NOT NULL THEN MAP {$named} END
FROM checked
WHERE left_out IS DISTINCT FROM '';
