import { doubleQuotedWithBraces, literal } from '../literals.ts'
import type { Syntax } from '../literals.ts'
import { fieldsOf } from '../request.ts'
import type { SampleRequest } from '../request.ts'
import type { Sample, SampleParts } from '../sample.ts'

/** In single quotes where it can be read so, as PHP is mostly written; there only the quote and the backslash are special. */
function text(value: string): string {
  const inDouble = doubleQuotedWithBraces(value)
  const plain = !/\\[^"\\]/.test(inDouble.replaceAll('\\\\', ''))
  return plain ? `'${value.toWellFormed().replace(/['\\]/g, '\\$&')}'` : inDouble.replaceAll('$', '\\$')
}

const SYNTAX: Syntax = {
  text,
  list: (items) => `[${items.join(', ')}]`,
  record: (entries) => `[${entries.map(([name, value]) => `${text(name)} => ${value}`).join(', ')}]`,
}

function body(request: SampleRequest): string {
  return `[\n${fieldsOf(request)
    .map(([name, value]) => `    '${name}' => ${literal(value, SYNTAX)},\n`)
    .join('')}]`
}

const whole = ({ baseUrl, request }: SampleParts) => `<?php

declare(strict_types=1);

const BASE_URL = ${text(baseUrl)};
const WAIT_SECONDS = 15 * 60;

const VIDEO = ${body(request)};

function call(string $path, array $options = []): array
{
    $curl = curl_init(BASE_URL . $path);
    curl_setopt_array($curl, $options + [
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_TIMEOUT => 60,
        CURLOPT_HTTPHEADER => [
            'Authorization: Bearer ' . getenv('REELGATE_API_KEY'),
            'Content-Type: application/json',
        ],
    ]);
    $body = curl_exec($curl);
    if ($body === false) {
        throw new RuntimeException(curl_error($curl));
    }
    return [
        'status' => curl_getinfo($curl, CURLINFO_RESPONSE_CODE),
        'retry_after' => curl_getinfo($curl, CURLINFO_RETRY_AFTER),
        'body' => $body,
    ];
}

function data_of(array $answer): array
{
    if ($answer['status'] !== 200) {
        throw new RuntimeException("HTTP {$answer['status']}: {$answer['body']}");
    }
    return json_decode($answer['body'], true, flags: JSON_THROW_ON_ERROR)['data'];
}

function finished(string $task_id): array
{
    $deadline = time() + WAIT_SECONDS;
    while (time() < $deadline) {
        $pause = 2;
        $answer = call("/v1/tasks/$task_id");
        if ($answer['status'] === 429 || $answer['status'] >= 500) {
            $pause = $answer['retry_after'] ?: $pause;
        } else {
            $task = data_of($answer);
            if ($task['status'] === 'completed') {
                return $task;
            }
            if ($task['status'] === 'failed' || $task['status'] === 'cancelled') {
                $reason = $task['error']['message'] ?? 'no reason given';
                throw new RuntimeException("$task_id {$task['status']}: $reason");
            }
        }
        sleep($pause);
    }
    throw new RuntimeException("$task_id is still running");
}

function download(string $url, string $path): void
{
    $curl = curl_init($url);
    $file = fopen($path, 'wb');
    curl_setopt_array($curl, [CURLOPT_FILE => $file, CURLOPT_FAILONERROR => true, CURLOPT_TIMEOUT => 300]);
    if (!curl_exec($curl)) {
        throw new RuntimeException("$url: " . curl_error($curl));
    }
    fclose($file);
}

$submitted = call('/v1/videos/generations', [
    CURLOPT_POSTFIELDS => json_encode(VIDEO, JSON_THROW_ON_ERROR),
]);
$task_id = data_of($submitted)[0]['task_id'];
echo "$task_id\\n";

foreach (finished($task_id)['result']['videos'][0]['url'] as $index => $url) {
    $path = $task_id . '-' . ($index + 1) . '.mp4';
    download($url, $path);
    echo "$path\\n";
}
`

const submitOnly = ({ baseUrl, request }: SampleParts) => `<?php

$video = ${body(request)};
$curl = curl_init(${text(`${baseUrl}/v1/videos/generations`)});
curl_setopt_array($curl, [
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_TIMEOUT => 60,
    CURLOPT_HTTPHEADER => [
        'Authorization: Bearer ' . getenv('REELGATE_API_KEY'),
        'Content-Type: application/json',
    ],
    CURLOPT_POSTFIELDS => json_encode($video, JSON_THROW_ON_ERROR),
]);
$body = curl_exec($curl);
if ($body === false) {
    throw new RuntimeException(curl_error($curl));
}
if (curl_getinfo($curl, CURLINFO_RESPONSE_CODE) !== 200) {
    throw new RuntimeException($body);
}
echo json_decode($body, true, flags: JSON_THROW_ON_ERROR)['data'][0]['task_id'], "\\n";
`

export const php: Sample = { whole, submitOnly }
