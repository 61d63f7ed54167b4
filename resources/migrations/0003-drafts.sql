-- Audits in progress: rows of their own, outside the record until the audit is closed.
CREATE TABLE draft_audit (
    id TEXT NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    form TEXT NOT NULL,
    series TEXT,
    facilitator TEXT,
    opened_at TEXT NOT NULL,
    agenda TEXT NOT NULL,
    revision INTEGER NOT NULL
) STRICT
-- next
CREATE TABLE draft_item (
    audit TEXT NOT NULL REFERENCES draft_audit (id),
    delegation TEXT NOT NULL,
    "check" TEXT NOT NULL,
    item TEXT NOT NULL,
    value TEXT NOT NULL,
    author TEXT,
    revision INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    PRIMARY KEY (audit, delegation, "check", item)
) STRICT
