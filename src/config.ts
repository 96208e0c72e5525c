import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import { BUILT_IN_MODELS, makeCatalogue } from './domain/model.ts'
import type { Catalogue, Model, Route } from './domain/model.ts'
import { groupName, ratioField, secondPrices } from './domain/price-book.ts'
import type { Ratio } from './domain/ratio.ts'
import { BUILTIN, PROVIDER_NAME, providerSettings } from './domain/provider-settings.ts'
import type { ProviderSettings } from './domain/provider-settings.ts'
import { ASPECT_RATIOS, DURATIONS, RESOLUTIONS, SAMPLES_MAX } from './domain/video-request.ts'
import type { ConfiguredSetting } from './domain/configured-setting.ts'
import { isJsonObject } from './lib/json.ts'
import { SETTINGS } from './settings.ts'
import type { Setting, SettingName, SettingValues } from './settings.ts'
import { nodeMistakes } from './settings/nodes.ts'
import { objectStoreMistakes } from './settings/object-store.ts'
import { rechargeMistakes } from './settings/recharge.ts'
import { signInMistakes } from './settings/sign-in.ts'

/** Everything the program was told, checked. Frozen: nothing changes it after the start. */
export interface Config extends SettingValues {
  readonly catalogue: Catalogue
  /** By name; the built-in one is always there. */
  readonly providers: ReadonlyMap<string, ProviderSettings>
  /** Factors on the price for accounts of a group. */
  readonly groupRatios: Readonly<Record<string, Ratio>>
  /** Every setting as it was given, for people to read. */
  readonly configured: readonly ConfiguredSetting[]
}

/** All mistakes of the configuration together, one line each with its remedy. */
export class ConfigError extends Error {
  readonly mistakes: readonly string[]

  constructor(mistakes: readonly string[]) {
    super(
      `the configuration has ${mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`}:\n- ${mistakes.join('\n- ')}`,
    )
    this.name = 'ConfigError'
    this.mistakes = mistakes
  }
}

const routeEntry = z.strictObject({
  provider: z.string(),
  weight: z.number().positive().max(1_000_000).default(1),
  order: z.int().min(0).max(1000).default(0),
})

/** One entry of `models`. With the id of a built-in model it changes only what it names. */
const modelEntry = z.strictObject({
  id: z.string().regex(/^[\w.:-]{1,100}$/, 'must be 1 to 100 letters, digits or . _ : -'),
  aliases: z.array(z.string().min(1)).optional(),
  ownedBy: z.string().min(1).optional(),
  durations: z.array(z.literal(DURATIONS)).min(1).optional(),
  resolutions: z.array(z.enum(RESOLUTIONS)).min(1).optional(),
  aspectRatios: z.array(z.enum(ASPECT_RATIOS)).min(1).optional(),
  samplesMax: z.int().min(1).max(SAMPLES_MAX).optional(),
  promptCharactersMax: z.int().min(1).max(100_000).optional(),
  images: z.enum(['none', 'first', 'first-and-last']).optional(),
  provider: z.string().optional(),
  routes: z.array(routeEntry).min(1).optional(),
  price: z.strictObject({ withAudio: secondPrices, silent: secondPrices }).optional(),
})

/** `[0, 'price', 'silent']` -> `models[0].price.silent` */
const placeOf = (list: string, path: readonly PropertyKey[]) =>
  `${list}${path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('')}`

const oneRoute = (provider: string): Route[] => [{ provider, weight: 1, order: 0 }]

function parseModels(given: unknown, provider: string, mistakes: string[]): Catalogue {
  const models = new Map<string, Model>(
    BUILT_IN_MODELS.map((model) => [model.id, { ...model, routes: oneRoute(provider) }]),
  )
  const parsed = z.array(modelEntry).safeParse(given ?? [])
  if (!parsed.success) {
    for (const issue of parsed.error.issues) mistakes.push(`${placeOf('models', issue.path)}: ${issue.message}`)
    return makeCatalogue([])
  }
  const template = BUILT_IN_MODELS[0]
  const ids = new Set<string>()
  for (const entry of parsed.data) {
    const base = models.get(entry.id) ?? template
    if (base === undefined) continue
    if (ids.has(entry.id)) mistakes.push(`models: there are two entries for ${entry.id}; join them into one`)
    ids.add(entry.id)
    if (base.id !== entry.id && entry.price === undefined) {
      mistakes.push(`models: ${entry.id} is not a built-in model, so give it a price`)
      continue
    }
    const fresh = base.id === entry.id ? {} : { aliases: [], ownedBy: 'operator' }
    const { provider: only, routes = oneRoute(only ?? provider), ...rest } = entry
    if (only !== undefined && entry.routes !== undefined) {
      mistakes.push(`models: ${entry.id} has provider and routes; provider is the short form for one route, keep one`)
    }
    if (new Set(routes.map((route) => route.provider)).size < routes.length) {
      mistakes.push(`models: ${entry.id} has two routes to one provider; join them into one`)
    }
    const changes = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
    models.set(entry.id, Object.assign({ ...base, ...fresh, routes }, changes))
  }
  const names = [...models.values()].flatMap((model) => [model.id, ...model.aliases])
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) mistakes.push(`models: the name ${twice} is given to two models; rename one`)
  return makeCatalogue([...models.values()])
}

function parseGroupRatios(given: unknown, mistakes: string[]): Config['groupRatios'] {
  const parsed = z.record(groupName, ratioField).safeParse(given ?? {})
  if (parsed.success) return parsed.data
  for (const issue of parsed.error.issues) mistakes.push(`${placeOf('groupRatios', issue.path)}: ${issue.message}`)
  return {}
}

/** `"env:NAME"` is the value of that variable, so that a secret need not stand in the file. */
function fromEnvironment(given: unknown, place: string, environment: NodeJS.ProcessEnv, mistakes: string[]): unknown {
  if (!isJsonObject(given)) return given
  const entries = Object.entries(given).map(([field, value]) => {
    const variable = typeof value === 'string' ? /^env:(\w+)$/.exec(value)?.[1] : undefined
    if (variable === undefined) return [field, value]
    const found = environment[variable]?.trim()
    if (!found) mistakes.push(`${place}.${field}: the environment has no ${variable}; set it`)
    return [field, found || 'not set']
  })
  return Object.fromEntries(entries)
}

function parseProviders(
  given: unknown,
  environment: NodeJS.ProcessEnv,
  mistakes: string[],
): ReadonlyMap<string, ProviderSettings> {
  const providers = new Map<string, ProviderSettings>([[BUILTIN, { type: 'builtin' }]])
  if (given === undefined) return providers
  if (!isJsonObject(given)) {
    mistakes.push('providers: must be an object of providers by name, such as {"veo": {"type": "vertex", ...}}')
    return providers
  }
  for (const [name, entry] of Object.entries(given)) {
    const place = `providers.${name}`
    if (!PROVIDER_NAME.test(name)) mistakes.push(`${place}: a name has 1 to 40 of a-z, 0-9, _ and -; rename it`)
    const parsed = providerSettings.safeParse(fromEnvironment(entry, place, environment, mistakes))
    if (!parsed.success) {
      for (const issue of parsed.error.issues) mistakes.push(`${placeOf(place, issue.path)}: ${issue.message}`)
    } else if ((name === BUILTIN) !== (parsed.data.type === 'builtin')) {
      mistakes.push(`${place}: the name builtin and the type builtin belong together; rename it or change its type`)
    } else providers.set(name, parsed.data)
  }
  return providers
}

/** Every name of a provider must be one that is configured; a mistake in its entry is told by its own line. */
function checkProviderNames(
  names: { place: string; name: string }[],
  providers: ReadonlyMap<string, ProviderSettings>,
  given: unknown,
  mistakes: string[],
): void {
  for (const { place, name } of names) {
    if (providers.has(name) || (isJsonObject(given) && Object.hasOwn(given, name))) continue
    const known = [...providers.keys()].join(', ')
    mistakes.push(`${place}: there is no provider ${name}; use one of ${known}, or add it to providers in the file`)
  }
}

type FileSettings = Readonly<Record<string, unknown>>

function readFile(path: string, mustExist: boolean, mistakes: string[]): FileSettings {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    if (!missing || mustExist) mistakes.push(`REELGATE_CONFIG: the file ${path} can't be read; correct the path`)
    return {}
  }
  try {
    const parsed: unknown = JSON.parse(text)
    if (isJsonObject(parsed)) return parsed
    mistakes.push(`${path}: must hold one JSON object`)
  } catch (error) {
    mistakes.push(`${path}: is not JSON (${(error as Error).message})`)
  }
  return {}
}

/** A value of the file as it would be written in the environment; a list becomes one with commas. */
function asText(value: unknown): string {
  if (typeof value === 'string') return value
  return Array.isArray(value) ? value.map(asText).join(',') : JSON.stringify(value)
}

function checkNames(environment: NodeJS.ProcessEnv, file: FileSettings, path: string, mistakes: string[]): void {
  const known = new Set<string>([...Object.values(SETTINGS).map((setting) => setting.env), ...CLIENT_VARIABLES])
  for (const name of Object.keys(environment)) {
    if (name.startsWith('REELGATE_') && !known.has(name)) {
      mistakes.push(`${name}: there is no such setting; docs/en/settings.md lists them all`)
    }
  }
  for (const name of Object.keys(file)) {
    if (name === 'config') mistakes.push(`${path}: config: a file can't name another one; remove it`)
    else if (!Object.hasOwn(SETTINGS, name) && !FILE_ONLY.has(name)) {
      mistakes.push(`${path}: ${name}: there is no such setting; docs/en/settings.md lists them all`)
    }
  }
}

/** What only the file can hold. */
const FILE_ONLY: ReadonlySet<string> = new Set(['models', 'providers', 'groupRatios'])

/** Read by the command line's client side only. */
const CLIENT_VARIABLES = ['REELGATE_URL', 'REELGATE_API_KEY'] as const

/** Where the client side of the command line finds its server, if anywhere. */
export function readClientConfig(environment: NodeJS.ProcessEnv = process.env): { url?: string; apiKey?: string } {
  if (environment === process.env) loadDotEnv()
  const [url, apiKey] = CLIENT_VARIABLES.map((name) => environment[name]?.trim())
  return { ...(url && { url: url.replace(/\/+$/, '') }), ...(apiKey && { apiKey }) }
}

/** The language a person at this terminal reads, as far as the environment tells; English for the C locale. */
export function terminalLanguage(environment: NodeJS.ProcessEnv = process.env): string {
  // A variable that is set to nothing counts as not set: such is the rule for locales.
  const locale = ['LC_ALL', 'LC_MESSAGES', 'LANG'].map((name) => environment[name]).find(Boolean) ?? ''
  return /^[a-z]{2,3}(?=[_.@]|$)/.exec(locale)?.[0] ?? 'en'
}

function describe(
  setting: Setting<unknown>,
  text: string | undefined,
  source: ConfiguredSetting['source'],
): ConfiguredSetting {
  const { env: name, en, zh, secret } = setting
  const value = text === undefined ? null : secret === true ? '***' : text
  return { name, value, source, description: { en, zh } }
}

/**
 * Reads `.env` (if there is one), the environment and the file, in this order of precedence: environment, `.env`, file,
 * default. Throws one ConfigError with every mistake found.
 */
export function readConfig(overrides: NodeJS.ProcessEnv = {}, environment: NodeJS.ProcessEnv = process.env): Config {
  if (environment === process.env) loadDotEnv()
  const mistakes: string[] = []
  const given = { ...environment, ...overrides }
  const configured = given[SETTINGS.config.env]?.trim() || undefined
  const path = resolve(configured ?? SETTINGS.config.standard)
  const file = readFile(path, configured !== undefined, mistakes)
  checkNames(given, file, path, mistakes)
  const values: Partial<Record<SettingName, unknown>> = {}
  const described: ConfiguredSetting[] = []
  for (const name of Object.keys(SETTINGS) as SettingName[]) {
    const setting = SETTINGS[name]
    // An empty line in .env or a compose file means: not set.
    const inEnvironment = given[setting.env]?.trim() || undefined
    const inFile = file[name]
    const text = inEnvironment ?? (inFile === undefined ? setting.standard : asText(inFile))
    const source = inEnvironment !== undefined ? 'env' : inFile !== undefined ? 'file' : 'default'
    described.push(describe(setting, text, source))
    if (text === undefined) continue
    // An empty default means "none", which a list parses to the empty list.
    const parsed = setting.parse(text.trim())
    const place = inEnvironment === undefined ? `${path}: ${name}` : setting.env
    if ('value' in parsed) values[name] = parsed.value
    else mistakes.push(`${place}: ${parsed.wrong}${'secret' in setting ? '' : ` (it is "${text}")`}`)
  }
  const catalogue = parseModels(file['models'], String(values.provider), mistakes)
  const providers = parseProviders(file['providers'], given, mistakes)
  const named = catalogue.models.flatMap(({ id, routes }) =>
    routes.map((route) => ({ place: `models: ${id}`, name: route.provider })),
  )
  const chosen = named.filter(({ name }) => name !== String(values.provider))
  if (values.provider !== undefined) chosen.push({ place: SETTINGS.provider.env, name: values.provider as string })
  checkProviderNames(chosen, providers, file['providers'], mistakes)
  const groupRatios = parseGroupRatios(file['groupRatios'], mistakes)
  mistakes.push(...objectStoreMistakes(values), ...rechargeMistakes(values))
  mistakes.push(...signInMistakes(values), ...nodeMistakes(values))
  if (mistakes.length > 0) throw new ConfigError(mistakes)
  const settings = values as SettingValues
  return Object.freeze({
    ...settings,
    dataDir: resolve(settings.dataDir),
    catalogue,
    providers,
    groupRatios,
    configured: described,
  })
}

function loadDotEnv(): void {
  try {
    process.loadEnvFile('.env')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}
