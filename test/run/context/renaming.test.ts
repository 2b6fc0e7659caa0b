import { describe, expect, test } from 'vitest'
import type { Alias } from '../../../src/model/event.ts'
import { renaming } from '../../../src/run/context/renaming.ts'

const port = { volatile: '43121', name: 'server.port' }
const pid = { volatile: '4711', name: 'server.pid' }
const folder = { volatile: '/tmp/sc-1', name: 'tmp' }

const renamed = (text: string, aliases: readonly Alias[], written: readonly string[] = []): string =>
  Buffer.from(renaming(aliases, new Set(written))(Buffer.from(text))).toString()

describe('what is left out of a transcript is hashed under stable names', () => {
  test('ports and texts have their names', () => {
    expect(renamed('see localhost:43121 in /tmp/sc-1.', [port, folder])).toBe('see localhost:<server.port> in <tmp>.')
  })

  test('a process id has none: a number that was received is another number', () => {
    expect(renamed('pid 4711 at port 4711', [pid])).toBe('pid 4711 at port 4711')
    expect(renamed('4711 43121', [pid, port])).toBe('4711 <server.port>')
    expect(renamed('4711', [{ ...pid, name: 'pid' }])).toBe('4711')
    expect(renamed('port 4711', [{ ...pid, name: 'server.pidport' }])).toBe('port <server.pidport>')
  })

  test('a part of a longer word or number has none', () => {
    const text = '143121 43121x 4.43121 /tmp/sc-12 x/tmp/sc-1'
    expect(renamed(text, [port, folder])).toBe(text)
  })

  test('a number that the scenario writes itself is a port only where it clearly stands as one', () => {
    expect(renamed('43121 :43121', [port], ['43121'])).toBe('43121 :<server.port>')
  })

  test('an alias that comes later counts from then on, and of two with one number the first', () => {
    const aliases: Alias[] = []
    const rename = renaming(aliases, new Set())
    const of = (text: string) => Buffer.from(rename(Buffer.from(text))).toString()
    expect(of('43121')).toBe('43121')
    aliases.push(port, { ...port, name: 'other.port' })
    expect(of('43121')).toBe('<server.port>')
  })

  test('many numbers are renamed as few are', () => {
    const many = Array.from({ length: 40 }, (_, index) => ({
      volatile: String(50_000 + index),
      name: `p${index}.port`,
    }))
    expect(renamed('port 50039, port 50040', many)).toBe('port <p39.port>, port 50040')
  })

  test('bytes that are not text stay as they are', () => {
    const bytes = Buffer.from([0xff, 0xfe, 0x20, ...Buffer.from('port 43121')])
    const after = Buffer.from(renaming([port], new Set())(bytes))
    expect(after).toEqual(Buffer.concat([bytes.subarray(0, 3), Buffer.from('port <server.port>')]))
  })
})
