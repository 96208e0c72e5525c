import { execFileSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { mkdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../../src/config.ts'
import { Balancer } from './balancer.ts'
import { runCli, startServer } from './process.ts'
import type { Ending, Finished, RunningServer, ServerOptions } from './process.ts'

type Role = Config['role']

export interface NodesOptions {
  /** Empty, and there: each node gets a folder in it. */
  folder: string
  databaseUrl: string
  /** Settings of all nodes. */
  env?: Record<string, string>
  /** Of each server process; see ServerOptions. */
  program?: Omit<ServerOptions, 'dataDir' | 'env'>
  /** Files that all need lie in a bucket, which `env` names; otherwise on a disk that all share. */
  hasBucket?: boolean
  /** Each node's folder is a small disk of its own, which goes with its process; only with a bucket. See `haveSmallDisks`. */
  hasSmallDisks?: boolean
}

/** Of what a process said before its end. */
const DEATH_WORDS_MAX = 2_000

const SMALL_DISK_BYTES = 32 * 1024 * 1024
const MOUNT = `mount -t tmpfs -o size=${SMALL_DISK_BYTES} none "$0" && exec "$@"`

/** Root mounts as it is, anyone else in a user namespace: there root could not open what others own, such as Postgres' socket. */
const UNSHARE = process.getuid?.() === 0 ? '-m' : '-rm'

/** Whether a process here may have a disk in memory of its own. */
export function haveSmallDisks(): boolean {
  try {
    execFileSync('unshare', [UNSHARE, 'sh', '-c', 'mount -t tmpfs none /mnt'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** One process among others. */
export interface Node {
  readonly name: string
  readonly role: Role
  readonly aheadMs: number | undefined
  /** The process of now. */
  server: RunningServer
}

/** Many processes of the program on one database behind a balancer, each with a data folder, as on machines of their own. */
export class Nodes {
  readonly balancer: Balancer
  /** What is to be said of each process that ended without being told to. */
  readonly deaths: string[] = []
  readonly #toldToEnd = new Set<RunningServer>()
  readonly #context: Ending
  readonly options: NodesOptions

  private constructor(context: Ending, options: NodesOptions, balancer: Balancer) {
    this.#context = context
    this.options = options
    this.balancer = balancer
  }

  static async open(context: Ending, options: NodesOptions): Promise<Nodes> {
    return new Nodes(context, options, await Balancer.open(context))
  }

  /** The environment of every node, and of commands on their database. */
  get env(): Record<string, string> {
    return {
      REELGATE_DATA_DIR: join(this.options.folder, 'commands'),
      REELGATE_PORT: '0',
      REELGATE_PUBLIC_URL: this.balancer.url,
      REELGATE_DRAIN_SECONDS: '5',
      REELGATE_LEASE_SECONDS: '3',
      DATABASE_URL: this.options.databaseUrl,
      REELGATE_SHARED_DISK: this.options.hasBucket === true ? 'off' : 'on',
      ...this.options.env,
    }
  }

  /** `aheadMs`: the node's clock is so much ahead of the others. */
  async start(name: string, role: Role, aheadMs?: number): Promise<Node> {
    const own = { name, role, aheadMs }
    return { ...own, server: await this.#run(own, '0') }
  }

  /** Has the process end by this signal, and starts the node anew at the same address; resolves with how the first one ended. */
  async restart(node: Node, signal: NodeJS.Signals): Promise<Finished> {
    this.#toldToEnd.add(node.server)
    node.server.program.child.kill(signal)
    const finished = await node.server.program.finished
    node.server = await this.#run(node, new URL(node.server.url).port)
    return finished
  }

  /** Leaves the node's own disk without a free byte; false where it has none. */
  fillDisk(node: Node): boolean {
    if (this.options.hasSmallDisks !== true) return false
    try {
      writeFileSync(this.#fillerOf(node), Buffer.alloc(SMALL_DISK_BYTES))
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'ENOSPC') return true
      // Its process has ended, and its disk with it.
      if (code === 'ENOENT') return false
      throw error
    }
    throw new Error('a disk holds more than it should')
  }

  freeDisk(node: Node): void {
    rmSync(this.#fillerOf(node), { force: true })
  }

  /** In the node's own namespace, which is seen through its process. */
  #fillerOf({ name, server }: Node): string {
    return `/proc/${server.program.child.pid}/root${join(this.options.folder, name, 'filler')}`
  }

  /** Runs the command line to its end. */
  command(...args: string[]): Promise<Finished> {
    return runCli(this.#context, { args, env: this.env })
  }

  /** An account, and a key of it. */
  async newKey(name: string, balance: string): Promise<string> {
    await this.command('accounts', 'create', name, ...balance.split(' '))
    const { stdout, stderr } = await this.command('keys', 'create', '--account', name, '--json')
    if (stdout === '') throw new Error(stderr)
    return (JSON.parse(stdout) as { key: string }).key
  }

  async #run({ name, role, aheadMs }: Omit<Node, 'server'>, port: string): Promise<RunningServer> {
    const dataDir = await this.#folderOf(name)
    const env = { ...this.env, REELGATE_DATA_DIR: dataDir, REELGATE_ROLE: role, REELGATE_PORT: port }
    const under = this.options.hasSmallDisks === true ? ['unshare', UNSHARE, 'sh', '-c', MOUNT, dataDir] : []
    const options: ServerOptions = {
      ...this.options.program,
      dataDir,
      env,
      under,
      ...(aheadMs !== undefined && { aheadMs }),
    }
    const server = await startServer(this.#context, options, 'no key')
    void this.#noteDeath(name, server)
    if (role !== 'worker') this.balancer.add(server.url)
    return server
  }

  async #noteDeath(name: string, server: RunningServer): Promise<void> {
    const { code, signal, stderr } = await server.program.finished
    if (this.#toldToEnd.has(server)) return
    this.deaths.push(`${name} ended by itself (${code ?? signal}): ${stderr.slice(-DEATH_WORDS_MAX)}`)
  }

  async #folderOf(name: string): Promise<string> {
    const { folder, hasBucket = false } = this.options
    const own = join(folder, name)
    await mkdir(own, { recursive: true })
    if (hasBucket) return own
    for (const shared of ['results', 'inputs', 'uploads']) {
      await mkdir(join(folder, 'shared', shared), { recursive: true })
      await symlink(join(folder, 'shared', shared), join(own, shared)).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error
      })
    }
    return own
  }
}
