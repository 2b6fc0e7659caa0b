import { describe, expect, it, test } from 'vitest'
import { readPlain } from '../../../src/scenario/reading/plain-document.ts'
import { TreeReader } from '../../../src/scenario/reading/tree.ts'
import { first, runs } from '../../fuzz/judge.ts'
import { mutated } from '../../fuzz/mutate.ts'
import { texts } from '../../fuzz/shipped.ts'

const sourceOf = (text: string) => ({ file: '/f', shown: 'f', text })
const plain = (text: string) => readPlain(sourceOf(text))

/** What the parser makes of it, as JSON, with its problems. */
function parsed(text: string): string {
  const reader = new TreeReader(sourceOf(text))
  return JSON.stringify([reader.read(), reader.problems])
}
const differs = (text: string): boolean => {
  const read = plain(text)
  return read !== undefined && JSON.stringify([read, []]) !== parsed(text)
}

/** With remarks behind lines, and between them. */
const remarked = (text: string, seed: number): string =>
  text
    .split('\n')
    .map((line, at) => {
      const kind = (at * 7 + seed * 3) % 11
      if (kind === 0) return `${line} # a remark`
      return kind === 4 ? `${line}\n\n${' '.repeat(seed % 5)}# a remark` : kind === 7 ? `${line}\n` : line
    })
    .join('\n')

describe('a plain document is read without the parser, as the parser reads it', () => {
  it.each([
    'a: 1',
    'a: 1 # one\nb: 2\n',
    'a:\n  - b: "x ${y} \\"z\\" \\\\d"\n    c: [1, two, { d: \'it\'\'s\' }, {}]\n  - e\nf: http://x:1/a#b\n',
    'steps:\n- start: [a, b]\n# remark\n- send: { "a#1": -x, b/c.d: --flag }\n',
    'a: { b: /x\\d+/, c: "${env.A}" }\n\n\n# the end\n',
  ])('%j', (text) => {
    expect(plain(text)).toBeDefined()
    expect(JSON.stringify([plain(text), []])).toBe(parsed(text))
  })

  it.each([
    ['an anchor', 'a: &x 1\nb: *x'],
    ['a text over two lines', 'a: one\n  two'],
    ['a block text', 'a: |\n  one\n'],
    ['a tag', 'a: !!str 1'],
    ['a key twice', 'a: 1\na: 2'],
    ['a key twice in braces', 'a: { b: 1, b: 2 }'],
    ['a value without a key', 'a: { b }'],
    ['no value', 'a:\nb: 1'],
    ['a colon in a text', 'a: b: c'],
    ['a remark that may be text', 'a: Hello #1'],
    ['a pair in a list', 'a: [b: c]'],
    ['a second document', 'a: 1\n---\nb: 2'],
    ['a tab', 'a:\t1'],
    ['an indentation that fits nothing', 'a:\n    b: 1\n  c: 2'],
    ['a bracket that stays open', 'a: [1,\n2]'],
    ['a list at the top', '- a'],
    ['what is nested deeply', `a: ${'['.repeat(30)}${']'.repeat(30)}`],
    ['very much', `a: ${'x'.repeat(100_000)}`],
  ])('%s is left to the parser', (_, text) => expect(plain(text)).toBeUndefined())

  test('most of the shipped scenarios are plain, and none is read in another way', () => {
    expect(texts.filter((text) => plain(text) !== undefined).length).toBeGreaterThan(texts.length * 0.7)
    expect(texts.filter(differs)).toEqual([])
  })

  test(`${runs} mutations of them, from seed ${first} on, with remarks`, { timeout: 0 }, () => {
    const seeds = Array.from({ length: runs }, (_, index) => first + index)
    expect(seeds.map((seed) => mutated(texts, seed)).filter(differs)).toEqual([])
    expect(seeds.map((seed) => remarked(mutated(texts, seed), seed)).filter(differs)).toEqual([])
    expect(texts.map(remarked).filter(differs)).toEqual([])
  })
})
