import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import path from 'node:path'
import { execa, type ResultPromise } from 'execa'
import { describe, expect, onTestFinished, test } from 'vitest'
import { statOf } from '../../src/kernel/proc.ts'
import { readersAt, readersOf, SocketReaders } from '../../src/kernel/socket-readers.ts'
import { tcpQueues } from '../../src/kernel/tcp-queues.ts'
import { endsOf } from '../../src/text/hosts.ts'
import { folderWith } from '../suite/temporary.ts'

const turn = () => new Promise((resolve) => void setImmediate(resolve))

async function until<T>(ask: () => T | undefined): Promise<T> {
  for (;;) {
    const answer = ask()
    if (answer !== undefined) return answer
    await turn()
  }
}

/** A program that listens, and reads what comes or does not. */
async function listening(
  place: string,
  reads = true,
): Promise<{ readonly child: ResultPromise; readonly port: number }> {
  const program = `require('net').createServer({ pauseOnConnect: ${!reads} }, (socket) => socket.on('error', () => {})${reads ? '.resume()' : ''})
    .listen(process.argv[1], function () { console.log(this.address().port ?? 0) })`
  const child = execa(process.execPath, ['-e', program, place], { reject: false })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [port] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, port: Number(String(port)) }
}

async function dialled(place: { readonly path: string } | { readonly port: number }): Promise<Socket> {
  const socket = connect({ host: '127.0.0.1', ...place }).on('error', () => {})
  onTestFinished(() => void socket.destroy())
  await once(socket, 'connect')
  return socket
}

const others = (found: ReturnType<typeof readersAt>): SocketReaders | undefined =>
  found instanceof SocketReaders ? found : undefined

describe.runIf(existsSync('/proc/net/unix'))('who reads a socket', () => {
  test('waits for it when all has been read, over a Unix socket and over TCP', async () => {
    const place = path.join(folderWith({}), 's')
    await listening(place)
    const local = await dialled({ path: place })
    const atPath = await until(() => others(readersAt(place)))
    local.write('something')
    await until(() => (atPath.wait() === 'all' ? true : undefined))
    expect(atPath.asleep()).toBe(true)

    const { port } = await listening('0')
    const socket = await dialled({ port })
    const inode = await until(() => tcpQueues(endsOf(socket))?.inode)
    const reader = readersOf(inode)
    await until(() => reader?.wait())
    const before = reader?.counts()
    socket.write('something')
    await until(() => (reader?.counts() === before ? undefined : reader?.wait()))
    expect(tcpQueues(endsOf(socket))?.unread).toBe(0)
  })

  test('does not wait for it while it does not read', async () => {
    const place = path.join(folderWith({}), 's')
    await listening(place, false)
    const socket = await dialled({ path: place })
    const reader = await until(() => others(readersAt(place)))
    socket.write('something')
    await until(() => (reader.asleep() ? true : undefined))
    expect(reader.wait()).toBeUndefined()
  })

  test('is here, or has not accepted it, or is nobody', async () => {
    const folder = folderWith({})
    const own = path.join(folder, 'own')
    const server = createServer((socket) => onTestFinished(() => void socket.destroy())).listen(own)
    onTestFinished(() => void server.close())
    await once(server, 'listening')
    const accepted = once(server, 'connection')
    await dialled({ path: own })
    await accepted
    expect(readersAt(own)).toBe('here')

    const stopped = path.join(folder, 'stopped')
    const { child } = await listening(stopped)
    child.kill('SIGSTOP')
    await until(() => (statOf(child.pid ?? 0)?.state === 'T' ? true : undefined))
    await dialled({ path: stopped })
    expect(readersAt(stopped)).toBe('pending')

    expect(readersAt(path.join(folder, 'nobody'))).toBeUndefined()
    expect(readersOf('0')).toBeUndefined()
  })
})
