import { expect, test } from 'vitest'
import type { DraftStep } from '../../../src/record/draft.ts'
import { draftOf, expects, folderWith, program, proveIn, start } from './drafts.ts'

const bytes = (hex: string) => ({ matcher: 'bytes', hex }) as const
const sendBytes = (target: string, hex: string): DraftStep => ({
  verb: 'send',
  of: [{ target, messages: [{ form: 'bytes', hex }] }],
})

test('the id of a question is captured, and given back in the answer', async () => {
  const folder = folderWith({
    'asks.mjs': `import dgram from 'node:dgram'
import { randomBytes } from 'node:crypto'
const socket = dgram.createSocket('udp4')
const id = Buffer.from([0x12, randomBytes(1)[0] | 0x80])
socket.on('message', (answer) => { console.log(answer.subarray(0, 2).equals(id) ? 'answered' : 'not mine'); socket.close() })
socket.send(Buffer.concat([id, Buffer.from([1, 0, randomBytes(1)[0] | 0x80, 9])]), Number(process.argv[2]), 'localhost')`,
  })
  const draft = draftOf({
    actors: [
      { name: 'server', kind: 'udp', options: new Map([['messages', 'binary']]) },
      program('asks', ['node', 'asks.mjs', '${server.port}']),
    ],
    steps: [
      start('server'),
      start('asks'),
      expects('server', bytes('12 34 01 00 07 09')),
      sendBytes('server', '12 34 81 80'),
      expects('asks', { matcher: 'line', text: ['answered'] }, { matcher: 'exit', wanted: 0 }),
    ],
  })
  const proved = await proveIn(folder, draft)
  expect(proved.why).toBeUndefined()
  expect(proved.text).toContain('(?<id> ?? ??) 01 00 ?? 09')
  expect(proved.text).toContain('${id} 81 80')
  expect(proved.findings).toEqual([
    'bytes 12 34 of server: captured as ${id}, since they are used later',
    'bytes 07 of server were others, so any are expected',
  ])
})

test('bytes that have little in common are not repaired', async () => {
  const folder = folderWith({})
  const draft = draftOf({
    actors: [
      { name: 'server', kind: 'tcp-server', options: new Map([['framing', 'raw']]) },
      {
        name: 'client',
        kind: 'tcp-client',
        options: new Map([
          ['to', 'server'],
          ['framing', 'raw'],
        ]),
      },
    ],
    steps: [
      start('server'),
      { verb: 'connect', argument: 'client' },
      sendBytes('server', '01 02 03 04 05 06'),
      expects('client', bytes('11 12 13 14 15 16')),
    ],
  })
  expect((await proveIn(folder, draft)).verdict).toBe('not-proved')
})
