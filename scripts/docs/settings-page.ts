import { SETTINGS } from '../../src/settings.ts'
import type { Setting, SettingName } from '../../src/settings.ts'
import { generatedNote, markdownTable } from './page-language.ts'
import type { PageLanguage } from './page-language.ts'

const NAMES = Object.keys(SETTINGS) as SettingName[]

/** Defaults that follow the machine; a page must not depend on where it was made. */
const DEFAULT_IN_WORDS: Partial<Record<SettingName, Record<PageLanguage, string>>> = {
  renderJobsMax: { en: 'half the cores', zh: '核心数的一半' },
}

/** What is said of a value that no setting with a rule accepts, and the words for that rule. */
const RULES: readonly { says: RegExp; words: Record<PageLanguage, (part: string[]) => string> }[] = [
  {
    says: /whole number from (-?\d+) to (\d+)/,
    words: { en: ([min, max]) => `integer, ${min} to ${max}`, zh: ([min, max]) => `整数，${min} 到 ${max}` },
  },
  {
    says: /a number from (-?\d+) to (\d+)/,
    words: { en: ([min, max]) => `number, ${min} to ${max}`, zh: ([min, max]) => `数字，${min} 到 ${max}` },
  },
  {
    says: /one of (.+)/,
    words: { en: ([names]) => codes(names), zh: ([names]) => codes(names) },
  },
  {
    says: /name of a provider/,
    words: { en: () => '`builtin` or a name from `providers`', zh: () => '`builtin` 或 `providers` 中的名字' },
  },
  {
    says: /off, or a whole number of days from (\d+) to (\d+)/,
    words: { en: ([min, max]) => `\`off\` or ${min} to ${max}`, zh: ([min, max]) => `\`off\` 或 ${min} 到 ${max}` },
  },
  { says: /off, or the path of a deny list/, words: { en: () => '`off` or a path', zh: () => '`off` 或路径' } },
  { says: /off, or the path of a PNG/, words: { en: () => '`off` or a path', zh: () => '`off` 或路径' } },
  { says: /path of a file that can be read and has the secret/, words: { en: () => 'path', zh: () => '路径' } },
  {
    says: /list of domains, claims/,
    words: { en: () => 'domains, `claim=value`, `*`', zh: () => '域名、`声明=值`、`*`' },
  },
  {
    says: /list of name=value/,
    words: { en: () => '`name=value,name=value`', zh: () => '`名字=值,名字=值`' },
  },
  { says: /off, on, or faults/, words: { en: () => '`off`, `on` or faults', zh: () => '`off`、`on` 或故障列表' } },
  { says: /list of at most \d+ whole seconds/, words: { en: () => 'seconds, seconds, ...', zh: () => '秒, 秒, ...' } },
  { says: /amount in USD/, words: { en: () => 'amount in USD', zh: () => '美元金额' } },
  { says: /16 to 200 characters/, words: { en: () => '16 to 200 characters', zh: () => '16 到 200 个字符' } },
  { says: /address such as postgres:/, words: { en: () => '`postgres://` address', zh: () => '`postgres://` 地址' } },
  { says: /must end in a slash/, words: { en: () => '`name/`, `a/b/`', zh: () => '`名字/`、`a/b/`' } },
  { says: /http or https address/, words: { en: () => 'http(s) address', zh: () => 'http(s) 地址' } },
  {
    says: /list of host:port/,
    words: { en: () => 'host:port, host:port, ...', zh: () => 'host:port, host:port, ...' },
  },
]

const codes = (names = '') =>
  names
    .split(', ')
    .map((name) => `\`${name}\``)
    .join(', ')

/** The rule of a setting in words, found by asking it about a value that breaks every rule. */
function allowed({ env, parse }: Setting<unknown>, language: PageLanguage): string {
  const answer = parse('?')
  if ('value' in answer) return language === 'en' ? 'text' : '文本'
  for (const { says, words } of RULES) {
    const match = says.exec(answer.wrong)
    if (match !== null) return words[language](match.slice(1))
  }
  throw new Error(`${env}: scripts/docs/settings-page.ts has no words for the rule "${answer.wrong}"`)
}

function standardOf(name: SettingName, language: PageLanguage): string {
  const inWords = DEFAULT_IN_WORDS[name]?.[language]
  if (inWords !== undefined) return inWords
  const { standard } = SETTINGS[name]
  if (standard === undefined || standard === '') return language === 'en' ? 'none' : '无'
  return `\`${standard}\``
}

function settingsTable(language: PageLanguage): string {
  const head =
    language === 'en'
      ? ['Environment', 'In the file', 'Default', 'Allowed', 'Meaning']
      : ['环境变量', '文件中的名字', '默认值', '可用值', '含义']
  const rows = NAMES.map((name) => {
    const setting = SETTINGS[name]
    // The file can't say where it is itself.
    const inFile = name === 'config' ? '' : `\`${name}\``
    return [`\`${setting.env}\``, inFile, standardOf(name, language), allowed(setting, language), setting[language]]
  })
  return markdownTable(head, rows)
}

const EXAMPLE = JSON.stringify(
  {
    port: 8080,
    publicUrl: 'https://video.example.com',
    imageHostsAllowed: ['files.internal:8080', 'assets.internal:443'],
    models: [
      { id: 'veo3.1-fast-official', aliases: ['fast'], resolutions: ['720p', '1080p'] },
      {
        id: 'house-style',
        promptCharactersMax: 1000,
        price: {
          withAudio: { '720p': 0.1, '1080p': 0.12, '4K': 0.3 },
          silent: { '720p': 0.08, '1080p': 0.1, '4K': 0.25 },
        },
      },
    ],
  },
  null,
  2,
)

const PAGE: Record<PageLanguage, (table: string) => string> = {
  en: (table) => `# Settings

A fresh clone needs none of these: \`npm start\` runs with the defaults.

A setting is taken from the first place that has it:

1. the environment,
2. the file \`.env\` in the folder the program is started in ([.env.example](../../.env.example) lists every name),
3. the JSON file \`reelgate.json\` (or the one \`REELGATE_CONFIG\` names),
4. the default.

Every mistake is reported at once, each with what would be right, and nothing starts until all are mended. A name that
does not exist is a mistake too, so a typing error can't go unnoticed.

## All settings

${table}

## The file

The names are those of the table's second column. Values may be text or numbers; a list is one text with commas, or a
JSON list. The file alone can hold \`models\`, \`providers\` (see [Providers](providers.md)) and
\`groupRatios\` (see [Money](money.md#groups)):

\`\`\`json
${EXAMPLE}
\`\`\`

An entry with the id of a built-in model changes only what it names. Any other id is a new model: it starts from
\`veo3.1-fast-official\` and must bring a \`price\`, in USD per second of video.

| Field of a model | Meaning |
| --- | --- |
| \`id\` | 1 to 100 letters, digits or \`. _ : / -\` |
| \`aliases\` | other names that callers may use; no name may stand for two models |
| \`ownedBy\` | \`owned_by\` in the list of models |
| \`durations\` | of 4, 6 and 8, those it takes |
| \`resolutions\` | of \`720p\`, \`1080p\` and \`4K\`, those it takes |
| \`aspectRatios\` | of \`16:9\` and \`9:16\`, those it takes |
| \`samplesMax\` | 1 to 4 |
| \`promptCharactersMax\` | 1 to 100,000 |
| \`images\` | \`none\`, \`first\` or \`first-and-last\` |
| \`provider\` | who makes its videos: a name from \`providers\`, or \`builtin\`; without it the setting \`provider\` |
| \`price\` | \`withAudio\` and \`silent\`, each with a price for every resolution |

## The client's own

\`reelgate generate\` reads two more variables, from the environment or \`.env\` (not from the file):

| Environment | Meaning |
| --- | --- |
| \`REELGATE_URL\` | address of the server to use; without it, \`generate\` starts one of its own for this one video |
| \`REELGATE_API_KEY\` | the key for that server; required where \`REELGATE_URL\` is set |
`,
  zh: (table) => `# 设置

刚克隆下来的项目不需要任何设置，\`npm start\` 直接按默认值运行。

同一项设置按以下顺序取第一个找到的值：

1. 环境变量；
2. 启动目录下的 \`.env\` 文件（[.env.example](../../.env.example) 列出了所有名字）；
3. JSON 文件 \`reelgate.json\`（或 \`REELGATE_CONFIG\` 指定的文件）；
4. 默认值。

所有错误会一次性列出，并逐条说明正确写法，全部改正后才会启动。写了不存在的名字也算错误，因此拼写错误不会被悄悄忽略。

## 全部设置

${table}

## 配置文件

名字见上表第二列。值可以是字符串或数字；列表写成用逗号分隔的字符串，或 JSON 数组。\`models\`、\`providers\`（见[提供方](providers.md)）与 \`groupRatios\`（见[费用](money.md#分组)）只能写在文件里：

\`\`\`json
${EXAMPLE}
\`\`\`

\`id\` 与内置模型相同时，只改动写出来的字段；其他 \`id\` 表示新增模型：以 \`veo3.1-fast-official\` 为基础，必须给出 \`price\`（每秒视频的美元价格）。

| 模型的字段 | 含义 |
| --- | --- |
| \`id\` | 1 到 100 个字母、数字或 \`. _ : / -\` |
| \`aliases\` | 调用方可用的别名；一个名字不能指向两个模型 |
| \`ownedBy\` | 模型列表中的 \`owned_by\` |
| \`durations\` | 4、6、8 中可用的时长 |
| \`resolutions\` | \`720p\`、\`1080p\`、\`4K\` 中可用的分辨率 |
| \`aspectRatios\` | \`16:9\`、\`9:16\` 中可用的画面比例 |
| \`samplesMax\` | 1 到 4 |
| \`promptCharactersMax\` | 1 到 100,000 |
| \`images\` | \`none\`、\`first\` 或 \`first-and-last\` |
| \`provider\` | 由谁生成其视频：\`providers\` 中的名字或 \`builtin\`；不写则使用设置 \`provider\` |
| \`price\` | \`withAudio\`（有声）与 \`silent\`（无声），各写全每种分辨率的价格 |

## 客户端专用

\`reelgate generate\` 另外读取两个变量，来自环境变量或 \`.env\`（不读配置文件）：

| 环境变量 | 含义 |
| --- | --- |
| \`REELGATE_URL\` | 要使用的服务器地址；不设置时 \`generate\` 为这一个视频临时启动一个服务器 |
| \`REELGATE_API_KEY\` | 该服务器的密钥；设置了 \`REELGATE_URL\` 时必填 |
`,
}

export function settingsPage(language: PageLanguage): string {
  return `${generatedNote('src/settings.ts and scripts/docs/settings-page.ts')}\n\n${PAGE[language](settingsTable(language))}`
}

/** Every line is a comment, so that a copy of the file changes nothing until a line is opened. */
export function envExample(): string {
  const entries = NAMES.map((name) => {
    const { env, standard, en, zh } = SETTINGS[name]
    const value = DEFAULT_IN_WORDS[name] === undefined ? (standard ?? '') : ''
    return `# ${en}\n# ${zh}\n# ${env}=${value}\n`
  })
  const head = `# Copy this file to .env and open the lines you need. docs/en/settings.md explains them.
# 把本文件复制为 .env，去掉需要的行首的 #。说明见 docs/zh/settings.md。
# Generated by scripts/generate-docs.ts from src/settings.ts.
`
  return [head, ...entries].join('\n')
}
