import assert from 'node:assert/strict'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { readdir, readFile } from 'node:fs/promises'
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { gzipSync } from 'node:zlib'
import { fetchGuarded, type GuardedFetchOptions } from '../../src/images/guarded-fetch.ts'
import { assertRefused, refusalOf, serve } from './fixture.ts'
import { ownFolder } from '../harness/folder.ts'

const OPTIONS: GuardedFetchOptions = {
  allowedHosts: new Set(),
  bytesMax: 20 * 1024 * 1024,
  deadlineMs: 20_000,
  redirectsMax: 3,
  param: 'first_frame_image',
  resolve: () => Promise.reject(new Error('no name should be resolved')),
}

function allowing(...hosts: string[]): GuardedFetchOptions {
  return { ...OPTIONS, allowedHosts: new Set(hosts) }
}

/** The addresses that any socket of this process tries while `work` runs. */
async function connectionsDuring(work: () => Promise<unknown>): Promise<string[]> {
  const tried: string[] = []
  const watch = (message: unknown) =>
    (message as { socket: Socket }).socket.on('connectionAttempt', (address) => tried.push(address))
  subscribe('net.client.socket', watch)
  try {
    await work()
  } finally {
    unsubscribe('net.client.socket', watch)
  }
  return tried
}

test('a picture arrives byte by byte, with nothing of ours in the request', async (context) => {
  const folder = await ownFolder(context)
  const seen: NodeJS.Dict<string | string[]>[] = []
  const host = await serve(context, (request, response) => {
    seen.push(request.headers)
    response.writeHead(200, { 'set-cookie': 'a=b', 'content-encoding': 'gzip' }).end(gzipSync('picture'))
  })
  assert.deepEqual(await fetchGuarded(`http://${host}/a.png`, allowing(host), join(folder, 'x')), { bytes: 27 })
  assert.deepEqual(await readFile(join(folder, 'x')), gzipSync('picture'), 'it is not decompressed')
  assert.deepEqual(Object.keys(seen[0] ?? {}).sort(), ['accept', 'accept-encoding', 'connection', 'host', 'user-agent'])
  assert.equal(seen[0]?.['accept-encoding'], 'identity')
})

test('redirects are followed, relative ones too, up to the limit', async (context) => {
  const folder = await ownFolder(context)
  const host = await serve(context, (request, response) => {
    const left = Number(request.url?.slice(1))
    if (left === 0) response.end('picture')
    else response.writeHead([301, 302, 303, 307, 308][left % 5] ?? 302, { location: `/${left - 1}` }).end('moved')
  })
  assert.deepEqual(await fetchGuarded(`http://${host}/3`, allowing(host), join(folder, 'x')), { bytes: 7 })
  const error = await refusalOf(fetchGuarded(`http://${host}/4`, allowing(host), join(folder, 'y')))
  assert.equal(error.code, 'image_redirects')
  assert.deepEqual(error.details.values, { max: 3 })
  assert.deepEqual(await readdir(folder), ['x'])
})

test('an allowed name goes to the addresses that it was resolved to', async (context) => {
  const folder = await ownFolder(context)
  const hosts: (string | undefined)[] = []
  const host = await serve(context, (request, response) => {
    hosts.push(request.headers.host)
    response.end('picture')
  })
  const name = host.replace('127.0.0.1', 'pictures.test')
  const asked: string[] = []
  const resolve = (name: string) => {
    asked.push(name)
    return Promise.resolve([{ address: '127.0.0.1', family: 4 }])
  }
  const work = () => fetchGuarded(`http://${name.toUpperCase()}/`, { ...allowing(name), resolve }, join(folder, 'x'))
  assert.deepEqual(await connectionsDuring(work), ['127.0.0.1'])
  assert.deepEqual(asked, ['pictures.test'])
  assert.deepEqual(hosts, [name])
})

test('S14: every spelling of an address that is not public is refused, before any connection', async (context) => {
  const folder = await ownFolder(context)
  const hosts = [
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '0x7f.0.0.1',
    '017700000001',
    '127.0.0.1.',

    '①②⑦.0.0.1',
    '127。0。0。1',
    '0',
    '0.0.0.0',
    '169.254.169.254',
    '2852039166',
    '0xA9FEA9FE',
    '0251.0376.0251.0376',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:a9fe:a9fe]',
    '[::127.0.0.1]',
    '[fe80::1]',
    '[fd00::1]',
    '[64:ff9b::7f00:1]',
    '[2002:7f00:1::]',
    'localhost',
    'LOCALHOST',
    'localhost.',
    'a.localhost',
    'a.localhost.',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.0.1',
    '100.64.0.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
  ]
  const tried = await connectionsDuring(async () => {
    for (const host of hosts) {
      const work = fetchGuarded(`http://${host}:8080/a.png`, allowing('127.0.0.1:8081'), join(folder, 'x'))
      await assertRefused(work, 'image_address_refused', folder)
    }
  })
  assert.deepEqual(tried, [])
})

test('S14: a name with one address that is not public, among several, is refused', async (context) => {
  const folder = await ownFolder(context)
  const resolve = () =>
    Promise.resolve([
      { address: '93.184.216.34', family: 4 },
      { address: '::ffff:10.0.0.1', family: 6 },
    ])
  const tried = await connectionsDuring(() =>
    assertRefused(
      fetchGuarded('https://a.test/', { ...OPTIONS, resolve }, join(folder, 'x')),
      'image_address_refused',
      folder,
    ),
  )
  assert.deepEqual(tried, [])
})

test('S14: DNS rebinding: the socket goes to the address that was checked, and to no other', async (context) => {
  const folder = await ownFolder(context)
  let reached = 0
  const host = await serve(context, (_request, response) => {
    reached += 1
    response.end('secret')
  })
  const port = host.split(':')[1]
  let asked = 0
  // The name is let through at its first look-up, and turns to the server with the secret ever after. Both addresses
  // are loopback, so that no test ever sends anything elsewhere; nothing listens on the first.
  const resolve = () => {
    asked += 1
    return Promise.resolve([{ address: asked === 1 ? '127.0.0.2' : '127.0.0.1', family: 4 as const }])
  }
  const tried = await connectionsDuring(async () => {
    const options = { ...OPTIONS, resolve, allowedHosts: new Set([`rebind.test:${port}`]) }
    const error = await refusalOf(fetchGuarded(`http://rebind.test:${port}/`, options, join(folder, 'x')))
    assert.equal(error.code, 'image_unreachable')
  })
  assert.deepEqual(tried, ['127.0.0.2'])
  assert.equal(asked, 1)
  assert.equal(reached, 0)
  assert.deepEqual(await readdir(folder), [])
})

test('S14: what an allowed host redirects to is checked afresh; only the exact port is allowed', async (context) => {
  const folder = await ownFolder(context)
  let location = ''
  const host = await serve(context, (_request, response) => response.writeHead(302, { location }).end())
  const closed = `http://127.0.0.1:${Number(host.split(':')[1]) === 1 ? 2 : 1}/`
  const table = [
    ['http://169.254.169.254/latest/meta-data/', 'image_address_refused'],
    ['http://[::ffff:169.254.169.254]/', 'image_address_refused'],
    ['//localhost/', 'image_address_refused'],
    [closed, 'image_address_refused'],
    ['file:///etc/passwd', 'image_url_invalid'],
    ['gopher://127.0.0.1/', 'image_url_invalid'],
    ['data:image/png;base64,AAAA', 'image_url_invalid'],
    ['http://user:secret@127.0.0.1/', 'image_url_invalid'],
    ['http://[', 'image_url_invalid'],
    ['/again', 'image_redirects'],
  ] as const
  for (const [target, code] of table) {
    location = target
    await assertRefused(fetchGuarded(`http://${host}/`, allowing(host), join(folder, 'x')), code, folder)
  }
})

test('S14: an address that is no http(s) URL, or carries a password, is refused', async (context) => {
  const folder = await ownFolder(context)
  const urls = ['', 'photo.png', 'file:///etc/passwd', 'ftp://a.test/a.png', 'http://', 'javascript:1', 'http://a b/']
  const withUser = ['http://user@a.test/', 'http://user:secret@a.test/', 'https://:secret@a.test/']
  for (const url of [...urls, ...withUser, `http://a.test/${'a'.repeat(9000)}`]) {
    await assertRefused(fetchGuarded(url, OPTIONS, join(folder, 'x')), 'image_url_invalid', folder)
  }
})

test('S14: 25 MB is refused, whether the server says so or not', async (context) => {
  const folder = await ownFolder(context)
  const megabyte = Buffer.alloc(1024 * 1024)
  let sent = 0
  const host = await serve(context, (request, response) => {
    const headers = request.url === '/honest' ? { 'content-length': 25 * megabyte.length } : {}
    response.writeHead(200, headers)
    sent = 0
    const send = () => {
      while (sent < 25) {
        sent += 1
        if (!response.write(megabyte)) break
      }
      if (sent < 25) response.once('drain', send)
      else response.end()
    }
    send()
  })
  for (const path of ['/honest', '/silent']) {
    const error = await refusalOf(fetchGuarded(`http://${host}${path}`, allowing(host), join(folder, 'x')))
    assert.equal(error.code, 'image_too_large')
    assert.deepEqual(error.details.values, { max_mb: 20 })
    assert.deepEqual(await readdir(folder), [])
  }
  const exact = { ...allowing(host), bytesMax: 25 * megabyte.length }
  assert.deepEqual(await fetchGuarded(`http://${host}/silent`, exact, join(folder, 'x')), {
    bytes: 25 * megabyte.length,
  })
})

test('S14: the deadline ends an endless drip, silence, a hanging handshake and a hanging name', async (context) => {
  const folder = await ownFolder(context)
  const host = await serve(context, (request, response) => {
    if (request.url === '/circle') response.writeHead(302, { location: '/silence' }).end()
    if (request.url !== '/drip') return
    response.writeHead(200)
    const drip = setInterval(() => response.write('x'), 5)
    response.once('close', () => clearInterval(drip))
  })
  const mute = await serveMute(context)
  const never = () => new Promise<never>(() => undefined)
  const options = { ...allowing(host, mute), resolve: never, deadlineMs: 200 }
  for (const url of [`http://${host}/drip`, `http://${host}/silence`, `http://${host}/circle`, `https://${mute}/`]) {
    await assertRefused(fetchGuarded(url, options, join(folder, 'x')), 'image_timeout', folder)
  }
  await assertRefused(fetchGuarded('http://slow.test/', options, join(folder, 'x')), 'image_timeout', folder)
})

test('a server that refuses, breaks off or does not exist is told apart', async (context) => {
  const folder = await ownFolder(context)
  const host = await serve(context, (request, response) => {
    const status = Number(request.url?.slice(1))
    if (status > 0) response.writeHead(status).end('no')
    else response.writeHead(200, { 'content-length': 1000 }).write('half', () => response.destroy())
  })
  for (const status of [302, 304, 404, 401, 500]) {
    const error = await refusalOf(fetchGuarded(`http://${host}/${status}`, allowing(host), join(folder, 'x')))
    assert.equal(error.code, 'image_http_status')
    assert.deepEqual(error.details.values, { status })
  }
  await assertRefused(fetchGuarded(`http://${host}/`, allowing(host), join(folder, 'x')), 'image_unreachable', folder)
  // Loopback, nobody listens on the port of TCP's own multiplexer.
  const gone = fetchGuarded('http://127.0.0.1:1/', allowing('127.0.0.1:1'), join(folder, 'x'))
  await assertRefused(gone, 'image_unreachable', folder)
  const unknown = fetchGuarded('http://unknown.test/', OPTIONS, join(folder, 'x'))
  await assertRefused(unknown, 'image_unreachable', folder)
})

test('a file that can not be written is our fault and no refusal', async (context) => {
  const folder = await ownFolder(context)
  const host = await serve(context, (_request, response) => response.end('picture'))
  const work = fetchGuarded(`http://${host}/`, allowing(host), join(folder, 'missing', 'x'))
  await assert.rejects(work, { code: 'ENOENT' })
})

/** A server that takes connections and never says a word. */
async function serveMute(context: TestContext): Promise<string> {
  const sockets = new Set<Socket>()
  const server = createTcpServer((socket) => sockets.add(socket.on('error', () => undefined)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  context.after(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}
