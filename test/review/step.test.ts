import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { scenario } from '../cli/fake-shell.ts'
import { folderWith } from '../suite/temporary.ts'

const says = (word: string): string =>
  [
    'scenario: Two words',
    'actors:',
    `  maker: { program: [node, -e, "console.log('one'); setTimeout(() => console.log('${word}'), 100)"] }`,
    'steps:',
    '  - start: maker',
    '  - include: steps/wait.yaml',
    '  - expect: { maker: { exit: 0 } }',
    '',
  ].join('\n')

test('a difference that begins in an included file is shown with the step there', async () => {
  const folder = folderWith({
    'scenarios/a.yaml': says('two'),
    'scenarios/steps/wait.yaml': 'steps:\n  - expect: { maker: one }\n  - expect: { maker: /t/ }\n',
  })
  expect((await scenario(folder, ['run', 'a'])).code).toBe(0)
  fs.writeFileSync(path.join(folder, 'scenarios/a.yaml'), says('ten'))
  expect((await scenario(folder, ['run', 'a'])).code).toBe(1)
  const { code, out } = await scenario(folder, ['review'])
  expect(code).toBe(1)
  expect(out.replaceAll(/\s+/g, ' ')).toContain('at the step scenarios/steps/wait.yaml:3')
})
