import { expect, test } from 'vitest'
import { readTolerantly } from '../../../src/lsp/pieces/tolerant.ts'
import type { YamlNode } from '../../../src/model/yaml-node.ts'

/** All keys of a tree, with where they begin. */
const keysOf = (node: YamlNode | undefined): string[] => {
  if (node?.type === 'map')
    return node.entries.flatMap(({ key, keySpan, value }) => [`${key}@${keySpan.start}`, ...keysOf(value)])
  return node?.type === 'list' ? node.items.flatMap(keysOf) : []
}
const read = (text: string): string[] => keysOf(readTolerantly(text, 'x.yaml'))

test('a text without mistakes is read as it is', () => {
  expect(read('- send: { client: x }\n')).toEqual(['send@2', 'client@10'])
})

test('a line that cannot be read is left out, and all others stay at their places', () => {
  expect(read('- send: { client: x }\n- expect: ]\n- exit: client\n')).toEqual(['send@2', 'client@10', 'exit@36'])
  expect(read('- expect:\n    a: x\n    : b: c\n    d: y\n')).toContain('a@14')
})

test('what an alias stands for is not asked after, however many there are', () => {
  const aliases = Array.from({ length: 20 }, (_, at) => `- send: { client: *text${at} }\n`).join('')
  expect(read(aliases).filter((key) => key.startsWith('client'))).toHaveLength(20)
})

test('a text of which nothing can be read is given up', () => {
  expect(readTolerantly(']\n'.repeat(20), 'x.yaml')).toBeUndefined()
  expect(readTolerantly('', 'x.yaml')).toBeUndefined()
})
