import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { SUBMIT } from '../harness/api.ts'
import { ask, openPage } from '../harness/browser.ts'
import { ownFolder } from '../harness/folder.ts'
import { startServer } from '../harness/process.ts'

const TIMEOUT = { timeout: 240_000 }

/** What a player made of a clip. */
interface Played {
  error: string | null
  size: [width: number, height: number]
  seconds: number
  /** Where it was in the clip after half a second of it, and after a seek to 3 s. */
  reached: number
  sought: number
  /** How much two of its pictures, half a clip apart, differ: mean difference of a colour, 0 to 255. */
  change: number
  soundBytes: number
}

/** Plays a clip in a video element of the page as a visitor would, then seeks in it. */
function play(page: Page, url: string): Promise<Played> {
  // In the page there is a DOM, of which our compiler knows nothing: this goes there as text.
  const script = `async (url) => {
    const video = document.createElement('video')
    const failed = new Promise((resolve) => video.addEventListener('error', () => resolve('failed')))
    const told = (name) => new Promise((resolve) => video.addEventListener(name, resolve, { once: true }))
    const within = (wait) => Promise.race([wait, failed])
    const canvas = document.createElement('canvas')
    const pixels = () => {
      const context = canvas.getContext('2d', { willReadFrequently: true })
      context.drawImage(video, 0, 0, 64, 36)
      return context.getImageData(0, 0, 64, 36).data
    }
    video.crossOrigin = 'anonymous'
    video.src = url
    document.body.append(video)
    await within(told('loadeddata'))
    const before = video.error ? [] : pixels()
    if (!video.error) await within(video.play())
    while (!video.error && video.currentTime < 0.5) await within(told('timeupdate'))
    const reached = video.currentTime
    video.pause()
    const soundBytes = video.webkitAudioDecodedByteCount
    video.currentTime = 3
    if (!video.error) await within(told('seeked'))
    const after = video.error ? [] : pixels()
    let change = 0
    for (let i = 0; i < after.length; i++) change += Math.abs(after[i] - before[i]) / after.length
    return {
      error: video.error && video.error.message,
      size: [video.videoWidth, video.videoHeight],
      seconds: video.duration,
      reached, sought: video.currentTime, change, soundBytes,
    }
  }`
  return ask(page, `(${script})(${JSON.stringify(url)})`)
}

for (const ffmpeg of ['auto', 'none']) {
  const encoder = ffmpeg === 'auto' ? 'ffmpeg' : 'the encoder from the registry'
  test(`clips of ${encoder}, with and without sound, play and seek in Chromium`, TIMEOUT, async (context) => {
    const server = await startServer(context, {
      dataDir: await ownFolder(context),
      env: { REELGATE_FFMPEG: ffmpeg },
    })
    const page = await openPage(context)
    const partial = new Set<string>()
    page.on('response', (response) => response.status() === 206 && partial.add(response.url()))
    await page.goto(`${server.url}/healthz`)
    for (const sound of [true, false]) {
      const prompt = 'a dog running on the beach'
      const ended = await server.api.ended(await server.api.submitted({ ...SUBMIT, prompt, generate_audio: sound }))
      assert.equal(ended.status, 'completed')
      const url: string = ended.result.videos[0].url[0]
      const played = await play(page, url)
      const { error, size, seconds } = played
      assert.deepEqual({ error, size, seconds }, { error: null, size: [1280, 720], seconds: 4 })
      assert.ok(played.reached >= 0.5 && played.reached < 4, `${played.reached} s`)
      assert.equal(played.sought, 3)
      assert.ok(played.change > 1, `the picture changes by ${played.change}`)
      assert.equal(played.soundBytes > 0, sound)
      assert.ok(partial.has(url), 'the player asked for a range and got it')
    }
  })
}
