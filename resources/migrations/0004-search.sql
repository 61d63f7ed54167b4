-- Search: one folded text a delegation, and an index that only makes it quick. Both are made from the tables and
-- caught up before they are used; `caught_up` is the number of entries they know.
CREATE TABLE search_text (
    number INTEGER NOT NULL PRIMARY KEY,
    delegation TEXT NOT NULL UNIQUE,
    folded TEXT NOT NULL
) STRICT
-- next
CREATE TABLE search_state (
    only_one INTEGER NOT NULL PRIMARY KEY CHECK (only_one = 1),
    caught_up INTEGER NOT NULL
) STRICT
-- next
INSERT INTO search_state (only_one, caught_up) VALUES (1, 0)
-- next
CREATE VIRTUAL TABLE search_index USING fts5 (folded, content = 'search_text', content_rowid = 'number', tokenize = 'trigram case_sensitive 1')
