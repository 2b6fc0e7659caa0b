import path from 'node:path'
import { expect, test } from 'vitest'
import { runFile } from '../scenarios/house.ts'
import { folderWith } from '../suite/temporary.ts'

async function rows(verb: string, options = '', run = 'cat') {
  const folder = folderWith({
    'it.yaml': `scenario: the end of its input
actors:
  p: { program: { run: ${run}${options} } }
steps:
  - start: p
  - send: { p: hello }
  - expect: { p: hello }
  - ${verb}: p
  - expect: { p: { event: exit } }
`,
  })
  const { transcript, failure } = await runFile(path.join(folder, 'it.yaml'), {}, folder)
  return failure?.message ?? transcript?.rows.map(({ mark, text }) => `${mark} ${text}`).slice(2)
}

test.each(['end', 'exit', 'close'])('%s of a program says that its input was ended', async (verb) => {
  expect(await rows(verb)).toEqual(['* input ended', '* exited 0'])
})

test('on a terminal, close says that it was closed', async () => {
  const lines = await rows('close', ', pty: true')
  expect(lines).toContain('* terminal closed')
})

test('who leaves by a word of its own has that word', async () => {
  const program = "[sh, -c, 'read first; echo $first; read word; exit 3']"
  expect(await rows('exit', ', exit: bye', program)).toEqual(['> bye', '* exited 3'])
})
