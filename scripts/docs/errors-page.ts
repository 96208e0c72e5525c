import { ERROR_CODES, FAILURE_CODES } from '../../src/domain/errors.ts'
import type { ErrorCode, FailureCode } from '../../src/domain/errors.ts'
import { en } from '../../src/http/messages/en.ts'
import { zh } from '../../src/http/messages/zh.ts'
import { generatedNote, markdownTable } from './page-language.ts'
import type { PageLanguage } from './page-language.ts'

const MESSAGES = { en, zh }

/** A sentence as it reads when every value is known: `[a|b]` is a, and the names of values stay in braces. */
const whole = (template: string) => template.replace(/\[([^\]|]*)(?:\|[^\]]*)?\]/g, '$1')

function errorTable(language: PageLanguage): string {
  const head = language === 'en' ? ['HTTP', '`type`', 'Name', 'Message'] : ['HTTP', '`type`', '名称', '提示信息']
  const rows = (Object.keys(ERROR_CODES) as ErrorCode[]).map((code) => {
    const { status, type } = ERROR_CODES[code]
    return [String(status), `\`${type}\``, `\`${code}\``, whole(MESSAGES[language].errors[code])]
  })
  return markdownTable(head, rows)
}

function failureTable(language: PageLanguage): string {
  const head = language === 'en' ? ['`code`', 'Name', 'Message'] : ['`code`', '名称', '提示信息']
  const rows = (Object.keys(FAILURE_CODES) as FailureCode[]).map((code) => [
    String(FAILURE_CODES[code].status),
    `\`${code}\``,
    whole(MESSAGES[language].failures[code]),
  ])
  return markdownTable(head, rows)
}

interface Tables {
  errors: string
  failures: string
}

const PAGE: Record<PageLanguage, (tables: Tables) => string> = {
  en: ({ errors, failures }) => `# Errors

There are two kinds. A **refusal** is the answer to a call that was not taken: nothing was charged and nothing was left
behind. A **failure** is how a task that was taken ended without its video: its hold went back in the same transaction
that wrote the failure.

## A refusal

\`\`\`json
{
  "error": {
    "code": 400,
    "message": "Invalid request: duration must be a bare number, no quotes: 8, not \\"8\\".",
    "type": "invalid_request_error",
    "param": "duration"
  }
}
\`\`\`

- \`code\` is the HTTP status again, as an integer.
- \`param\` is there when one field is at fault, spelled the way you spelled it (\`image_urls[1]\` where the picture came
  that way).
- The header \`X-Request-Id\` is on every answer. Give it to the operator: the log line of the call carries it.
- A 429 always has \`Retry-After\` in whole seconds, and so does a 503.
- The language is \`?language=\`, else \`Accept-Language\`, else the server's (\`REELGATE_LANGUAGE\`): zh, en, ja or ko.
- Act on the status and on \`type\`; read the message to a person. The wording may improve, the other two will not change.

What is worth a second try as it is: 429 after \`Retry-After\`, 500, 502 and 503. Send the same \`Idempotency-Key\` with
it, and the second try can't buy a second video. Everything else needs a change first.

## All refusals

The name is how the source code and the log speak of an error; it is not part of the answer. Words in braces stand for
values. \`forbidden\` and \`upstream_unavailable\` belong to the contract; nothing answers with them in this version.

${errors}

## A failed task

The status call itself is a 200: the question was answered. \`data.status\` is \`failed\` and \`data.error\` says why.

\`\`\`json
{
  "code": 200,
  "data": {
    "id": "task_01K9ZC3V7Q8M2N4P6R8T0W2Y4A",
    "status": "failed",
    "progress": 100,
    "created": 1763088289,
    "completed": 1763088308,
    "actual_time": 19,
    "estimated_time": 9,
    "cost": 0,
    "credits_cost": 0,
    "model": "veo3.1-fast-official",
    "seed": 7,
    "error": {
      "code": 502,
      "message": "The video service failed; nothing was charged. Please try again later.",
      "type": "task_failed"
    }
  }
}
\`\`\`

A task that delivered fewer videos than asked for is \`completed\`, costs what it delivered, and says why under
\`data.warning\`, in the same form with the type \`partial_result\`.

## All failures

${failures}
`,
  zh: ({ errors, failures }) => `# 错误

错误分两类。**拒绝**：请求没有被接受，不收费，也不留下任何东西。**失败**：任务已被接受，但最终没有产出视频；写入失败状态的同一个事务会退回全部冻结金额。

## 请求被拒绝

\`\`\`json
{
  "error": {
    "code": 400,
    "message": "请求参数无效：duration 必须是不带引号的数字，例如 8，而不是 \\"8\\"",
    "type": "invalid_request_error",
    "param": "duration"
  }
}
\`\`\`

- \`code\` 就是 HTTP 状态码，整数。
- 能归咎于某个字段时才有 \`param\`，写法与您请求中的一致（例如图片来自 \`image_urls[1]\` 就写 \`image_urls[1]\`）。
- 每个响应都带 \`X-Request-Id\`。排查问题时请把它交给管理员，日志里有同一个编号。
- 429 一定带 \`Retry-After\`（整数秒），503 也带。
- 语言依次取 \`?language=\`、\`Accept-Language\`、服务器默认值（\`REELGATE_LANGUAGE\`），支持 zh、en、ja、ko。
- 程序应按状态码和 \`type\` 处理，提示信息给人看。措辞以后可能改进，前两者不会变。

可以原样重试的只有：429（等 \`Retry-After\` 之后）、500、502、503。重试时带上同一个 \`Idempotency-Key\`，就不会买到第二个视频。其余情况需要先改请求。

## 全部拒绝原因

“名称”是源代码和日志里的叫法，不出现在响应中。花括号处会填入实际的值。\`forbidden\` 和 \`upstream_unavailable\` 属于接口约定，本版本不会返回。

${errors}

## 任务失败

查询本身仍是 200：问题得到了回答。\`data.status\` 为 \`failed\`，原因在 \`data.error\`。

\`\`\`json
{
  "code": 200,
  "data": {
    "id": "task_01K9ZC3V7Q8M2N4P6R8T0W2Y4A",
    "status": "failed",
    "progress": 100,
    "created": 1763088289,
    "completed": 1763088308,
    "actual_time": 19,
    "estimated_time": 9,
    "cost": 0,
    "credits_cost": 0,
    "model": "veo3.1-fast-official",
    "seed": 7,
    "error": {
      "code": 502,
      "message": "视频服务生成失败，未收取费用；请稍后重试",
      "type": "task_failed"
    }
  }
}
\`\`\`

交付数量少于请求数量时，任务仍为 \`completed\`，只按交付的数量收费，原因写在 \`data.warning\`，格式相同，\`type\` 为 \`partial_result\`。

## 全部失败原因

${failures}
`,
}

export function errorsPage(language: PageLanguage): string {
  const note = generatedNote('src/domain/errors.ts, src/http/messages and scripts/docs/errors-page.ts')
  return `${note}\n\n${PAGE[language]({ errors: errorTable(language), failures: failureTable(language) })}`
}
