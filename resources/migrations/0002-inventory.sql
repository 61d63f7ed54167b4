-- The inventory, closed audits, findings and decisions: all of it a projection of the record.
CREATE TABLE "register" (
    id TEXT NOT NULL PRIMARY KEY,
    n INTEGER NOT NULL,
    "name" TEXT,
    "owner" TEXT REFERENCES "person" (id) DEFERRABLE INITIALLY DEFERRED,
    "policy" TEXT,
    "reading_speed" INTEGER,
    "sample" INTEGER,
    "tiers" TEXT,
    "time_zone" TEXT
) STRICT
-- next
CREATE TABLE "person" (
    id TEXT NOT NULL PRIMARY KEY,
    n INTEGER NOT NULL,
    "email" TEXT,
    "left_on" TEXT,
    "name" TEXT
) STRICT
-- next
CREATE TABLE "delegation" (
    id TEXT NOT NULL PRIMARY KEY,
    n INTEGER NOT NULL,
    "active_users" INTEGER,
    "allowed" TEXT,
    "cadence" TEXT,
    "category" TEXT,
    "category_reason" TEXT,
    "confidential" INTEGER,
    "controls" TEXT,
    "definition" TEXT REFERENCES "definition" (id),
    "deputy" TEXT REFERENCES "person" (id),
    "escalation" TEXT REFERENCES "person" (id),
    "external_id" TEXT,
    "fallback" TEXT,
    "forbidden" TEXT,
    "improvement_plan" TEXT,
    "inputs" TEXT,
    "last_audit" TEXT,
    "maintainer" TEXT REFERENCES "person" (id),
    "model" TEXT,
    "model_ends_on" TEXT,
    "model_kind" TEXT,
    "next_due" TEXT,
    "notes" TEXT,
    "outcome" TEXT,
    "outcome_latest" TEXT,
    "outcome_measure" TEXT,
    "outcome_target" TEXT,
    "outputs" TEXT,
    "owner" TEXT REFERENCES "person" (id),
    "pattern" TEXT,
    "prompt_reference" TEXT,
    "prompt_version" TEXT,
    "purpose" TEXT,
    "records" TEXT,
    "reviewer" TEXT REFERENCES "person" (id),
    "risk" TEXT,
    "seats" INTEGER,
    "shared_components" TEXT,
    "spend_currency" TEXT,
    "spend_per_month" INTEGER,
    "status" TEXT,
    "task_split" TEXT,
    "team" TEXT,
    "tier" TEXT,
    "title" TEXT,
    "untrusted_input" INTEGER,
    "validation" TEXT,
    "volume_per_month" INTEGER
) STRICT
-- next
CREATE TABLE "definition" (
    id TEXT NOT NULL PRIMARY KEY,
    n INTEGER NOT NULL,
    "criteria" TEXT,
    "ended_on" TEXT,
    "failure_modes" TEXT,
    "task_class" TEXT,
    "title" TEXT,
    "version" INTEGER
) STRICT
-- next
CREATE TABLE "source" (
    id TEXT NOT NULL PRIMARY KEY,
    n INTEGER NOT NULL,
    "delegation" TEXT REFERENCES "delegation" (id),
    "ended_on" TEXT,
    "freshness_days" INTEGER,
    "reference" TEXT,
    "title" TEXT,
    "verified_on" TEXT
) STRICT
-- next
CREATE TABLE "stop_rule" (
    id TEXT NOT NULL PRIMARY KEY,
    n INTEGER NOT NULL,
    "delegation" TEXT REFERENCES "delegation" (id),
    "deputy" TEXT REFERENCES "person" (id),
    "ended_on" TEXT,
    "how" TEXT,
    "minutes" INTEGER,
    "puller" TEXT REFERENCES "person" (id),
    "trigger" TEXT
) STRICT
-- next
CREATE TABLE "drill" (
    id TEXT NOT NULL PRIMARY KEY,
    n INTEGER NOT NULL,
    "audit" TEXT REFERENCES "audit" (id),
    "by" TEXT REFERENCES "person" (id),
    "delegation" TEXT REFERENCES "delegation" (id),
    "held_on" TEXT,
    "minutes" INTEGER,
    "note" TEXT,
    "worked" INTEGER
) STRICT
-- next
CREATE TABLE "credential" (
    id TEXT NOT NULL PRIMARY KEY,
    n INTEGER NOT NULL,
    "delegation" TEXT REFERENCES "delegation" (id),
    "ended_on" TEXT,
    "expires_on" TEXT,
    "issued_on" TEXT,
    "kept_in" TEXT,
    "revoker" TEXT REFERENCES "person" (id),
    "rotated_on" TEXT,
    "scope" TEXT,
    "title" TEXT
) STRICT
-- next
CREATE TABLE "series" (
    id TEXT NOT NULL PRIMARY KEY,
    n INTEGER NOT NULL,
    "cadence" TEXT,
    "ended_on" TEXT,
    "form" TEXT,
    "next_slot" TEXT,
    "owner" TEXT REFERENCES "person" (id),
    "team" TEXT,
    "title" TEXT
) STRICT
-- next
CREATE TABLE "audit" (
    id TEXT NOT NULL PRIMARY KEY,
    n INTEGER NOT NULL,
    "closed_at" TEXT,
    "delegations" INTEGER,
    "facilitator" TEXT REFERENCES "person" (id),
    "form" TEXT,
    "held_on" TEXT,
    "kind" TEXT,
    "notes" TEXT,
    "number" INTEGER,
    "pairs" TEXT,
    "parking_lot" TEXT,
    "participants" TEXT,
    "person_minutes" INTEGER,
    "phases" TEXT,
    "series" TEXT REFERENCES "series" (id),
    "started_at" TEXT
) STRICT
-- next
CREATE TABLE "finding" (
    id TEXT NOT NULL PRIMARY KEY,
    n INTEGER NOT NULL,
    "audit" TEXT REFERENCES "audit" (id),
    "category" TEXT,
    "check" TEXT,
    "checkers" TEXT,
    "definition" TEXT REFERENCES "definition" (id),
    "definition_version" INTEGER,
    "delegation" TEXT REFERENCES "delegation" (id),
    "last_output" TEXT,
    "note" TEXT,
    "owner" TEXT REFERENCES "person" (id),
    "reach_seconds" INTEGER,
    "reached" TEXT REFERENCES "person" (id),
    "sample_references" TEXT,
    "samples" TEXT,
    "self_checked" INTEGER,
    "tier" TEXT,
    "verdict" TEXT
) STRICT
-- next
CREATE TABLE "amendment" (
    id TEXT NOT NULL PRIMARY KEY,
    n INTEGER NOT NULL,
    "amended_on" TEXT,
    "audit" TEXT REFERENCES "audit" (id),
    "delegation" TEXT REFERENCES "delegation" (id),
    "finding" TEXT REFERENCES "finding" (id),
    "note" TEXT,
    "verdict" TEXT,
    "why" TEXT
) STRICT
-- next
CREATE TABLE "decision" (
    id TEXT NOT NULL PRIMARY KEY,
    n INTEGER NOT NULL,
    "after" TEXT,
    "audit" TEXT REFERENCES "audit" (id),
    "before" TEXT,
    "decided_by" TEXT,
    "decided_on" TEXT,
    "delegation" TEXT REFERENCES "delegation" (id),
    "detail" TEXT,
    "due" TEXT,
    "end_note" TEXT,
    "ended_on" TEXT,
    "findings" TEXT,
    "kind" TEXT,
    "moved" INTEGER,
    "number" INTEGER,
    "owner" TEXT REFERENCES "person" (id),
    "state" TEXT,
    "why" TEXT
) STRICT
-- next
CREATE TABLE "import" (
    id TEXT NOT NULL PRIMARY KEY,
    n INTEGER NOT NULL,
    "accepted" INTEGER,
    "file" TEXT,
    "first_entry" INTEGER,
    "last_entry" INTEGER,
    "refused" INTEGER,
    "rows" INTEGER,
    "sha256" TEXT,
    "unchanged" INTEGER,
    "undone_on" TEXT,
    "updated" INTEGER
) STRICT
-- next
CREATE TABLE "restoration" (
    id TEXT NOT NULL PRIMARY KEY,
    n INTEGER NOT NULL,
    "lost_root" TEXT,
    "lost_size" INTEGER,
    "why" TEXT
) STRICT
-- next
CREATE TABLE history (
    n INTEGER NOT NULL,
    delegation TEXT NOT NULL REFERENCES delegation (id),
    field TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT,
    "at" TEXT NOT NULL,
    "by" TEXT,
    why TEXT,
    PRIMARY KEY (n, field)
) STRICT
-- next
CREATE TABLE definition_version (
    n INTEGER NOT NULL PRIMARY KEY,
    definition TEXT NOT NULL REFERENCES definition (id),
    version INTEGER NOT NULL,
    criteria TEXT,
    failure_modes TEXT
) STRICT
-- next
CREATE INDEX delegation_n ON delegation (n)
-- next
CREATE INDEX delegation_owner ON delegation (owner)
-- next
CREATE INDEX source_delegation ON source (delegation)
-- next
CREATE INDEX stop_rule_delegation ON stop_rule (delegation)
-- next
CREATE INDEX drill_delegation ON drill (delegation)
-- next
CREATE INDEX credential_delegation ON credential (delegation)
-- next
CREATE INDEX finding_delegation ON finding (delegation)
-- next
CREATE INDEX finding_audit ON finding (audit)
-- next
CREATE INDEX decision_delegation ON decision (delegation)
-- next
CREATE INDEX decision_audit ON decision (audit)
-- next
CREATE INDEX amendment_audit ON amendment (audit)
-- next
CREATE INDEX history_delegation ON history (delegation)
-- next
CREATE INDEX definition_version_definition ON definition_version (definition)
