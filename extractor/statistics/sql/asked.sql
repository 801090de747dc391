given AS MATERIALIZED (
    SELECT from_json($$queries, '{
        "id": ["INTEGER"], "reporter": ["VARCHAR"], "partner": ["VARCHAR"], "direction": ["VARCHAR"],
        "directions": [["VARCHAR"]], "measure": [["VARCHAR"]], "codes": [["VARCHAR"]], "wider": [["VARCHAR"]],
        "goods": [["VARCHAR"]], "start": ["DATE"], "end": ["DATE"], "wants": ["VARCHAR"], "mirror": ["BOOLEAN"]
    }') AS asked
),
query AS MATERIALIZED (
    SELECT unnest(asked.id) AS id, unnest(asked.reporter) AS reporter, unnest(asked.partner) AS partner,
        unnest(asked.direction) AS direction, unnest(asked.directions) AS directions, unnest(asked.measure) AS measure,
        unnest(asked.codes) AS codes, unnest(asked.wider) AS wider, unnest(asked.goods) AS goods,
        unnest(asked."start") AS "start", unnest(asked."end") AS "end", unnest(asked.wants) AS wants,
        unnest(asked.mirror) AS mirror
    FROM given
)