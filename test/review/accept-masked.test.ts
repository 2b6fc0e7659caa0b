import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { scenario } from '../cli/fake-shell.ts'
import { folderWith } from '../suite/temporary.ts'

/** A program that prints a line for each word, in which `%` is another number each time. */
const chat = (...lines: readonly string[]): string =>
  [
    'scenario: Numbers # and a comment',
    'actors:',
    '  maker:',
    '    program: [node, -e, "for (const word of process.argv.slice(1)) console.log(word.replaceAll(\'%\', String(process.pid)))"]',
    '    args: []',
    'steps:',
    '  - run: maker',
    '',
  ]
    .join('\n')
    .replace('"]\n    args: []', `", ${lines.map((line) => JSON.stringify(line)).join(', ')}]`)

const read = (folder: string, name: string): string => fs.readFileSync(path.join(folder, name), 'utf8')

/** A folder in which a scenario has run, so that the lines of its transcript are these. */
async function ran(before: string, after = before): Promise<string> {
  const folder = folderWith({ 'scenarios/chat.yaml': before })
  expect((await scenario(folder, ['run'])).code).toBe(0)
  fs.writeFileSync(path.join(folder, 'scenarios/chat.yaml'), after)
  expect((await scenario(folder, ['run'])).code).toBe(1)
  return folder
}

test('what differs is masked in the scenario, proved by a run, and its transcript is taken', async () => {
  const folder = await ran(chat('started with pid %', 'ready', 'bye %'))
  expect((await scenario(folder, ['review'])).out).toContain('--mask    adds { match: /pid (\\d+)/, as: <pid> }')
  expect(await scenario(folder, ['accept', 'chat', '--mask'])).toEqual({
    code: 0,
    err: '',
    out: 'masked scenarios/chat.yaml: { match: /pid (\\d+)/, as: <pid> }, { match: /bye (\\d+)/, as: <bye> }\naccepted transcripts/chat.txt\n',
  })
  expect(read(folder, 'scenarios/chat.yaml')).toBe(
    chat('started with pid %', 'ready', 'bye %').replace(
      'actors:',
      'mask: [{ match: /pid (\\d+)/, as: <pid> }, { match: /bye (\\d+)/, as: <bye> }]\nactors:',
    ),
  )
  expect(fs.readdirSync(path.join(folder, 'transcripts'))).toEqual(['chat.txt'])
  for (const _ of [1, 2]) expect((await scenario(folder, ['run'])).code).toBe(0)
})

test.each([
  ['more rows', ['ready', 'more'], 'there is 1 row more, which no mask leaves out: “more”'],
  ['fewer rows', [], 'there is 1 row missing, which no mask makes up for: “ready”'],
])('%s: nothing is changed', async (_, lines, why) => {
  const folder = await ran(chat('ready'), chat(...lines))
  const before = [read(folder, 'scenarios/chat.yaml'), read(folder, 'transcripts/chat.txt')]
  const said = await scenario(folder, ['accept', '--mask'])
  expect(said).toMatchObject({ code: 1, out: '' })
  expect(said.err.replaceAll(/\s+/g, ' ')).toContain(why)
  expect([read(folder, 'scenarios/chat.yaml'), read(folder, 'transcripts/chat.txt')]).toEqual(before)
  expect(fs.existsSync(path.join(folder, 'transcripts/chat.new.txt'))).toBe(true)
})

test('a scenario that fails when it runs again is as before, and so is one that differs again elsewhere', async () => {
  const folder = await ran(chat('pid %'))
  const broken = chat('pid %').replace('- run: maker', '- run: maker\n  - expect: { maker: nothing }')
  fs.writeFileSync(path.join(folder, 'scenarios/chat.yaml'), broken)
  const said = await scenario(folder, ['accept', '--mask'])
  expect(said.code).toBe(1)
  expect(said.err.replaceAll(/\s+/g, ' ')).toContain('the scenario does not pass with it')
  expect(read(folder, 'scenarios/chat.yaml')).toBe(broken)
})
