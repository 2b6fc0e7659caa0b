import { describe, expect, it } from 'vitest'
import { pluginsOf } from '../../src/scenario/check.ts'
import { readDocument } from '../../src/scenario/read.ts'
import { check } from './fakes.ts'
import type { Result } from './fakes.ts'

const head = `scenario: t
actors:
  server: tcp-server
  client: { telnet: server }
  job: { program: node x.js }
  cache: cache
steps:
  - start: [server, job, cache]
  - connect: client
`
/** A step on line 10, behind those that start everything. */
const step = (text: string, files?: Readonly<Record<string, string>>): Result =>
  check(`${head}  ${text.replaceAll('\n', '\n  ')}\n`, files === undefined ? {} : { files })
/** Further keys of a scenario from line 2 on. */
const top = (text: string, vars?: Readonly<Record<string, string>>): Result =>
  check(head.replace('actors:', `${text}\nactors:`), vars === undefined ? {} : { vars })
const last = (result: Result) => result.scenario?.steps.at(-1)
const mistakes = (result: Result): readonly string[] =>
  result.messages.filter((_, index) => result.problems[index]!.severity !== 'warning')
const actors = (text: string): Result =>
  check(`scenario: t\nactors:\n  server: tcp-server\n  ${text}\nsteps: [{ start: server }]\n`)
const expectation = (text: string): Result => step(`- expect: { client: ${text} }`)
const named = (text: string) => {
  const read = readDocument(new TextEncoder().encode(text), '/f', 'f')
  return 'document' in read ? pluginsOf(read.document).map((plugin) => plugin.specifier) : []
}

describe('top level', () => {
  it('has defaults', () => {
    const { scenario, messages: lines } = check(head)
    expect(lines).toEqual([])
    expect(scenario).toMatchObject({
      title: 't',
      tags: [],
      limits: { step: 5000, scenario: 60_000, idle: 100, line: 1 << 20, unread: 1 << 25 },
      tmpMode: 0o700,
      transcript: { lines: 2000 },
      forbid: [],
      mask: [],
      files: [],
    })
  })

  it('reads every key', () => {
    const { scenario, messages: lines } = top(
      'about: prose\ntags: [a, 7]\nvars: { a: 007, b: { value: "x ${a}", secret: true } }\nlimits: { step: 250ms, teardown: 2m }\nforbid: [panic, /err(or)?/i]\nmask: [uuid, { match: /a/, as: <a> }]\ntranscript: { lines: 7 }\ntmp: { mode: 755 }\nonly: { os: linux }\nskip: [{ command: redis-server }, { env: CI }]\nfiles: { logs/: , a.conf: "${a}", run.sh: { text: x, mode: 0755 } }',
      { a: 'given' },
    )
    expect(lines).toEqual([])
    expect(scenario).toMatchObject({
      about: 'prose',
      tags: ['a', '7'],
      limits: { step: 250, scenario: 60_000, idle: 100, teardown: 120_000, line: 1 << 20, unread: 1 << 25 },
      forbid: [{ kind: 'text' }, { kind: 'regex', flags: 'i', template: { parts: ['err(or)?'] } }],
      mask: [
        { match: { builtin: 'uuid' }, as: '<uuid>' },
        { match: { kind: 'regex' }, as: '<a>' },
      ],
      transcript: { lines: 7 },
      tmpMode: 0o755,
      only: [{ kind: 'os', value: 'linux' }],
      skip: [
        { kind: 'command', value: 'redis-server' },
        { kind: 'env', value: 'CI' },
      ],
      files: [
        { name: { parts: ['logs/'] } },
        { content: { as: 'text', text: { parts: [{ name: 'a' }] } } },
        { content: { as: 'text' }, mode: 0o755 },
      ],
    })
    expect(scenario?.vars.get('a')).toMatchObject({ value: { parts: ['given'] }, secret: false })
    expect(scenario?.vars.get('b')).toMatchObject({ value: { parts: ['x ', { name: 'a' }] }, secret: true })
  })

  it.each([
    ['tgas: [a]', ['unknown-key 2:1 “tgas”']],
    ['limits: { stp: 5s, scenario: 5 }', ['unknown-key 2:11 “stp”', 'invalid-value 2:30 “5”']],
    ['limits: 5s', ['wrong-type 2:9 “5s”']],
    ['vars: { a: "${b}", b: "${a}" }', ['cyclic-variable 2:12 “"${b}"”']],
    ['vars: { a: "${a}" }', ['cyclic-variable 2:12 “"${a}"”']],
    ['vars: { tmp: x, 7a: y }', ['invalid-value 2:9 “tmp”', 'invalid-value 2:17 “7a”']],
    ['vars: { a: }', ['missing-text 2:9 “a”']],
    ['vars: { a: { secret: true } }', ['missing-key 2:9 “a”']],
    ['vars: { a: "x ${1+1}" }', ['invalid-value 2:15 “${1+1}”']],
    ['forbid: [/a(/]', ['invalid-regex 2:10 “/a(/”']],
    ['mask: [{ match: /a/ }]', ['missing-key 2:8 “{ match: /a/ }”']],
    ['mask: /a/', ['missing-key 2:7 “/a/”']],
    ['only: { os: linus }', ['invalid-value 2:13 “linus”']],
    ['skip: { so: linux }', ['unknown-key 2:9 “so”']],
    ['tmp: { mode: rwx }', ['invalid-value 2:14 “rwx”']],
    [
      'files: { ../x: y, /etc/x: y, a: }',
      ['invalid-value 2:10 “../x”', 'invalid-value 2:19 “/etc/x”', 'missing-text 2:30 “a”'],
    ],
    ['transcript: { lines: 0 }', ['invalid-value 2:22 “0”']],
    ['about: [x]', ['wrong-type 2:8 “[x]”']],
  ])('%s', (text, lines) => expect(top(text).messages).toEqual(lines))

  it('is no scenario without its title', () => {
    expect(check('a: 1').messages).toEqual(['not-a-scenario 1:1 “a”'])
    expect(check('[a]').messages).toEqual(['not-a-scenario 1:1 “[a]”'])
    expect(check('senario: x\nsteps: []').problems).toMatchObject([
      { code: 'not-a-scenario', hint: expect.stringContaining('“senario”') },
    ])
    expect(check('scenario: x').messages).toEqual(['missing-key 1:1 “scenario”', 'missing-key 1:1 “scenario”'])
  })

  it('names its plugins', () => {
    expect(named('plugins: [./a.mjs, b]')).toEqual(['./a.mjs', 'b'])
    expect(named('plugins: a')).toEqual(['a'])
    expect(named('[]')).toEqual([])
  })
})

describe('actors', () => {
  it.each([
    ['a: tcp-serverr', ['unknown-kind 4:6 “tcp-serverr”']],
    ['a: { tcp-server: {}, telnet: server }', ['one-key-map 4:24 “telnet”']],
    ['a: { tcp-server: {}, port: 7 }', ['one-key-map 4:24 “port”']],
    ['a: { strict: true }', ['one-key-map 4:3 “a”']],
    ['a:', ['one-key-map 4:3 “a”']],
    ['a: { tcp-server: { port: 70000 } }', ['invalid-value 4:28 “70000”']],
    ['a: { tcp-server: { prt: 7 } }', ['unknown-key 4:22 “prt”']],
    ['a: { tcp-server: 7 }', ['wrong-type 4:20 “7”']],
    ['a: { telnet: srever }', ['unknown-actor 4:16 “srever”']],
    ['a: { telnet: a }', ['invalid-value 4:16 “a”']],
    ['a: { telnet: { to: server, port: x } }', ['wrong-type 4:36 “x”']],
    ['a: { tcp-server: { framing: lin } }', ['unknown-framing 4:31 “lin”']],
    ['a: { tcp-server: { framing: { length: 9 } } }', ['invalid-value 4:41 “9”']],
    [
      'a: { tcp-client: { rows: some, tail: shut, count: 0, strict: yes } }',
      ['invalid-value 4:28 “some”', 'invalid-value 4:40 “shut”', 'invalid-value 4:53 “0”', 'wrong-type 4:64 “yes”'],
    ],
    ['a.b: tcp-server', ['invalid-value 4:3 “a.b”']],
    ['env: tcp-server', ['invalid-value 4:3 “env”']],
    ['a: { tcp-server: { rules: [{ when: x, replay: y }] } }', ['unknown-key 4:41 “replay”']],
  ])('%s', (text, lines) =>
    expect(actors(text).messages.filter((each) => !each.startsWith('never-started'))).toEqual(lines),
  )

  it('take the core’s options from among the kind’s, unless the kind knows them itself', () => {
    const { scenario } = check(`scenario: t
actors:
  a: { tcp-server: { port: 9000, framing: { length: 4 }, strict: true, eol: "\\r\\n" }, rows: sorted }
  b: { telnet: { to: a, count: 3 }, tail: open, framing: crlf }
  c: { program: { run: x, count: 5 }, count: 2 }
steps: [{ start: [a, c] }, { connect: b }]
`)
    expect(scenario?.actors.get('a')).toMatchObject({
      strict: { lane: true, about: [] },
      eol: '\r\n',
      rows: 'sorted',
      tail: 'closed',
      count: 1,
      framing: { name: 'length', argument: { value: { parsed: 4 } } },
      options: { value: { parsed: { port: 9000 } } },
    })
    expect(scenario?.actors.get('b')).toMatchObject({
      count: 3,
      tail: 'open',
      framing: { name: 'crlf' },
      refersTo: ['a'],
      options: { value: { parsed: { to: 'a' } } },
    })
    expect(scenario?.actors.get('c')).toMatchObject({
      count: 2,
      options: { value: { parsed: { run: 'x', count: 5 } } },
    })
  })
})

describe('steps', () => {
  it('warns of a file to send that is not there, which a program may still make', () => {
    const sends = '- send: { client: [{ file: here.txt }, { file: nowhere.txt }, { file: "${tmp}/x" }] }'
    const { problems, messages: lines } = step(sends, { '/home/here.txt': 'hello' })
    expect(lines).toEqual(['file-not-found 10:50 “nowhere.txt”'])
    expect(problems[0]?.severity).toBe('warning')
  })

  it.each([
    ['- strat: server', ['unknown-verb 10:5 “strat”']],
    ['- start', ['one-key-map 10:5 “start”']],
    ['- [a]', ['one-key-map 10:5 “[a]”']],
    ['- within: 2s', ['one-key-map 10:5 “within: 2s”']],
    ['- send: { client: a }\n  expect: { client: b }', ['one-key-map 11:5 “expect”']],
    ['- end: client\n  withn: 2s', ['unknown-key 11:5 “withn”']],
    ['- end: client\n  times: 2', ['unknown-key 11:5 “times”']],
    ['- end: client\n  within: soon', ['invalid-value 11:13 “soon”']],
    ['- end: clinet', ['unknown-actor 10:10 “clinet”']],
    ['- end: { client: x }', ['wrong-type 10:10 “{ client: x }”']],
    ['- end: []', ['nothing-to-do 10:10 “[]”']],
    ['- end:', ['missing-text 10:5 “end”']],
    ['- end: server#0', ['unknown-connection 10:10 “server#0”']],
    ['- end: server#clint', ['unknown-connection 10:10 “server#clint”']],
    ['- send: client', ['wrong-type 10:11 “client”']],
    ['- send: { client: }', ['missing-text 10:13 “client”']],
    ['- send: { client: { txt: a } }', ['unknown-key 10:23 “txt”']],
    ['- send: { client: { text: a, json: b } }', ['one-key-map 10:32 “json”']],
    ['- send: { client: { bytes: de a } }', ['invalid-value 10:33 “a”']],
    ['- send: { client: { base64: abc } }', ['invalid-value 10:31 “abc”']],
    ['- send: { client: a }\n  times: 0', ['invalid-value 11:12 “0”']],
    ['- send: { client: a }\n  quiet: yes', ['wrong-type 11:12 “yes”']],
    ['- signal: { job: INT }', ['invalid-value 10:20 “INT”']],
    ['- check: { job: pid }', ['wrong-type 10:19 “pid”']],
    ['- check: { job: { pid: } }', ['missing-text 10:21 “pid”']],
    ['- check: { job: { pid: /(/ } }', ['invalid-regex 10:26 “/(/”']],
    ['- wait: 2', ['invalid-value 10:11 “2”']],
    ['- note:', ['missing-text 10:5 “note”']],
    ['- let: { a.b: 1 }', ['invalid-value 10:12 “a.b”']],
    ['- repeat: { steps: [{ note: x }] }', ['missing-key 10:13 “{ steps: [{ note: x }] }”']],
    [
      '- repeat: { times: x, each: [a], steps: [{ nte: x }] }',
      ['invalid-value 10:22 “x”', 'invalid-value 10:25 “each”', 'unknown-verb 10:46 “nte”'],
    ],
    ['- repeat: { times: 2, setps: [] }', ['unknown-key 10:25 “setps”']],
    ['- run: { job: node y.js }', ['duplicate-name 10:12 “job”']],
    ['- get: { server: x }', ['wrong-verb 10:12 “server”']],
    ['- get: { cache: [a] }', ['wrong-type 10:19 “[a]”']],
    ['- get: { cache: a, job: b }', ['wrong-verb 10:22 “job”']],
    ['- include: missing.yaml', ['file-not-found 10:14 “missing.yaml”']],
    ['- include: { fil: x }', ['missing-key 10:14 “{ fil: x }”', 'unknown-key 10:16 “fil”']],
    ['- include: story.yaml', ['cyclic-include 10:14 “story.yaml”']],
  ])('%s', (text, lines) => expect(mistakes(step(text))).toEqual(lines))

  it.each([
    ['- end: [client, server#2]', { verb: 'end', targets: [{ actor: 'client' }, { actor: 'server', connection: 2 }] }],
    [
      '- send: { client: [007, { bytes: de ad }, { json: { a: 1 } }], server#client: { text: x, times: 3 } }\n  quiet: true',
      {
        sends: [
          {
            messages: [
              { as: 'line', text: { parts: ['007'] } },
              { as: 'bytes' },
              { as: 'json', json: { value: { parsed: { a: 1 } } } },
            ],
            times: 1,
            quiet: true,
          },
          { target: { connection: 'client' }, messages: [{ as: 'text' }], times: 3, quiet: true },
        ],
      },
    ],
    ['- signal: { job: SIGHUP }\n  busy: true', { busy: true, signals: [{ group: false }] }],
    ['- signal: { job: SIGHUP }\n  group: true', { signals: [{ group: true, signal: { parts: ['SIGHUP'] } }] }],
    [
      '- check: { job: { pid: /\\d+/, bytesRead: 14 } }',
      { checks: [{ fact: 'pid' }, { fact: 'bytesRead', wanted: { value: { parsed: 14 } } }] },
    ],
    ['- set: { client: { noDelay: true } }', { sets: [{ option: 'noDelay', value: { value: { parsed: true } } }] }],
    ['- let: { n2: "2 + 3" }', { lets: [{ name: 'n2', expression: { parts: ['2 + 3'] } }] }],
    ['- wait: 2s', { verb: 'wait', duration: { parts: ['2s'] } }],
    ['- end: client\n  within: 3s', { verb: 'end', within: 3000 }],
    [
      '- repeat: { each: [a, 7], as: name, steps: [{ note: "${name}" }] }',
      { each: [{ parts: ['a'] }, { parts: ['7'] }], as: 'name', steps: [{ verb: 'note' }] },
    ],
    ['- run: { keys: ssh-keygen -t rsa }\n  code: 3', { targets: [{ actor: 'keys' }], code: 3 }],
    [
      '- get: { cache: 007 }',
      { verb: 'custom', name: 'get', calls: [{ target: { actor: 'cache' }, argument: { value: { parsed: '007' } } }] },
    ],
    ['- flush: cache', { verb: 'custom', name: 'flush' }],
    ['- reset: { cache: 7 }', { verb: 'custom', name: 'reset', calls: [{ argument: { value: { parsed: 7 } } }] }],
  ])('%s', (text, wanted) => {
    const result = step(text)
    expect(mistakes(result)).toEqual([])
    expect(last(result)).toMatchObject(wanted)
  })

  it('spans from the verb to its end, and remembers the connections that are named', () => {
    const result = step('- within: 1s\n  end: server#client\n- close: server#1')
    expect(mistakes(result)).toEqual([])
    const [end] = result.scenario!.steps.slice(-2)
    expect(end!.span).toMatchObject({
      start: result.scenario!.source.text.indexOf('end: server#'),
      end: result.scenario!.source.text.indexOf('\n  - close'),
    })
    expect([...result.scenario!.namedConnections]).toEqual(['server#client', 'server#1'])
  })

  it('run in place declares a program', () => {
    const { scenario } = step('- run: { keys: ssh-keygen }\n- run: keys')
    expect(scenario?.actors.get('keys')).toMatchObject({
      kind: 'program',
      options: { value: { parsed: { run: 'ssh-keygen' } } },
    })
  })
})

describe('included files', () => {
  it('are steps in place, with variables of their own', () => {
    const result = step('- include: { file: sub/a.yaml, with: { who: anna } }', {
      '/home/sub/a.yaml':
        'vars: { who: nobody, what: x }\nsteps:\n  - note: "${who} ${what}"\n  - include: ../b.yaml\n',
      '/home/b.yaml': '- note: deep',
    })
    expect(mistakes(result)).toEqual([])
    expect(last(result)).toMatchObject({
      verb: 'scope',
      vars: [{ name: 'who', value: { parts: ['anna'] } }, { name: 'what' }],
      steps: [
        { verb: 'note', span: { file: '/home/sub/a.yaml' }, includedFrom: { file: '/home/story.yaml' } },
        { verb: 'scope', steps: [{ includedFrom: { file: '/home/story.yaml' } }] },
      ],
    })
    expect([...result.scenario!.sources.keys()]).toEqual(['/home/story.yaml', '/home/sub/a.yaml', '/home/b.yaml'])
  })

  it('tell their problems with their own places, once', () => {
    const result = step('- include: a.yaml\n- include: a.yaml', { '/home/a.yaml': '- nte: x\n' })
    expect(result.messages).toEqual(['unknown-verb /home/a.yaml:1:3 “nte”'])
    expect(result.problems[0]!.includedFrom).toMatchObject({ file: '/home/story.yaml' })
    expect(step('- include: a.yaml', { '/home/a.yaml': 'a: "' }).messages).toEqual(['yaml-syntax /home/a.yaml:1:4 “"”'])
    expect(step('- include: a.yaml', { '/home/a.yaml': 'scenario: x\nsteps: [{ note: x }]' }).messages).toEqual([
      'unknown-key /home/a.yaml:1:1 “scenario”',
    ])
  })

  it('never go in circles or grow without end', () => {
    expect(
      step('- include: a.yaml', { '/home/a.yaml': '- include: b.yaml', '/home/b.yaml': '- include: a.yaml' }).messages,
    ).toEqual(['cyclic-include /home/b.yaml:1:12 “a.yaml”'])
    const files = Object.fromEntries(
      Array.from({ length: 14 }, (_, i) => [
        `/home/${i}.yaml`,
        i === 13 ? '- note: x' : `- include: ${i + 1}.yaml\n- include: ${i + 1}.yaml`,
      ]),
    )
    expect(step('- include: 0.yaml', files).problems).toMatchObject([
      { code: 'cyclic-include', message: expect.stringContaining('1000') },
    ])
  })
})

describe('expectations', () => {
  it.each([
    ['{ txt: a }', ['unknown-matcher 10:25 “txt”']],
    ['{ next: true }', ['one-key-map 10:23 “{ next: true }”']],
    ['{ text: a, line: b }', ['one-key-map 10:34 “line”']],
    ['{ text: a, nxt: true }', ['unknown-key 10:34 “nxt”']],
    ['{ text: a, within: 2s }', ['unknown-key 10:34 “within”']],
    [
      '{ text: a, next: yes, after: soon, as: 7x }',
      ['wrong-type 10:40 “yes”', 'invalid-value 10:52 “soon”', 'invalid-value 10:62 “7x”'],
    ],
    ['{ text: a, without: /(/ }', ['invalid-regex 10:43 “/(/”']],
    ['{ text: a, stream: stderr }', ['invalid-value 10:42 “stderr”']],
    ['{ event: close, cod: 7 }', ['unknown-key 10:39 “cod”']],
    ['{ event: close, code: x }', ['wrong-type 10:45 “x”']],
    ['/a(/', ['invalid-regex 10:23 “/a(/”']],
    ['[a, /b(/, { lines: [/c(/] }]', ['invalid-regex 10:27 “/b(/”', 'invalid-regex 10:43 “/c(/”']],
    ['/a\\nb/', ['regex-never-matches 10:23 “/a\\nb/”']],
    ['{ lines: 0 }', ['invalid-value 10:32 “0”']],
    ['{ silence: 2 }', ['invalid-value 10:34 “2”']],
    ['{ text: }', ['missing-text 10:25 “text”']],
    ['', ['missing-text 10:15 “client”']],
    ['[[a]]', ['wrong-type 10:24 “[a]”']],
    ['[]', ['nothing-to-do 10:23 “[]”']],
    ['"a ${b"', ['invalid-value 10:26 “${”']],
  ])('%s', (text, lines) =>
    expect(mistakes(expectation(text)).filter((each) => !each.startsWith('nothing-to-do 10:5'))).toEqual(lines),
  )

  it.each([
    ['007', { name: 'text', argument: { value: { parsed: '007' } } }],
    ['/(?<who>a+)/i', { name: 'regex', argument: { value: { parsed: '/(?<who>a+)/i' } } }],
    ['/usr/bin', { name: 'text' }],
    ['{ text: /a(/ }', { name: 'text', argument: { value: { parsed: '/a(/' } } }],
    [
      '{ regex: /a/, next: true, without: /b/, as: x, after: 900ms }',
      { name: 'regex', next: true, without: { kind: 'regex' }, as: 'x', after: 900 },
    ],
    ['{ event: end }', { name: 'event', argument: { value: { parsed: 'end' } } }],
    [
      '{ event: close, code: 1001, next: true }',
      { name: 'event', next: true, argument: { value: { parsed: { event: 'close', code: 1001 } } } },
    ],
    ['{ take: 6 }', { argument: { value: { parsed: 6 } } }],
    ['{ take: "6" }', { argument: { value: { parsed: '6' } } }],
    ['{ lines: [1.0, b] }', { argument: { value: { parsed: ['1.0', 'b'] } } }],
    ['{ silence: 200ms }', { argument: { value: { parsed: 200 } } }],
    ['{ json: { a: [1, x] } }', { argument: { value: { parsed: { a: [1, 'x'] } } } }],
  ])('%s', (text, wanted) => {
    const result = expectation(text)
    expect(mistakes(result)).toEqual([])
    expect(last(result)).toMatchObject({ expects: [{ target: { actor: 'client' }, expectations: [wanted] }] })
  })

  it('may want a line feed where a lane is not of lines', () => {
    const { messages: lines } = check(
      'scenario: t\nactors: { server: { tcp-server: { framing: raw } } }\nsteps: [{ start: server }, { expect: { server#1: /a\\nb/ } }]\n',
    )
    expect(lines.filter((each) => each.startsWith('regex'))).toEqual([])
  })

  it('knows the streams of a kind', () => {
    expect(last(step('- expect: { job: { text: a, stream: stderr } }'))).toMatchObject({
      expects: [{ expectations: [{ stream: 'stderr' }] }],
    })
    expect(mistakes(step('- expect: { job: { text: a, stream: stdout } }'))).toEqual([])
    expect(mistakes(step('- expect: { job: { text: a, stream: stder } }'))).toEqual(['invalid-value 10:39 “stder”'])
  })
})

describe('all at once', () => {
  it('finds every mistake of a file in one pass, in the order of its lines', () => {
    const text = `scenario: t
tags: { a: b }
limits: { step: 5 }
actors:
  server: { tcp-server: { port: 70000 } }
  client: { telnet: servr }
steps:
  - strat: server
  - expect: { client: { txt: a } }
  - send: { clint: a }
`
    expect(check(text).messages).toEqual([
      'wrong-type 2:7 “{ a: b }”',
      'invalid-value 3:17 “5”',
      'invalid-value 5:33 “70000”',
      'unknown-actor 6:21 “servr”',
      'unknown-verb 8:5 “strat”',
      'never-started 9:15 “client”',
      'unknown-matcher 9:25 “txt”',
      'unknown-actor 10:13 “clint”',
    ])
  })

  it('says nothing more of an actor that could not be read', () => {
    expect(
      check('scenario: t\nactors: { server: tcp-servr, b: tcp-server }\nsteps: [{ start: server }]\n').messages,
    ).toEqual(['unknown-kind 2:19 “tcp-servr”', 'never-started 2:30 “b”'])
    expect(check('scenario: t\nactor: { server: tcp-server }\nsteps: [{ start: server }]\n').messages).toEqual([
      'unknown-key 2:1 “actor”',
    ])
  })

  it('does not tell what only follows from another mistake', () => {
    const { messages: lines } = check(
      'scenario: t\nactors: { server: tcp-server }\nsteps: [{ start: servr }, { expect: { server: a } }]\n',
    )
    expect(lines).toEqual(['unknown-actor 3:18 “servr”'])
  })
})

describe('on-fault', () => {
  const onFault = (text: string): Result => check(`${head}on-fault:\n  ${text}\n`)

  it('has steps, behind which anything may have been started and have ended', () => {
    const { scenario, messages } = check(
      `${head.replace('actors:', 'actors:\n  other: { tcp-client: server }')}  - exit: client\non-fault:\n  - connect: other\n  - expect: { client: { event: closed } }\n`,
    )
    expect(messages).toEqual([])
    expect(scenario?.onFault.map(({ verb }) => verb)).toEqual(['connect', 'expect'])
  })

  it('is checked as steps are', () => {
    expect(onFault('- expect: { clent: hi }').messages).toEqual(['unknown-actor 11:15 “clent”'])
    expect(onFault('- connect: server').messages).toHaveLength(1)
    expect(onFault('- send: { client: "${nobody}" }').messages.join('\n')).toContain('nobody')
    expect(onFault('reset').messages).toHaveLength(1)
  })

  it('is empty where it is not written', () => {
    expect(check(head).scenario?.onFault).toEqual([])
  })
})
