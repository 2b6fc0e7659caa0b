import { describe, expect, it } from 'vitest'
import { expectOf, send, start, type WishWords } from './build.ts'
import { found } from './found.ts'

const told = (pty: boolean, ...wishes: WishWords[]) => ({
  actors: { sh: { program: { run: 'sh', pty } } },
  steps: [start('sh'), send('sh', 'echo hello'), ...wishes.map((wish) => expectOf({ sh: wish }))],
})

describe('the echo of a terminal', () => {
  it('must not be what meets the first wish after a line was typed', () => {
    expect(found(told(true, 'hello'))).toEqual(['warning echo-of-itself at hello'])
    expect(found(told(true, '/h.llo/'))).toEqual(['warning echo-of-itself at /h.llo/'])
    expect(found(told(true, { 'one-of': ['bye', '/h.llo/'] }))).toEqual(['warning echo-of-itself at bye/h.llo/'])
  })

  it('is no matter on pipes, for other words, or once a wish has passed it', () => {
    expect(found(told(false, 'hello'))).toEqual([])
    expect(found(told(true, { line: 'hello' }))).toEqual([])
    expect(found(told(true, 'ready', 'hello'))).toEqual([])
  })

  it('may be expected on purpose', () => {
    expect(found(told(true, { text: 'hello', next: true }, 'hello'))).toEqual([])
    expect(found(told(true, 'echo hello', 'hello'))).toEqual([])
    expect(found(told(true, 'hello', 'hello'))).toEqual([])
  })
})
