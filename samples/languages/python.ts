import { doubleQuoted, literal } from '../literals.ts'
import type { Syntax } from '../literals.ts'
import { fieldsOf } from '../request.ts'
import type { SampleRequest } from '../request.ts'
import type { Sample, SampleParts } from '../sample.ts'

const SYNTAX: Syntax = {
  text: doubleQuoted,
  flags: ['True', 'False'],
  list: (items) => `[${items.join(', ')}]`,
  record: (entries) => `{${entries.map(([name, value]) => `${doubleQuoted(name)}: ${value}`).join(', ')}}`,
}

function body(request: SampleRequest): string {
  return `{\n${fieldsOf(request)
    .map(([name, value]) => `    "${name}": ${literal(value, SYNTAX)},\n`)
    .join('')}}`
}

const whole = ({ baseUrl, request }: SampleParts) => `import json
import os
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

BASE_URL = ${doubleQuoted(baseUrl)}
TIMEOUT_SECONDS = 60
WAIT_SECONDS = 15 * 60

VIDEO = ${body(request)}


def call(path, body=None):
    request = urllib.request.Request(
        BASE_URL + path,
        data=None if body is None else json.dumps(body).encode(),
        headers={
            "Authorization": f"Bearer {os.environ['REELGATE_API_KEY']}",
            "Content-Type": "application/json",
        },
    )
    with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as response:
        return json.load(response)["data"]


def finished(task_id):
    deadline = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < deadline:
        pause = 2
        try:
            task = call(f"/v1/tasks/{task_id}")
        except urllib.error.HTTPError as error:
            if error.code != 429 and error.code < 500:
                raise
            pause = int(error.headers.get("Retry-After", pause))
        else:
            if task["status"] == "completed":
                return task
            if task["status"] in ("failed", "cancelled"):
                reason = task.get("error", {}).get("message", "no reason given")
                sys.exit(f"{task_id} {task['status']}: {reason}")
        time.sleep(pause)
    sys.exit(f"{task_id} is still running")


def main():
    task_id = call("/v1/videos/generations", VIDEO)[0]["task_id"]
    print(task_id)
    urls = finished(task_id)["result"]["videos"][0]["url"]
    for number, url in enumerate(urls, start=1):
        path = Path(f"{task_id}-{number}.mp4")
        with urllib.request.urlopen(url, timeout=TIMEOUT_SECONDS) as response:
            path.write_bytes(response.read())
        print(path)


if __name__ == "__main__":
    try:
        main()
    except urllib.error.HTTPError as error:
        sys.exit(f"HTTP {error.code}: {error.read().decode()}")
`

const submitOnly = ({ baseUrl, request }: SampleParts) => `import json
import os
import sys
import urllib.error
import urllib.request

video = ${body(request)}
request = urllib.request.Request(
    ${doubleQuoted(`${baseUrl}/v1/videos/generations`)},
    data=json.dumps(video).encode(),
    headers={
        "Authorization": f"Bearer {os.environ['REELGATE_API_KEY']}",
        "Content-Type": "application/json",
    },
)
try:
    with urllib.request.urlopen(request, timeout=60) as response:
        print(json.load(response)["data"][0]["task_id"])
except urllib.error.HTTPError as error:
    sys.exit(f"HTTP {error.code}: {error.read().decode()}")
`

export const python: Sample = { whole, submitOnly }
