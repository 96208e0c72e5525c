import { doubleQuotedWithBraces, literal } from '../literals.ts'
import type { Syntax } from '../literals.ts'
import { fieldsOf } from '../request.ts'
import type { SampleRequest } from '../request.ts'
import type { Sample, SampleParts } from '../sample.ts'

/** Interpolation begins with a backslash, and those are doubled already. */
const text = doubleQuotedWithBraces

const SYNTAX: Syntax = {
  text,
  list: (items) => `[${items.join(', ')}]`,
  record: (entries) => `[${entries.map(([name, value]) => `${text(name)}: ${value}`).join(', ')}]`,
}

function body(request: SampleRequest): string {
  const lines = fieldsOf(request).map(([name, value]) => `    "${name}": ${literal(value, SYNTAX)},\n`)
  return lines.length === 0 ? '[:]' : `[\n${lines.join('')}]`
}

const IMPORTS = `import Foundation
#if canImport(FoundationNetworking)
import FoundationNetworking
#endif
`

const whole = ({ baseUrl, request }: SampleParts) => `${IMPORTS}
let baseURL = ${text(baseUrl)}
let waitMax: TimeInterval = 15 * 60

let video: [String: Any] = ${body(request)}

struct Answer<Content: Decodable>: Decodable {
    let data: Content
}

struct Submitted: Decodable {
    let taskId: String
}

struct VideoTask: Decodable {
    struct Problem: Decodable { let message: String }
    struct Video: Decodable { let url: [URL] }
    struct Result: Decodable { let videos: [Video] }

    let status: String
    let error: Problem?
    let result: Result?
}

enum Failure: Error, CustomStringConvertible {
    case http(status: Int, retryAfter: Double?, body: String)
    case task(String)

    var description: String {
        switch self {
        case .http(let status, _, let body): return "HTTP \\(status): \\(body)"
        case .task(let message): return message
        }
    }
}

func load(_ request: URLRequest) async throws -> Data {
    let (data, response) = try await URLSession.shared.data(for: request)
    guard let answer = response as? HTTPURLResponse, answer.statusCode == 200 else {
        let refused = response as? HTTPURLResponse
        throw Failure.http(
            status: refused?.statusCode ?? 0,
            retryAfter: refused?.value(forHTTPHeaderField: "Retry-After").flatMap(Double.init),
            body: String(decoding: data, as: UTF8.self)
        )
    }
    return data
}

func call<Content: Decodable>(_ path: String, body: [String: Any]? = nil) async throws -> Content {
    var request = URLRequest(url: URL(string: baseURL + path)!)
    let key = ProcessInfo.processInfo.environment["REELGATE_API_KEY"] ?? ""
    request.setValue("Bearer \\(key)", forHTTPHeaderField: "Authorization")
    if let body {
        request.httpMethod = "POST"
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        request.httpBody = try JSONSerialization.data(withJSONObject: body)
    }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Answer<Content>.self, from: try await load(request)).data
}

func finished(_ taskId: String) async throws -> VideoTask {
    let deadline = Date().addingTimeInterval(waitMax)
    while Date() < deadline {
        var pause = 2.0
        do {
            let task: VideoTask = try await call("/v1/tasks/\\(taskId)")
            switch task.status {
            case "completed":
                return task
            case "failed", "cancelled":
                throw Failure.task("\\(taskId) \\(task.status): \\(task.error?.message ?? "no reason given")")
            default:
                break
            }
        } catch Failure.http(let status, let retryAfter, _) where status == 429 || status >= 500 {
            pause = retryAfter ?? pause
        }
        try await Task.sleep(nanoseconds: UInt64(pause * 1_000_000_000))
    }
    throw Failure.task("\\(taskId) is still running")
}

do {
    let submitted: [Submitted] = try await call("/v1/videos/generations", body: video)
    let taskId = submitted[0].taskId
    print(taskId)

    let urls = try await finished(taskId).result?.videos.first?.url ?? []
    for (index, url) in urls.enumerated() {
        let path = "\\(taskId)-\\(index + 1).mp4"
        try await load(URLRequest(url: url)).write(to: URL(fileURLWithPath: path))
        print(path)
    }
} catch {
    FileHandle.standardError.write(Data("\\(error)\\n".utf8))
    exit(1)
}
`

const submitOnly = ({ baseUrl, request }: SampleParts) => `${IMPORTS}
let video: [String: Any] = ${body(request)}

let key = ProcessInfo.processInfo.environment["REELGATE_API_KEY"] ?? ""
var request = URLRequest(url: URL(string: ${text(`${baseUrl}/v1/videos/generations`)})!)
request.httpMethod = "POST"
request.setValue("Bearer \\(key)", forHTTPHeaderField: "Authorization")
request.setValue("application/json", forHTTPHeaderField: "Content-Type")
request.httpBody = try JSONSerialization.data(withJSONObject: video)

let (data, response) = try await URLSession.shared.data(for: request)
let answer = String(decoding: data, as: UTF8.self)
guard (response as? HTTPURLResponse)?.statusCode == 200 else {
    fatalError(answer)
}
print(answer)
`

export const swift: Sample = { whole, submitOnly }
