-- How the list of a saved view is laid out.
ALTER TABLE view ADD COLUMN sort TEXT;
ALTER TABLE view ADD COLUMN columns TEXT;
DROP VIEW views;
CREATE VIEW views AS SELECT
    id,
    name,
    list,
    query,
    key,
    sort,
    columns,
    strftime('%Y-%m-%dT%H:%M:%SZ', archived_at / 1000, 'unixepoch') AS archived_at
FROM view;
