-- What the four checks look at: files read in, the names they call a delegation by, and the models there are.
ALTER TABLE "delegation" ADD COLUMN "validator_model" TEXT
-- next
ALTER TABLE "credential" ADD COLUMN "scope_needed" TEXT
-- next
ALTER TABLE "finding" ADD COLUMN "draw" TEXT
-- next
ALTER TABLE "finding" ADD COLUMN "figures" TEXT
-- next
ALTER TABLE "finding" ADD COLUMN "private_figures" TEXT
-- next
CREATE TABLE "evidence" (
    id TEXT NOT NULL PRIMARY KEY,
    n INTEGER NOT NULL,
    "accepted" INTEGER,
    "aside" INTEGER,
    "file" TEXT,
    "first_on" TEXT,
    "format" TEXT,
    "kind" TEXT,
    "last_on" TEXT,
    "refused" INTEGER,
    "rows" INTEGER,
    "rows_sha256" TEXT,
    "sha256" TEXT,
    "time_zone" TEXT,
    "unchanged" INTEGER,
    "undone_on" TEXT,
    "updated" INTEGER
) STRICT
-- next
CREATE TABLE "alias" (
    id TEXT NOT NULL PRIMARY KEY,
    n INTEGER NOT NULL,
    "delegation" TEXT REFERENCES "delegation" (id) DEFERRABLE INITIALLY DEFERRED,
    "name" TEXT
) STRICT
-- next
CREATE TABLE "model" (
    id TEXT NOT NULL PRIMARY KEY,
    n INTEGER NOT NULL,
    "deprecated_on" TEXT,
    "ended_on" TEXT,
    "ends_on" TEXT,
    "kind" TEXT,
    "pinned_as" TEXT,
    "provider" TEXT,
    "stands_for_tier" INTEGER,
    "tier" TEXT,
    "title" TEXT
) STRICT
-- next
-- Rows of evidence: outside replay, held to by the digest in their import's entry. `import` is that entry's number.
CREATE TABLE evidence_text (
    id INTEGER NOT NULL PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
) STRICT
-- next
-- What a file calls a delegation, and which one that was when it was read in; empty where none.
CREATE TABLE evidence_subject (
    id INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    delegation TEXT NOT NULL,
    UNIQUE (name, delegation)
) STRICT
-- next
CREATE TABLE review (
    import INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    subject INTEGER NOT NULL,
    output TEXT,
    produced_at INTEGER,
    reviewed_at INTEGER,
    milliseconds INTEGER,
    reviewer INTEGER,
    outcome INTEGER,
    words INTEGER,
    model INTEGER,
    whole_days INTEGER,
    PRIMARY KEY (import, "row")
) STRICT, WITHOUT ROWID
-- next
CREATE TABLE review_day (
    subject INTEGER NOT NULL,
    day INTEGER NOT NULL,
    model INTEGER NOT NULL,
    import INTEGER NOT NULL,
    accepted INTEGER NOT NULL,
    edited INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    unstated INTEGER NOT NULL,
    elapsed INTEGER NOT NULL,
    durations BLOB NOT NULL,
    paces BLOB NOT NULL,
    PRIMARY KEY (subject, day, model, import)
) STRICT, WITHOUT ROWID
-- next
CREATE TABLE usage (
    import INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    subject INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    model INTEGER,
    calls INTEGER,
    tokens_in INTEGER,
    tokens_out INTEGER,
    cost INTEGER,
    currency TEXT,
    PRIMARY KEY (import, "row")
) STRICT, WITHOUT ROWID
-- next
CREATE TABLE usage_day (
    subject INTEGER NOT NULL,
    day INTEGER NOT NULL,
    model INTEGER NOT NULL,
    currency TEXT NOT NULL,
    import INTEGER NOT NULL,
    calls INTEGER NOT NULL,
    tokens_in INTEGER NOT NULL,
    tokens_out INTEGER NOT NULL,
    cost INTEGER,
    PRIMARY KEY (subject, day, model, currency, import)
) STRICT, WITHOUT ROWID
-- next
CREATE TABLE price (
    import INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    vendor TEXT,
    model TEXT NOT NULL,
    name TEXT,
    input INTEGER,
    output INTEGER,
    cached_input INTEGER,
    from_on TEXT,
    to_on TEXT,
    ends_on TEXT,
    PRIMARY KEY (import, "row")
) STRICT, WITHOUT ROWID
-- next
CREATE TABLE output (
    import INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    subject INTEGER NOT NULL,
    output TEXT NOT NULL,
    produced_at INTEGER,
    words INTEGER,
    reference TEXT,
    PRIMARY KEY (import, "row")
) STRICT, WITHOUT ROWID
