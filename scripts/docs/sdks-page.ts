import { SAMPLE_LANGUAGES, sampleCode, submitOnly } from '../../samples/sample-code.ts'
import type { SampleLanguage } from '../../samples/sample-code.ts'
import { generatedNote, markdownTable } from './page-language.ts'
import type { PageLanguage } from './page-language.ts'

const BASE_URL = 'http://127.0.0.1:8787'

const PROMPT: Readonly<Record<PageLanguage, string>> = {
  en: 'a golden retriever running on the beach, sunset, cinematic',
  zh: '金毛犬在海滩上奔跑，夕阳，电影感',
}

const NEEDS: Readonly<Record<SampleLanguage, Record<PageLanguage, string>>> = {
  curl: {
    en: 'Any POSIX shell, curl 7.76 or newer, and `jq`. This one gives up after six refused polls in a row.',
    zh: '任意 POSIX shell、curl 7.76 以上和 `jq`。这一个在连续六次查询被拒后放弃。',
  },
  python: { en: 'Python 3.8 or newer; nothing to install.', zh: 'Python 3.8 以上，无需安装任何包。' },
  javascript: { en: 'Node 18 or newer; nothing to install.', zh: 'Node 18 以上，无需安装任何包。' },
  go: { en: 'Go 1.18 or newer; the standard library alone.', zh: 'Go 1.18 以上，只用标准库。' },
  java: {
    en: 'Java 17 or newer. Java has no JSON of its own, so the fields are read by pattern: where you have Jackson or Gson, use it. Up to Java 17 the option makes Java read the file as UTF-8; later versions do so by themselves.',
    zh: 'Java 17 以上。Java 自身没有 JSON 库，这里用正则读取字段；项目里有 Jackson 或 Gson 时请用它们。命令中的选项让 Java 17 按 UTF-8 读取文件，之后的版本默认如此。',
  },
  php: { en: 'PHP 8.2 or newer with its curl extension.', zh: 'PHP 8.2 以上，带 curl 扩展。' },
  ruby: { en: 'Ruby 3.0 or newer; nothing to install.', zh: 'Ruby 3.0 以上，无需安装任何包。' },
  swift: {
    en: 'Swift 5.7 or newer on macOS 12 or newer; elsewhere a Foundation whose `URLSession` is asynchronous (Swift 6). **No test runs this one**: Debian 12, where our tests run, has no Swift. Only its text is checked.',
    zh: 'macOS 12 以上的 Swift 5.7 以上；其他系统需要 `URLSession` 支持异步的 Foundation（Swift 6）。**这一段没有测试运行过**：测试所用的 Debian 12 没有 Swift，只检查了它的文本。',
  },
  csharp: {
    en: '.NET 6 or newer: make a project with `dotnet new console` and put this into its `Program.cs`. Debian 12 has no .NET, so the tests run it with Mono, with stand-ins for the two things that Mono lacks: an asynchronous `Main`, and `System.Text.Json`.',
    zh: '.NET 6 以上：用 `dotnet new console` 新建项目，把它放进 `Program.cs`。Debian 12 没有 .NET，测试用 Mono 运行，并为 Mono 缺少的两样东西提供替身：异步的 `Main` 和 `System.Text.Json`。',
  },
}

const fenced = (highlight: string, code: string) => `\`\`\`${highlight}\n${code}\`\`\``

function section(
  { id, name, highlight, file, run }: (typeof SAMPLE_LANGUAGES)[number],
  language: PageLanguage,
): string {
  const request = { model: 'veo3.1-fast-official', prompt: PROMPT[language], duration: 4, generate_audio: true }
  const parts = { baseUrl: BASE_URL, request }
  const save =
    language === 'en' ? `Save it as \`${file}\`, then: \`${run}\`.` : `保存为 \`${file}\`，然后运行 \`${run}\`。`
  const short = language === 'en' ? 'Only the submit:' : '只提交：'
  return [
    `## ${name}`,
    `${NEEDS[id][language]}${language === 'en' ? ' ' : ''}${save}`,
    fenced(highlight, sampleCode(id, parts)),
    short,
    fenced(highlight, submitOnly(id, parts)),
  ].join('\n\n')
}

function sdkTable(language: PageLanguage): string {
  const [openai, gemini, vertex, ai] =
    language === 'en'
      ? [
          '[OpenAI’s Videos API](surfaces.md#openais-videos-api)',
          '[Gemini API with @google/genai](emulator.md#gemini-api-with-googlegenai)',
          '[Vertex AI with @google/genai](emulator.md#vertex-ai-with-googlegenai)',
          '[The ai package](emulator.md#the-ai-package-with-ai-sdkgoogle)',
        ]
      : [
          '[OpenAI 的 Videos API](surfaces.md#openai-的-videos-api)',
          '[用 @google/genai 调用 Gemini API](emulator.md#用-googlegenai-调用-gemini-api)',
          '[用 @google/genai 调用 Vertex AI](emulator.md#用-googlegenai-调用-vertex-ai)',
          '[ai 包](emulator.md#用-ai-包与-ai-sdkgoogle)',
        ]
  return markdownTable(
    language === 'en' ? ['SDK', 'Where it is pointed', 'Read on'] : ['SDK', '如何指向本服务', '详见'],
    [
      ['`openai`', `\`baseURL: '${BASE_URL}/v1'\``, openai],
      ['`@google/genai`', `\`httpOptions: { baseUrl: '${BASE_URL}' }\``, gemini],
      ['`@google/genai`, Vertex AI', `\`vertexai: true\`, \`httpOptions: { baseUrl: '${BASE_URL}' }\``, vertex],
      ['`ai`, `@ai-sdk/google`', `\`baseURL: '${BASE_URL}/v1beta'\``, ai],
    ],
  )
}

const PAGE: Readonly<Record<PageLanguage, (table: string, sections: string) => string>> = {
  en: (table, sections) => `# SDKs and languages

There is no SDK of our own to install: the official ones of OpenAI and Google work, and without any a submit and a poll are
two HTTP calls. Below is the same program in nine languages. Each submits a request, waits for the end, and writes every
video of the task into the current folder.

All of them behave alike:

- The key comes from the environment: \`export REELGATE_API_KEY=rg_...\`. The server's address stands in one place at the top.
- A 429 or a 5xx while waiting is no end: they wait as long as \`Retry-After\` says, and ask again, for at most 15 minutes.
- A submit is sent once. Where a program of yours sends it again, give each try the same [\`Idempotency-Key\`](api.md#idempotency), the first
  one too: they get one task.
- A task that fails or is cancelled ends the program with its [message](errors.md), and so does every other refusal.
- The key is sent to the API alone. Links to videos need none.

Except where it says otherwise, what you see on this page is what our tests run: they take each whole program from here, run it
against a real server with the built-in renderer, and decode the video that it writes.

## Official SDKs

${table}

The key is a Reelgate key. The JavaScript packages are those that our tests run.

${sections}
`,
  zh: (table, sections) => `# SDK 与各种语言

我们没有需要另外安装的 SDK：OpenAI 和 Google 的官方 SDK 直接可用；不用 SDK 时，提交和查询也只是两个 HTTP 调用。下面是同一个程序的九种语言写法：提交请求，等到结束，把任务的所有视频写到当前目录。

它们的行为一致：

- 密钥来自环境变量：\`export REELGATE_API_KEY=rg_...\`。服务器地址只写在开头一处。
- 等待时遇到 429 或 5xx 不算结束：按 \`Retry-After\` 等待后再查，总共最多 15 分钟。
- 提交只发送一次。您的程序若会重发，请从第一次起就带上同一个 [\`Idempotency-Key\`](api.md#幂等)，这样只会有一个任务。
- 任务失败或被取消时，程序以其[错误信息](errors.md)结束；其他拒绝也一样。
- 密钥只发给 API，视频链接不需要密钥。

除非另有说明，本页的代码就是测试运行的代码：测试从本页取出每个完整程序，在使用内置渲染器的真实服务器上运行，并解码它写出的视频。

## 官方 SDK

${table}

密钥即 Reelgate 的密钥。测试所用的是 JavaScript 包。

${sections}
`,
}

/** The page about SDKs: the programs that samples/ makes, with what each of them needs. */
export function sdksPage(language: PageLanguage): string {
  const sections = SAMPLE_LANGUAGES.map((one) => section(one, language)).join('\n\n')
  return `${generatedNote('samples/ and scripts/docs/sdks-page.ts')}\n\n${PAGE[language](sdkTable(language), sections)}`
}
