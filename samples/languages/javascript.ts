import { doubleQuoted, literal } from '../literals.ts'
import type { Syntax } from '../literals.ts'
import { fieldsOf } from '../request.ts'
import type { SampleRequest } from '../request.ts'
import type { Sample, SampleParts } from '../sample.ts'

const SYNTAX: Syntax = {
  text: doubleQuoted,
  list: (items) => `[${items.join(', ')}]`,
  record: (entries) => `{ ${entries.map(([name, value]) => `${name}: ${value}`).join(', ')} }`,
}

function body(request: SampleRequest): string {
  return `{\n${fieldsOf(request)
    .map(([name, value]) => `  ${name}: ${literal(value, SYNTAX)},\n`)
    .join('')}}`
}

const whole = ({ baseUrl, request }: SampleParts) => `import { writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

const BASE_URL = ${doubleQuoted(baseUrl)};
const WAIT_MS = 15 * 60 * 1000;

const video = ${body(request)};

function call(path, options) {
  return fetch(BASE_URL + path, {
    ...options,
    headers: {
      Authorization: \`Bearer \${process.env.REELGATE_API_KEY}\`,
      "Content-Type": "application/json",
    },
    signal: AbortSignal.timeout(60_000),
  });
}

async function refuseErrors(response) {
  if (!response.ok) {
    throw new Error(\`HTTP \${response.status}: \${await response.text()}\`);
  }
  return response;
}

async function dataOf(response) {
  return (await (await refuseErrors(response)).json()).data;
}

async function finished(taskId) {
  const deadline = Date.now() + WAIT_MS;
  while (Date.now() < deadline) {
    let pauseSeconds = 2;
    const response = await call(\`/v1/tasks/\${taskId}\`);
    if (response.status === 429 || response.status >= 500) {
      pauseSeconds = Number(response.headers.get("Retry-After")) || pauseSeconds;
    } else {
      const task = await dataOf(response);
      if (task.status === "completed") return task;
      if (task.status === "failed" || task.status === "cancelled") {
        const reason = task.error?.message ?? "no reason given";
        throw new Error(\`\${taskId} \${task.status}: \${reason}\`);
      }
    }
    await sleep(pauseSeconds * 1000);
  }
  throw new Error(\`\${taskId} is still running\`);
}

const [{ task_id: taskId }] = await dataOf(
  await call("/v1/videos/generations", { method: "POST", body: JSON.stringify(video) }),
);
console.log(taskId);

const { result } = await finished(taskId);
for (const [index, url] of result.videos[0].url.entries()) {
  const path = \`\${taskId}-\${index + 1}.mp4\`;
  const response = await refuseErrors(await fetch(url));
  await writeFile(path, response.body);
  console.log(path);
}
`

const submitOnly = ({
  baseUrl,
  request,
}: SampleParts) => `const response = await fetch(${doubleQuoted(`${baseUrl}/v1/videos/generations`)}, {
  method: "POST",
  headers: {
    Authorization: \`Bearer \${process.env.REELGATE_API_KEY}\`,
    "Content-Type": "application/json",
  },
  body: JSON.stringify(${body(request).replaceAll('\n', '\n  ')}),
});
if (!response.ok) {
  throw new Error(\`HTTP \${response.status}: \${await response.text()}\`);
}
const { data } = await response.json();
console.log(data[0].task_id);
`

export const javascript: Sample = { whole, submitOnly }
