/** How one metric is declared. Nothing is measured that is not in the table below; its page in the docs is made from it. */
export interface MetricDeclaration {
  /** As Prometheus reads it. */
  name: string
  type: 'counter' | 'gauge' | 'histogram'
  labels: readonly string[]
  /** Upper bounds of a histogram's buckets, rising; the last one, +Inf, is added. */
  bounds?: readonly number[]
  en: string
  zh: string
}

/** Seconds of an answer of ours; a poll takes less than a millisecond. */
const ANSWER_BOUNDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10] as const
/** Seconds of a call to a provider. */
const CALL_BOUNDS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300] as const
/** Seconds of a call to the object store, its tries together. */
const STORE_BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 180] as const
/** Seconds between a provider's end and our knowing it. */
const LAG_BOUNDS = [0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 600] as const
/** Seconds of a task from its submit to its end. */
const TASK_BOUNDS = [5, 10, 20, 30, 45, 60, 90, 120, 180, 300, 600, 1200, 1800, 3600, 14_400, 86_400] as const
/** Seconds until a receiver has heard of an end; tries go on for hours. */
const DELAY_BOUNDS = [0.05, 0.1, 0.5, 1, 5, 15, 60, 300, 1800, 7200, 21_600, 86_400] as const

/**
 * Every metric there is. Labels have few values, known beforehand: names of providers, states, codes of the closed list,
 * patterns of routes. Never an account, a key, a task or a path that a caller wrote.
 */
export const METRICS = {
  info: {
    name: 'reelgate_info',
    type: 'gauge',
    labels: ['version'],
    en: 'Always 1; says which version runs.',
    zh: '恒为 1；标明运行的版本。',
  },
  submits: {
    name: 'reelgate_submits_total',
    type: 'counter',
    labels: ['result', 'error'],
    en: 'Submits: `accepted`, `replayed` (answered by the task of an earlier submit with the same idempotency key) or `refused`, with the code of the refusal.',
    zh: '提交次数：`accepted` 接受，`replayed` 由同一幂等键的既有任务回答，`refused` 拒绝并附错误代码。',
  },
  tasksEnded: {
    name: 'reelgate_tasks_ended_total',
    type: 'counter',
    labels: ['provider', 'state', 'error'],
    en: 'Tasks that ended, by final state. `error` says why one failed, or why fewer videos came than were asked for.',
    zh: '已结束的任务数，按终态统计。`error` 为失败原因，或交付数量少于请求数量的原因。',
  },
  taskSeconds: {
    name: 'reelgate_task_duration_seconds',
    type: 'histogram',
    labels: ['provider'],
    bounds: TASK_BOUNDS,
    en: 'From submit to end, of completed tasks.',
    zh: '已完成任务从提交到结束的时间。',
  },
  tasks: {
    name: 'reelgate_tasks',
    type: 'gauge',
    labels: ['state'],
    en: 'Tasks that have not ended, by state.',
    zh: '未结束的任务数，按状态统计。',
  },
  taskAge: {
    name: 'reelgate_oldest_task_age_seconds',
    type: 'gauge',
    labels: ['state'],
    en: 'Time since the oldest of them was accepted; 0 where there is none.',
    zh: '各状态中最早的任务自接受以来的时间；没有任务时为 0。',
  },
  queueJobs: {
    name: 'reelgate_queue_jobs',
    type: 'gauge',
    labels: ['provider', 'phase'],
    en: 'Depth of the queue: `start` waits for its provider, `follow` is with it, `parked` has an unknown outcome.',
    zh: '队列深度：`start` 等待启动，`follow` 已在提供方处理，`parked` 结果未知。',
  },
  holds: {
    name: 'reelgate_holds_micro_usd',
    type: 'gauge',
    labels: [],
    en: 'Money that is held for tasks that have not ended, in millionths of a USD.',
    zh: '为未结束任务冻结的金额，单位为百万分之一美元。',
  },
  detectionLag: {
    name: 'reelgate_detection_lag_seconds',
    type: 'histogram',
    labels: ['provider'],
    bounds: LAG_BOUNDS,
    en: 'From the end of the work at the provider to the check that saw it, where the provider says when that was: `builtin` exactly, `relay` and `openai-videos` to the second and by their clock. Google does not say.',
    zh: '从提供方完成到我们查询得知之间的时间，仅限会告知完成时间的提供方：`builtin` 精确，`relay` 与 `openai-videos` 精确到秒并以对方时钟为准，Google 不告知。',
  },
  providerCalls: {
    name: 'reelgate_provider_calls_total',
    type: 'counter',
    labels: ['provider', 'call', 'result'],
    en: 'Calls of a task to its provider. `start`: started, refused, busy, fault. `check`: running, done, failed. `cancel`: stopped, too-late. `copy` of a result: done. Any of them: fault (the provider was at fault), timeout, error (anything else), aborted (this server stopped).',
    zh: '任务对提供方的调用。`start`：started、refused、busy、fault；`check`：running、done、failed；`cancel`：stopped、too-late；`copy`（复制结果）：done；以上均可能为 fault（提供方出错）、timeout、error（其他错误）、aborted（本服务停止）。',
  },
  providerSeconds: {
    name: 'reelgate_provider_call_duration_seconds',
    type: 'histogram',
    labels: ['provider', 'call'],
    bounds: CALL_BOUNDS,
    en: 'How long these calls took, whatever came of them.',
    zh: '上述调用的耗时，无论结果如何。',
  },
  breaker: {
    name: 'reelgate_provider_breaker',
    type: 'gauge',
    labels: ['provider', 'state'],
    en: "1 for the state of a provider's breaker (`closed`, `open`, `half-open`), 0 for the others.",
    zh: '提供方熔断器的当前状态（`closed`、`open`、`half-open`）为 1，其余为 0。',
  },
  workerSteps: {
    name: 'reelgate_worker_steps_total',
    type: 'counter',
    labels: ['result'],
    en: 'Steps of the worker: `check` (looked at again later), `copy` (the result is fetched next), `released`, `lease-lost` (another worker took over), `fault` (of our own; see the log).',
    zh: '工作进程的步骤：`check` 稍后再查，`copy` 接着取回结果，`released` 放手，`lease-lost` 已被接手，`fault` 本服务出错（见日志）。',
  },
  resultBytes: {
    name: 'reelgate_result_bytes_total',
    type: 'counter',
    labels: ['provider'],
    en: 'Bytes of videos that were stored.',
    zh: '已存储视频的字节数。',
  },
  storeCalls: {
    name: 'reelgate_object_store_calls_total',
    type: 'counter',
    labels: ['operation', 'result'],
    en: "Calls to the object store, by S3's name of the operation, each with its tries: done, missing (there is no such object), fault (anything else that went wrong). Where files lie in the data folder there are none.",
    zh: '对对象存储的调用，按 S3 的操作名统计，重试合并为一次：done 成功，missing 对象不存在，fault 其他任何失败。文件保存在数据文件夹时没有此项。',
  },
  storeSeconds: {
    name: 'reelgate_object_store_call_duration_seconds',
    type: 'histogram',
    labels: ['operation'],
    bounds: STORE_BOUNDS,
    en: 'How long these calls took, whatever came of them. `GetObject` ends when its answer begins; a large video goes in an `UploadPart` for each 8 MB.',
    zh: '上述调用的耗时，无论结果如何。`GetObject` 计到开始回答为止；较大的视频每 8 MB 一次 `UploadPart`。',
  },
  rendererClip: {
    name: 'reelgate_renderer_clip_seconds_total',
    type: 'counter',
    labels: [],
    en: 'Seconds of video that the built-in renderer has drawn. Divided by the next one: its speed.',
    zh: '内置渲染器已绘制的视频秒数。除以下一项即为渲染速度。',
  },
  rendererWork: {
    name: 'reelgate_renderer_work_seconds_total',
    type: 'counter',
    labels: [],
    en: 'Seconds of wall time that it took for them, all its jobs together.',
    zh: '为此花费的实际时间（秒），所有任务合计。',
  },
  http: {
    name: 'reelgate_http_request_duration_seconds',
    type: 'histogram',
    labels: ['method', 'route', 'status'],
    bounds: ANSWER_BOUNDS,
    en: 'Calls, by the pattern of their route (`unmatched` where there is none) and the class of their status (`2xx`), until the answer begins; its `_count` counts them.',
    zh: '按路由模式（无匹配为 `unmatched`）与状态类别（如 `2xx`）统计的调用，计到开始回答为止；其 `_count` 即调用次数。',
  },
  webhookTries: {
    name: 'reelgate_webhook_tries_total',
    type: 'counter',
    labels: ['result'],
    en: 'Tries to deliver a webhook: `delivered`, `retry` (tried again later, or given up when its time is over), `refused` (a 4xx, or an address that may not be told: not tried again).',
    zh: '投递 webhook 的尝试次数：`delivered` 已送达，`retry` 稍后再试（超过期限则放弃），`refused` 被拒绝（4xx 或不允许的地址），不再重试。',
  },
  webhookDelay: {
    name: 'reelgate_webhook_delay_seconds',
    type: 'histogram',
    labels: [],
    bounds: DELAY_BOUNDS,
    en: "From a task's end to the delivery of its webhook, of those that were delivered; one that was asked for again counts from the same end.",
    zh: '已送达的 webhook 从任务结束到送达的时间；重新投递的同样从任务结束算起。',
  },
  listeners: {
    name: 'reelgate_listeners',
    type: 'gauge',
    labels: [],
    en: 'Event streams and long polls that are open.',
    zh: '打开的事件流与长轮询数。',
  },
  diskFree: {
    name: 'reelgate_disk_free_bytes',
    type: 'gauge',
    labels: [],
    en: 'Room left for this user on the disk of the data folder.',
    zh: '数据文件夹所在磁盘上本用户可用的空间。',
  },
  diskSize: {
    name: 'reelgate_disk_size_bytes',
    type: 'gauge',
    labels: [],
    en: 'Size of that disk.',
    zh: '该磁盘的容量。',
  },
  loopLag: {
    name: 'reelgate_event_loop_lag_seconds',
    type: 'gauge',
    labels: ['percentile'],
    en: 'How late the event loop was since the last scrape: the median (`50`), `99` and the worst (`100`). Timers are not finer than a millisecond or so.',
    zh: '自上次抓取以来事件循环的延迟：中位数（`50`）、`99` 与最大值（`100`）。定时器精度约为一毫秒。',
  },
  gatherSeconds: {
    name: 'reelgate_metrics_gather_seconds',
    type: 'gauge',
    labels: [],
    en: 'How long the questions to the database took when they were last asked; at most once in five seconds.',
    zh: '最近一次为指标查询数据库的耗时；五秒内最多查询一次。',
  },
  memory: {
    name: 'process_resident_memory_bytes',
    type: 'gauge',
    labels: [],
    en: 'Memory of the server process. The built-in renderer works in processes of its own, which are not in it.',
    zh: '服务器进程占用的内存。内置渲染器在独立进程中运行，不计在内。',
  },
  heap: {
    name: 'nodejs_heap_size_used_bytes',
    type: 'gauge',
    labels: [],
    en: 'Its JavaScript objects.',
    zh: '其中 JavaScript 对象占用的内存。',
  },
  cpu: {
    name: 'process_cpu_seconds_total',
    type: 'counter',
    labels: [],
    en: 'Time of processors that the server process has used, in user and system mode.',
    zh: '服务器进程已使用的处理器时间（用户态与内核态）。',
  },
  started: {
    name: 'process_start_time_seconds',
    type: 'gauge',
    labels: [],
    en: 'When the process started, in Unix seconds.',
    zh: '进程启动的时间（Unix 秒）。',
  },
} as const satisfies Record<string, MetricDeclaration>

export type MetricId = keyof typeof METRICS
/** Of one type; the compiler refuses to add to a gauge. */
export type MetricOf<T extends MetricDeclaration['type']> = {
  [Id in MetricId]: (typeof METRICS)[Id]['type'] extends T ? Id : never
}[MetricId]
export type LabelsOf<Id extends MetricId> = Readonly<Record<(typeof METRICS)[Id]['labels'][number], string>>
