import { integer, postgresUrl } from '../setting-rules.ts'

/** Where what is known of accounts, money and tasks is kept, if not in a file of the data folder. */
export const DATABASE_SETTINGS = {
  databaseUrl: {
    env: 'DATABASE_URL',
    parse: postgresUrl,
    standard: undefined,
    secret: true,
    en: 'Postgres (15 or newer) to keep everything in that is in the file `reelgate.db` otherwise, so that several servers work together (docs/en/postgres.md): `postgres://user:password@host:5432/reelgate`.',
    zh: '用 Postgres（15 或更新）代替数据文件夹中的 `reelgate.db`，使多个服务器可以协同工作（见 docs/zh/postgres.md）：`postgres://user:password@host:5432/reelgate`。',
  },
  databaseConnectionsMax: {
    env: 'REELGATE_DATABASE_CONNECTIONS_MAX',
    parse: integer(3, 1_000),
    standard: '12',
    en: 'Connections that this server opens to Postgres at most: one writes, one listens, the others read. All servers together must stay below the `max_connections` of Postgres.',
    zh: '本服务器与 Postgres 的最大连接数：一个用于写，一个用于监听，其余用于读。所有服务器合计须低于 Postgres 的 `max_connections`。',
  },
} as const
