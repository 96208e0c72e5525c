import { isFinal, PUBLIC_STATUS, TASK_MOVES, TASK_STATES } from '../../src/domain/task.ts'
import type { TaskState } from '../../src/domain/task.ts'
import { markdownTable } from './page-language.ts'
import type { PageLanguage } from './page-language.ts'

const MEANING: Record<TaskState, Record<PageLanguage, string>> = {
  submitted: { en: 'Accepted, its price held; waits for a place.', zh: '已接受，金额已冻结，等待空位。' },
  pending: {
    en: "Waits to be started: the provider's quota is used up, it is busy or out of order, or starting again is free.",
    zh: '等待启动：提供方的配额已用完、提供方繁忙或故障，或可以放心重启。',
  },
  starting: {
    en: 'Written before the provider is called, so that a crash in the call can be seen.',
    zh: '调用提供方之前写入，进程若在调用途中崩溃即可看出。',
  },
  running: { en: 'The provider accepted and its token is stored.', zh: '提供方已接受，其凭据已入库。' },
  storing: {
    en: 'The provider is done; the bytes are on their way into our store.',
    zh: '提供方已完成，正在把文件存入本地。',
  },
  unresolved: {
    en: 'Nobody can say whether the provider accepted. Never started again.',
    zh: '无法确定提供方是否接受，绝不再次启动。',
  },
  completed: { en: 'Delivered, and charged for what was delivered.', zh: '已交付，按交付数量收费。' },
  failed: { en: 'Ended without a video; the hold went back whole.', zh: '没有产出视频，冻结金额全部退回。' },
  cancelled: { en: 'Stopped on request; the hold went back whole.', zh: '按请求停止，冻结金额全部退回。' },
}

const code = (name: string) => `\`${name}\``

function movesTable(language: PageLanguage): string {
  const head =
    language === 'en'
      ? ['State', 'The caller sees', 'May move to', 'Meaning']
      : ['状态', '调用方看到', '可转到', '含义']
  const none = language === 'en' ? 'nothing: final' : '无（终态）'
  const rows = TASK_STATES.map((state) => [
    code(state),
    code(PUBLIC_STATUS[state]),
    isFinal(state) ? none : TASK_MOVES[state].map(code).join(', '),
    MEANING[state][language],
  ])
  return markdownTable(head, rows)
}

function diagram(): string {
  const lines = TASK_STATES.flatMap((state) =>
    isFinal(state) ? [`  ${state} --> [*]`] : TASK_MOVES[state].map((to) => `  ${state} --> ${to}`),
  )
  return ['```mermaid', 'stateDiagram-v2', '  [*] --> submitted', ...lines, '```'].join('\n')
}

/** What stands between the markers of the task-states pages. */
function taskMovesBlock(language: PageLanguage): string {
  return `${movesTable(language)}\n\n${diagram()}`
}

const BEGIN = '<!-- generated from TASK_MOVES in src/domain/task.ts: begin -->'
const END = '<!-- generated: end -->'

/** The page with its block made anew; the rest is written by hand. Throws where the markers are missing. */
export function withTaskMoves(page: string, language: PageLanguage): string {
  const from = page.indexOf(BEGIN)
  const to = page.indexOf(END)
  if (from < 0 || to < from) throw new Error(`docs/${language}/task-states.md has lost its markers`)
  return `${page.slice(0, from)}${BEGIN}\n\n${taskMovesBlock(language)}\n\n${page.slice(to)}`
}
