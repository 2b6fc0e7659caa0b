import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { failurePrinted, runFile } from '../../scenarios/house.ts'
import { folderWith } from '../../suite/temporary.ts'

const files = {
  'it.yaml': [
    'scenario: it',
    'actors:',
    '  server: tcp-server',
    '  client: { tcp-client: server }',
    'steps:',
    '  - start: server',
    '  - connect: client',
    '  - include: { file: parts/outer.yaml, with: { word: hello } }',
    '',
  ].join('\n'),
  'parts/outer.yaml': '- include: { file: inner.yaml, with: { said: "${word}, ${word}" } }\n',
  'parts/inner.yaml': [
    '- send: { client: "${said}" }',
    '- expect: { server: "good bye, ${said}" }',
    '  within: 50ms',
    '',
  ].join('\n'),
}

test('a step that fails in an included file is shown there, and where it was included', async () => {
  const folder = folderWith(files)
  const result = await runFile(path.join(folder, 'it.yaml'), {}, folder)
  expect(result.failure).toMatchObject({ code: 'expectation-not-met', wanted: expect.stringContaining('hello, hello') })
  const printed = failurePrinted(result)
  expect(printed).toContain('parts/inner.yaml:2:')
  expect(printed).toContain('it.yaml:8:5')
})

test('an included file is read once, however often it is included', async () => {
  const again = files['it.yaml'].replace('hello } }', 'hello } }\n  - include: parts/inner.yaml')
  const folder = folderWith({ ...files, 'it.yaml': again })
  fs.writeFileSync(path.join(folder, 'parts/inner.yaml'), '- note: "${word}"\n')
  await expect(runFile(path.join(folder, 'it.yaml'), {}, folder)).rejects.toThrow(/unknown-variable/)
})
