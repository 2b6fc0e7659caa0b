import { describe, expect, it } from 'vitest'
import { check, close, connect, expectOf, note, on, repeat, send, start } from './build.ts'
import { found, problemsOf } from './found.ts'

const actors = {
  server: 'tcp-server',
  alice: { 'tcp-client': { to: 'server' } },
  bob: { 'tcp-client': { port: '${server.port}' } },
}

describe('the plain name of a server without own output', () => {
  it('means its one connection', () => {
    const one = { server: actors.server, alice: actors.alice }
    expect(found({ actors: one, steps: [start('server'), connect('alice'), send('server', 'x')] })).toEqual([])
  })

  it('is refused where a second can come, at every place', () => {
    const { problems, text } = problemsOf({
      actors,
      steps: [
        start('server'),
        connect('alice'),
        send('server', 'x'),
        connect('bob'),
        expectOf({ server: 'y', 'server#2': 'z' }),
      ],
    })
    expect(problems).toMatchObject([
      {
        code: 'ambiguous-connection',
        message: expect.stringContaining('has 2 connections'),
        hint: 'say which one: “server#1” or “server#alice”',
      },
      { code: 'ambiguous-connection' },
    ])
    expect(problems.map(({ span }) => text.slice(span!.start, span!.end))).toEqual(['server', 'server'])
  })

  it('is the listening socket’s for its events, its facts and its close', () => {
    const steps = [
      start('server'),
      connect('alice'),
      connect('bob'),
      expectOf({ server: { event: 'connection' } }),
      check('server', 'port', 1),
      close('server'),
    ]
    expect(found({ actors, steps })).toEqual([])
  })

  it('counts groups, repeats and what comes through a proxy', () => {
    const crowd = { server: 'tcp-server', crowd: { 'tcp-client': { to: 'server', count: 100 } } }
    expect(
      found({ actors: crowd, steps: [start('server'), connect('crowd'), send('server', 'x'), send('crowd#100', 'x')] }),
    ).toEqual(['ambiguous-connection at server'])
    const one = { server: actors.server, alice: actors.alice }
    const round = [connect('alice'), send('server', 'x'), close('alice')]
    expect(found({ actors: one, steps: [start('server'), repeat('2', ...round)] })).toEqual([
      'ambiguous-connection at server',
    ])
    expect(found({ actors: one, steps: [repeat('2', start('server'), ...round, close('server'))] })).toEqual([])
    const through = {
      server: 'tcp-server',
      proxy: { proxy: { to: 'server' } },
      a: { telnet: { to: 'proxy' } },
      b: { telnet: { to: 'proxy' } },
    }
    expect(
      found({ actors: through, steps: [start('server'), start('proxy'), connect('a', 'b'), send('server', 'x')] }),
    ).toEqual(['ambiguous-connection at server'])
  })

  it('begins anew with each life, and closed servers are not reached', () => {
    const one = { server: actors.server, alice: actors.alice }
    const life = [start('server'), connect('alice'), send('server', 'x'), close('alice'), close('server')]
    expect(found({ actors: one, steps: [...life, ...life] })).toEqual([])
    expect(
      found({
        actors,
        steps: [start('server'), connect('alice'), send('server', 'x'), close('server'), connect('bob')],
      }),
    ).toEqual([])
  })

  it('of one with own output is what it says', () => {
    const withOwnOutput = { ...actors, server: 'echo-server' }
    expect(
      found({ actors: withOwnOutput, steps: [start('server'), connect('alice', 'bob'), expectOf({ server: 'x' })] }),
    ).toEqual([])
  })
})

describe('a connection by number', () => {
  it('must be able to come, and to have come by then', () => {
    expect(
      found({
        actors,
        steps: [start('server'), connect('alice', 'bob'), send('server#2', 'x'), send('server#3', 'x')],
      }),
    ).toEqual(['unknown-connection at server#3'])
    expect(
      found({ actors, steps: [start('server'), connect('alice'), send('server#2', 'x'), connect('bob')] }),
    ).toEqual(['not-started at server#2'])
  })

  it('is let through where the steps do not show who connects', () => {
    const steps = [start('server'), connect('alice', 'bob'), send('server#7', 'x')]
    expect(found({ actors: { ...actors, p: 'program' }, steps: [start('p'), ...steps] })).toEqual([])
    const fixed = { ...actors, eve: { 'tcp-client': { port: 9000 } } }
    expect(found({ actors: fixed, steps: [...steps, connect('eve')] })).toEqual([])
    const one = { server: actors.server, alice: actors.alice }
    const some = repeat('${times}', connect('alice'), close('alice'))
    const messages = (times: string) =>
      found({ vars: { times }, actors: one, steps: [start('server'), some, send('server#9', 'x')] })
    expect(messages('${env.TIMES}')).toEqual([])
    expect(messages('9')).toEqual([])
    expect(messages('8')).toEqual(['unknown-connection at server#9'])
  })

  it('is nothing that a client has, and no more than a group is', () => {
    expect(found({ actors, steps: [start('server'), connect('alice', 'bob'), send('alice#2', 'x')] })).toEqual([
      'unknown-connection at alice#2',
    ])
    const crowd = { server: 'tcp-server', crowd: { 'tcp-client': { to: 'server', count: 3 } } }
    expect(found({ actors: crowd, steps: [start('server'), connect('crowd'), send('crowd#4', 'x')] })).toEqual([
      'unknown-connection at crowd#4',
    ])
    expect(found({ actors, steps: [start('server'), connect('alice', 'bob'), start('server#2')] })).toEqual([
      'wrong-verb at server#2',
    ])
  })
})

describe('a connection by its client', () => {
  it('is one of a client that connects to it', () => {
    const more = { ...actors, other: 'tcp-server', carol: { 'tcp-client': { to: 'other' } } }
    const steps = [start('server'), start('other'), connect('alice', 'bob', 'carol')]
    expect(found({ actors: more, steps: [...steps, on('end', 'server#alice', 'server#bob')] })).toEqual([])
    expect(found({ actors: more, steps: [...steps, send('server#carol', 'x')] })).toEqual([
      'unknown-connection at server#carol',
    ])
    const { problems } = problemsOf({
      actors,
      steps: [start('server'), connect('alice', 'bob'), send('server#alise', 'x')],
    })
    expect(problems).toMatchObject([{ code: 'unknown-connection', hint: 'did you mean “alice”?' }])
  })

  it('is there once the client has connected', () => {
    expect(
      found({ actors, steps: [start('server'), connect('bob'), send('server#alice', 'x'), connect('alice')] }),
    ).toEqual(['not-started at server#alice'])
  })
})

describe('numbers after programs were started together', () => {
  const programs = { server: 'tcp-server', p: 'program', q: { program: { run: 'q', ready: 'up' } } }
  it('are warned of', () => {
    const use = expectOf({ 'server#1': 'x' })
    const warned = ['warning ambiguous-connection at server#1']
    expect(found({ actors: programs, steps: [start('server'), start('p', 'q'), use] })).toEqual(warned)
    expect(found({ actors: programs, steps: [start('server'), start('p'), start('q'), use] })).toEqual(warned)
    expect(found({ actors: programs, steps: [start('server'), start('q', 'p'), use] })).toEqual([])
    expect(found({ actors: programs, steps: [start('server'), start('p'), use, start('q'), note('x')] })).toEqual([])
  })
})
