import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { filesBelow, isScenario } from '../../../src/suite/walk.ts'
import { openEditor } from '../editor.ts'
import { checkPrinted, home } from '../../scenarios/house.ts'

const hostile = filesBelow(path.join(home, 'scenarios/invalid'), () => false)
/** What a terminal shows of a problem at its place: `12:5`, its code and its first words. */
const shown = (printed: string): string[] =>
  [...printed.matchAll(/^\S+?:(\d+:\d+) +(error|warning) (\S+)\n {2}(.*)/gm)].map(([, ...parts]) => parts.join(' '))

describe('what is marked is what “scenario check” prints', () => {
  test('of every invalid scenario that is shipped, at the same places', async () => {
    const files = Object.fromEntries(
      hostile.map((file) => [path.relative(home, file), fs.readFileSync(file, 'utf8')] as const),
    )
    const editor = await openEditor(files)
    for (const file of hostile.filter((each) => each.endsWith('.yaml') && isScenario(each))) {
      const name = path.relative(home, file)
      const { checked, printed } = await checkPrinted(path.join(editor.folder, name), editor.folder)
      const own = [...checked.problems, ...checked.warnings].filter(({ span }) => span?.file === checked.file)
      const open = await editor.open(name)
      const marks = await open.marks((each) => each.length === own.length)
      const seen = marks.map(({ range: { start }, severity, code, message }) => {
        const kind = severity === 1 ? 'error' : 'warning'
        return {
          at: `${start.line + 1}:${start.character + 1} ${kind} ${String(code)}`,
          message: message.split('\n')[0]!,
        }
      })
      const lines = shown(printed)
      for (const { at, message } of seen) {
        const line = lines.find((each) => each.startsWith(`${at} `))
        // Long ones are broken into lines there.
        expect(`${name}: ${line?.slice(at.length + 1, at.length + 31)}`).toBe(`${name}: ${message.slice(0, 30)}`)
      }
      await open.close()
    }
  })
})

test('marks of a text that has changed meanwhile are not shown', async () => {
  const text = (actor: string) => `scenario: x\nactors: { server: echo-server }\nsteps:\n  - start: ${actor}\n`
  const editor = await openEditor({ 'scenarios/x.yaml': text('server') })
  const file = await editor.open('scenarios/x.yaml')
  await file.marks((marks) => marks.length === 0)
  for (const actor of ['a', 'b', 'c', 'd']) await file.change(text(actor))
  const marks = await file.marks((each) => each.length > 0)
  expect(marks.map(({ message }) => message.split('\n')[0])).toEqual([
    '“server” is declared, but no step starts it',
    'no actor is called “d”',
  ])
})

test('beside a server with the schema only that is marked which a schema cannot see', async () => {
  const text = 'scenario: x\nactors: { server: echo-servr }\nsteps:\n  - strat: server\n  - start: sever\n'
  const both = await openEditor({ 'scenarios/x.yaml': text }, { schema: true })
  const file = await both.open('scenarios/x.yaml')
  const marks = await file.marks((each) => each.length > 0)
  expect(marks.map(({ code }) => code)).toEqual(['unknown-actor'])
})
