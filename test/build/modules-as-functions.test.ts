import { build } from 'esbuild'
import { Script } from 'node:vm'
import { expect, test } from 'vitest'
import { modulesAsFunctions } from '../../build/modules-as-functions.mjs'
import { folderWith } from '../suite/temporary.ts'

const files = {
  'entry.ts': `
    import { log } from './log.ts'
    export const late = () => require('./late.ts')
    export const other = () => require('./other.ts')
    export const kept = log`,
  'log.ts': 'export const log: string[] = []',
  'shared.ts': 'export function shared(): string { return typeof inner }\nfunction inner() {}',
  'other.ts': `export { shared } from './shared.ts'`,
  'late.ts': `
    import { log } from './log.ts'
    import { shared } from './shared.ts'
    import { $made, later, Numbers } from './parts.ts'
    log.push('late')
    export const text = () => made('x')
    export const type = shared()
    export const numbers = () => [...Numbers()]
    export { $made, later }
    function made(name: string): string { return \`
function \${name}() {
}
\` }
    export function usedInACycle() { return 'a function of a module that has not ended' }`,
  'parts.ts': `
    import { log } from './log.ts'
    import { usedInACycle } from './late.ts'
    log.push('parts')
    let count = 0
    function made() { return ++count }
    export const $made = made
    export async function later() { return usedInACycle() + made() }
    export function* Numbers() { yield* [made(), made()] }
    log.push(usedInACycle())`,
}

type Exports = {
  kept: string[]
  other: () => { shared: () => string }
  late: () => {
    text: () => string
    type: string
    numbers: () => number[]
    $made: () => number
    later: { (): Promise<string>; readonly name: string }
  }
}

async function bundled(): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: folderWith(files),
    entryPoints: ['entry.ts'],
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
  })
  return outputFiles[0]!.text
}

test('a module runs when it is first needed, with functions of its own', async () => {
  const text = modulesAsFunctions(await bundled())
  const module = { exports: {} as Exports }
  new Script(`(function (module, require) {${text}})`).runInThisContext()(module)
  const { kept, late, other } = module.exports
  expect(kept).toEqual([])
  const made = late()
  expect(kept).toEqual(['parts', 'a function of a module that has not ended', 'late'])
  expect(made.text()).toBe('\nfunction x() {\n}\n')
  expect(made.$made()).toBe(1)
  expect(made.numbers()).toEqual([2, 3])
  expect(await made.later()).toBe('a function of a module that has not ended4')
  expect(made.later.name).toBe('later')
  expect(late().text).toBe(made.text)
  expect(made.type).toBe('function')
  expect(other().shared()).toBe('function')
  expect(kept).toHaveLength(3)
})

test('only what several functions use stands beside them, and a module with one importer is in the function of that', async () => {
  const text = modulesAsFunctions(await bundled())
  const names = [...text.matchAll(/^var (.*);\nfunction init_/gm)].flatMap(([, all]) => all!.split(', '))
  expect(names.filter((name) => !name.includes('=')).sort()).toEqual(['log', 'shared'])
  const made = [...text.matchAll(/^function (init_\w+)/gm)].map(([, name]) => name)
  expect(made.sort()).toEqual(['init_late', 'init_log', 'init_other', 'init_shared'])
})

test('a function that does not end is an error of the build', () => {
  const text = '\n// a.ts\nfunction a() {\n  (\n}\nvar init_a = __esm({\n  "a.ts"() {\n  }\n});\n'
  expect(() => modulesAsFunctions(text)).toThrow('no end of function a()')
})
