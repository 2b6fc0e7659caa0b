import { describe, expect, it } from 'vitest'
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
})
