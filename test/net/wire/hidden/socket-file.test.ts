import fs from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { SocketFile } from '../../../../src/net/wire/hidden/socket-file.ts'
import { folderWith } from '../../../suite/temporary.ts'

async function serving(at: string, word: string): Promise<Server> {
  const server = createServer((socket) => socket.end(word))
  onTestFinished(() => void server.close())
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(at, resolve)
  })
  return server
}

/** What is read there, or the code with which nothing is. */
const readAt = (at: string): Promise<string> =>
  new Promise((resolve) => {
    let text = ''
    connect(at)
      .on('data', (bytes) => (text += String(bytes)))
      .on('end', () => resolve(text))
      .on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''))
  })

async function taken(place: string): Promise<{ file: SocketFile; server: Server; target: string }> {
  let target = ''
  const { file, server } = await SocketFile.take(place, (at, aside) => {
    target = aside
    return serving(at, 'wire')
  })
  return { file, server, target }
}

describe.skipIf(process.platform === 'win32')('the path of a socket', () => {
  test('leads to the wire while that has it, and the wire to the actor', async () => {
    const place = path.join(folderWith({}), 'a.sock')
    await serving(place, 'actor')
    fs.chmodSync(place, 0o600)
    const { file, target } = await taken(place)
    expect(await readAt(place)).toBe('wire')
    expect(await readAt(target)).toBe('actor')
    expect(fs.statSync(place).mode & 0o777).toBe(0o600)
    expect(file.stands).toBe(true)
  })

  test('is the actor’s again afterwards, as a program has left it', async () => {
    const folder = folderWith({})
    const place = path.join(folder, 'a.sock')
    await serving(place, 'actor')
    const { file, server } = await taken(place)
    server.close()
    file.leave(false)
    expect(await readAt(place)).toBe('actor')
    expect(fs.readdirSync(folder)).toEqual(['a.sock'])
  })

  test('is free afterwards, where the actor removes its socket itself', async () => {
    const folder = folderWith({})
    await serving(path.join(folder, 'a.sock'), 'actor')
    const { file, server } = await taken(path.join(folder, 'a.sock'))
    server.close()
    file.leave(true)
    expect(fs.readdirSync(folder)).toEqual([])
  })

  test.each([false, true])('stays another’s that has come there meanwhile (removes: %s)', async (removes) => {
    const folder = folderWith({})
    const place = path.join(folder, 'a.sock')
    await serving(place, 'actor')
    const { file, server } = await taken(place)
    fs.rmSync(place)
    await serving(place, 'new one')
    expect(file.stands).toBe(false)
    server.close()
    file.leave(removes)
    expect(await readAt(place)).toBe('new one')
    expect(fs.readdirSync(folder)).toEqual(['a.sock'])
  })

  test('may be as long as the system takes', async () => {
    const folder = folderWith({})
    const place = path.join(folder, 'x'.repeat(107 - Buffer.byteLength(folder) - 1))
    await serving(place, 'actor')
    const { target } = await taken(place)
    expect(await readAt(place)).toBe('wire')
    expect(await readAt(target)).toBe('actor')
  })

  test('stays as it is where the wire cannot have it', async () => {
    const folder = folderWith({})
    const place = path.join(folder, 'gone.sock')
    await expect(taken(place)).rejects.toThrow('ENOENT')
    expect(fs.readdirSync(folder)).toEqual([])
  })
})
