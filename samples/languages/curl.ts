import { jsonBody } from '../literals.ts'
import type { Sample, SampleParts } from '../sample.ts'

/** Single quotes end only at the next one, so that one is written outside of them. */
const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

const whole = ({ baseUrl, request }: SampleParts) => `#!/bin/sh
set -eu

base_url=${quoted(baseUrl)}

# Calls the API and keeps what it answers in $answer.
api() {
  path=$1
  shift
  answer=$(curl --silent --show-error --max-time 60 "$@" "$base_url$path" \\
    --header "Authorization: Bearer $REELGATE_API_KEY" \\
    --header 'Content-Type: application/json') || {
    printf '%s\\n' "$answer" >&2
    exit 1
  }
}

answer_has() {
  printf '%s' "$answer" | jq --raw-output "$1"
}

api /v1/videos/generations --fail-with-body --data-binary @- <<'JSON'
${jsonBody(request)}
JSON
task_id=$(answer_has '.data[0].task_id')
echo "$task_id"

deadline=$(($(date +%s) + 900))
while :; do
  # With --retry curl itself waits as long as Retry-After says.
  api "/v1/tasks/$task_id" --fail --retry 5
  case $(answer_has .data.status) in
    completed) break ;;
    failed | cancelled)
      answer_has '"\\(.data.id) \\(.data.status): \\(.data.error.message // "no reason given")"' >&2
      exit 1
      ;;
  esac
  if [ "$(date +%s)" -ge "$deadline" ]; then
    echo "$task_id is still running" >&2
    exit 1
  fi
  sleep 2
done

number=0
for url in $(answer_has '.data.result.videos[0].url[]'); do
  number=$((number + 1))
  curl --silent --show-error --fail --retry 5 --output "$task_id-$number.mp4" "$url"
  echo "$task_id-$number.mp4"
done
`

const submitOnly = ({
  baseUrl,
  request,
}: SampleParts) => `curl --fail-with-body ${quoted(`${baseUrl}/v1/videos/generations`)} \\
  --header "Authorization: Bearer $REELGATE_API_KEY" \\
  --header 'Content-Type: application/json' \\
  --data-binary ${quoted(jsonBody(request))}
`

export const curl: Sample = { whole, submitOnly }
