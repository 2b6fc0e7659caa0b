import { execa, execaSync } from 'execa'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { Redis } from 'ioredis'

/** Why there is no Redis to test with; undefined where there is one. */
export const noRedis = execaSync('redis-server', ['--version'], { reject: false }).failed
  ? 'redis-server is not installed'
  : undefined

/** A Redis that keeps nothing on the disk, and ends with the test. */
export interface RedisServer {
  readonly url: string
  readonly port: number
  /** Kills it. */
  kill(): Promise<void>
  /** Lets it answer nothing more, with its connections open, as if its machine were off. */
  freeze(): void
  /** Starts it again, with nothing in it. */
  start(): Promise<void>
  /** The names of all keys that begin with `scenario:`. */
  keys(): Promise<readonly string[]>
}

export async function redisServer(...options: readonly string[]): Promise<RedisServer> {
  const port = await freePort()
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'redis-'))
  let child: ReturnType<typeof run> | undefined
  const run = () =>
    execa('redis-server', ['--port', String(port), '--save', '', '--appendonly', 'no', '--dir', folder, ...options], {
      stdin: 'ignore',
      reject: false,
    })
  const server: RedisServer = {
    url: `redis://localhost:${port}`,
    port,
    async kill() {
      child?.kill('SIGKILL')
      await child
    },
    freeze: () => void child?.kill('SIGSTOP'),
    async start() {
      child = run()
      await new Promise<void>((resolve) => {
        child?.stdout.on('data', (text: Buffer) => {
          if (String(text).includes('Ready to accept connections')) resolve()
        })
      })
    },
    async keys() {
      const client = new Redis(port)
      const keys = await client.keys('scenario:*')
      client.disconnect()
      return keys
    },
  }
  onTestFinished(async () => {
    await server.kill()
    fs.rmSync(folder, { recursive: true, force: true })
  })
  await server.start()
  return server
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = net.createServer()
    server.listen(0, 'localhost', () => {
      const { port } = server.address() as net.AddressInfo
      server.close(() => resolve(port))
    })
  })
}
