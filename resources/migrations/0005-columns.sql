-- Columns of a register's own, and what stands in them for a delegation.
CREATE TABLE "column" (
    id TEXT NOT NULL PRIMARY KEY,
    n INTEGER NOT NULL,
    "choices" TEXT,
    "ended_on" TEXT,
    "position" INTEGER,
    "title" TEXT,
    "type" TEXT
) STRICT
-- next
ALTER TABLE "delegation" ADD COLUMN "column_values" TEXT
-- next
-- What is searched has changed: the next search makes its texts and their index anew.
DELETE FROM search_text
-- next
INSERT INTO search_index (search_index) VALUES ('rebuild')
-- next
UPDATE search_state SET caught_up = 0
