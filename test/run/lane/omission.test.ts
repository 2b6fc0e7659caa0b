import { expect, test } from 'vitest'
import { runText } from '../../scenarios/house.ts'

/** Each run has another folder, another free port and another secret port; what is left out of the transcript names all of them. */
const flood = [
  'scenario: much output',
  'vars: { hidden: { value: "x${free-port.hidden}x", secret: true } }',
  'transcript: { lines: 2 }',
  'actors:',
  '  program:',
  '    program: [node, -e, "const [folder, port, hidden] = process.argv.slice(1); for (let i = 0; i < 9; i++) console.log(i, folder, require(\'path\').basename(folder), port, hidden); console.log(\'done\')", "${tmp}", "${free-port.web}", "${hidden}"]',
  'steps:',
  '  - start: program',
  '  - expect: { program: [done, { exit: 0 }] }',
  '',
].join('\n')

test('the hash of what is left out is the same in every run', async () => {
  const rows = async () => (await runText(flood)).transcript?.rows.map(({ text }) => text)
  const first = await rows()
  expect(first).toContain('0 <tmp> <tmp> <free-port.web> <secret.hidden>')
  expect(first?.some((text) => text.startsWith('7 lines left out'))).toBe(true)
  expect(await rows()).toEqual(first)
})
