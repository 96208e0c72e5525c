/** The schema that the first migration makes. Never edit it: the next ones change it. */
export const FIRST_SCHEMA = `
  CREATE TABLE account (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    unlimited INTEGER NOT NULL,
    available INTEGER NOT NULL DEFAULT 0,
    held INTEGER NOT NULL DEFAULT 0,
    spent INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE api_key (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account(id),
    name TEXT NOT NULL,
    prefix TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE,
    spent INTEGER NOT NULL DEFAULT 0,
    submits_per_minute INTEGER,
    polls_per_minute INTEGER,
    created_at INTEGER NOT NULL,
    revoked_at INTEGER
  ) STRICT;

  CREATE TABLE task (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account(id),
    key_id TEXT NOT NULL REFERENCES api_key(id),
    state TEXT NOT NULL,
    request TEXT NOT NULL,
    provider TEXT NOT NULL,
    progress INTEGER NOT NULL DEFAULT 0,
    price INTEGER NOT NULL,
    cost INTEGER NOT NULL DEFAULT 0,
    estimated_seconds INTEGER NOT NULL,
    token TEXT,
    failure TEXT,
    start_attempts INTEGER NOT NULL DEFAULT 0,
    cancel_requested_at INTEGER,
    noise_since INTEGER,
    webhook TEXT,
    language TEXT,
    created_at INTEGER NOT NULL,
    started_at INTEGER,
    ended_at INTEGER
  ) STRICT;
  CREATE INDEX task_by_account ON task (account_id, id);

  -- One row for each task that has not ended. Deleted by the transaction that ends it.
  CREATE TABLE job (
    task_id TEXT PRIMARY KEY REFERENCES task(id),
    account_id TEXT NOT NULL REFERENCES account(id),
    provider TEXT NOT NULL,
    phase TEXT NOT NULL,
    run_at INTEGER NOT NULL,
    lease_owner TEXT,
    lease_until INTEGER
  ) STRICT;
  CREATE INDEX job_by_turn ON job (phase, provider, run_at);
  CREATE INDEX job_by_lease ON job (lease_until) WHERE lease_owner IS NOT NULL;
  CREATE INDEX job_waiting ON job (provider, account_id, run_at, task_id) WHERE phase = 'start' AND lease_owner IS NULL;
  CREATE INDEX job_starting ON job (provider, account_id) WHERE phase = 'start' AND lease_owner IS NOT NULL;

  -- One row for each call that counts against a provider's quota; rows older than its minute go.
  CREATE TABLE start_mark (
    id INTEGER PRIMARY KEY,
    provider TEXT NOT NULL,
    at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX start_mark_by_time ON start_mark (provider, at);

  -- When an account last had a start at a provider, as a number that only grows. At most one row for each pair.
  CREATE TABLE account_turn (
    provider TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account(id),
    turn INTEGER NOT NULL,
    PRIMARY KEY (provider, account_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX account_turn_by_turn ON account_turn (provider, turn);

  -- Money that moved. A task has at most one entry of each kind, which is what makes every move idempotent.
  CREATE TABLE ledger_entry (
    id INTEGER PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account(id),
    key_id TEXT REFERENCES api_key(id),
    task_id TEXT REFERENCES task(id),
    kind TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount >= 0),
    created_at INTEGER NOT NULL,
    UNIQUE (task_id, kind)
  ) STRICT;
  CREATE INDEX ledger_entry_by_account ON ledger_entry (account_id);

  CREATE TABLE idempotency (
    account_id TEXT NOT NULL REFERENCES account(id),
    key TEXT NOT NULL,
    body_hash TEXT NOT NULL,
    task_id TEXT NOT NULL REFERENCES task(id),
    created_at INTEGER NOT NULL,
    PRIMARY KEY (account_id, key)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX idempotency_by_age ON idempotency (created_at);

  CREATE TABLE artifact (
    id TEXT PRIMARY KEY,
    task_id TEXT NOT NULL REFERENCES task(id),
    sample INTEGER NOT NULL,
    content_type TEXT NOT NULL,
    bytes INTEGER,
    sha256 TEXT,
    expires_at INTEGER,
    deleted_at INTEGER,
    UNIQUE (task_id, sample)
  ) STRICT;
  CREATE INDEX artifact_by_expiry ON artifact (expires_at) WHERE deleted_at IS NULL;

  CREATE TABLE upload (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account(id),
    file TEXT NOT NULL,
    filename TEXT NOT NULL,
    content_type TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    deleted_at INTEGER
  ) STRICT;
  CREATE INDEX upload_by_expiry ON upload (expires_at) WHERE deleted_at IS NULL;
`
