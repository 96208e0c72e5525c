import { choice, integer } from '../setting-rules.ts'

/** What this process is among others, and how it leaves them. */
export const NODE_SETTINGS = {
  role: {
    env: 'REELGATE_ROLE',
    parse: choice('all', 'api', 'worker'),
    standard: 'all',
    en: 'What this process does, also `serve --role` (docs/en/many-machines.md). `api`: answers calls, and drives no task. `worker`: drives tasks, tells webhooks and sweeps, and answers probes and metrics alone. `all`: both.',
    zh: '本进程的角色，也可写作 `serve --role`（见 docs/zh/many-machines.md）。`api`：只应答调用，不驱动任务。`worker`：驱动任务、投递 webhook 并做清理，只应答探针与指标。`all`：两者兼有。',
  },
  sharedDisk: {
    env: 'REELGATE_SHARED_DISK',
    parse: choice('on', 'off'),
    standard: 'off',
    en: '`on`: without a bucket, the folders `results`, `uploads` and `inputs` of every node are the same, on a disk that all of them mount (docs/en/many-machines.md). Each node has the rest of its data folder for itself.',
    zh: '`on`：不使用存储桶时，各节点数据文件夹中的 `results`、`uploads`、`inputs` 是同一处，位于所有节点都挂载的磁盘上（见 docs/zh/many-machines.md）。数据文件夹的其余部分仍为各节点独有。',
  },
  drainDelaySeconds: {
    env: 'REELGATE_DRAIN_DELAY_SECONDS',
    parse: integer(0, 600),
    standard: '0',
    en: 'After SIGTERM, for how long calls are still taken while `GET /readyz` already answers 503: the time a load balancer needs to notice.',
    zh: '收到 SIGTERM 后，`GET /readyz` 已返回 503 而调用仍照常受理的秒数，即负载均衡器察觉所需的时间。',
  },
  drainSeconds: {
    env: 'REELGATE_DRAIN_SECONDS',
    parse: integer(0, 600),
    standard: '7',
    en: 'After that, how long requests and steps under way may take to end.',
    zh: '此后，正在处理的请求和步骤最多还可运行的秒数。',
  },
  leaseSeconds: {
    env: 'REELGATE_LEASE_SECONDS',
    parse: integer(3, 3_600),
    standard: '30',
    en: 'How long a worker may be silent before its tasks are taken over.',
    zh: '工作进程失联多少秒后，其任务由他人接手。',
  },
} as const

/** What is wrong with these together, although each is right by itself. */
export function nodeMistakes(values: {
  role?: unknown
  databaseUrl?: unknown
  publicUrl?: unknown
  s3Bucket?: unknown
  sharedDisk?: unknown
}): string[] {
  const { role, databaseUrl, publicUrl, s3Bucket, sharedDisk } = values
  if (role !== 'api' && role !== 'worker') return []
  const mistakes: string[] = []
  if (databaseUrl === undefined) {
    mistakes.push(
      `REELGATE_ROLE is ${role}: several processes meet in a Postgres database; set DATABASE_URL, or leave the role out`,
    )
  }
  if (publicUrl === undefined) {
    mistakes.push(
      `REELGATE_ROLE is ${role}: links must lead to whatever stands before all nodes; set REELGATE_PUBLIC_URL`,
    )
  }
  if (s3Bucket === undefined && sharedDisk !== 'on') {
    mistakes.push(
      `REELGATE_ROLE is ${role}: a video that one node stores must be found by all; set REELGATE_S3_BUCKET, or REELGATE_SHARED_DISK=on where all nodes mount one disk (docs/en/many-machines.md)`,
    )
  }
  return mistakes
}
