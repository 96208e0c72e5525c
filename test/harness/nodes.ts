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
}

/** One process among others. */
export interface Node {
  readonly name: string
  readonly role: Role
  /** The process of now. */
  server: RunningServer
}

/** Many processes of the program on one database behind a balancer, each with a data folder, as on machines of their own. */
export class Nodes {
  readonly balancer: Balancer
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
      ...this.options.env,
    }
  }

  async start(name: string, role: Role): Promise<Node> {
    const server = await this.#run(name, role, '0')
    return { name, role, server }
  }

  /** Has the process end by this signal, and starts the node anew at the same address; resolves with how the first one ended. */
  async restart(node: Node, signal: NodeJS.Signals): Promise<Finished> {
    node.server.program.child.kill(signal)
    const finished = await node.server.program.finished
    node.server = await this.#run(node.name, node.role, new URL(node.server.url).port)
    return finished
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

  async #run(name: string, role: Role, port: string): Promise<RunningServer> {
    const dataDir = await this.#folderOf(name)
    const env = { ...this.env, REELGATE_DATA_DIR: dataDir, REELGATE_ROLE: role, REELGATE_PORT: port }
    const server = await startServer(this.#context, { ...this.options.program, dataDir, env }, 'no key')
    if (role !== 'worker') this.balancer.add(server.url)
    return server
  }

  /** Files that all need lie on a disk that all share. */
  async #folderOf(name: string): Promise<string> {
    const { folder } = this.options
    const own = join(folder, name)
    await mkdir(own, { recursive: true })
    for (const shared of ['results', 'inputs', 'uploads']) {
      await mkdir(join(folder, 'shared', shared), { recursive: true })
      await symlink(join(folder, 'shared', shared), join(own, shared)).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error
      })
    }
    return own
  }
}
