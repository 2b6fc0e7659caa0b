import path from 'node:path'
import { expect, test } from 'vitest'
import { failurePrinted, runFile } from '../scenarios/house.ts'
import { folderWith } from '../suite/temporary.ts'

const program = String.raw`trap 'echo caught; echo bye >&2; exit 0' USR1; echo one; echo two >&2; echo up; sleep 30 & wait`

function reported(...steps: string[]) {
  const folder = folderWith({
    'it.yaml': `scenario: in order
actors:
  p: { program: { run: [sh, -c, ${JSON.stringify(program)}], ready: up } }
steps:
  - start: p
  - signal: { p: SIGUSR1 }
${steps.map((step) => `  - ${step}\n`).join('')}`,
  })
  return runFile(path.join(folder, 'it.yaml'), {}, folder)
}
const rowsOf = (result: Awaited<ReturnType<typeof reported>>) =>
  result.transcript?.rows.map(({ mark, text }) => `${mark} ${text}`)

test('a signal stands behind what was said before it, and before what it caused', async () => {
  const result = await reported('expect: { p: [caught, { exit: 0 }] }')
  expect(rowsOf(result)).toEqual(['| one', '| up', '* SIGUSR1 sent', '| caught', '! two', '! bye', '* exited 0'])
})

test('where nothing of it is expected but the exit, too', async () => {
  const rows = rowsOf(await reported('expect: { p: { exit: 0 } }')) ?? []
  expect(rows.indexOf('* SIGUSR1 sent')).toBeGreaterThan(rows.indexOf('| up'))
  expect(rows.indexOf('* SIGUSR1 sent')).toBeLessThan(rows.indexOf('| caught'))
})

test('what was said before can be expected behind it', async () => {
  const result = await reported('expect: { p: [one, up, caught, { exit: 0 }] }')
  expect(rowsOf(result)?.slice(0, 4)).toEqual(['| one', '| up', '* SIGUSR1 sent', '| caught'])
})

test('a failure has it in its place', async () => {
  const printed = failurePrinted(await reported('expect: { p: never said }'))
  expect(printed).toMatch(/\| up\n +\* SIGUSR1 sent\n +\| caught\n/)
})
