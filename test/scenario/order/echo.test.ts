import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { check } from '../../../src/pipeline.ts'
import { servicesAt } from '../../scenarios/house.ts'
import { folderWith } from '../../suite/temporary.ts'
import { expectOf, send, start, type ExpectationWords } from './build.ts'
import { found } from './found.ts'

const messages = (pty: boolean, ...expectations: ExpectationWords[]) => ({
  actors: { sh: { program: { run: 'sh', pty } } },
  steps: [start('sh'), send('sh', 'echo hello'), ...expectations.map((expectation) => expectOf({ sh: expectation }))],
})

describe('the echo of a terminal', () => {
  it('must not be what meets the first expectation after a line was typed', () => {
    expect(found(messages(true, 'hello'))).toEqual(['warning echo-of-itself at hello'])
    expect(found(messages(true, '/h.llo/'))).toEqual(['warning echo-of-itself at /h.llo/'])
    expect(found(messages(true, { 'one-of': ['bye', '/h.llo/'] }))).toEqual(['warning echo-of-itself at bye/h.llo/'])
  })

  it('is no matter on pipes, for other words, or once an expectation has passed it', () => {
    expect(found(messages(false, 'hello'))).toEqual([])
    expect(found(messages(true, { line: 'hello' }))).toEqual([])
    expect(found(messages(true, 'ready', 'hello'))).toEqual([])
  })

  it('may be expected on purpose', () => {
    expect(found(messages(true, { text: 'hello', next: true }, 'hello'))).toEqual([])
    expect(found(messages(true, 'echo hello', 'hello'))).toEqual([])
    expect(found(messages(true, 'hello', 'hello'))).toEqual([])
  })

  it.each([
    ['{ prompt: hello }', true],
    ['{ prompt: /h.llo$/ }', true],
    ['{ one-of: [bye, { prompt: llo }] }', true],
    ['{ any-order: [bye, hello] }', false],
    ['{ any-order: [echo hello, hello] }', false],
    ['{ any-order: [one, two] }', false],
    ['{ prompt: "$ " }', false],
    ['{ lines: [echo hello, hello] }', false],
    ['{ line: hello }', false],
    ['{ bytes: 68 65 }', false],
  ])('is looked for by every matcher that passes over lines: %s', async (expectation, warns) => {
    const text = [
      'scenario: t',
      'actors: { sh: { program: { run: sh, pty: true } } }',
      `steps: [{ start: sh }, { send: { sh: echo hello } }, { expect: { sh: ${expectation} } }, { exit: sh }]`,
    ]
    const folder = folderWith({ 'it.yaml': `${text.join('\n')}\n` })
    const { warnings } = await check(path.join(folder, 'it.yaml'), servicesAt(folder))
    expect(warnings.map(({ code }) => code)).toEqual(warns ? ['echo-of-itself'] : [])
  })
})
