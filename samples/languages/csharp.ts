import { doubleQuoted, literal } from '../literals.ts'
import type { Syntax } from '../literals.ts'
import { fieldsOf } from '../request.ts'
import type { SampleRequest } from '../request.ts'
import type { Sample, SampleParts } from '../sample.ts'

const SYNTAX: Syntax = {
  text: doubleQuoted,
  list: (items) => `new[] { ${items.join(', ')} }`,
  record: (entries) => `new { ${entries.map(([name, value]) => `${name} = ${value}`).join(', ')} }`,
}

/** The opening brace has a line of its own, and `indent` before it. */
function body(request: SampleRequest, indent: string): string {
  const lines = fieldsOf(request).map(([name, value]) => `${indent}    ${name} = ${literal(value, SYNTAX)},\n`)
  return `new\n${indent}{\n${lines.join('')}${indent}}`
}

const whole = ({ baseUrl, request }: SampleParts) => `using System;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;

static class Program
{
    const string BaseUrl = ${doubleQuoted(baseUrl)};
    static readonly TimeSpan WaitMax = TimeSpan.FromMinutes(15);

    static readonly HttpClient Client = new HttpClient();

    static async Task Main()
    {
        var video = ${body(request, '        ')};

        var submitted = await Call(HttpMethod.Post, "/v1/videos/generations", JsonSerializer.Serialize(video));
        var taskId = (await DataOf(submitted))[0].GetProperty("task_id").GetString();
        Console.WriteLine(taskId);

        var task = await Finished(taskId);
        var number = 0;
        foreach (var url in task.GetProperty("result").GetProperty("videos")[0].GetProperty("url").EnumerateArray())
        {
            number += 1;
            var path = $"{taskId}-{number}.mp4";
            using (var content = await Client.GetStreamAsync(url.GetString()))
            using (var file = File.Create(path))
            {
                await content.CopyToAsync(file);
            }
            Console.WriteLine(path);
        }
    }

    static Task<HttpResponseMessage> Call(HttpMethod method, string path, string body = null)
    {
        var request = new HttpRequestMessage(method, BaseUrl + path);
        var key = Environment.GetEnvironmentVariable("REELGATE_API_KEY");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (body != null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }
        return Client.SendAsync(request);
    }

    static async Task<JsonElement> DataOf(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"HTTP {(int)response.StatusCode}: {body}");
        }
        return JsonDocument.Parse(body).RootElement.GetProperty("data");
    }

    static async Task<JsonElement> Finished(string taskId)
    {
        var deadline = DateTime.UtcNow + WaitMax;
        while (DateTime.UtcNow < deadline)
        {
            var pause = TimeSpan.FromSeconds(2);
            var response = await Call(HttpMethod.Get, $"/v1/tasks/{taskId}");
            if ((int)response.StatusCode == 429 || (int)response.StatusCode >= 500)
            {
                pause = response.Headers.RetryAfter?.Delta ?? pause;
            }
            else
            {
                var task = await DataOf(response);
                var status = task.GetProperty("status").GetString();
                if (status == "completed")
                {
                    return task;
                }
                if (status == "failed" || status == "cancelled")
                {
                    var reason = task.TryGetProperty("error", out var error)
                        ? error.GetProperty("message").GetString()
                        : "no reason given";
                    throw new InvalidOperationException($"{taskId} {status}: {reason}");
                }
            }
            await Task.Delay(pause);
        }
        throw new TimeoutException($"{taskId} is still running");
    }
}
`

const submitOnly = ({ baseUrl, request }: SampleParts) => `using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;

static class Program
{
    static async Task Main()
    {
        var video = ${body(request, '        ')};
        var client = new HttpClient();
        var key = Environment.GetEnvironmentVariable("REELGATE_API_KEY");
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        var content = new StringContent(JsonSerializer.Serialize(video), Encoding.UTF8, "application/json");
        var response = await client.PostAsync(${doubleQuoted(`${baseUrl}/v1/videos/generations`)}, content);
        var answer = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"HTTP {(int)response.StatusCode}: {answer}");
        }
        Console.WriteLine(answer);
    }
}
`

export const csharp: Sample = { whole, submitOnly }
