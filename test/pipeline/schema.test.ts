import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { plugins } from '../../plugins/index.ts'
import type { JsonSchema } from '../../src/language/json-schema/json.ts'
import { registryOf, schemaOf } from '../../src/pipeline.ts'
import { languageValidator, validatorOf } from '../schema/validate.ts'

const validate = languageValidator(plugins)
const whole = (actor: string, step: string, top = ''): unknown =>
  parse(`scenario: x\n${top}\nactors:\n  a: ${actor}\nsteps:\n  - start: a\n  - ${step}\n`)
const fits = (document: unknown): boolean => validate(document).length === 0
const fitsStep = (step: string): boolean => fits(whole('tcp-server', step))
const fitsActor = (actor: string): boolean => fits(whole(actor, 'end: a'))
const fitsTop = (top: string): boolean => fits(whole('tcp-server', 'end: a', top))

describe('text is what is written', () => {
  test.each(['007', '1.0', '1e3', 'yes', 'true', '0x1f', '""', '"${x}"', '/re/'])('%s is text', (text) => {
    expect(fitsStep(`send: { a: ${text} }`)).toBe(true)
    expect(fitsStep(`expect: { a: ${text} }`)).toBe(true)
    expect(fitsStep(`note: ${text}`)).toBe(true)
  })

  test.each(['', '[[a]]', '{ b: c }', '{ text: }'])('“%s” is none', (text) => {
    expect(fitsStep(`send: { a: ${text} }`)).toBe(false)
  })

  test.each([
    ['9000', true],
    ['"${port}"', true],
    ['70000', false],
    ['"9000"', false],
    ['1.5', false],
    ['true', false],
  ])('a port can be %s: %s', (port, good) => {
    expect(fitsActor(`{ tcp-server: { port: ${port} } }`)).toBe(good)
  })

  test.each([
    ['true', true],
    ['"${x}"', true],
    ['yes', false],
    ['1', false],
  ])('a truth value can be %s: %s', (value, good) => {
    expect(fitsActor(`{ tcp-server: { noDelay: ${value} } }`)).toBe(good)
  })

  test.each([
    ['250ms', true],
    ['1.5s', true],
    ['"${pause}"', true],
    ['5', false],
    ['5 minutes', false],
  ])('a duration can be %s: %s', (value, good) => {
    expect(fitsStep(`wait: ${value}`)).toBe(good)
    expect(fitsActor(`{ tcp-server: { timeout: ${value} } }`)).toBe(good)
  })

  test('what must be known before anything runs takes no variable', () => {
    expect(fitsStep('end: a\n    within: 2s')).toBe(true)
    expect(fitsStep('end: a\n    within: ${x}')).toBe(false)
    expect(fitsTop('about: it costs $${5}')).toBe(true)
    expect(fitsTop('about: it costs ${x}')).toBe(false)
  })
})

describe('forms', () => {
  test.each([
    ['tcp-server', true],
    ['{ tcp-server: }', true],
    ['{ tcp-server: {}, strict: true }', true],
    ['{ tcp-server: { strict: true, framing: crlf } }', true],
    ['{ tcp-server: { framing: { length: 4 }, rows: sorted, tail: open, count: 3, eol: "\\n" } }', true],
    ['{ telnet: b }', true],
    ['{ program: node server.js }', true],
    ['{ program: [node, server.js] }', true],
    ['{ udp: { to: b, connected: false } }', true],
    ['telnet', false],
    ['{ tcp-server: {}, udp: {} }', false],
    ['{ strict: true }', false],
    ['{ tcp-server: { framing: length } }', false],
    ['{ tcp-server: { rows: most } }', false],
    ['{ tcp-server: { count: 0 } }', false],
    ['{ program: {} }', false],
    ['[tcp-server]', false],
  ])('an actor %s: %s', (actor, good) => {
    expect(fitsActor(actor)).toBe(good)
  })

  test.each([
    ['send: { a: [one, 2, { bytes: de ad }] }\n    times: 3\n    quiet: true', true],
    ['send: { a: { json: { b: [1, ~] }, times: 2 } }', true],
    ['send: { a: { bytes: "de ad be e" } }', false],
    ['send: { a: { text: x, json: {} } }', false],
    ['send: a', false],
    ['start: a\n    times: 3', false],
    ['run: { keys: ssh-keygen -t ed25519 }\n    code: 1', true],
    ['run: { keys: { program: x } }', false],
    ['signal: { a: SIGINT }\n    group: true', true],
    ['signal: { a: SIGINT }\n    busy: true', true],
    ['start: a\n    busy: true', false],
    ['signal: { a: INT }', false],
    ['close: [a, a#2, a#b]', true],
    ['close: { a: 1 }', false],
    ['close: 5', false],
    ['repeat: { times: 3, steps: [{ end: a }] }', true],
    ['repeat: { each: [1, b], as: it, steps: [{ end: a }] }', true],
    ['repeat: { times: 3, as: it, steps: [{ end: a }] }', false],
    ['repeat: { times: 3, each: [a], steps: [{ end: a }] }', false],
    ['repeat: { times: 3, steps: [{ ned: a }] }', false],
    ['include: { file: login.yaml, with: { user: anna } }', true],
    ['include: { with: { user: anna } }', false],
    ['let: { port: "${p1} * 256" }', true],
    ['let: { tmp: 5 }', false],
    ['check: { a: { bytesRead: 14, "address.family": IPv4 } }', true],
    ['set: { a: { noDelay: true } }', true],
    ['fault: { a: { latency: 5ms, direction: up } }', true],
    ['fault: { a: reset }', true],
    ['fault: { a: { latencies: 5ms } }', false],
    ['ping: { a: hello }', true],
    ['end: a\n    start: a', false],
  ])('a step %s: %s', (step, good) => {
    expect(fitsStep(step)).toBe(good)
  })

  test.each([
    ['{ text: Hello, next: true, without: /no/, as: it, after: 1s, stream: stderr }', true],
    ['[Hello, /re/, { event: end }]', true],
    ['{ event: close, code: 1001, as: how }', true],
    ['{ event: close, code: [1] }', false],
    ['{ event: close, text: x }', false],
    ['{ event: close, within: 1s }', false],
    ['{ text: x, event: close }', false],
    ['{ next: true }', false],
    ['{ lines: 3 }', true],
    ['{ lines: [a, /b/] }', true],
    ['{ lines: 0 }', false],
    ['{ bytes: "30 03 ?? 01" }', true],
    ['{ exit: SIGINT }', true],
    ['{ exit: 0 }', true],
    ['{ silence: 200ms }', true],
    ['{ silence: 200 }', false],
    ['{ text: x, next: maybe }', false],
    ['[]', false],
  ])('an expectation %s: %s', (expectation, good) => {
    expect(fitsStep(`expect: { a: ${expectation} }`)).toBe(good)
  })

  test.each([
    ['vars: { a: 1, b: { value: x, secret: true } }', true],
    ['vars: { tmp: 1 }', false],
    ['files: { a.txt: x, b/: , c/: { mode: 700 }, d: { text: x, mode: 0600 } }', true],
    ['files: { a.txt: }', false],
    ['files: { a.txt: { mode: 700 } }', false],
    ['limits: { step: 1s, scenario: 2m, teardown: 250ms }', true],
    ['limits: { steps: 1s }', false],
    ['mask: [uuid, etag, { match: /x/, as: <x> }]', true],
    ['mask: { match: /x/, as: <x>, lane: [server, crowd#1] }', true],
    ['mask: { match: /x/, as: <x>, lane: { server: 1 } }', false],
    ['mask: /x/', false],
    ['mask: { match: /x/ }', false],
    ['only: { os: linux }', true],
    ['skip: [{ env: CI }, { command: redis-server }]', true],
    ['only: { os: linus }', false],
    ['tmp: { mode: 755 }', true],
    ['transcript: { lines: 10 }', true],
    ['forbid: [error, /panic/]', true],
    ['tags: one', true],
    ['tag: [one]', false],
  ])('at the top %s: %s', (top, good) => {
    expect(fitsTop(top)).toBe(good)
  })

  test('a file of steps is there to be included', () => {
    expect(fits([{ end: 'a' }])).toBe(true)
    expect(fits({ about: 'x', vars: { a: 1 }, steps: [{ end: 'a' }] })).toBe(true)
    expect(fits([{ ned: 'a' }])).toBe(false)
    expect(fits({ steps: [{ end: 'a' }], limits: {} })).toBe(false)
  })
})

describe('a plugin with everything that is hard to say', async () => {
  const made = await schemaOf(registryOf(plugins), ['../peers/odd-plugin.mjs'], import.meta.filename)
  const schema = ('schema' in made ? made.schema : {}) as JsonSchema
  const odd = validatorOf(schema)
  const fitsOdd = (actor: string, step = 'end: a'): boolean => odd(whole(actor, step)).length === 0

  test.each([
    ['{ odd: { date: 2026-11-22, made: 5, before: 1, code: [x], many: 5, mail: a@b.de } }', true],
    ['{ odd: { letters: ABC, unicode: Ä_, level: 1, pair: [a, 2], only: true } }', true],
    ['{ odd: { level: true, loose: a-b.c } }', true],
    ['{ odd: ABC }', true],
    ['odd', true],
    ['{ odd: { level: high } }', false],
    ['{ odd: { unicode: x } }', false],
    ['{ odd: { mail: nobody } }', false],
    ['{ odd: { only: false } }', false],
    ['{ odd: { pair: [a, b] } }', false],
    ['{ odd: { unknown: x } }', false],
    ['{ tree: { leaf: a, below: [{ below: [{ leaf: b }] }] } }', true],
    ['{ tree: { below: [{ below: [{ leef: b }] }] } }', false],
    ['{ either/or~: { a: x, strict: true } }', true],
    ['{ either/or~: { b: x } }', false],
    ['{ both: { a: x, b: 1 } }', true],
    ['{ both: { a: x } }', false],
    ['{ any: [1, { x: y }] }', true],
    ['{ own: { strict: very } }', true],
    ['{ own: { strict: true } }', false],
  ])('%s: %s', (actor, good) => {
    expect(fitsOdd(actor)).toBe(good)
  })

  test('its verbs and expectations stand among the others', () => {
    for (const step of ['flush: a', 'flush: { a: }', 'get: { a: key }', 'send: { a: { to: x } }', 'send: { a: x }'])
      expect([step, fitsOdd('odd', step)]).toEqual([step, true])
    for (const step of ['get: a', 'get: { a: k }', 'send: { a: { two: x } }', 'flush: { a: { b: c } }'])
      expect([step, fitsOdd('odd', step)]).toEqual([step, false])
    for (const expectation of ['{ near: { near: 5 } }', '{ near: 5, by: 1, next: true }', '{ now: }'])
      expect([expectation, fitsOdd('odd', `expect: { a: ${expectation} }`)]).toEqual([expectation, true])
    for (const expectation of ['{ near: 5, bye: 1 }', '{ near: { nir: 5 } }', '{ now: 5 }'])
      expect([expectation, fitsOdd('odd', `expect: { a: ${expectation} }`)]).toEqual([expectation, false])
  })

  test('what its author wrote is shown', () => {
    expect(JSON.stringify(schema)).toContain('a number in text')
    expect(JSON.stringify(schema)).toContain('forgets everything')
  })
})

test('whatever can be completed says what it is', async () => {
  const made = await schemaOf(registryOf(plugins))
  const { $defs } = ('schema' in made ? made.schema : {}) as { $defs: Record<string, { description?: string }> }
  const silent = Object.entries($defs)
    .filter(([name]) => /^(?:kind|matcher|framing|verb) /.test(name))
    .filter(([, { description }]) => description === undefined)
  expect(silent).toEqual([])
})
