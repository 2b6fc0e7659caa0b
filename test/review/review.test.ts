import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { builtProgram } from '../cli/built.ts'
import { scenario } from '../cli/fake-shell.ts'
import { folderWith } from '../suite/temporary.ts'
import { onTerminal } from '../terminal/pty.ts'

const main = builtProgram()

const chat = (title: string, script: string): string =>
  [
    `scenario: ${title}`,
    'actors:',
    `  maker: { program: [node, -e, ${JSON.stringify(script)}] }`,
    'steps:',
    '  - run: maker',
    '',
  ].join('\n')

/** A folder in which each of these has run twice, and differs. */
async function differing(scripts: Readonly<Record<string, readonly [before: string, after: string]>>): Promise<string> {
  const write = (which: 0 | 1) =>
    Object.fromEntries(Object.entries(scripts).map(([name, of]) => [`scenarios/${name}.yaml`, chat(name, of[which])]))
  const folder = folderWith(write(0))
  expect((await scenario(folder, ['run'])).code).toBe(0)
  for (const [name, text] of Object.entries(write(1))) fs.writeFileSync(path.join(folder, name), text)
  expect((await scenario(folder, ['run'])).code).toBe(1)
  return folder
}

const pid = "console.log('started with pid ' + process.pid)"
const [one, two] = ["console.log('one')", "console.log('two')"]
const review = (folder: string) =>
  onTerminal(process.execPath, [main, 'review'], { cwd: folder, env: { EDITOR: 'echo edited' } })
const transcripts = (folder: string) => fs.readdirSync(path.join(folder, 'transcripts'))
const read = (folder: string, name: string): string => fs.readFileSync(path.join(folder, name), 'utf8')

test('one after another: accepted, taken back, rejected, skipped, and what is left is said', async () => {
  const folder = await differing({ a: [one, two], b: [one, two], c: [one, two] })
  const before = read(folder, 'transcripts/a.txt')
  const desk = review(folder)
  await desk.shows('1/3  scenarios/a.yaml')
  await desk.shows('5 │   - run: maker')
  await desk.shows('- | one')
  desk.type('a')
  await desk.shows('2/3  scenarios/b.yaml')
  expect(read(folder, 'transcripts/a.txt')).toContain('two')
  desk.type('z')
  await desk.shows('undone')
  expect([read(folder, 'transcripts/a.txt'), transcripts(folder).length]).toEqual([before, 6])
  desk.type('r')
  await desk.shows('2/3  scenarios/b.yaml')
  desk.type('sx')
  await desk.shows('3/3  scenarios/c.yaml')
  await desk.shows('“x” does nothing here')
  desk.type('q')
  expect(await desk.exit).toMatchObject({ exitCode: 1 })
  await desk.shows('1 rejected; 2 wait on')
  expect(transcripts(folder)).toEqual(['a.txt', 'b.new.txt', 'b.txt', 'c.new.txt', 'c.txt'])
})

test('masks are proposed with what they rename, and put into the scenario after a second key', async () => {
  const folder = await differing({ a: [pid, pid], b: [one, two] })
  const desk = review(folder)
  await desk.shows('1/2  scenarios/a.yaml')
  desk.type('m')
  await desk.shows('{ match: /pid (\\d+)/, as: <pid> }')
  await desk.shows('= started with pid <pid>')
  desk.type('h')
  await desk.shows('- expected (the transcript)')
  expect(read(folder, 'scenarios/a.yaml')).not.toContain('mask')
  desk.type('m')
  await desk.shows('= started with pid <pid>')
  desk.type('m')
  await desk.shows('2/2  scenarios/b.yaml')
  expect(read(folder, 'scenarios/a.yaml')).toContain('mask: [{ match: /pid (\\d+)/, as: <pid> }]')
  expect(read(folder, 'transcripts/a.txt')).toContain('started with pid <pid>')
  desk.type('d')
  await desk.shows('maker · this run')
  desk.type('a')
  expect(await desk.exit).toMatchObject({ exitCode: 0 })
  await desk.shows('1 accepted, 1 masked')
  expect(transcripts(folder)).toEqual(['a.txt', 'b.txt'])
})

test('help, the recording, the editor, and why no mask helps', async () => {
  const folder = await differing({ a: [one, `${one};${two}`] })
  const desk = review(folder)
  await desk.shows('1/1  scenarios/a.yaml')
  desk.type('m')
  await desk.shows('no mask helps: at maker there is 1 row more')
  desk.type('h')
  await desk.shows('a  accept   the new transcript takes the place')
  desk.type('qo')
  await desk.shows('exited 0')
  desk.type('qe')
  await desk.shows('the next run has what you changed')
  expect(desk.written()).toContain(`edited +5 ${folder}/scenarios/a.yaml`)
  desk.type('\u0003')
  expect(await desk.exit).toMatchObject({ exitCode: 1 })
  expect(transcripts(folder)).toEqual(['a.new.txt', 'a.txt'])
})
