-- Periods as statistics print them. Each macro gives null for what is no period.
-- 2022, 2022-03, 202203, 2022M03, 2022-M03, 2022Q1, 2022-Q1, 2022K1 (as Scandinavian offices print it), 2022S2, 2022-S2,
-- 2022-03-31, 20220331, 31.03.2022, 2022-01-01/2022-03-31
CREATE OR REPLACE TEMP MACRO period_plain(p) AS replace(upper(p), ' ', '');

CREATE OR REPLACE TEMP MACRO period_part(p) AS CASE
    WHEN regexp_full_match(p, '\d{4}(\.0|-A1)?') THEN 'Y'
    WHEN regexp_full_match(p, '\d{4}-?M?(0[1-9]|1[0-2])') THEN 'M'
    WHEN regexp_full_match(p, '\d{4}-?[QK][1-4]') THEN 'Q'
    WHEN regexp_full_match(p, '\d{4}-?[SH][12]') THEN 'S'
    WHEN regexp_full_match(p, '\d{4}-\d{2}-\d{2}(T[\d:.]+Z?)?') THEN 'D'
    WHEN regexp_full_match(p, '\d{8}') THEN 'P'
    WHEN regexp_full_match(p, '\d{1,2}\.\d{1,2}\.\d{4}') THEN 'E'
    WHEN regexp_full_match(p, '\d{4}-\d{2}-\d{2}/\d{4}-\d{2}-\d{2}') THEN 'R'
END;

CREATE OR REPLACE TEMP MACRO period_start_of(p, part) AS CASE part
    WHEN 'Y' THEN TRY_CAST(left(p, 4) || '-01-01' AS DATE)
    WHEN 'M' THEN TRY_CAST(left(p, 4) || '-' || right(p, 2) || '-01' AS DATE)
    WHEN 'Q' THEN TRY(make_date(CAST(left(p, 4) AS BIGINT), CAST(right(p, 1) AS BIGINT) * 3 - 2, 1))
    WHEN 'S' THEN TRY(make_date(CAST(left(p, 4) AS BIGINT), CAST(right(p, 1) AS BIGINT) * 6 - 5, 1))
    WHEN 'D' THEN TRY_CAST(left(p, 10) AS DATE)
    WHEN 'P' THEN TRY_CAST(left(p, 4) || '-' || p[5:6] || '-' || right(p, 2) AS DATE)
    WHEN 'E' THEN CAST(TRY(strptime(p, '%d.%m.%Y')) AS DATE)
    WHEN 'R' THEN TRY_CAST(left(p, 10) AS DATE)
END;

CREATE OR REPLACE TEMP MACRO period_end_of(p, part) AS CASE part
    WHEN 'Y' THEN TRY_CAST(left(p, 4) || '-12-31' AS DATE)
    WHEN 'M' THEN last_day(period_start_of(p, part))
    WHEN 'Q' THEN last_day(CAST(period_start_of(p, part) + INTERVAL 2 MONTH AS DATE))
    WHEN 'S' THEN last_day(CAST(period_start_of(p, part) + INTERVAL 5 MONTH AS DATE))
    WHEN 'R' THEN TRY_CAST(right(p, 10) AS DATE)
    ELSE period_start_of(p, part)
END;

CREATE OR REPLACE TEMP MACRO period_start(p) AS period_start_of(period_plain(p), period_part(period_plain(p)));
CREATE OR REPLACE TEMP MACRO period_end(p) AS period_end_of(period_plain(p), period_part(period_plain(p)));

-- The last day of the same period a year away: of a period that ends with a month, the last of that month.
CREATE OR REPLACE TEMP MACRO year_before(d) AS
    CASE WHEN d = last_day(d) THEN last_day(CAST(d - INTERVAL 1 YEAR AS DATE)) ELSE CAST(d - INTERVAL 1 YEAR AS DATE) END;
CREATE OR REPLACE TEMP MACRO year_after(d) AS
    CASE WHEN d = last_day(d) THEN last_day(CAST(d + INTERVAL 1 YEAR AS DATE)) ELSE CAST(d + INTERVAL 1 YEAR AS DATE) END;

-- Words of a name, without the plural's s: `Civilian deaths` holds `civilian` and `death`.
CREATE OR REPLACE TEMP MACRO words(t) AS
    list_transform(regexp_extract_all(lower(t), '[[:alpha:]]{3,}'), lambda w: regexp_replace(w, '(?:ies|y|e?s)$$', ''));

-- Years, months and quarters as they are mostly printed, so that they need no parsing row by row.
CREATE OR REPLACE TEMP TABLE calendar AS
WITH printed AS (
    SELECT CAST(y AS VARCHAR) || suffix AS code
    FROM range(1900, 2101) years(y), (
        SELECT '' AS suffix
        UNION ALL SELECT printf(form, m) FROM range(1, 13) months(m), (VALUES ('%02d'), ('-%02d'), ('M%02d')) forms(form)
        UNION ALL SELECT printf(form, q) FROM range(1, 5) quarters(q), (VALUES ('Q%d'), ('-Q%d')) forms(form)
    )
)
SELECT code, period_start(code) AS first_day, period_end(code) AS last_day FROM printed;
