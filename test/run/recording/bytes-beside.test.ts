import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { Event } from '../../../src/model/event.ts'
import { Redactor } from '../../../src/text/redactor.ts'
import { decodeRecording } from '../../../src/run/recording/decode.ts'
import { Recorder } from '../../../src/run/recording/recorder.ts'
import { folderWith } from '../../suite/temporary.ts'

const begun = (scenario: string): Event => ({
  type: 'begun',
  at: 0,
  scenario,
  file: 'it.yaml',
  wall: '2026-11-22T18:25:37.000Z',
  lanes: [],
})
const received = (bytes: Uint8Array): Event => ({ type: 'received', at: 1, lane: 'a', bytes })
const sent = (bytes: Uint8Array): Event => ({ type: 'sent', at: 2, lane: 'a', bytes, times: 3 })
const large = (letter: string, length = 20_000): Uint8Array => new Uint8Array(Buffer.alloc(length, letter))
const small = new Uint8Array(Buffer.from('small\n'))

function read(file: string): Event[] {
  const { events, problem } = decodeRecording(fs.readFileSync(file, 'utf8'), file, (from, length) =>
    new Uint8Array(fs.readFileSync(`${file}.bytes`)).slice(from, from + length),
  )
  expect(problem).toBeUndefined()
  return events
}

function recorded(file: string, events: readonly Event[], redactor?: Redactor): Recorder {
  const recorder = new Recorder(file, redactor)
  for (const event of events) recorder.write(event)
  return recorder
}

test('large pieces stand as they are in a file beside, and the recording says where', () => {
  const folder = folderWith({})
  const file = path.join(folder, 'it.jsonl')
  const events = [begun('it'), received(large('x')), received(small), sent(large('\0', 16 * 1024)), sent(small)]
  recorded(file, events).close()
  expect(read(file)).toEqual(events)
  expect(fs.readFileSync(file, 'utf8').split('\n').slice(1, 4)).toEqual([
    '{"t":1,"lane":"a","received":{"from":0,"length":20000}}',
    '{"t":1,"lane":"a","received":"small\\n"}',
    '{"t":2,"lane":"a","sent":{"from":20000,"length":16384},"times":3}',
  ])
  expect(fs.readFileSync(`${file}.bytes`)).toEqual(Buffer.concat([large('x'), large('\0', 16 * 1024)]))
  expect(fs.statSync(`${file}.bytes`).mode & 0o777).toBe(0o600)
})

test('a piece is on the disk before the recording says where it stands', () => {
  const file = path.join(folderWith({}), 'it.jsonl')
  const recorder = recorded(file, [begun('it'), received(large('x'))])
  expect(fs.statSync(`${file}.bytes`).size).toBe(20_000)
  expect(fs.readFileSync(file, 'utf8')).not.toContain('received')
  recorder.close()
})

test('the next run without large pieces removes the file', () => {
  const folder = folderWith({})
  const file = path.join(folder, 'it.jsonl')
  recorded(file, [begun('first'), received(large('x'))]).close()
  recorded(file, [begun('second'), received(small)]).close()
  expect(fs.readdirSync(folder)).toEqual(['it.jsonl'])
})

test.each([
  [['one', 'two', 'three'], 'three'],
  [['three', 'two', 'one'], 'one'],
  [['one', 'three', 'two'], 'two'],
])('of runs at once that end in the order of %s, the last one’s pieces stay', (order, last) => {
  const folder = folderWith({})
  const file = path.join(folder, 'it.jsonl')
  const events: Record<string, Event[]> = {
    one: [begun('one'), received(large('1'))],
    two: [begun('two'), received(small)],
    three: [begun('three'), received(large('3', 70_000))],
  }
  const recorders = new Map<string, Recorder>()
  for (const [name, all] of Object.entries(events)) {
    recorders.set(name, recorded(file, all))
    recorders.get(name)?.flush()
  }
  for (const name of order) {
    recorders.get(name)?.close()
    expect(recorders.get(name)?.trouble).toBeUndefined()
  }
  expect(read(file)).toEqual(events[last])
  expect(fs.readdirSync(folder)).toEqual(last === 'two' ? ['it.jsonl'] : ['it.jsonl', 'it.jsonl.bytes'])
})

test('where there can be no such file, the pieces stand in the recording', () => {
  const folder = folderWith({ 'it.jsonl.bytes/x': 'a folder' })
  const file = path.join(folder, 'it.jsonl')
  const events = [begun('it'), received(large('x'))]
  const recorder = recorded(file, events)
  recorder.close()
  expect(recorder.trouble).toBeUndefined()
  expect(fs.readFileSync(file, 'utf8')).toContain('{"base64":"')
  expect(read(file)).toEqual(events)
})

test('a disk that is full is reported', () => {
  const folder = folderWith({})
  fs.symlinkSync('/dev/full', path.join(folder, 'it.jsonl.bytes'))
  const recorder = recorded(path.join(folder, 'it.jsonl'), [begun('it'), received(large('x'))])
  expect(recorder.trouble).toContain('ENOSPC')
  recorder.close()
})

test('secrets are hidden in them', () => {
  const folder = folderWith({})
  const file = path.join(folder, 'it.jsonl')
  const redactor = new Redactor([{ name: 'token', value: 'hunter22' }])
  recorded(file, [begun('it'), received(Buffer.concat([large('x'), Buffer.from('hunter22\n')]))], redactor).close()
  expect(fs.readFileSync(`${file}.bytes`, 'latin1')).toBe(`${'x'.repeat(20_000)}<secret.token>\n`)
})
