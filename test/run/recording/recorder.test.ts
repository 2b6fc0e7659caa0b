import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Event } from '../../../src/model/event.ts'
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
const printed = (scenario: string, at: number): Event => ({ type: 'printed', at, lane: 'a', line: `${scenario} ${at}` })
const read = (file: string) => {
  const { events, problem } = decodeRecording(fs.readFileSync(file, 'utf8'), file)
  expect(problem).toBeUndefined()
  return events
}
const whole = (scenario: string) => [begun(scenario), printed(scenario, 1), printed(scenario, 2)]

test.each([
  [['one', 'two'], 'two'],
  [['two', 'one'], 'one'],
])('of two runs at once that end in the order of %s, the last one’s recording stays, whole', (order, last) => {
  const folder = folderWith({
    'out/it.jsonl': 'an older recording, which is much longer than the new ones\n'.repeat(99),
  })
  const file = path.join(folder, 'out/it.jsonl')
  const recorders = new Map(['one', 'two'].map((name) => [name, new Recorder(file)]))
  for (const step of [0, 1])
    for (const [name, recorder] of recorders) {
      recorder.write(whole(name)[step] as Event)
      recorder.flush()
    }
  for (const name of order) {
    recorders.get(name)?.write(whole(name)[2] as Event)
    recorders.get(name)?.close()
    expect(recorders.get(name)?.trouble).toBeUndefined()
  }
  expect(read(file)).toEqual(whole(last))
  expect(fs.readdirSync(path.dirname(file))).toEqual(['it.jsonl'])
  expect(fs.statSync(file).mode & 0o777).toBe(0o600)
})

test('what cannot be written is reported, and a link stays one', () => {
  const folder = folderWith({ 'a/jsonl': '' })
  fs.symlinkSync('kept.jsonl', path.join(folder, 'link.jsonl'))
  fs.symlinkSync('/dev/full', path.join(folder, 'full.jsonl'))
  const record = (name: string) => {
    const recorder = new Recorder(path.join(folder, name))
    recorder.write(begun('x'))
    recorder.close()
    return recorder.trouble
  }
  expect(record('a')).toContain('folder')
  expect(record('a/jsonl/b')).toContain('ENOTDIR')
  expect(record('full.jsonl')).toContain('ENOSPC')
  expect(record('link.jsonl')).toBeUndefined()
  expect(fs.lstatSync(path.join(folder, 'link.jsonl')).isSymbolicLink()).toBe(true)
  expect(read(path.join(folder, 'kept.jsonl'))).toEqual([begun('x')])
})

test('at once, each event is on the disk before the next', () => {
  const file = path.join(folderWith({}), 'it.jsonl')
  const recorder = new Recorder(file, undefined, true)
  for (const [at, event] of whole('now').entries()) {
    recorder.write(event)
    expect(read(file)).toEqual(whole('now').slice(0, at + 1))
  }
  recorder.close()
})

test.each([0o600, 0o200])(
  'a recording takes the place of one of many megabytes (mode %o), which its reader still has',
  (mode) => {
    const folder = folderWith({ 'it.jsonl': 'an older recording\n' })
    const file = path.join(folder, 'it.jsonl')
    const reader = fs.openSync(file, 'r')
    fs.truncateSync(file, 9 * 1024 * 1024)
    fs.chmodSync(file, mode)
    const recorder = new Recorder(file)
    for (const event of whole('new')) recorder.write(event)
    recorder.close()
    expect(recorder.trouble).toBeUndefined()
    expect(read(file)).toEqual(whole('new'))
    expect(fs.readdirSync(folder)).toEqual(['it.jsonl'])
    expect(fs.fstatSync(reader).size).toBe(9 * 1024 * 1024)
    fs.closeSync(reader)
  },
)

describe('opened while other work goes on', () => {
  test('what comes meanwhile stands in it in its order', async () => {
    const folder = folderWith({ 'out/it.jsonl': 'an older recording\n' })
    const file = path.join(folder, 'out/it.jsonl')
    const recorder = new Recorder(file)
    recorder.openSoon()
    const [first, second, third] = whole('new') as [Event, Event, Event]
    recorder.write(first)
    recorder.flush()
    recorder.write(second)
    recorder.flush()
    await recorder.opening
    expect(read(file)).toEqual([first, second])
    recorder.write(third)
    recorder.close()
    expect([recorder.trouble, recorder.opening]).toEqual([undefined, undefined])
    expect(read(file)).toEqual(whole('new'))
    expect([fs.readdirSync(path.dirname(file)), fs.statSync(file).mode & 0o777]).toEqual([['it.jsonl'], 0o600])
  })

  test('of two runs at once the last one’s recording stays, whole', async () => {
    const file = path.join(folderWith({}), 'out/it.jsonl')
    const recorders = ['one', 'two'].map((name) => ({ name, recorder: new Recorder(file) }))
    for (const { recorder } of recorders) recorder.openSoon()
    for (const { name, recorder } of recorders) for (const event of whole(name)) recorder.write(event)
    for (const { recorder } of recorders) await recorder.opening
    for (const { recorder } of recorders) recorder.close()
    expect(recorders.map(({ recorder }) => recorder.trouble)).toEqual([undefined, undefined])
    expect(read(file)).toEqual(whole('two'))
    expect(fs.readdirSync(path.dirname(file))).toEqual(['it.jsonl'])
  })

  test('what cannot be opened is reported', async () => {
    const folder = folderWith({ 'a/jsonl': '' })
    const recorder = new Recorder(path.join(folder, 'a/jsonl/b'))
    recorder.openSoon()
    recorder.write(begun('x'))
    await recorder.opening
    recorder.close()
    expect(recorder.trouble).toContain('ENOTDIR')
  })

  test('a large piece that comes meanwhile stands in the recording itself', async () => {
    const file = path.join(folderWith({}), 'it.jsonl')
    const recorder = new Recorder(file)
    recorder.openSoon()
    const events: Event[] = [
      begun('x'),
      { type: 'received', at: 1, lane: 'a', bytes: new Uint8Array(20_000).fill(120) },
    ]
    for (const event of events) recorder.write(event)
    await recorder.opening
    recorder.close()
    expect(read(file)).toEqual(events)
    expect(fs.existsSync(`${file}.bytes`)).toBe(false)
  })
})
