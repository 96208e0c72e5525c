/** Tasks before the clock runs: code and plans are warm then. */
const WARM_UP_TASKS = 150
/** Longer than any of them takes; an answer comes with the task's next change. */
const WAIT_SECONDS = 30

interface Service {
  /** Of the nodes, which share the callers. */
  urls: readonly string[]
  headers: Record<string, string>
  body: string
}

async function ask(url: string, init: RequestInit): Promise<unknown> {
  const answer = await fetch(url, init)
  if (!answer.ok) throw new Error(`${url} was answered with ${answer.status}`)
  return ((await answer.json()) as { data: unknown }).data
}

/** Submits so many tasks, as many callers at a time, and resolves when all of them have been seen completed. */
async function drive({ urls, headers, body }: Service, callers: number, tasks: number): Promise<void> {
  const submitted: string[] = []
  const caller = async (url = '') => {
    while (submitted.length < tasks) {
      // The place is taken before the call, so that there are as many tasks as were asked for.
      const place = submitted.push('') - 1
      const init = { method: 'POST', headers, body }
      const [made] = (await ask(`${url}/v1/videos/generations`, init)) as { task_id: string }[]
      submitted[place] = `${url}/v1/tasks/${made?.task_id}`
    }
  }
  await Promise.all(Array.from({ length: callers }, (_, index) => caller(urls[index % urls.length])))
  for (const address of submitted) {
    for (let status = ''; status !== 'completed';) {
      ;({ status } = (await ask(`${address}?wait=${WAIT_SECONDS}`, { headers })) as { status: string })
      if (status === 'failed') throw new Error(`${address} has failed`)
    }
  }
}

/** Whole tasks a second, from the first submit to the last end, of a provider that ends at once. */
export async function wholeTasks(service: Service, callers: number, tasks: number): Promise<number> {
  await drive(service, callers, WARM_UP_TASKS)
  const started = performance.now()
  await drive(service, callers, tasks)
  return tasks / ((performance.now() - started) / 1000)
}
