import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parse, parseAllDocuments } from 'yaml'
import { readConfig } from '../../src/config.ts'
import { ROUTES } from '../../src/http/routes.ts'
import { SETTINGS } from '../../src/settings.ts'
import { ROOT } from '../harness/process.ts'
import { userOfImage } from './dockerfile.ts'

const read = (name: string) => readFileSync(join(ROOT, name), 'utf8')
/** What is asked of an operator, as it may be given. */
const GIVEN: Readonly<Record<string, string>> = { POSTGRES_PASSWORD: '5f2d', S3_SECRET_KEY: '0c77' }
const PORT = Number(SETTINGS.port.standard)
/** What a process may take to end beyond its own times: writing counts, closing the database, its exporter. */
const END_SECONDS = 5

interface Service {
  image: string
  environment?: Record<string, string>
  volumes?: string[]
  depends_on?: object
  read_only?: boolean
  cap_drop?: string[]
  stop_grace_period?: string
  healthcheck?: { test: string[] }
}
const compose = parse(read('compose.yaml'), { merge: true }) as {
  services: Record<string, Service>
  volumes: Record<string, null>
}

/** Compose's own way with `${NAME}`, `${NAME:-default}` and `${NAME:?why}`. */
const interpolated = (text: string) =>
  text.replace(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_, name: string, kind?: string, rest = '') => {
    const value = GIVEN[name] ?? (kind === '-' ? rest : undefined)
    return value ?? assert.fail(`${name} is neither given nor has it a default`)
  })

interface Probe {
  httpGet: { path: string; port: string }
  periodSeconds: number
  failureThreshold: number
}
interface Container {
  image: string
  envFrom: Record<string, { name: string }>[]
  env: { name: string; value: string }[]
  ports: { name: string; containerPort: number }[]
  volumeMounts: { name: string; mountPath: string }[]
  securityContext: Record<string, unknown>
  startupProbe: Probe
  readinessProbe: Probe
  livenessProbe: Probe
}
interface Manifest {
  kind: string
  metadata: { name: string; labels?: Record<string, string> }
  data?: Record<string, string>
  spec: {
    selector?: Record<string, unknown>
    template: {
      metadata: { labels: Record<string, string>; annotations: Record<string, string> }
      spec: {
        terminationGracePeriodSeconds: number
        securityContext: Record<string, unknown>
        containers: [Container]
        volumes: { name: string }[]
      }
    }
    scaleTargetRef: { kind: string; name: string }
    ports: { targetPort: string }[]
    rules: { http: { paths: { backend: { service: { name: string } } }[] } }[]
  }
}
const kustomization = parse(read('deploy/kubernetes/kustomization.yaml')) as { resources: string[] }
const manifests = kustomization.resources.flatMap((name) =>
  parseAllDocuments(read(`deploy/kubernetes/${name}`)).map((one) => {
    assert.deepEqual(one.errors, [])
    return one.toJS() as Manifest
  }),
)
const ofKind = (kind: string) => manifests.filter((one) => one.kind === kind)
const secretNames = ['DATABASE_URL', 'REELGATE_S3_ACCESS_KEY_ID', 'REELGATE_S3_SECRET_ACCESS_KEY']

/** Settings of each node, as it will find them. */
function nodes(): { name: string; env: Record<string, string>; graceSeconds: number }[] {
  const inCompose = Object.entries(compose.services)
    .filter(([, { image }]) => image.startsWith('reelgate:'))
    .map(([name, { environment = {}, stop_grace_period: grace = '10s' }]) => ({
      name,
      env: Object.fromEntries(Object.entries(environment).map(([key, value]) => [key, interpolated(value)])),
      graceSeconds: Number.parseInt(grace, 10),
    }))
  const settings = ofKind('ConfigMap')[0]?.data ?? {}
  const secrets = {
    DATABASE_URL: 'postgres://reelgate:5f2d@postgres/reelgate',
    REELGATE_S3_ACCESS_KEY_ID: 'a',
    REELGATE_S3_SECRET_ACCESS_KEY: 'b',
  }
  assert.deepEqual(Object.keys(secrets), secretNames)
  const inKubernetes = ofKind('Deployment').map(({ metadata, spec }) => {
    const { containers, terminationGracePeriodSeconds } = spec.template.spec
    const own = Object.fromEntries(containers[0].env.map(({ name, value }) => [name, value]))
    return {
      name: metadata.name,
      env: { ...settings, ...secrets, ...own },
      graceSeconds: terminationGracePeriodSeconds,
    }
  })
  return [...inCompose, ...inKubernetes]
}

test('every node is told what the program knows and accepts, and has the time to end that it was told to take', () => {
  const known = new Set<string>(Object.values(SETTINGS).map(({ env }) => env))
  assert.equal(nodes().length, 6)
  for (const { name, env, graceSeconds } of nodes()) {
    assert.deepEqual(
      Object.keys(env).filter((one) => !known.has(one)),
      [],
      `${name} is told what is no setting`,
    )
    const config = readConfig({}, env)
    assert.equal(name.includes(config.role), true, `${name} is a ${config.role}`)
    assert.ok(
      config.drainDelaySeconds + config.drainSeconds + END_SECONDS <= graceSeconds,
      `${name} is killed too soon`,
    )
    assert.equal(config.trustedProxies, 1)
  }
})

test('the machines of compose.yaml are whole: no image floats, each volume is declared, each node is bound and has a folder of its own', () => {
  const { services, volumes } = compose
  for (const [name, { image, volumes: mounts = [], depends_on: needed = {} }] of Object.entries(services)) {
    assert.match(image, /:[\w.-]*\d[\w.-]*$/, `${name} has no version`)
    for (const mount of mounts.filter((one) => !one.startsWith('.'))) {
      const [volume = ''] = mount.split(':')
      assert.ok(volume in volumes, mount)
    }
    for (const other of Array.isArray(needed) ? (needed as string[]) : Object.keys(needed)) {
      assert.ok(other in services, `${name} needs ${other}`)
      const isWaitedFor = !Array.isArray(needed)
      if (isWaitedFor) assert.ok(services[other]?.healthcheck, `${other} can't be waited for`)
    }
  }
  const own = Object.values(services).filter(({ image }) => image.startsWith('reelgate:'))
  for (const { read_only: isReadOnly, cap_drop: dropped } of own) {
    assert.equal(isReadOnly, true)
    assert.deepEqual(dropped, ['ALL'])
  }
  const folders = own.map(({ volumes: mounts = [] }) => mounts.find((one) => one.endsWith(':/data')))
  assert.equal(new Set(folders).size, own.length)
  const proxied = [...read('deploy/caddy/Caddyfile').matchAll(/([\w-]+):(\d+)/g)].filter(
    ([, host = '']) => host in services,
  )
  assert.deepEqual(
    proxied.map(([, host, port]) => [host, Number(port)]),
    Object.keys(services)
      .filter((name) => name.startsWith('api'))
      .map((name) => [name, PORT]),
  )
})

test('a node in Kubernetes asks what is there, as nobody, and writes only where it has room', () => {
  const [uid, gid] = userOfImage().split(':').map(Number)
  for (const { metadata, spec } of ofKind('Deployment')) {
    const { spec: pod } = spec.template
    const [container] = pod.containers
    const { runAsUser, runAsGroup, runAsNonRoot, fsGroup } = pod.securityContext
    assert.deepEqual([runAsUser, runAsGroup, runAsNonRoot, fsGroup], [uid, gid, true, gid], metadata.name)
    assert.equal(container.securityContext['readOnlyRootFilesystem'], true)
    assert.deepEqual(container.ports, [{ name: 'http', containerPort: PORT }])
    assert.deepEqual(
      container.volumeMounts.map(({ name }) => name),
      pod.volumes.map(({ name }) => name),
    )
    assert.deepEqual(container.volumeMounts.map(({ mountPath }) => mountPath).sort(), ['/data', '/tmp'])
    for (const [probe, path] of [
      ['startupProbe', '/healthz'],
      ['readinessProbe', '/readyz'],
      ['livenessProbe', '/healthz'],
    ] as const) {
      assert.deepEqual(container[probe].httpGet, { path, port: 'http' })
      const route = ROUTES.find((one) => one.path === path)
      assert.ok(route !== undefined && route.guard === undefined && route.admin === undefined)
    }
    const seconds = container.readinessProbe.periodSeconds * container.readinessProbe.failureThreshold
    const delay = Number(ofKind('ConfigMap')[0]?.data?.['REELGATE_DRAIN_DELAY_SECONDS'])
    assert.ok(delay > seconds, `${metadata.name} refuses calls before it is left out`)
    assert.ok(ROUTES.some((one) => one.path === spec.template.metadata.annotations['prometheus.io/path']))
    assert.equal(spec.template.metadata.annotations['prometheus.io/port'], String(PORT))
  }
})

test('what belongs together in Kubernetes finds each other', () => {
  const files = readdirSync(join(ROOT, 'deploy/kubernetes')).filter((name) => name !== 'kustomization.yaml')
  assert.deepEqual(files.sort(), kustomization.resources.toSorted())
  const deployments = ofKind('Deployment')
  const names = deployments.map(({ metadata }) => metadata.name)
  const labels = deployments.map(({ spec }) => spec.template.metadata.labels)
  for (const { spec } of deployments) assert.deepEqual(spec.selector, { matchLabels: spec.template.metadata.labels })
  assert.deepEqual(
    ofKind('PodDisruptionBudget').map(({ spec }) => spec.selector),
    labels.map((matchLabels) => ({ matchLabels })),
  )
  assert.deepEqual(
    ofKind('HorizontalPodAutoscaler').map(({ spec }) => spec.scaleTargetRef.name),
    names,
  )
  const [service] = ofKind('Service')
  assert.deepEqual(service?.spec.selector, labels[0])
  assert.deepEqual(
    service?.spec.ports.map(({ targetPort }) => targetPort),
    ['http'],
  )
  const backends = ofKind('Ingress').flatMap(({ spec }) =>
    spec.rules.flatMap(({ http }) => http.paths.map((path) => path.backend.service.name)),
  )
  assert.deepEqual(backends, [service?.metadata.name])
  const sources = deployments.flatMap(({ spec }) =>
    spec.template.spec.containers[0].envFrom.map((one) => Object.keys(one)),
  )
  assert.deepEqual(sources.flat(), ['configMapRef', 'secretRef', 'configMapRef', 'secretRef'])
  for (const language of ['en', 'zh']) {
    const page = read(`docs/${language}/kubernetes.md`)
    for (const name of secretNames)
      assert.ok(page.includes(name), `docs/${language}/kubernetes.md does not say how ${name} is given`)
  }
})
