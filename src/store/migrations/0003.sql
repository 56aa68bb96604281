-- Full text over what a person wrote: names in one column, the rest in the other, as tokens between blanks. Derived from
-- the facts when something is searched, never by a write; made anew at will. It keeps no copy of the texts.
CREATE VIRTUAL TABLE words USING fts5 (name, body, content = '', contentless_delete = 1, tokenize = 'ascii');
-- Which row a document of `words` is, and whose: the kind and the day are in the number, so that the newest of a kind
-- come first without a look at the rows.
CREATE TABLE indexed (doc INTEGER PRIMARY KEY, row BLOB NOT NULL, account BLOB) STRICT;
-- The document of a row that a write has changed.
CREATE INDEX indexed_row ON indexed (row);
-- Up to which batch of the journal, and by which rules; no row means that nothing counts as indexed.
CREATE TABLE indexing (one INTEGER PRIMARY KEY CHECK (one = 1), batch INTEGER NOT NULL, rules INTEGER NOT NULL) STRICT;
