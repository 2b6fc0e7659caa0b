import os from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { plugins } from '../../plugins/index.ts'
import type { Finding } from '../../src/contract/finding.ts'
import { testPlugin } from '../../src/contract/test-plugin.ts'
import { registryOf } from '../../src/pipeline.ts'
import { uncaughtCatcher } from '../run/outside.ts'
import { folderWith } from '../suite/temporary.ts'

const host = { builtIn: registryOf(plugins), env: {}, tmpRoot: os.tmpdir(), patience: 300 }
const zod = JSON.stringify(path.resolve(import.meta.dirname, '../../node_modules/zod/index.js'))
const prelude = `
import net from 'node:net'
import * as z from ${zod}
const actor = (more = {}) => ({ facts: () => ({}), state: () => 'idle', stop: async () => {}, ...more })
const kind = (start, more = {}) =>
  ({ about: 'a fake', role: 'server', options: z.strictObject({}), ownOutput: true, facts: [], can: [], start, ...more })
const matcher = (compile) => ({ about: 'a fake', wanted: z.string(), compile })
const framing = (framer) => ({ about: 'a fake', wanted: z.undefined(), compile: () => framer })
const join = (...parts) => Buffer.concat(parts.map((part) => Buffer.from(part)))
`

async function testOf(source: string): Promise<readonly Finding[]> {
  const folder = folderWith({ 'mine.mjs': `${prelude}\n${source}` })
  const uncaughtHandlers = new Set<(error: unknown) => boolean>()
  const caught = uncaughtCatcher(uncaughtHandlers)
  const tested = await testPlugin('./mine.mjs', path.join(folder, 'it.yaml'), { ...host, uncaughtHandlers })
  caught()
  if ('problem' in tested) throw new Error(tested.problem.message)
  return tested.findings
}
const plugin = (more: string): string => `export default { api: 1, name: 'mine', about: 'a fake', ${more} }`
const broken = (findings: readonly Finding[]) =>
  findings.filter(({ outcome }) => outcome === 'broken').map(({ subject, rule, why }) => `${subject} ${rule}: ${why}`)

const good = plugin(`
  actors: { host: kind(async (_, lane) => {
    const sockets = new Set()
    const server = net.createServer((socket) => { sockets.add(socket); socket.on('error', () => {}); lane.accept((own) => {
      socket.on('error', ({ code }) => own.event({ name: 'reset', code, ends: 'stream' }))
      return actor() }) })
    await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
    const stop = async () => { for (const socket of sockets) socket.destroy(); await new Promise((resolve) => server.close(() => resolve())) }
    return actor({ facts: () => ({ port: server.address()?.port ?? 0 }), close: stop, stop })
  }, { facts: ['port'], can: ['close'], verbs: { deal: { about: 'x', argument: z.string(), run: async (it) => void it.facts() } },
    messages: { card: { about: 'x', wanted: z.string(), write: (wanted) => ({ bytes: join(wanted), shown: wanted }) } } }) },
  matchers: {
    shout: matcher((wanted) => ({ on: 'line', shown: wanted, needle: wanted.toUpperCase(), test: (line) => line.includes(wanted.toUpperCase()) ? {} : undefined })),
    upto: { slashes: 'literal', ...matcher((wanted) => ({ on: 'bytes', shown: wanted, shows: 'text', take: (bytes, scanned, ended) => {
      const at = Buffer.from(bytes).indexOf(wanted)
      return at >= 0 ? { length: at + Buffer.byteLength(wanted) } : ended ? 'never' : 'more' } })) },
  },
  framings: { semi: framing({ shows: 'text', encode: (line) => join(line, ';'),
    find: (bytes, from, to, scanned) => { const at = bytes.indexOf(59, scanned); return at < 0 || at >= to ? undefined : { start: from, end: at, next: at + 1 } } }) },
  formats: { shape: { about: 'x', extension: '.sh', write: (transcript) => String(transcript.rows.length) } },
  reporters: { quiet: { about: 'x', async *report(progress) { for await (const told of progress) yield told.type } } },
`)

test('a plugin that keeps the contract', async () => {
  const findings = await testOf(good)
  expect(broken(findings)).toEqual([])
  expect(findings.filter(({ outcome }) => outcome === 'untested')).toEqual([])
  expect(new Set(findings.map(({ subject }) => subject))).toEqual(
    new Set([
      'the plugin',
      'kind “host”',
      'matcher “shout”',
      'matcher “upto”',
      'verb “deal” of “host”',
      'message “card” of “host”',
      'framing “semi”',
      'format “shape”',
      'reporter “quiet”',
    ]),
  )
})

describe('a plugin that does not: each rule finds its breach', () => {
  const withKind = (start: string, more = '{}') => plugin(`actors: { it: kind(${start}, ${more}) }`)
  const withMatcher = (compile: string) => plugin(`matchers: { it: matcher(${compile}) }`)
  const withFraming = (framer: string) => plugin(`framings: { it: framing(${framer}) }`)
  const line = (test: string) =>
    withMatcher(`(wanted) => { let n = 0; return { on: 'line', shown: 'it', test: ${test} } }`)

  test.each([
    ['is no plugin', 'export default { api: 1, name: "mine" }', 'has the shape of a plugin'],
    [
      'opens something when it is loaded',
      `setInterval(() => {}, 1000)\n${good}`,
      'does nothing when it is loaded: it left a timer open',
    ],
    ['is empty', plugin(''), 'contributes something'],
    ['has a name that nobody can write', good.replace('shout:', "'Shout Out':"), 'matcher “Shout Out”'],
    ['says nothing about a part', good.replace("about: 'x', extension", "about: '', extension"), 'format “shape”'],
    ['ends its line with a full stop', good.replace("about: 'a fake'", "about: 'A fake.'"), 'the plugin itself'],
    [
      'has a framing that is not there',
      good.replace("facts: ['port']", "framing: 'semicolon', facts: ['port']"),
      'names framings that are there and need no argument: the kind “host” of the plugin “mine” has the framing “semicolon”, which no plugin provides',
    ],
    [
      'has a framing that needs an argument',
      good.replace("facts: ['port']", "framing: 'length', facts: ['port']"),
      'has the framing “length”, which needs an argument',
    ],
    [
      'has an event that it does not list',
      good
        .replace("facts: ['port']", "events: ['end'], facts: ['port']")
        .replace('return actor({ facts', "lane.event({ name: 'listening' }); return actor({ facts"),
      'it had the event “listening”, which its kind does not list',
    ],
    ['takes a name of ours', good.replace('shout:', 'json:'), 'takes no name that is taken'],
    [
      'has a schema that throws',
      good.replace('matcher(', 'odd(').replace('const odd', '') +
        '\nfunction odd(compile) { return { about: "x", wanted: z.string().refine((text) => { if (text === "") throw new Error("empty") ; return true }), compile } }',
      'has a schema that never throws: it threw: empty',
    ],
    ['starts nothing', withKind('async () => {}'), 'what it started is undefined'],
    [
      'throws in start',
      withKind('async () => { throw new Error("no") }'),
      'starts, has its facts, and stops: it threw: no',
    ],
    [
      'never ends its start',
      withKind('() => new Promise(() => {})', '{ examples: [{}] }'),
      'start() has not ended within 0.3 s',
    ],
    [
      'never ends its start when it is given up',
      withKind(
        '(_, lane) => lane.signal.aborted ? new Promise(() => {}) : new Promise((resolve) => setImmediate(() => lane.signal.aborted ? undefined : resolve(actor())))',
      ),
      'ends its start when it is given up',
    ],
    ['leaves a timer', withKind('async () => { setInterval(() => {}, 500); return actor() }'), 'it left a timer open'],
    [
      'leaves a socket when it is given up',
      withKind(
        'async (_, lane) => { const s = net.createServer().listen(0); if (lane.signal.aborted) throw 1; return actor({ stop: async () => void s.close() }) }',
      ).replace('async (_, lane) => {', 'async (_, lane) => { await null;'),
      'it left a listening socket open',
    ],
    [
      'cannot be stopped twice',
      withKind('async () => { let n = 0; return actor({ stop: async () => { if (n++) throw new Error("again") } }) }'),
      'can be stopped twice, and asked afterwards: it threw: again',
    ],
    [
      'never stops',
      withKind('async () => actor({ stop: () => new Promise(() => {}) })'),
      'stop() has not ended within 0.3 s',
    ],
    [
      'has facts that it does not declare',
      withKind('async () => actor({ facts: () => ({ port: 1 }) })'),
      'it has the fact “port”',
    ],
    [
      'declares facts that it does not have',
      withKind('async () => actor()', "{ facts: ['port'], examples: [{}] }"),
      'no example has the fact “port”',
    ],
    [
      'heads its lane with nothing',
      withKind(
        'async () => actor()',
        "{ options: z.object({ to: z.any() }), command: ({ to }) => 'call ' + to.facts.port, examples: [{ to: 'server' }] }",
      ),
      'describes in one line how it is started: it answered “call undefined”',
    ],
    [
      'heads its lane with an object',
      withKind(
        'async () => actor()',
        "{ options: z.object({ to: z.any() }), command: ({ to }) => 'call ' + to }",
      ).replace('command:', "role: 'client', command:"),
      'it answered “call [object Object]”',
    ],
    ['has no state', withKind('async () => actor({ state: () => undefined })'), 'state() gives no short phrase'],
    [
      'hears text',
      withKind('async (_, lane) => { lane.receive("x"); return actor() }'),
      'it received something other than bytes',
    ],
    [
      'speaks after its end',
      withKind(
        'async (_, lane) => { lane.signal.addEventListener("abort", () => setImmediate(() => lane.print("x"))); return actor() }',
      ),
      'it spoke on its lane after it had been stopped',
    ],
    ['can what no verb is', withKind('async () => actor()', "{ can: ['fly'] }"), 'it can “fly”'],
    [
      'says it can, and cannot',
      withKind('async () => actor()', "{ role: 'client', can: ['send'] }"),
      'its kind can “send”, and what it started cannot',
    ],
    [
      'has a shorthand for nothing',
      withKind('async () => actor()', "{ shorthand: 'to' }"),
      'the shorthand “to” is none of its options',
    ],
    [
      'throws where nobody catches',
      withKind('async () => { void (async () => { await null; throw new Error("later") })(); return actor() }'),
      'throws nothing that is not caught: later',
    ],
    [
      'swallows the RST of a caller',
      good.replace("own.event({ name: 'reset', code, ends: 'stream' })", "own.event({ name: 'close', ends: 'all' })"),
      'reports that a caller has reset its connection: it reported an RST as “close”',
    ],
    [
      'has an event that no step can expect',
      withKind(
        'async (_, lane) => { const bell = setTimeout(() => lane.event({ name: "rung" }), 5); return actor({ stop: async () => clearTimeout(bell) }) }',
        '{ ownOutput: false }',
      ),
      'no step can expect its event “rung”',
    ],
    [
      'has a verb that throws',
      withKind(
        'async () => actor()',
        '{ verbs: { deal: { about: "x", argument: z.string(), run: async (it) => it.cards() } } }',
      ),
      'verb “deal” of “it” does its work, or gives a reason: it threw: it.cards is not a function',
    ],
    ...[
      ['throws', 'wanted.cards()', 'it threw: wanted.cards is not a function'],
      ['writes no bytes', '({ bytes: wanted, shown: wanted })', '“bytes” of what write() gives is no Uint8Array'],
      ['shows nothing', '({ bytes: join(wanted) })', '“shown” of what write() gives is no text'],
      ['writes nothing', 'undefined', 'write() gives no { bytes, shown }'],
    ].map(([what, written, why]) => [
      `has a message that ${what}`,
      withKind(
        'async () => actor()',
        `{ messages: { card: { about: "x", wanted: z.string(), write: (wanted) => ${written} } } }`,
      ),
      `message “card” of “it” is written as bytes, and as a row shows them: ${why}`,
    ]),
    [
      'has a verb that never ends',
      withKind(
        'async () => actor()',
        '{ verbs: { deal: { about: "x", argument: z.string(), run: () => new Promise(() => {}) } } }',
      ),
      '“deal” has not ended within 0.3 s',
    ],
    [
      'takes a path for itself, and does not say so',
      line('(line) => (line === wanted ? {} : undefined)'),
      'declares what a text between slashes is: it takes /t(?<x>e)xt/ for itself, and “check” takes it for a regex',
    ],
    [
      'says that its regex is literal',
      plugin(
        "matchers: { it: { ...matcher((wanted) => ({ on: 'line', shown: 'it', test: (line) => RegExp(wanted.slice(1, -1)).test(line) ? {} : undefined })), slashes: 'literal' } }",
      ),
      'it takes /t(?<x>e)xt/ for a regex, and declares it literal',
    ],
    [
      'does not say that it is a choice',
      withMatcher("() => ({ on: 'choice', shown: 'it', options: [] })"),
      'it is met by a choice, and declares nothing of the kind',
    ],
    ['never gives control back', line('() => { for (;;); }'), 'it has not given control back for 0.3 s'],
    ['compiles nothing', withMatcher('() => undefined'), 'it gives nothing'],
    ['compiles to nothing known', withMatcher('() => ({ on: "word", shown: "x" })'), '“on” is “word”'],
    ['remembers', line('() => (n++ < 5 ? {} : undefined)'), 'it answered twice in two ways'],
    [
      'changes what was wanted',
      plugin(
        'matchers: { it: { about: "x", wanted: z.looseObject({}), compile: (wanted) => { wanted.more = 1; return { on: "line", shown: "it", test: () => ({}) } } } }',
      ),
      'it changed what was wanted',
    ],
    [
      'sees chunks',
      withMatcher(
        '() => ({ on: "bytes", shown: "it", shows: "text", take: (bytes, s, ended) => bytes.length ? { length: bytes.length } : ended ? "never" : "more" })',
      ),
      'does not mind how bytes are cut',
    ],
    [
      'waits for ever',
      withMatcher('() => ({ on: "bytes", shown: "it", shows: "text", take: () => "more" })'),
      'it waits for more when no more can come',
    ],
    [
      'takes what is not there',
      withMatcher(
        '() => ({ on: "bytes", shown: "it", shows: "text", take: (bytes) => ({ length: bytes.length + 1 }) })',
      ),
      'bytes it took',
    ],
    [
      'has a needle in no line',
      withMatcher('(wanted) => ({ on: "line", shown: "it", needle: "zzz", test: () => ({}) })'),
      '“zzz” is not in it',
    ],
    [
      'frames what it cannot read',
      withFraming(
        '{ shows: "text", encode: (line) => join(line, ";"), find: (bytes, from, to) => { const at = bytes.indexOf(59, from); return at < 0 || at >= to ? undefined : { start: from, end: at + 1, next: at + 1 } } }',
      ),
      'came back as',
    ],
    [
      'makes no progress',
      withFraming(
        '{ shows: "text", encode: (line) => join(line, ";"), find: (_, from) => ({ start: from, end: from, next: from }) }',
      ),
      'it cut [',
    ],
    [
      'looks beyond what came',
      withFraming(
        '{ shows: "text", encode: (line) => join(line, ";"), find: (bytes, from) => { const at = bytes.indexOf(59, from); return at < 0 ? undefined : { start: from, end: at, next: at + 1 } } }',
      ),
      'it cut [',
    ],
    [
      'throws on what it does not know',
      withFraming(
        '{ shows: "text", encode: (line) => join(line, ";"), find: (bytes, from, to, scanned) => { for (let at = scanned; at < to; at++) { if (bytes[at] > 200) throw new Error("odd byte"); if (bytes[at] === 59) return { start: from, end: at, next: at + 1 } } } }',
      ),
      'it threw: odd byte',
    ],
    ['has an extension without a dot', good.replace("'.sh'", "'sh'"), 'it is “sh”'],
    [
      'writes the same in two ways',
      good.replace('String(transcript.rows.length)', 'String(Math.random())'),
      'in two ways',
    ],
    ['does not read to the end', good.replace('yield told.type', 'return'), 'it does not read to the end'],
    [
      'throws on what it is told',
      good.replace('yield told.type', 'yield told.result.status'),
      'reports a run of each outcome: it threw',
    ],
  ])('%s', async (_, source, what) => {
    const found = broken(await testOf(source))
    expect(found.join('\n')).toContain(what)
  })
})

test('a breach says where its code stands, and what to do', async () => {
  const source = plugin(
    "matchers: { it: matcher((wanted) => ({ on: 'line', shown: 'it', test: (line) => line === wanted ? {} : undefined })) }",
  )
  const [found] = (await testOf(source)).filter(({ outcome }) => outcome === 'broken')
  expect(found).toMatchObject({
    hint: "give it slashes: 'literal'",
    place: { line: expect.any(Number), column: expect.any(Number) },
  })
  expect(found?.place?.file).toMatch(/mine\.mjs$/)
})

test('what cannot be tried says what it needs', async () => {
  const findings = await testOf(
    plugin('actors: { it: kind(async () => actor(), { options: z.object({ secret: z.literal("x") }) }) }'),
  )
  expect(findings).toContainEqual(
    expect.objectContaining({ outcome: 'untested', why: expect.stringContaining('examples') }),
  )
  expect(broken(findings)).toEqual([])
})

test('one that is not there is a problem', async () => {
  expect(await testPlugin('./none.mjs', '/tmp/it.yaml', host)).toMatchObject({ problem: { code: 'unknown-plugin' } })
})
