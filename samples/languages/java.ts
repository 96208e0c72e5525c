import { doubleQuoted, jsonBody } from '../literals.ts'
import type { Sample, SampleParts } from '../sample.ts'

/** A text block of Java's. JSON never has three quotes in a row, so only backslashes need another. */
function textBlock(request: SampleParts['request'], indent: string): string {
  const lines = jsonBody(request).replaceAll('\\', '\\\\').split('\n')
  return `"""\n${lines.map((line) => `${indent}${line}\n`).join('')}${indent}"""`
}

const whole = ({ baseUrl, request }: SampleParts) => `import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

public class Generate {
    static final String BASE_URL = ${doubleQuoted(baseUrl)};
    static final Duration WAIT_MAX = Duration.ofMinutes(15);

    static final String VIDEO = ${textBlock(request, '        ')};

    static final HttpClient CLIENT = HttpClient.newHttpClient();

    static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(BASE_URL + path))
            .timeout(Duration.ofMinutes(1))
            .header("Authorization", "Bearer " + System.getenv("REELGATE_API_KEY"))
            .header("Content-Type", "application/json");
    }

    static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    static String bodyOf(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            throw new IllegalStateException("HTTP " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }

    // Java has no JSON of its own; with Jackson or Gson at hand, use that.
    static String text(String json, String field) {
        return Pattern.compile("\\"" + field + "\\"\\\\s*:\\\\s*\\"((?:[^\\"\\\\\\\\]|\\\\\\\\.)*)\\"")
            .matcher(json).results().map(found -> found.group(1)).findFirst().orElse("");
    }

    static String finished(String taskId) throws Exception {
        Instant deadline = Instant.now().plus(WAIT_MAX);
        while (Instant.now().isBefore(deadline)) {
            long pauseSeconds = 2;
            HttpResponse<String> response = send(request("/v1/tasks/" + taskId));
            if (response.statusCode() == 429 || response.statusCode() >= 500) {
                pauseSeconds = response.headers().firstValueAsLong("Retry-After").orElse(pauseSeconds);
            } else {
                String task = bodyOf(response);
                String status = text(task, "status");
                if (status.equals("completed")) {
                    return task;
                }
                if (status.equals("failed") || status.equals("cancelled")) {
                    throw new IllegalStateException(taskId + " " + status + ": " + text(task, "message"));
                }
            }
            Thread.sleep(pauseSeconds * 1000);
        }
        throw new IllegalStateException(taskId + " is still running");
    }

    static void download(String url, Path path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofMinutes(5)).build();
        int status = CLIENT.send(request, info -> info.statusCode() == 200
            ? HttpResponse.BodySubscribers.ofFile(path)
            : HttpResponse.BodySubscribers.replacing(path)).statusCode();
        if (status != 200) {
            throw new IllegalStateException("HTTP " + status + " for " + url);
        }
    }

    public static void main(String[] args) throws Exception {
        HttpResponse<String> submitted = send(
            request("/v1/videos/generations").POST(HttpRequest.BodyPublishers.ofString(VIDEO)));
        String taskId = text(bodyOf(submitted), "task_id");
        System.out.println(taskId);

        String task = finished(taskId);
        String[] urls = Pattern.compile("https?://[^\\"]+").matcher(task)
            .results().map(MatchResult::group).toArray(String[]::new);
        for (int i = 0; i < urls.length; i++) {
            Path path = Path.of(taskId + "-" + (i + 1) + ".mp4");
            download(urls[i], path);
            System.out.println(path);
        }
    }
}
`

const submitOnly = ({ baseUrl, request }: SampleParts) => `import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

public class Generate {
    public static void main(String[] args) throws Exception {
        String video = ${textBlock(request, '            ')};
        HttpRequest request = HttpRequest.newBuilder(URI.create(${doubleQuoted(`${baseUrl}/v1/videos/generations`)}))
            .header("Authorization", "Bearer " + System.getenv("REELGATE_API_KEY"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(video))
            .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IllegalStateException("HTTP " + response.statusCode() + ": " + response.body());
        }
        System.out.println(response.body());
    }
}
`

export const java: Sample = { whole, submitOnly }
