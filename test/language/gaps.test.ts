import { describe, expect, it } from 'vitest'
import { check } from '../scenario/fakes.ts'
import { connectedPair } from '../scenarios/pair.ts'

const head = connectedPair({ client: 'telnet' })
/** The problems of these steps, which stand behind a start and a connect, from line 8 on. */
const reported = (...steps: string[]): readonly string[] =>
  check(`${head}${steps.map((step) => `  - ${step}\n`).join('')}`).messages

describe('an unknown variable is found while something else is wrong', () => {
  it.each([
    ['a step without a verb that is known', 'sned: { client: x }', 'unknown-verb 8:5 “sned”'],
    ['a message that cannot be read', 'send: { client: { txt: x } }', 'unknown-key 8:23 “txt”'],
    ['an expectation that cannot be read', 'expect: { client: { txt: x } }', 'unknown-matcher 8:25 “txt”'],
    ['an actor that is not there', 'send: { clint: x }', 'unknown-actor 8:13 “clint”'],
    ['a step that is no map', 'wait', 'one-key-map 8:5 “wait”'],
    ['a key beside that is not known', 'end: client\n    withn: 2s', 'unknown-key 9:5 “withn”'],
  ])('%s', (_, step, mistake) => {
    const lines = step.split('\n').length
    expect(reported(step, 'note: ${nobody}')).toEqual([mistake, `unknown-variable ${8 + lines}:11 “\${nobody}”`])
  })

  it('but not one that the lost part may have set', () => {
    expect(reported('expct: { client: /(?<port>.)/ }', 'note: ${port} ${part}')).toEqual([
      'unknown-verb 8:5 “expct”',
      'unknown-variable 9:19 “${part}”',
    ])
    expect(reported('expect: { clint: { regex: /(?<port>.)/, as: all } }', 'note: ${port} ${all}')).toEqual([
      'unknown-actor 8:15 “clint”',
    ])
    expect(reported('expect: { client: { text: x, ass: all } }', 'note: ${all}')).toEqual(['unknown-key 8:34 “ass”'])
    expect(reported('lett: { sum: 1 + 1 }', 'note: ${sum}')).toEqual(['unknown-verb 8:5 “lett”'])
    expect(reported('expct: { client: { one-of: [a, b] } }', 'note: ${matched}')).toEqual(['unknown-verb 8:5 “expct”'])
    expect(reported('repeat: { each: [a], ass: letter, steps: [{ note: "${letter}" }] }')).toEqual([
      'unknown-key 8:26 “ass”',
    ])
  })

  it('is one before the lost part that would have set it', () =>
    expect(reported('note: ${port}', 'expct: { client: /(?<port>.)/ }')).toEqual([
      'unknown-variable 8:11 “${port}”',
      'unknown-verb 9:5 “expct”',
    ]))

  it('any may have come from a file that is not there', () =>
    expect(reported('note: ${early}', 'include: nowhere.yaml', 'note: ${late}')).toEqual([
      'unknown-variable 8:11 “${early}”',
      'file-not-found 9:14 “nowhere.yaml”',
    ]))

  it('those of variables that cannot be read are none', () => {
    const messagesOf = (vars: string): readonly string[] =>
      check(`${head.replace('actors:', `${vars}\nactors:`)}  - note: \${a} \${b}\n`).messages
    expect(messagesOf('vars: { a: [1] }')).toEqual(['wrong-type 2:12 “[1]”', 'unknown-variable 9:16 “${b}”'])
    expect(messagesOf('vars: [a, c]')).toEqual(['wrong-type 2:7 “[a, c]”', 'unknown-variable 9:16 “${b}”'])
    expect(messagesOf('var: { a: 1 }')).toEqual(['unknown-key 2:1 “var”', 'unknown-variable 9:16 “${b}”'])
  })
})

describe('what an actor does is judged as far as it could be read', () => {
  it('one that is never started, beside a mistake', () =>
    expect(
      check(`${head.replace('steps:', '  other: tcp-server\nsteps:')}  - send: { client: { txt: x } }\n`).messages,
    ).toEqual(['never-started 5:3 “other”', 'unknown-key 9:23 “txt”']))

  it('not one that a lost step may have started', () => {
    const messagesOf = (step: string): readonly string[] =>
      check(`scenario: t\nactors: { server: tcp-server }\nsteps:\n  - ${step}\n  - expect: { server: a }\n`).messages
    expect(messagesOf('strat: server')).toEqual(['unknown-verb 4:5 “strat”'])
    expect(messagesOf('start: servr')).toEqual(['unknown-actor 4:12 “servr”'])
    expect(messagesOf('include: nowhere.yaml')).toEqual(['file-not-found 4:14 “nowhere.yaml”'])
    expect(messagesOf('wiat: 5s')).toEqual(['unknown-verb 4:5 “wiat”', 'never-started 5:15 “server”'])
  })

  it('one that is used before its start in a step of which a part is lost', () =>
    expect(
      check(
        'scenario: t\nactors: { server: tcp-server }\nsteps:\n  - send: { server: { txt: x } }\n  - start: server\n',
      ).messages,
    ).toEqual(['not-started 4:13 “server”', 'unknown-key 4:23 “txt”']))

  it('not one that a lost step may have ended', () => {
    expect(reported('clsoe: client', 'connect: client')).toEqual(['unknown-verb 8:5 “clsoe”'])
    expect(reported('sned: { server: x }', 'note: x', 'connect: client')).toEqual(['unknown-verb 8:5 “sned”'])
    expect(reported('send: { server: { txt: x } }', 'connect: client')).toEqual([
      'unknown-key 8:23 “txt”',
      'already-started 9:14 “client”',
    ])
  })

  it('nothing is said of an actor, or of its facts, that could not be read', () => {
    const messagesOf = (actor: string, step: string): readonly string[] =>
      check(`${head.replace('steps:', `  ${actor}\nsteps:`)}  - ${step}\n`).messages
    expect(messagesOf('other: tcp-servr', 'note: ${other.port}')).toEqual(['unknown-kind 5:10 “tcp-servr”'])
    expect(messagesOf('other: tcp-servr', 'send: { server#other: x }')).toEqual(['unknown-kind 5:10 “tcp-servr”'])
    expect(messagesOf('other: { tcp-client: { to: server, count: many } }', 'send: { other#7: x }')).toEqual([
      'wrong-type 5:45 “many”',
      'never-started 9:13 “other#7”',
    ])
  })
})

describe('mistakes of YAML that leave the rest readable', () => {
  it('a key that stands twice', () =>
    expect(check(`${head}  - note: \${nobody}\nsteps:\n  - wait: soon\n`).messages).toEqual([
      'unknown-variable 8:11 “${nobody}”',
      'duplicate-key 9:1 “steps”',
      'invalid-value 10:11 “soon”',
    ]))

  it('a text that wants quotes', () =>
    expect(reported('send: { client: Hello, world }', 'note: ${nobody}')).toEqual([
      'quote-it 8:21 “Hello, world”',
      'unknown-variable 9:11 “${nobody}”',
    ]))
})
