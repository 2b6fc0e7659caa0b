import { expect, test } from 'vitest'
import { createProgress } from '../../../src/cli/render/progress.ts'
import { plain } from '../../../src/text/palette.ts'

/** A terminal of so many columns, and what was written to it. */
function terminal(columns: number, isTTY = true) {
  const written: string[] = []
  return {
    out: { isTTY, columns, write: async (text: string | Uint8Array) => void written.push(String(text)) },
    written,
  }
}
const erase = '\r\u001b[2K'

test('a bar stands below the lines that stay, and is gone at the end', async () => {
  const { out, written } = terminal(60)
  const progress = createProgress(out, 4, plain)
  await progress.begin('echo')
  await progress.print('drew echo.svg\n')
  await progress.begin('tcp/echo')
  await progress.end()
  await progress.end()
  expect(written).toEqual([
    `${erase}${'╌'.repeat(24)} 1/4 echo`,
    erase,
    'drew echo.svg\n',
    `${erase}${'━'.repeat(6)}${'╌'.repeat(18)} 2/4 tcp/echo`,
    erase,
  ])
})

test('it grows, and fits on a narrow terminal', async () => {
  const { out, written } = terminal(30)
  const progress = createProgress(out, 3, { green: (text) => `[${text}]`, dim: (text) => text })
  await progress.begin('a')
  await progress.begin('a name that is much too long for it\u001b[2J')
  expect(written[0]).toBe(`${erase}[]╌╌╌╌╌ 1/3 a`)
  expect(written[1]).toBe(`${erase}[━]╌╌╌╌ 2/3 a name that is mu`)
})

test.each([
  ['one picture', 1, true],
  ['a pipe', 9, false],
])('there is none for %s', async (_what, total, isTTY) => {
  const { out, written } = terminal(80, isTTY)
  const progress = createProgress(out, total, plain)
  await progress.begin('echo')
  await progress.print('drew echo.svg\n')
  await progress.end()
  expect(written).toEqual(['drew echo.svg\n'])
})
