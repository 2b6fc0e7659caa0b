import { Buffer } from 'node:buffer'
import { describe, expect, test } from 'vitest'
import core from '../../../plugins/core/index.ts'
import type { Compiled, CompiledBytes, CompiledEvent, CompiledLine, LaneEvent, Matcher } from '../../../src/plugin.ts'

function compile(name: string, wanted: unknown): Compiled {
  const matcher = core.matchers?.[name] as Matcher
  const parsed = matcher.wanted.safeParse(wanted)
  if (!parsed.success) throw new Error(parsed.error.issues[0]?.message)
  return matcher.compile(parsed.data, {
    expectation: (nested) =>
      typeof nested === 'string'
        ? compile(nested.startsWith('/') ? 'regex' : 'text', nested)
        : compile(...(Object.entries(nested as object)[0] as [string, unknown])),
  })
}
const line = (name: string, wanted: unknown, text: string) => (compile(name, wanted) as CompiledLine).test(text)
const event = (name: string, wanted: unknown, event: LaneEvent) => (compile(name, wanted) as CompiledEvent).test(event)
const taker = (name: string, wanted: unknown) => compile(name, wanted) as CompiledBytes
const take = (name: string, wanted: unknown, bytes: string | Uint8Array, scanned = 0, ended = false) =>
  taker(name, wanted).take(Buffer.from(bytes), scanned, ended)

describe('of lines', () => {
  test('text is contained, and a slash in it is a slash', () => {
    expect(line('text', 'client', 'Hello client!')).toEqual({})
    expect(line('text', '/a/', 'x/a/y')).toEqual({})
    expect(line('text', '/a/', 'a')).toBeUndefined()
    expect(compile('text', '007')).toMatchObject({ on: 'line', needle: '007', near: '007', shown: '“007”' })
  })
  test('a regex captures its named groups, those that took part', () => {
    expect(line('regex', '/user (?<name>\\w+)(?<rest>!)?/i', 'USER bob')).toEqual({ name: 'bob' })
    expect(line('regex', '/^a$/', 'ab')).toBeUndefined()
  })
  test.each([
    ['abc', 'expected a regex'],
    ['/(/', 'unterminated group'],
    ['/a/gg', 'expected a regex'],
    ['/a/g', 'the flag “g” has no meaning here'],
  ])('the regex %s is refused', (wanted, why) => {
    expect(() => compile('regex', wanted)).toThrow(why)
  })
  test('line is all of it', () => {
    expect(line('line', 'ab', 'ab')).toEqual({})
    expect(line('line', 'ab', 'abc')).toBeUndefined()
    expect(line('line', '/a|ab/', 'ab')).toEqual({})
    expect(line('line', '/a/', 'ab')).toBeUndefined()
  })
  test('a text in the long form keeps its slashes', () => {
    expect(line('line', { text: '/a/' }, '/a/')).toEqual({})
    expect(line('line', { text: '/a/' }, 'a')).toBeUndefined()
    expect(
      event('event', { event: 'close', reason: { text: '/a/' } }, { name: 'close', parts: { reason: '/a/' } }),
    ).toEqual({})
    expect(
      event('event', { event: 'close', reason: { text: '/a/' } }, { name: 'close', parts: { reason: 'a' } }),
    ).toBeUndefined()
    expect(compile('event', { event: 'close', reason: { text: '/a/' } }).shown).toBe('close, reason /a/')
    expect(event('error', { text: 'EPIPE' }, { name: 'error', code: 'EPIPE' })).toEqual({})
    expect(event('exit', { text: 'SIGTERM' }, { name: 'exit', signal: 'SIGTERM' })).toEqual({})
    expect(() => compile('exit', { text: '/0/' })).toThrow('exit code')
  })
  test('lines and any-order want whole lines, or a number of any', () => {
    const wanted = compile('lines', ['a', '/b+/'])
    expect(
      wanted.on === 'sequence' && [
        wanted.lines[0]?.test('a'),
        wanted.lines[0]?.test('ab'),
        wanted.lines[1]?.test('bb'),
        wanted.lines[1]?.test('bbc'),
      ],
    ).toEqual([{}, undefined, {}, undefined])
    const three = compile('lines', 3)
    expect(three.on === 'sequence' && three.lines.map((each) => each.test('whatever'))).toEqual([{}, {}, {}])
    expect(compile('any-order', ['a', 'b'])).toMatchObject({ on: 'set', lines: [{ near: 'a' }, { near: 'b' }] })
    expect(() => compile('lines', 0)).toThrow('>=1')
  })
  test('one-of compiles each expectation and writes its row as it stands', () => {
    expect(compile('one-of', ['yes', '/no/', { event: 'reset' }])).toMatchObject({
      on: 'choice',
      shown: 'one of: yes, /no/, event reset',
      options: [{ on: 'line' }, { on: 'line' }, { on: 'event' }],
    })
  })
  test('silence is a duration', () => {
    expect(compile('silence', '200ms')).toEqual({ on: 'silence', shown: 'silence for 200ms', milliseconds: 200 })
    expect(() => compile('silence', 'long')).toThrow('duration')
  })
})

describe('json', () => {
  test.each([
    [{ a: 1 }, '{"a":1,"b":2}', {}],
    [{ a: 1 }, '{"a":"1"}', undefined],
    [{ a: { b: [1, { c: 'x' }] } }, '{"a":{"b":[1,{"c":"x","d":0}],"e":1}}', {}],
    [{ a: [1] }, '{"a":[1,2]}', undefined],
    [[1], ' [1]', {}],
    [{ a: null }, '{}', undefined],
    [{ a: '/^(?<first>.)y$/' }, '{"a":"xy"}', { first: 'x' }],
    [{ a: '/4/' }, '{"a":42}', {}],
    [{ a: 1 }, 'no json', undefined],
    [{ a: 1 }, '{"a":1', undefined],
    ['x', '"x"', {}],
    [{ constructor: {} }, '{}', undefined],
  ])('%j in %s', (wanted, received, captures) => {
    expect(line('json', wanted, received)).toEqual(captures)
  })
})

describe('of bytes', () => {
  test('bytes stand at the cursor, ?? is any', () => {
    expect(take('bytes', '30 03 ?? 01', Buffer.of(0x30, 3, 0x99, 1, 7))).toEqual({ length: 4, any: [2] })
    expect(take('bytes', '3003', Buffer.of(0x30))).toBe('more')
    expect(take('bytes', '3003', Buffer.of(0x30), 0, true)).toBe('never')
    expect(take('bytes', '30 03', Buffer.of(0x31))).toBe('never')
    expect(() => compile('bytes', '3')).toThrow('hexadecimal')
  })
  test('take is a number of bytes or this text', () => {
    expect(take('take', 6, 'abcdefg')).toEqual({ length: 6 })
    expect(take('take', 6, 'abc')).toBe('more')
    expect(take('take', 6, 'abc', 0, true)).toBe('never')
    expect(take('take', 'sec', 'second')).toEqual({ length: 3 })
    expect(take('take', 'sec', 'se')).toBe('more')
    expect(take('take', 'sec', 'sx')).toBe('never')
    expect(take('take', '6', '6')).toEqual({ length: 1 })
  })
  test('a prompt is the shortest beginning, and says how much of it are lines before', () => {
    expect(take('prompt', '> ', 'a> b> ')).toEqual({ length: 3, skips: 0 })
    expect(take('prompt', '> ', 'one\ntwo\n> rest')).toEqual({ length: 10, skips: 8 })
    expect(take('prompt', '> ', 'login:')).toBe('more')
    expect(take('prompt', '> ', 'login:', 0, true)).toBe('never')
    expect(take('prompt', '/(?<who>\\w+)[$#] $/', 'x\nroot# ls')).toEqual({
      length: 8,
      skips: 2,
      captures: { who: 'root' },
    })
    expect(take('prompt', '/^\\d+/', 'a1\n23')).toEqual({ length: 4, skips: 3, captures: {} })
  })
  test('a prompt never ends inside a character', () => {
    const bytes = Buffer.from('größe: ')
    for (let cut = 1; cut < bytes.length; cut++) {
      expect(take('prompt', '/ö/', bytes.subarray(0, cut))).toEqual(
        cut < 4 ? 'more' : { length: 4, skips: 0, captures: {} },
      )
    }
    expect(take('prompt', '/ö/', bytes, 3)).toEqual({ length: 4, skips: 0, captures: {} })
    expect(take('prompt', '/> /', Buffer.from([0xff, 0x3e, 0x20, 0x61]))).toEqual({ length: 3, skips: 0, captures: {} })
  })
  test('what has been scanned is not asked again, and a long line costs its length once', () => {
    const { take: look } = taker('prompt', '/>> $/')
    const bytes = Buffer.alloc(4_000_000, 'all work and no play makes a dull line, ')
    for (let end = 0, before = 0; end < bytes.length; before = end) {
      end += 64 * 1024
      expect(look(bytes.subarray(0, end), before, false)).toBe('more')
    }
    const more = Buffer.concat([bytes, Buffer.from('>> ')])
    expect(look(more, bytes.length, false)).toEqual({ length: more.length, skips: 0, captures: {} })
    expect(take('prompt', '/^x/', Buffer.concat([bytes.subarray(0, 9000), Buffer.from('x')]), 9000)).toBe('more')
  })
})

describe('of events', () => {
  test('event by name and parts', () => {
    expect(event('event', 'end', { name: 'end' })).toEqual({})
    expect(event('event', 'end', { name: 'reset' })).toBeUndefined()
    expect(event('event', { event: 'close', code: 1001 }, { name: 'close', parts: { code: 1001 } })).toEqual({})
    expect(event('event', { event: 'close', code: 1001 }, { name: 'close', parts: { code: 1000 } })).toBeUndefined()
    expect(event('event', { event: 'close', code: 1001 }, { name: 'close' })).toBeUndefined()
    expect(
      event('event', { event: 'close', reason: '/(?<why>bye)!/' }, { name: 'close', parts: { reason: 'bye!' } }),
    ).toEqual({ why: 'bye' })
    expect(compile('event', { event: 'close', code: 1001 })).toMatchObject({
      shown: 'close, code 1001',
      outOfBand: true,
    })
    expect(compile('event', 'drain')).toMatchObject({ outOfBand: false })
  })
  test('closed is met by either end, and is written closed', () => {
    for (const name of ['end', 'reset', 'close']) expect(event('event', 'closed', { name })).toEqual({})
    expect(event('event', 'closed', { name: 'timeout' })).toBeUndefined()
    expect(compile('event', 'closed')).toMatchObject({ row: 'closed' })
    expect(compile('event', 'end')).not.toHaveProperty('row')
  })
  test('error by its code, also that of an RST', () => {
    expect(event('error', 'ECONNRESET', { name: 'reset', code: 'ECONNRESET' })).toEqual({})
    expect(event('error', 'EPIPE', { name: 'error', code: 'EPIPE' })).toEqual({})
    expect(event('error', 'EPIPE', { name: 'error', code: 'ECONNREFUSED' })).toBeUndefined()
    expect(event('error', '1', { name: 'exit', code: 1 })).toBeUndefined()
  })
  test('exit takes a code, the name of a signal, or a regex of them', () => {
    const takes = (wanted: unknown) => core.matchers?.['exit']?.wanted.safeParse(wanted).success
    expect([0, '143', 'SIGTERM', '/SIG(INT|TERM)/'].map(takes)).toEqual([true, true, true, true])
    expect(['sigterm', 'TERM', 'clean', true].map(takes)).toEqual([false, false, false, false])
  })
  test('exit by code or signal', () => {
    expect(event('exit', 0, { name: 'exit', code: 0 })).toEqual({})
    expect(event('exit', '0', { name: 'exit', code: 0 })).toEqual({})
    expect(event('exit', 'SIGINT', { name: 'exit', signal: 'SIGINT' })).toEqual({})
    expect(event('exit', 0, { name: 'exit', signal: 'SIGINT' })).toBeUndefined()
  })
})
