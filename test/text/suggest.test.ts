import { describe, expect, it } from 'vitest'
import { didYouMean, distance, suggest } from '../../src/text/suggest.ts'

describe('suggest', () => {
  it.each([
    ['servr', ['client', 'server'], 'server'],
    ['expct', ['expect', 'exit'], 'expect'],
    ['exepct', ['expect', 'exit'], 'expect'],
    ['Server', ['server'], 'server'],
    ['tcpserver', ['tcp-server', 'tls-server'], 'tcp-server'],
    ['x', ['y'], undefined],
    ['completely', ['server', 'client'], undefined],
    ['within', [], undefined],
  ])('%s among %j means %s', (name, candidates, meant) => expect(suggest(name, candidates)).toBe(meant))

  it('counts swapped neighbours once', () => {
    expect(distance('ab', 'ba')).toBe(1)
    expect(distance('', 'abc')).toBe(3)
    expect(distance('kitten', 'sitting')).toBe(3)
  })

  it('lists what there is when nothing is near', () => {
    expect(didYouMean('zzzz', ['server', 'client'], 'actors')).toBe('actors: server, client')
    expect(didYouMean('servr', ['server'], 'actors')).toBe('did you mean “server”?')
    expect(didYouMean('zzzz', ['server'])).toBeUndefined()
  })
})
