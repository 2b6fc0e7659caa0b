import { Script } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { asSource } from '../../build/plugins-when-used.mjs'
import { plugins } from '../../plugins/index.ts'
import { builtProgram, programIn } from '../cli/built.ts'
import { scenario } from '../cli/fake-shell.ts'
import { folderWith } from '../suite/temporary.ts'

describe('the plugins as the program has them', () => {
  test('have plain data at hand, and load the rest when it is looked at, once', () => {
    const start = (): string => 'started'
    const kind = { about: 'a kind', can: ['send'], start, options: new Map([[1, 2]]) }
    const plugin = { api: 1, name: 'p', words: { a: ['b'] }, actors: { kind, other: { about: 'other', start } } }
    const places = new Map<unknown, string>([
      [plugin, 'require("index")'],
      [kind, 'require("kind")'],
    ])
    const loaded: string[] = []
    const require = (name: string): unknown => {
      loaded.push(name)
      return name === 'kind' ? kind : plugin
    }
    const text = asSource({ plugins: [plugin], places }).replace('export const plugins =', 'return')
    const [made] = new Script(`(function (require) {${text}})`).runInThisContext()(require) as [typeof plugin]
    expect(made).toMatchObject({ api: 1, name: 'p', words: { a: ['b'] } })
    expect(Object.keys(made.actors)).toEqual(['kind', 'other'])
    expect(made.actors.kind).toMatchObject({ about: 'a kind', can: ['send'] })
    expect(loaded).toEqual([])
    expect([made.actors.kind.options, made.actors.kind.options]).toEqual([kind.options, kind.options])
    expect(loaded).toEqual(['kind'])
    expect(made.actors.other.start()).toBe('started')
    expect(loaded).toEqual(['kind', 'index'])
  })

  test('are the same to all who ask', { timeout: 120_000 }, async () => {
    const main = builtProgram()
    const folder = folderWith({})
    const contributed = plugins.flatMap(({ actors = {}, matchers = {} }) => [
      ...Object.keys(actors),
      ...Object.keys(matchers),
    ])
    const pages = contributed.filter((_, index) => index % 4 === 0).map((name) => ['plugins', name])
    for (const argv of [['plugins'], ['schema'], ...pages]) {
      const { code, out } = await scenario(folder, argv)
      expect(await programIn(main, folder, argv)).toMatchObject({ code, out })
    }
  })
})
