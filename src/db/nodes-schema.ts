/** What nodes that serve one database tell each other beside the tasks. Never edit it: later migrations change it. */
export const NODES_SCHEMA = `
  -- What was begun in a browser and is to be ended there, by whichever node the call comes to.
  CREATE TABLE begun_sign_in (
    hash TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    expires_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX begun_sign_in_by_expiry ON begun_sign_in (expires_at);

  -- How providers stand, as the nodes tell each other. A turn grows with each write, whoever makes it.
  CREATE TABLE route_health (
    provider TEXT PRIMARY KEY,
    breaker TEXT NOT NULL,
    busy_until INTEGER NOT NULL,
    turn INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  ALTER TABLE call_window ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX call_window_by_turn ON call_window (turn);
  `
