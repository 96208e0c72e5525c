import { LLMock } from '@copilotkit/aimock'

// A stand-in for Google's Veo that others wrote, answering the prompt of the benchmark.
const mock = new LLMock({ port: 0 })
mock.onVideo('a lighthouse at night', { video: { id: 'v1', status: 'completed', url: 'http://127.0.0.1/v1.mp4' } })
await mock.start()
console.log(JSON.stringify({ url: mock.url }))
