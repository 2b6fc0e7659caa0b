import { describe, expect, it } from 'vitest'
import { check, connect, each, expectOf, letBe, note, repeat, send, start, within } from './build.ts'
import { found, problemsOf } from './found.ts'

const actors = { server: 'tcp-server', client: { 'tcp-client': { to: 'server' } } }
const begin = [start('server'), connect('client')]

describe('variables', () => {
  it('are known from vars, captures, as, one-of, let and the built-in names on', () => {
    expect(
      found({
        vars: { greeting: 'Hello', whole: '${greeting} ${env.USER} ${free-port.web} ${tmp}' },
        actors,
        steps: [
          ...begin,
          send('client', '${whole} ${dir}'),
          expectOf({ client: '/user (?<user>\\w+) (?<id>\\d+)/' }),
          expectOf({ client: { line: 'x', as: 'kept' } }),
          expectOf({ client: { 'one-of': ['a', '/b(?<b>.)/'] } }),
          letBe('sum', '${id} + 1'),
          note('${user} ${kept} ${matched} ${b} ${sum}'),
        ],
      }),
    ).toEqual([])
  })

  it('captured by an option of an actor are its facts, and the hint says so', () => {
    const web = { program: { run: 'web', ready: '/at (?<door>\\d+)/' } }
    const { problems } = problemsOf({ actors: { web }, steps: [start('web'), note('${door}')] })
    expect(problems.map(({ hint }) => hint)).toEqual(['“web” captures it: write ${web.door}'])
  })

  it('are unknown before they are set, and never a lookbehind', () => {
    expect(
      found({
        actors,
        steps: [
          ...begin,
          send('client', '${user}'),
          expectOf({ client: '/(?<=x)(?<user>y)(?<!z)/' }),
          note('${user} ${x}'),
        ],
      }),
    ).toEqual(['unknown-variable at ${user}', 'unknown-variable at ${x}'])
  })

  it('are captured for the next expectation of the same actor, and for other actors only in the next step', () => {
    expect(found({ actors, steps: [...begin, expectOf({ client: ['/(?<a>.)/', '${a}'] }), note('${a}')] })).toEqual([])
    expect(found({ actors, steps: [...begin, expectOf({ client: '/(?<a>.)/', server: 'x ${a}' })] })).toEqual([
      'unknown-variable at ${a}',
    ])
  })

  it('of a repeat or an include are there inside only', () => {
    expect(
      found({
        actors,
        steps: [
          ...begin,
          repeat('3', note('${n}'), letBe('last', '${n}')),
          each(['a', 'b'], 'letter', note('${letter} ${n}')),
          within({ who: 'me' }, note('${who}')),
          note('${last} ${n} ${letter} ${who}'),
        ],
      }),
    ).toEqual(['unknown-variable at ${n}', 'unknown-variable at ${letter}', 'unknown-variable at ${who}'])
  })

  it('suggest what was meant', () => {
    const { problems } = problemsOf({ vars: { greeting: 'Hi' }, actors, steps: [...begin, note('${greting}')] })
    expect(problems[0]).toMatchObject({
      message: 'nothing has set the variable “greting”',
      hint: 'did you mean “greeting”?',
    })
  })

  it('may be set later where they are asked for at any time', () => {
    const steps = [...begin, expectOf({ client: '/(?<token>.+)/' })]
    expect(found({ actors, steps, forbid: ['${token}'], mask: ['token'] })).toEqual([])
    expect(found({ actors, steps, forbid: ['${tokn}'], mask: ['tokn'] })).toEqual([
      'unknown-variable at ${tokn}',
      'unknown-mask at tokn',
    ])
  })

  it('declared further down are unknown, those in a circle are left to another check', () => {
    expect(found({ vars: { a: '${b}', b: 'x' }, actors, steps: begin })).toEqual(['unknown-variable at ${b}'])
    expect(found({ vars: { a: '${b}', b: '${a}' }, actors, steps: begin })).toEqual([])
  })

  it('in options are read when the actor is started', () => {
    const late = { ...actors, data: { 'tcp-client': { port: '${p}' } } }
    expect(found({ actors: late, steps: [...begin, expectOf({ client: '/(?<p>\\d+)/' }), connect('data')] })).toEqual(
      [],
    )
    expect(found({ actors: late, steps: [...begin, connect('data'), expectOf({ client: '/(?<p>\\d+)/' })] })).toEqual([
      'unknown-variable at ${p}',
    ])
  })
})

describe('facts', () => {
  it('are those that the kind declares', () => {
    expect(
      found({ actors, steps: [...begin, note('${server.port} ${server#1.bytesRead} ${client.address.family}')] }),
    ).toEqual([])
    const { problems } = problemsOf({
      actors,
      steps: [...begin, note('${server.prot}'), check('client', 'bytesRed', 3)],
    })
    expect(problems.map(({ code, hint }) => [code, hint])).toEqual([
      ['unknown-fact', 'did you mean “port”?'],
      ['unknown-fact', 'did you mean “bytesRead”?'],
    ])
  })

  it('may have any name where a kind says so', () => {
    expect(
      found({ actors: { p: 'program' }, steps: [start('p'), note('${p.anything}'), check('p', 'pid', '/\\d+/')] }),
    ).toEqual([])
  })

  it('have no value before the start', () => {
    expect(found({ actors, steps: [note('${server.port}'), ...begin] })).toEqual(['not-started at ${server.port}'])
    expect(found({ vars: { p: '${server.port}' }, actors, steps: begin })).toEqual(['not-started at ${server.port}'])
    expect(found({ actors: { a: { 'tcp-server': { host: '${a.port}' } } }, steps: [start('a')] })).toEqual([
      'not-started at ${a.port}',
    ])
  })

  it('of nobody name the actor that was meant', () => {
    const { problems } = problemsOf({ actors, steps: [...begin, note('${sever.port}')] })
    expect(problems[0]).toMatchObject({ code: 'unknown-actor', hint: 'did you mean “${server.port}”?' })
  })
})
