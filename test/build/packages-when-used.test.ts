import { transformSync } from 'esbuild'
import { Script } from 'node:vm'
import { expect, test } from 'vitest'
import { whenUsed } from '../../build/packages-when-used.mjs'

test('functions and classes of a package are loaded when one is first called, once', () => {
  class Parser {
    readonly text: string
    constructor(text: string) {
      this.text = text
    }
  }
  const exported = { Parser, default: (a: number, b: number) => a + b, version: '1' }
  const loaded: string[] = []
  const require = (name: string): unknown => {
    loaded.push(name)
    return exported
  }
  const text = transformSync(whenUsed('library', exported), { format: 'cjs' }).code
  const module = { exports: {} as typeof exported }
  new Script(`(function (module, require) {${text}})`).runInThisContext()(module, require)
  expect(loaded).toEqual([])
  expect(module.exports.default(1, 2)).toBe(3)
  const parser = new module.exports.Parser('text')
  expect(parser).toBeInstanceOf(Parser)
  expect(parser.text).toBe('text')
  expect(loaded).toEqual(['library'])
  expect(Object.keys(module.exports)).toEqual(['Parser', 'default'])
})
