import { doubleQuoted, literal } from '../literals.ts'
import type { Syntax } from '../literals.ts'
import { fieldsOf } from '../request.ts'
import type { SampleRequest } from '../request.ts'
import type { Sample, SampleParts } from '../sample.ts'

/** `#` begins an interpolation before a brace, and before what begins the name of a variable. */
const text = (value: string) => doubleQuoted(value).replace(/#(?=[{$@])/g, '\\#')

const SYNTAX: Syntax = {
  text,
  list: (items) => `[${items.join(', ')}]`,
  record: (entries) => `{ ${entries.map(([name, value]) => `${name}: ${value}`).join(', ')} }`,
}

function body(request: SampleRequest): string {
  const lines = fieldsOf(request).map(([name, value]) => `  ${name}: ${literal(value, SYNTAX)}`)
  return `{\n${lines.join(',\n')}\n}`
}

const whole = ({ baseUrl, request }: SampleParts) => `require "json"
require "net/http"

BASE_URL = ${text(baseUrl)}
WAIT_SECONDS = 15 * 60
HEADERS = {
  "Authorization" => "Bearer #{ENV.fetch("REELGATE_API_KEY")}",
  "Content-Type" => "application/json"
}

VIDEO = ${body(request)}

def refuse_errors(response)
  abort "HTTP #{response.code}: #{response.body}" unless response.is_a?(Net::HTTPOK)
  response
end

def data_of(response)
  JSON.parse(refuse_errors(response).body).fetch("data")
end

def now
  Process.clock_gettime(Process::CLOCK_MONOTONIC)
end

def finished(task_id)
  deadline = now + WAIT_SECONDS
  while now < deadline
    pause = 2
    response = Net::HTTP.get_response(URI("#{BASE_URL}/v1/tasks/#{task_id}"), HEADERS)
    if response.is_a?(Net::HTTPTooManyRequests) || response.is_a?(Net::HTTPServerError)
      pause = Integer(response["Retry-After"] || pause)
    else
      task = data_of(response)
      case task["status"]
      when "completed" then return task
      when "failed", "cancelled"
        abort "#{task_id} #{task["status"]}: #{task.dig("error", "message") || "no reason given"}"
      end
    end
    sleep pause
  end
  abort "#{task_id} is still running"
end

submitted = Net::HTTP.post(URI("#{BASE_URL}/v1/videos/generations"), JSON.generate(VIDEO), HEADERS)
task_id = data_of(submitted).first.fetch("task_id")
puts task_id

finished(task_id).dig("result", "videos", 0, "url").each.with_index(1) do |url, number|
  path = "#{task_id}-#{number}.mp4"
  File.binwrite(path, refuse_errors(Net::HTTP.get_response(URI(url))).body)
  puts path
end
`

const submitOnly = ({ baseUrl, request }: SampleParts) => `require "json"
require "net/http"

video = ${body(request)}
response = Net::HTTP.post(
  URI(${text(`${baseUrl}/v1/videos/generations`)}),
  JSON.generate(video),
  "Authorization" => "Bearer #{ENV.fetch("REELGATE_API_KEY")}",
  "Content-Type" => "application/json"
)
abort "HTTP #{response.code}: #{response.body}" unless response.is_a?(Net::HTTPOK)
puts JSON.parse(response.body).dig("data", 0, "task_id")
`

export const ruby: Sample = { whole, submitOnly }
