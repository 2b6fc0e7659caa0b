import { describe, expect, test } from 'vitest'
import { rowsOf, runText } from '../../scenarios/house.ts'
import { runWith } from '../outside.ts'

const actors = 'actors:\n  it: odd\n'
const started = `${actors}steps:\n  - start: it\n`
const steps = (...lines: string[]): string => `${started}${lines.map((line) => `  - ${line}\n`).join('')}`
/** A plugin with one kind, whose actor is this. */
const odd = (start: string, more = '{}'): string =>
  `export default plugin({ actors: { odd: kind(${start}, ${more}) } })`
const withActor = (more: string, kind = '{}'): string => odd(`async (options, lane) => actor(${more})`, kind)
const boom = '() => { throw new Error("boom\\nsecond line") }'

/** Whatever goes wrong is reported as the plugin’s, in one line. */
const pluginErrors = (what: string, status = 'broken') => ({
  status,
  failure: { code: 'plugin-error', message: expect.stringContaining(what) },
})

describe('a kind that throws', () => {
  test.each([
    ['in start', odd(boom), started],
    ['in start, later', odd('async () => { await null; throw new Error("boom") }'), started],
    ['in start, something odd', odd('() => { throw undefined }'), started],
    ['in facts()', withActor(`{ facts: ${boom} }`), steps('check: { it: { port: 1 } }')],
    ['in facts() that a variable asks', withActor(`{ facts: ${boom} }`, '{}'), steps('note: "${it.port}"')],
    ['in state()', withActor(`{ state: ${boom} }`), started],
    ['in busy()', withActor(`{ busy: ${boom} }`), started],
    [
      'in ends',
      odd(
        `async (_, lane) => { lane.accept(() => Object.defineProperty(actor(), 'ends', { get: ${boom} })); return actor() }`,
      ),
      started,
    ],
    ['in send()', withActor(`{ send: ${boom} }`), steps('send: { it: x }')],
    ['in end()', withActor(`{ end: ${boom} }`), steps('end: it')],
    ['in close(), later', withActor('{ close: async () => { throw new Error("boom") } }'), steps('close: it')],
    ['in pause()', withActor(`{ pause: ${boom} }`), steps('pause: it')],
  ])('%s', async (_, plugin, scenario) => {
    const result = await runWith(plugin, scenario)
    expect(result).toMatchObject(pluginErrors('the kind “odd” of the plugin “mine”', expect.any(String) as never))
    expect(result.status).not.toBe('passed')
    expect(result.failure?.message).not.toContain('\n')
  })

  test('in a verb', async () => {
    const verb = `{ verbs: { spoil: { about: 'x', argument: anything, run: ${boom} } } }`
    const result = await runWith(withActor('{}', verb), steps('spoil: { it: 1 }'))
    expect(result).toMatchObject(
      pluginErrors('the kind “odd” of the plugin “mine” threw in its verb: spoil of “it” failed: boom'),
    )
  })

  test('in stop(), and the others are taken down', async () => {
    const result = await runWith(
      withActor(`{ stop: ${boom} }`),
      `${started}  - start: other\n`.replace('it: odd', 'it: odd\n  other: echo-server'),
    )
    expect(result).toMatchObject(pluginErrors('“it” was taken down: boom', 'failed'))
  })

  test('from a timer of its own, which nobody catches', async () => {
    const plugin = odd('async () => { setTimeout(() => { throw new Error("boom") }); return actor() }')
    expect(await runWith(plugin, steps('expect: { it: never }'))).toMatchObject(
      pluginErrors('that was not caught: boom'),
    )
  })

  test('from a promise that nobody waits for, and from a socket without a listener for errors', async () => {
    const rejects = odd('async () => { (async () => { await null; throw new Error("boom") })(); return actor() }')
    expect(await runWith(rejects, steps('expect: { it: never }'))).toMatchObject(
      pluginErrors('that was not caught: boom'),
    )
    const connects = `import net from 'node:net'\n${odd('async () => { net.connect(1, "127.0.0.1"); return actor() }')}`
    expect(await runWith(connects, steps('expect: { it: never }'))).toMatchObject(
      pluginErrors('that was not caught: connect'),
    )
  })

  test('while it makes something of a caller', async () => {
    const plugin = odd(`async (_, lane) => { setTimeout(() => lane.accept(${boom})); return actor() }`)
    expect(await runWith(plugin, steps('expect: { it: never }'))).toMatchObject(
      pluginErrors('while it accepted “it#1”: boom'),
    )
  })
})

describe('a kind that hangs', () => {
  test('in start: its step fails at the deadline, and the start that never ends is given up', async () => {
    const result = await runWith(odd('() => new Promise(() => {})'), started)
    expect(result.failure).toMatchObject({
      code: 'not-ready',
      message: expect.stringContaining('of the plugin “mine”'),
    })
  })

  test('in a verb', async () => {
    const verb = `{ verbs: { wait: { about: 'x', argument: anything, run: () => new Promise(() => {}) } } }`
    const result = await runWith(withActor('{}', verb.replace('wait', 'rest')), steps('rest: { it: 1 }'))
    expect(result.failure).toMatchObject({
      code: 'step-timeout',
      message: 'rest of “it” (of the plugin “mine”) is not done after 300ms',
      why: 'the kind “odd” of the plugin “mine” still works at it',
    })
  })

  test('in stop', async () => {
    const result = await runWith(withActor('{ stop: () => new Promise(() => {}) }'), started)
    expect(result).toMatchObject(pluginErrors('stop() of the kind “odd” of the plugin “mine” does not end', 'failed'))
  })

  test('in start, and comes when everything is over: it is taken down all the same', async () => {
    const plugin = `let stopped; export const when = new Promise((resolve) => { stopped = resolve })
      ${odd('(_, lane) => new Promise((resolve) => lane.signal.addEventListener("abort", () => resolve(actor({ stop: async () => globalThis.lateStopped = true }))))')}`
    await runWith(plugin, started)
    expect((globalThis as { lateStopped?: boolean }).lateStopped).toBe(true)
  })
})

describe('a kind that answers nonsense', () => {
  test.each([
    ['no actor', odd('async () => undefined'), started, 'what it started is undefined'],
    ['no promise', odd('() => ({})'), started, 'what it started has no “facts”'],
    ['facts that are a list', withActor('{ facts: () => [1] }'), steps('check: { it: { port: 1 } }'), 'with a list'],
    ['facts that are null', withActor('{ facts: () => null }'), steps('check: { it: { port: 1 } }'), 'with null'],
    ['a state that is no text', withActor('{ state: () => 5 }'), started, 'answered state() of “it” with a number'],
    [
      'text for bytes',
      odd('async (_, lane) => { lane.receive("text"); return actor() }'),
      started,
      'received something other than bytes',
    ],
    [
      'a number for a line',
      odd('async (_, lane) => { lane.print(5); return actor() }'),
      started,
      'printed something other than text',
    ],
    [
      'an event without a name',
      odd('async (_, lane) => { lane.event({}); return actor() }'),
      started,
      'without a name',
    ],
    [
      'nothing for a caller',
      odd('async (_, lane) => { lane.accept(() => {}); return actor() }'),
      started,
      'accepted no connection',
    ],
  ])('%s', async (_, plugin, scenario, what) => {
    expect((await runWith(plugin, scenario)).failure).toMatchObject(pluginErrors(what).failure)
  })
})

describe('what a kind leaves behind', () => {
  test.each([
    ['a timer', 'setInterval(() => {}, 1000)'],
    ['a listening socket', 'net.createServer().listen(0, "127.0.0.1")'],
    ['a datagram socket', 'dgram.createSocket("udp4").bind(0)'],
  ])('%s is closed and named', async (what, work) => {
    const imports = `import net from 'node:net'\nimport dgram from 'node:dgram'\n`
    const result = await runWith(`${imports}${odd(`async () => { ${work}; return actor() }`)}`, started)
    expect(result).toMatchObject(
      pluginErrors(`the kind “odd” of the plugin “mine” left ${what} open after it was stopped`, 'failed'),
    )
  })

  test('nothing is named of one that cleans up', async () => {
    const plugin = `import net from 'node:net'\n${odd(`async () => {
      const server = net.createServer()
      await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
      const timer = setInterval(() => {}, 1000)
      return actor({ stop: async () => { clearInterval(timer); await new Promise((resolve) => server.close(resolve)) } })
    }`)}`
    expect(await runWith(plugin, started)).toMatchObject({ status: 'passed' })
  })

  test('a lane that is spoken on after the life of its actor receives nothing, and no connection of the next life comes of it', async () => {
    const plugin = `const lanes = []\n${odd(`async (_, lane) => {
      for (const old of lanes) { old.print('from the dead'); old.accept(() => actor()); old.event({ name: 'end' }); old.receive(Buffer.from('x')) }
      lanes.push(lane)
      return actor({ close: async () => {} })
    }`)}`
    const result = await runWith(plugin, steps('close: it', 'start: it'))
    expect(result).toMatchObject({ status: 'passed' })
    expect(rowsOf(result).join('\n')).not.toContain('dead')
  })
})

describe('a matcher', () => {
  const matching = (compile: string): string =>
    withActor('(lane.print("a line"), {})').replace(
      'export default plugin({',
      `export default plugin({ matchers: { odd: { about: 'x', wanted: anything, compile: ${compile} } },`,
    )
  test.each([
    ['throws in compile', boom, 'the matcher “odd” of the plugin “mine” threw: boom'],
    ['compiles nothing', '() => undefined', 'has made nothing to look for'],
    [
      'throws in test',
      `() => ({ on: 'line', shown: 'odd', test: ${boom} })`,
      'the matcher “odd” of the plugin “mine” threw: boom',
    ],
    [
      'answers a line with true',
      `() => ({ on: 'line', shown: 'odd', test: () => true })`,
      'with neither captures nor undefined',
    ],
    ['throws in take', `() => ({ on: 'bytes', shown: 'odd', shows: 'text', take: ${boom} })`, 'threw: boom'],
    [
      'takes more than there is',
      `() => ({ on: 'bytes', shown: 'odd', shows: 'text', take: () => ({ length: 99 }) })`,
      'took 99 of 7 bytes',
    ],
    [
      'takes less than nothing',
      `() => ({ on: 'bytes', shown: 'odd', shows: 'text', take: () => ({ length: -1 }) })`,
      'took -1 of 7 bytes',
    ],
    ['answers nothing', `() => ({ on: 'bytes', shown: 'odd', shows: 'text', take: () => undefined })`, 'threw'],
  ])('that %s', async (_, compile, what) => {
    expect(await runWith(matching(compile), steps('expect: { it: { odd: 1 } }'))).toMatchObject(pluginErrors(what))
  })
})

describe('a framing', () => {
  const framed = (framer: string): string =>
    withActor('(lane.print("a line"), { send() {} })').replace(
      'export default plugin({',
      `export default plugin({ framings: { odd: { about: 'x', wanted: anything, compile: () => (${framer}) } },`,
    )
  const encode = '(line) => Buffer.concat([line, Buffer.from("\\n")])'
  const scenarioText = `actors:\n  it: { odd: {}, framing: odd }\nsteps:\n  - start: it\n  - send: { it: x }\n  - expect: { it: a line }\n`
  test.each([
    [
      'throws in find',
      `{ shows: 'text', encode: ${encode}, find: ${boom} }`,
      'the framing “odd” of the plugin “mine” threw in find(): boom',
    ],
    [
      'makes no progress',
      `{ shows: 'text', encode: ${encode}, find: (_, from) => ({ start: from, end: from, next: from }) }`,
      'cut a line that cannot be',
    ],
    [
      'cuts beyond the window',
      `{ shows: 'text', encode: ${encode}, find: (_, from, to) => ({ start: from, end: to, next: to + 9 }) }`,
      'cut a line that cannot be',
    ],
    [
      'cuts before it',
      `{ shows: 'text', encode: ${encode}, find: (_, from, to) => ({ start: from - 1, end: to, next: to }) }`,
      'cut a line that cannot be',
    ],
    [
      'answers NaN',
      `{ shows: 'text', encode: ${encode}, find: (_, from, to) => ({ start: NaN, end: to, next: to }) }`,
      'cut a line that cannot be',
    ],
    ['throws in encode', `{ shows: 'text', encode: ${boom}, find: () => undefined }`, 'threw in encode(): boom'],
    [
      'encodes to no bytes',
      `{ shows: 'text', encode: () => 'text', find: () => undefined }`,
      'made no bytes of a line',
    ],
    ['cannot be compiled', `(() => { throw new Error('boom') })()`, 'the framing “odd” of “it” threw: boom'],
  ])('that %s', async (_, framer, what) => {
    expect(await runWith(framed(framer), scenarioText)).toMatchObject(pluginErrors(what))
  })
})

test('another scenario beside it goes on', async () => {
  const plugin = odd('async () => { setTimeout(() => { throw new Error("boom") }); return actor() }')
  const [bad, good] = await Promise.all([
    runWith(plugin, steps('expect: { it: never }')),
    runText(
      'scenario: well\nactors:\n  s: echo-server\n  c: { telnet: s }\nsteps:\n  - start: s\n  - connect: c\n  - expect: { c: Hello client! }\n  - exit: c\n',
    ),
  ])
  expect(bad.status).toBe('broken')
  expect(good).toMatchObject({ status: 'passed' })
})
