import { doubleQuoted, literal } from '../literals.ts'
import type { Syntax } from '../literals.ts'
import { fieldsOf } from '../request.ts'
import type { SampleRequest } from '../request.ts'
import type { Sample, SampleParts } from '../sample.ts'

const SYNTAX: Syntax = {
  text: doubleQuoted,
  list: (items) => `[]any{${items.join(', ')}}`,
  record: (entries) =>
    `map[string]any{${entries.map(([name, value]) => `${doubleQuoted(name)}: ${value}`).join(', ')}}`,
}

/** As gofmt leaves it: the values stand below each other. */
function body(request: SampleRequest): string {
  const fields = fieldsOf(request)
  const width = Math.max(0, ...fields.map(([name]) => name.length)) + 4
  const lines = fields.map(([name, value]) => `\t${`"${name}":`.padEnd(width)}${literal(value, SYNTAX)},\n`)
  return `map[string]any{\n${lines.join('')}}`
}

const whole = ({ baseUrl, request }: SampleParts) => `package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strconv"
	"time"
)

const (
	baseURL = ${doubleQuoted(baseUrl)}
	waitMax = 15 * time.Minute
)

var video = ${body(request)}

var client = &http.Client{Timeout: 5 * time.Minute}

type httpError struct {
	status     int
	retryAfter time.Duration
	body       string
}

func (e *httpError) Error() string {
	return fmt.Sprintf("HTTP %d: %s", e.status, e.body)
}

type task struct {
	Status string
	Error  struct{ Message string }
	Result struct {
		Videos []struct{ URL []string }
	}
}

func open(request *http.Request) (io.ReadCloser, error) {
	response, err := client.Do(request)
	if err != nil {
		return nil, err
	}
	if response.StatusCode != http.StatusOK {
		defer response.Body.Close()
		text, _ := io.ReadAll(response.Body)
		seconds, _ := strconv.Atoi(response.Header.Get("Retry-After"))
		return nil, &httpError{response.StatusCode, time.Duration(seconds) * time.Second, string(text)}
	}
	return response.Body, nil
}

func call(method, path string, body io.Reader, data any) error {
	request, err := http.NewRequest(method, baseURL+path, body)
	if err != nil {
		return err
	}
	request.Header.Set("Authorization", "Bearer "+os.Getenv("REELGATE_API_KEY"))
	request.Header.Set("Content-Type", "application/json")
	answer, err := open(request)
	if err != nil {
		return err
	}
	defer answer.Close()
	return json.NewDecoder(answer).Decode(&struct {
		Data any \`json:"data"\`
	}{data})
}

func submit() (string, error) {
	body, err := json.Marshal(video)
	if err != nil {
		return "", err
	}
	var submitted []struct {
		TaskID string \`json:"task_id"\`
	}
	if err := call(http.MethodPost, "/v1/videos/generations", bytes.NewReader(body), &submitted); err != nil {
		return "", err
	}
	if len(submitted) == 0 {
		return "", errors.New("the answer names no task")
	}
	return submitted[0].TaskID, nil
}

func finished(taskID string) (*task, error) {
	deadline := time.Now().Add(waitMax)
	for time.Now().Before(deadline) {
		pause := 2 * time.Second
		var current task
		err := call(http.MethodGet, "/v1/tasks/"+taskID, nil, &current)
		var refused *httpError
		switch {
		case errors.As(err, &refused) && (refused.status == http.StatusTooManyRequests || refused.status >= 500):
			if refused.retryAfter > 0 {
				pause = refused.retryAfter
			}
		case err != nil:
			return nil, err
		case current.Status == "completed":
			return &current, nil
		case current.Status == "failed" || current.Status == "cancelled":
			return nil, fmt.Errorf("%s %s: %s", taskID, current.Status, current.Error.Message)
		}
		time.Sleep(pause)
	}
	return nil, fmt.Errorf("%s is still running", taskID)
}

func download(url, path string) error {
	request, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	content, err := open(request)
	if err != nil {
		return err
	}
	defer content.Close()
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	if _, err := io.Copy(file, content); err != nil {
		file.Close()
		return err
	}
	return file.Close()
}

func run() error {
	taskID, err := submit()
	if err != nil {
		return err
	}
	fmt.Println(taskID)
	done, err := finished(taskID)
	if err != nil {
		return err
	}
	for i, url := range done.Result.Videos[0].URL {
		path := fmt.Sprintf("%s-%d.mp4", taskID, i+1)
		if err := download(url, path); err != nil {
			return err
		}
		fmt.Println(path)
	}
	return nil
}

func main() {
	if err := run(); err != nil {
		log.Fatal(err)
	}
}
`

const submitOnly = ({ baseUrl, request }: SampleParts) => `package main

import (
	"bytes"
	"encoding/json"
	"io"
	"log"
	"net/http"
	"os"
)

func main() {
	body, err := json.Marshal(${body(request).replaceAll('\n', '\n\t')})
	if err != nil {
		log.Fatal(err)
	}
	request, err := http.NewRequest(http.MethodPost, ${doubleQuoted(`${baseUrl}/v1/videos/generations`)}, bytes.NewReader(body))
	if err != nil {
		log.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+os.Getenv("REELGATE_API_KEY"))
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		log.Fatal(err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		log.Fatal(err)
	}
	if response.StatusCode != http.StatusOK {
		log.Fatalf("HTTP %d: %s", response.StatusCode, answer)
	}
	os.Stdout.Write(answer)
}
`

export const go: Sample = { whole, submitOnly }
