import type { DatabaseSync } from 'node:sqlite'
import { DatabaseRefused } from './database.ts'
import { FIRST_SCHEMA } from './first-schema.ts'
import { NODES_SCHEMA } from './nodes-schema.ts'

/** Applied in order, each once, each whole. Never edit one that was released: add the next. */
export const MIGRATIONS: readonly string[] = [
  FIRST_SCHEMA,
  `
  ALTER TABLE task ADD COLUMN deleted_at INTEGER;
  `,
  `
  -- What everything cost from some moment on. Rows are never changed: a task names the version it was quoted from.
  CREATE TABLE price_book (
    version INTEGER PRIMARY KEY,
    book TEXT NOT NULL,
    actor TEXT NOT NULL,
    note TEXT NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT;
  ALTER TABLE task ADD COLUMN price_version INTEGER REFERENCES price_book(version);
  ALTER TABLE account ADD COLUMN account_group TEXT NOT NULL DEFAULT 'default';
  `,
  `
  CREATE INDEX task_completed ON task (provider, ended_at) WHERE state = 'completed';
  `,
  `
  -- 1: somebody wants the job looked at although a worker has it in hand.
  ALTER TABLE job ADD COLUMN hurried INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX job_hurried ON job (lease_owner) WHERE hurried = 1;
  CREATE INDEX job_free ON job (run_at, task_id) WHERE lease_owner IS NULL AND phase <> 'start';
  CREATE INDEX job_followed ON job (provider, account_id) WHERE phase = 'follow';

  -- Checks that were granted against a provider's quota; rows older than its minute go.
  CREATE TABLE check_grant (
    id INTEGER PRIMARY KEY,
    provider TEXT NOT NULL,
    at INTEGER NOT NULL,
    calls INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX check_grant_by_time ON check_grant (provider, at, calls);
  `,
  `
  -- What bounds a key: null means no bound. Lists are JSON.
  ALTER TABLE api_key ADD COLUMN scopes TEXT;
  ALTER TABLE api_key ADD COLUMN models TEXT;
  ALTER TABLE api_key ADD COLUMN ip_ranges TEXT;
  ALTER TABLE api_key ADD COLUMN expires_at INTEGER;
  ALTER TABLE api_key ADD COLUMN spend_max INTEGER;
  ALTER TABLE api_key ADD COLUMN spend_day_max INTEGER;
  ALTER TABLE api_key ADD COLUMN tasks_max INTEGER;
  ALTER TABLE api_key ADD COLUMN last_used_at INTEGER;
  ALTER TABLE api_key ADD COLUMN replaces TEXT REFERENCES api_key(id);
  ALTER TABLE account ADD COLUMN submits_per_minute INTEGER;
  ALTER TABLE account ADD COLUMN tasks_max INTEGER;

  -- Sums and counts that the bounds are checked against, moved in the transaction that moves the money.
  ALTER TABLE api_key ADD COLUMN held INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE api_key ADD COLUMN open_tasks INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE account ADD COLUMN open_tasks INTEGER NOT NULL DEFAULT 0;
  -- What the tasks that a key submitted on a day (UTC, days since 1970) hold or have cost.
  CREATE TABLE key_day (
    key_id TEXT NOT NULL REFERENCES api_key(id),
    day INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    PRIMARY KEY (key_id, day)
  ) STRICT, WITHOUT ROWID;
  UPDATE api_key SET open_tasks = (SELECT count(*) FROM job j JOIN task t ON t.id = j.task_id WHERE t.key_id = api_key.id),
    held = (SELECT COALESCE(sum(t.price), 0) FROM job j JOIN task t ON t.id = j.task_id WHERE t.key_id = api_key.id);
  UPDATE account SET open_tasks = (SELECT count(*) FROM job j WHERE j.account_id = account.id);
  INSERT INTO key_day (key_id, day, amount)
    SELECT t.key_id, t.created_at / 86400000,
      sum(CASE WHEN t.state IN ('completed', 'failed', 'cancelled') THEN t.cost ELSE t.price END)
    FROM task t GROUP BY 1, 2;

  -- An adjustment may be negative. The reference is what an entry was made for, at most once: a code, a payment.
  CREATE TABLE ledger_entry_next (
    id INTEGER PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account(id),
    key_id TEXT REFERENCES api_key(id),
    task_id TEXT REFERENCES task(id),
    kind TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount >= 0 OR kind = 'adjust'),
    actor TEXT,
    reason TEXT,
    reference TEXT UNIQUE,
    created_at INTEGER NOT NULL,
    UNIQUE (task_id, kind)
  ) STRICT;
  INSERT INTO ledger_entry_next (id, account_id, key_id, task_id, kind, amount, created_at)
    SELECT id, account_id, key_id, task_id, kind, amount, created_at FROM ledger_entry;
  DROP TABLE ledger_entry;
  ALTER TABLE ledger_entry_next RENAME TO ledger_entry;
  CREATE INDEX ledger_entry_by_account ON ledger_entry (account_id, id);

  CREATE TABLE admin_key (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    prefix TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    revoked_at INTEGER
  ) STRICT;

  -- Every act of an administrator, written in the transaction of the act. Never changed.
  CREATE TABLE audit_entry (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    target TEXT NOT NULL,
    before TEXT,
    after TEXT,
    note TEXT NOT NULL
  ) STRICT;
  CREATE INDEX audit_entry_by_target ON audit_entry (target, id);
  `,
  `
  -- Codes worth money. One is redeemed at most once; its id is the reference of its ledger entry.
  CREATE TABLE redeem_batch (
    id TEXT PRIMARY KEY,
    amount INTEGER NOT NULL CHECK (amount > 0),
    count INTEGER NOT NULL,
    redeemed INTEGER NOT NULL DEFAULT 0,
    note TEXT NOT NULL,
    expires_at INTEGER,
    voided_at INTEGER,
    actor TEXT NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE redeem_code (
    id TEXT PRIMARY KEY,
    batch_id TEXT NOT NULL REFERENCES redeem_batch(id),
    prefix TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE,
    redeemed_at INTEGER,
    account_id TEXT REFERENCES account(id),
    key_id TEXT REFERENCES api_key(id)
  ) STRICT;
  CREATE INDEX redeem_code_by_batch ON redeem_code (batch_id, id);
  `,
  `
  -- Calls of the minute that is running, kept so that a restart does not begin it anew.
  CREATE TABLE call_window (
    name TEXT PRIMARY KEY,
    used INTEGER NOT NULL,
    ends_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- When the words of a task that has ended were removed. Its row stays, since money was moved for it.
  ALTER TABLE task ADD COLUMN content_removed_at INTEGER;
  CREATE INDEX task_with_content ON task (account_id, ended_at) WHERE ended_at IS NOT NULL AND content_removed_at IS NULL;
  -- From then on nothing stays of the account's tasks but their money.
  ALTER TABLE account ADD COLUMN erased_at INTEGER;
  `,
  `
  -- What usage asks about: an account's ended tasks. Written once for each task, when it ends.
  ALTER TABLE task ADD COLUMN model TEXT GENERATED ALWAYS AS (json_extract(request, '$.model')) VIRTUAL;
  CREATE INDEX task_ended ON task (account_id, ended_at, key_id, state, model, cost) WHERE ended_at IS NOT NULL;
  `,
  `
  -- What is to be told about tasks that have ended and named a webhook, written with their end, and what came of it.
  CREATE TABLE webhook (
    task_id TEXT PRIMARY KEY REFERENCES task(id),
    account_id TEXT NOT NULL REFERENCES account(id),
    origin TEXT NOT NULL,
    state TEXT NOT NULL,
    -- JSON, oldest first.
    tries TEXT NOT NULL DEFAULT '[]',
    tries_since_asked INTEGER NOT NULL DEFAULT 0,
    -- When the next try is due, or a process that has it in hand is taken for dead; null: nothing more comes.
    next_at INTEGER,
    is_leased INTEGER NOT NULL DEFAULT 0,
    give_up_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX webhook_by_turn ON webhook (next_at) WHERE next_at IS NOT NULL;
  CREATE INDEX webhook_by_destination ON webhook (account_id, origin, next_at) WHERE next_at IS NOT NULL;
  CREATE INDEX webhook_failed ON webhook (task_id) WHERE state = 'failed';
  CREATE INDEX webhook_done ON webhook (changed_at) WHERE next_at IS NULL;
  -- What webhooks are signed with. It is needed in the clear.
  CREATE TABLE webhook_secret (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account(id),
    secret TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    ends_at INTEGER
  ) STRICT;
  CREATE INDEX webhook_secret_by_account ON webhook_secret (account_id, id);
  `,
  `
  -- People who sign in to the console. name_key is the name as names are compared.
  CREATE TABLE console_user (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    email TEXT,
    role TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account(id),
    password_hash TEXT,
    created_at INTEGER NOT NULL,
    last_signed_in_at INTEGER,
    disabled_at INTEGER
  ) STRICT;
  CREATE INDEX console_user_by_account ON console_user (account_id);

  -- What a browser is signed in by. The secret is in its cookie alone.
  CREATE TABLE console_session (
    id TEXT PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    user_id TEXT NOT NULL REFERENCES console_user(id),
    method TEXT NOT NULL,
    address TEXT NOT NULL,
    user_agent TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX console_session_by_user ON console_session (user_id);
  CREATE INDEX console_session_by_expiry ON console_session (expires_at);

  -- Links that sign in once. Without a user: the link that makes the first one.
  CREATE TABLE sign_in_link (
    hash TEXT PRIMARY KEY,
    user_id TEXT REFERENCES console_user(id),
    expires_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX sign_in_link_by_user ON sign_in_link (user_id);

  CREATE TABLE passkey (
    id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES console_user(id),
    name TEXT NOT NULL,
    credential_id TEXT NOT NULL UNIQUE,
    public_key TEXT NOT NULL,
    counter INTEGER NOT NULL,
    transports TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    last_used_at INTEGER
  ) STRICT;
  CREATE INDEX passkey_by_user ON passkey (user_id);

  -- Whom a company's sign-in page means by its subject.
  CREATE TABLE oidc_identity (
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    user_id TEXT NOT NULL REFERENCES console_user(id),
    PRIMARY KEY (issuer, subject)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX oidc_identity_by_user ON oidc_identity (user_id);

  -- The key behind what a user does in the console: it has no secret, and is on no list.
  ALTER TABLE api_key ADD COLUMN user_id TEXT REFERENCES console_user(id);
  CREATE UNIQUE INDEX api_key_of_user ON api_key (user_id, account_id) WHERE user_id IS NOT NULL;
  `,
  `
  -- What the operator asks about tasks that have not ended, however many have.
  CREATE INDEX task_unfinished ON task (state, created_at) WHERE ended_at IS NULL;
  `,
  `
  -- Where the spans of a task belong, as JSON; null for one that is not traced.
  ALTER TABLE task ADD COLUMN trace TEXT;
  `,
  NODES_SCHEMA,
]

/** What to throw where the schema has a version that this program does not know. */
export const newerSchema = (version: number) =>
  new DatabaseRefused(
    `the database was written by a newer version of Reelgate (schema ${version}, this one knows ${MIGRATIONS.length}); start that version, or restore a backup`,
  )

/** Brings the file to the newest schema, in one transaction. Refuses a file that a newer Reelgate has written. */
export function migrate(handle: DatabaseSync): void {
  const version = () => Number(handle.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0)
  if (version() === MIGRATIONS.length) return
  handle.exec('BEGIN IMMEDIATE')
  try {
    // Asked again under the lock: another process may have migrated while this one waited.
    const from = version()
    if (from > MIGRATIONS.length) throw newerSchema(from)
    for (const sql of MIGRATIONS.slice(from)) handle.exec(sql)
    handle.exec(`PRAGMA user_version=${MIGRATIONS.length}`)
    handle.exec('COMMIT')
  } catch (error) {
    handle.exec('ROLLBACK')
    throw error
  }
}
