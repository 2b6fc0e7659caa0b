import { describe, expect, test } from 'vitest'
import { effectOf, goesByTime } from '../../../src/language/expectations/modifiers.ts'
import type { Modifiers } from '../../../src/language/expectations/modifiers.ts'
import { complaintsAbout } from '../examples.ts'

const span = { file: '', start: 0, end: 0 }
const unwanted = { kind: 'text', template: { parts: ['error'], span }, flags: '', span } as const
const effect = (modifiers: Modifiers) => effectOf(modifiers, () => (line) => line.includes('error'))
const taken = { text: 'ready', elapsed: 100, lane: 'client' }

describe('what modifiers change', () => {
  test('nothing, where there are none', () => {
    expect(effect({})).toEqual({})
    expect(effect({ next: false })).toEqual({ immediate: false })
  })

  test('without bars lines that hold its text, in words', () => {
    const { bars } = effect({ without: unwanted })
    expect(bars?.('an error')).toBe('“an error” came first')
    expect(bars?.('fine')).toBeUndefined()
  })

  test('after rejects what comes sooner, but for the granularity of a timer', () => {
    const { rejects } = effect({ after: 200 })
    expect(rejects?.(taken)).toEqual({
      message: '“ready” came too soon',
      wanted: 'after 200ms',
      why: 'it came 100.0ms after what came before it on “client”',
    })
    expect(rejects?.({ ...taken, elapsed: 199.2 })).toBeUndefined()
    expect(rejects?.({ ...taken, elapsed: -3 })?.why).toBe('it came 3.0ms before what came last on “client”')
  })

  test('all of them together', () => {
    expect(effect({ next: true, as: 'reply', stream: 'stderr', after: 1, without: unwanted })).toMatchObject({
      immediate: true,
      keptAs: 'reply',
      stream: 'stderr',
    })
  })

  test('only after goes by time', () => {
    expect(goesByTime({ after: 5 })).toBe(true)
    expect(goesByTime({ next: true, as: 'reply' })).toBe(false)
  })
})

describe('how they are written', () => {
  test.each(['next: true', 'without: /error/', 'as: reply', 'after: 900ms'])('{ text: Hello, %s }', (modifier) => {
    expect(complaintsAbout({ step: `expect: { client: { text: Hello, ${modifier} } }` })).toEqual([])
  })

  test.each(['next: often', 'as: 7up', 'after: soon', 'before: 5s'])(
    '{ text: Hello, %s } is refused by checker and schema',
    (modifier) => {
      expect(complaintsAbout({ step: `expect: { client: { text: Hello, ${modifier} } }` }).length).toBeGreaterThan(1)
    },
  )
})
