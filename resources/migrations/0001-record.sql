-- The record: raw lines, and the right edge of the tree over them.
CREATE TABLE entry (
    n INTEGER NOT NULL PRIMARY KEY,
    public_line BLOB NOT NULL,
    private_line BLOB
) STRICT
-- next
CREATE TABLE head (
    only_one INTEGER NOT NULL PRIMARY KEY CHECK (only_one = 1),
    size INTEGER NOT NULL,
    root BLOB NOT NULL,
    edge BLOB NOT NULL
) STRICT
-- next
CREATE TRIGGER entry_is_appended BEFORE INSERT ON entry
WHEN NEW.n IS NULL OR NEW.n <> COALESCE((SELECT MAX(n) + 1 FROM entry), 0)
BEGIN
    SELECT RAISE(ABORT, 'the record is append-only: the next entry has the next number');
END
-- next
CREATE TRIGGER entry_is_not_changed BEFORE UPDATE ON entry
BEGIN
    SELECT RAISE(ABORT, 'the record is append-only: no entry is changed');
END
-- next
CREATE TRIGGER entry_is_not_deleted BEFORE DELETE ON entry
BEGIN
    SELECT RAISE(ABORT, 'the record is append-only: no entry is deleted');
END
