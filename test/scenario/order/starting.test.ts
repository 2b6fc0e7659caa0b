import { describe, expect, it } from 'vitest'
import { check, close, connect, exit, expectOf, note, on, own, repeat, run, send, signal, start } from './build.ts'
import { found, problemsOf } from './found.ts'

const actors = { server: 'tcp-server', client: { 'tcp-client': { to: 'server' } } }
const begin = [start('server'), connect('client')]
const hints = (...steps: Parameters<typeof problemsOf>[0]['steps']): string[] =>
  problemsOf({ actors, steps }).problems.map(({ code, hint }) => `${code}: ${hint}`)
const listening = (name: string, stream: string) => [
  start('p'),
  start('t'),
  start('plain'),
  expectOf({ [name]: { text: 'x', stream } }),
]

describe('being started', () => {
  it('comes before being used; the first use is reported, not each', () => {
    expect(
      found({ actors, steps: [start('server'), send('client', 'x'), send('client', 'y'), connect('client')] }),
    ).toEqual(['not-started at client'])
  })

  it('of a server comes before the connect of its client', () => {
    const { problems } = problemsOf({ actors, steps: [connect('client'), start('server')] })
    expect(problems).toMatchObject([{ code: 'not-started', hint: 'put “- start: server” before this step' }])
  })

  it('must happen: at the first use, or else at the declaration', () => {
    expect(found({ actors: { ...actors, idle: 'program' }, steps: [...begin] })).toEqual(['never-started at idle'])
    const used = problemsOf({ actors, steps: [start('server'), send('client', 'x')] })
    expect(used.problems).toMatchObject([{ code: 'never-started', hint: 'put “- connect: client” before this step' }])
    expect(used.text.slice(0, used.problems[0]!.span!.start)).toContain('send: ')
    expect(found({ actors, steps: [connect('client')] })).toEqual(['never-started at client'])
    expect(found({ actors: { ...actors, keys: 'program' }, steps: [run('keys'), ...begin] })).toEqual([])
  })

  it('twice needs an end in between, which a peer may bring as well', () => {
    expect(found({ actors, steps: [...begin, connect('client')] })).toEqual(['already-started at client'])
    expect(found({ actors, steps: [...begin, expectOf({ client: 'Hello' }), connect('client')] })).toEqual([
      'already-started at client',
    ])
    for (const between of [
      close('client'),
      on('reset', 'server#1'),
      expectOf({ client: { event: 'end' } }),
      expectOf({ client: 'Connection closed by foreign host.' }),
    ]) {
      expect(found({ actors, steps: [...begin, between, connect('client')] })).toEqual([])
    }
    expect(
      found({ actors: { p: 'program' }, steps: [run('p'), run('p'), start('p'), signal('p', 'SIGINT'), start('p')] }),
    ).toEqual([])
  })

  it('in a repeat needs an end in the round', () => {
    expect(found({ actors, steps: [start('server'), repeat('2', connect('client'), close('client'))] })).toEqual([])
    expect(found({ actors, steps: [start('server'), repeat('2', connect('client'))] })).toEqual([
      'already-started at client',
    ])
    expect(found({ actors, steps: [start('server'), repeat('1', connect('client'))] })).toEqual([])
    expect(found({ actors, steps: [...begin, repeat('2', close('client'), connect('client'))] })).toEqual([])
  })
})

describe('verbs', () => {
  it('start servers and programs, connect clients, run programs', () => {
    expect(hints(on('connect', 'server'), start('client'))).toEqual([
      'wrong-verb: write “start: server”',
      'wrong-verb: write “connect: client”',
    ])
    expect(hints(start('server'), run('client'))).toEqual(['wrong-verb: write “connect: client”'])
  })

  it('are those of the kind; the verb itself is marked', () => {
    // Whoever can close can leave.
    expect(found({ actors, steps: [...begin, exit('client')] })).toEqual([])
    expect(found({ actors, steps: [...begin, signal('client', 'SIGINT')] })).toEqual(['wrong-verb at signal'])
    const { problems } = problemsOf({ actors, steps: [...begin, signal('client', 'SIGINT')] })
    expect(problems[0]).toMatchObject({
      message: '“client” is of kind tcp-client, which cannot “signal”',
      hint: 'it can send, end, exit, close, reset, pause, resume, set, expect, in-order and check',
    })
  })

  it('of a kind’s own are its own alone', () => {
    const withProxy = { ...actors, proxy: { proxy: { to: 'server' } } }
    expect(found({ actors: withProxy, steps: [...begin, start('proxy'), own('fault', 'proxy', 'reset')] })).toEqual([])
    expect(found({ actors, steps: [...begin, own('fault', 'client', 'reset')] })).toEqual(['wrong-verb at fault'])
  })
})

describe('steps that never run', () => {
  it('are refused', () => {
    expect(
      found({
        vars: { none: '0' },
        actors,
        steps: [...begin, repeat('0', note('x')), repeat('${none}', note('y')), send('client', 'x', { times: 0 })],
      }).map((one) => one.split('\n')[0]?.trim()),
    ).toEqual(['never-runs at 0', 'never-runs at ${none}', 'never-runs at client'])
  })
})

describe('streams', () => {
  const programs = {
    p: 'program',
    t: { program: { run: 'sh', pty: true } },
    plain: { program: { run: 'sh', pty: false } },
  }
  it('are those of the kind, and one on a terminal', () => {
    expect(found({ actors: programs, steps: listening('p', 'stderr') })).toEqual([])
    expect(found({ actors: programs, steps: listening('p', 'stdout') })).toEqual([])
    expect(found({ actors: programs, steps: listening('plain', 'stderr') })).toEqual([])
    expect(found({ actors: programs, steps: listening('p', 'stder') })).toEqual(['invalid-value at x'])
    expect(found({ actors: programs, steps: listening('t', 'stderr') })).toEqual(['invalid-value at x'])
    expect(
      found({
        actors,
        steps: [...begin, expectOf({ client: { text: 'x', stream: 'stderr' } }), check('client', 'port', 1)],
      }),
    ).toEqual(['invalid-value at x'])
  })
})
