import fs from 'node:fs'
import { expect, test } from 'vitest'
import { builtProgram, programIn, startProgram } from '../cli/built.ts'
import { leftIn, onTerminal, type Desk } from '../terminal/pty.ts'
import { folderWith, saying, watching } from './folder.ts'

const main = builtProgram()
const two = { 'scenarios/a.yaml': saying('first'), 'scenarios/b.yaml': saying('second') }

/** What has run since, by the names of the files. */
const ranIn = (lines: readonly string[]): string[] =>
  lines.flatMap((line) => /^[✓✗!] scenarios\/(\S+)\.yaml/.exec(line)?.[1] ?? []).sort()
const sinceRun = (lines: readonly string[], number: number): readonly string[] =>
  lines.slice(lines.findLastIndex((line) => line.startsWith(`run ${number} `)))

test('a save runs what it touches, and the footer counts all', async () => {
  const { folder, write } = folderWith(two)
  const desk = await watching(main, folder)
  expect(desk.footer()).toBe('2 passed · waiting for changes · h help')
  write('scenarios/a.yaml', saying('first', 'goodbye'))
  await desk.ran(2)
  expect(sinceRun(desk.lines(), 2)[0]).toBe('run 2 scenarios/a.yaml changed')
  expect(ranIn(sinceRun(desk.lines(), 2))).toEqual(['a'])
  expect(desk.footer()).toBe('1 passed, 1 failed · waiting for changes · h help')
  desk.type('q')
  expect(await desk.exit).toMatchObject({ exitCode: 0 })
})

/** A scenario of many files, and one that has none of them. */
const parts = {
  ...two,
  'scenarios/uses.yaml': `scenario: uses others
actors:
  program: { program: [node, ../programs/server.mjs] }
steps:
  - include: parts/begin.yaml
  - expect: { program: ready }
  - exit: program
`,
  'scenarios/parts/begin.yaml': 'steps:\n  - start: program\n',
  'programs/server.mjs': "import { word } from './lib/word.mjs'\nconsole.log(word)\n",
  'programs/lib/word.mjs': "export const word = 'ready'\n",
}
test.each([
  ['an include', 'scenarios/parts/begin.yaml', 'steps:\n  - start: program\n  - log: begun\n'],
  ['a program', 'programs/server.mjs', "console.log('ready')\n"],
  ['what a program imports', 'programs/lib/word.mjs', "export const word = 'other'\n"],
  ['a transcript', 'transcripts/uses.txt', 'nonsense\n'],
])('%s that changes runs the scenario that has it', async (_, file, text) => {
  const { folder, write } = folderWith(parts)
  const desk = await watching(main, folder)
  write(file, text)
  await desk.ran(2)
  expect(sinceRun(desk.lines(), 2)[0]).toBe(`run 2 ${file} changed`)
  expect(ranIn(sinceRun(desk.lines(), 2))).toEqual(['uses'])
})

test('a plugin that changes is loaded anew, also where only what it imports has changed', async () => {
  const { folder, write } = folderWith({
    'scenarios/a.yaml': saying('first').replace('actors:', 'plugins: [./words.mjs]\nactors:'),
    'scenarios/words.mjs': `import { api } from './api.mjs'\nexport default { api, name: 'words', about: 'a fake' }\n`,
    'scenarios/api.mjs': 'export const api = 1\n',
  })
  const desk = await watching(main, folder)
  write('scenarios/api.mjs', 'export const api = 2\n')
  await desk.ran(2)
  expect(desk.footer()).toMatch(/^1 invalid/)
  write('scenarios/api.mjs', 'export const api = 1 \n')
  await desk.ran(3)
  expect(desk.footer()).toMatch(/^1 passed/)
})

test('a configuration that comes, is wrong, and goes is in force at once', async () => {
  const { folder, write, at } = folderWith(two)
  const desk = await watching(main, folder)
  write('scenario.config.yaml', 'limits: { step: nonsense }\n')
  await desk.shows('the configuration cannot be used')
  write('scenario.config.yaml', 'tags: [absent]\n')
  await desk.shows('has the tag “absent”')
  fs.rmSync(at('scenario.config.yaml'))
  await desk.until((lines) => ranIn(sinceRun(lines, 3)).length === 2)
})

test('scenarios that are new, renamed and removed', async () => {
  const { folder, write, at } = folderWith(two)
  const desk = await watching(main, folder)
  write('scenarios/new/c.yaml', saying('third'))
  await desk.ran(2)
  expect(desk.footer()).toMatch(/^3 passed/)
  fs.renameSync(at('scenarios/new/c.yaml'), at('scenarios/new/d.yaml'))
  await desk.ran(3)
  expect(ranIn(sinceRun(desk.lines(), 3))).toEqual(['new/d'])
  expect(desk.footer()).toMatch(/^3 passed/)
  fs.rmSync(at('scenarios/new/d.yaml'))
  await desk.until(() => desk.footer().startsWith('2 passed'))
  fs.rmSync(at('scenarios/b.yaml'))
  fs.mkdirSync(at('scenarios/b.yaml'))
  await desk.until(() => desk.footer().startsWith('1 passed'))
})

test.each<[string, (file: string, text: string) => void]>([
  [
    'by a rename',
    (file, text) => {
      fs.writeFileSync(`${file}.tmp`, text)
      fs.renameSync(`${file}.tmp`, file)
    },
  ],
  [
    'beside a backup',
    (file, text) => {
      fs.renameSync(file, `${file}~`)
      fs.writeFileSync(file, text)
      fs.rmSync(`${file}~`)
    },
  ],
  [
    'in two steps',
    (file, text) => {
      fs.truncateSync(file)
      setImmediate(() => fs.writeFileSync(file, text))
    },
  ],
  [
    'piece by piece',
    (file, text) => {
      const fd = fs.openSync(file, 'w')
      for (const character of text) fs.writeSync(fd, character)
      fs.closeSync(fd)
    },
  ],
])('an editor that saves %s starts one run', async (_, save) => {
  const { folder, at, write } = folderWith(two)
  const desk = await watching(main, folder)
  save(at('scenarios/a.yaml'), saying('first, again'))
  await desk.ran(2)
  expect(ranIn(sinceRun(desk.lines(), 2))).toEqual(['a'])
  write('scenarios/b.yaml', saying('second, again'))
  await desk.ran(3)
  expect(desk.footer()).toMatch(/^2 passed/)
})

test('what runs write themselves starts none', async () => {
  const { folder, write } = folderWith(two)
  const desk = await watching(main, folder, [
    '--update',
    '--reporter',
    'default',
    '--reporter',
    'json=scenarios/out.json',
  ])
  for (const number of [2, 3, 4]) {
    write('scenarios/a.yaml', saying('first', `hello ${number}`))
    await desk.ran(number)
  }
  expect(desk.written()).not.toContain('run 5 ')
})

const begun = (folder: string) => onTerminal(process.execPath, [main, 'run', '--watch'], { cwd: folder })
const endless = (title: string): string => saying(title).replace(/hello }\n$/, 'never }\n    within: 50s\n')

test('a save ends the run of what it touches and begins it again; others go on', async () => {
  const { folder, write } = folderWith({ ...two, 'scenarios/slow.yaml': endless('slow') })
  const desk = begun(folder)
  await desk.shows('2 of 3')
  write('scenarios/slow.yaml', saying('slow no more'))
  await desk.until((lines) => lines.some((line) => line.startsWith('3 passed · waiting')))
  expect(desk.written()).not.toContain('run 2')
})

test('a save of what has ended begins it while nothing else is begun', async () => {
  const { folder, write } = folderWith({ ...two, 'scenarios/slow.yaml': endless('slow') })
  const desk = begun(folder)
  await desk.shows('2 of 3')
  write('scenarios/a.yaml', saying('first again'))
  write('scenarios/slow.yaml', saying('slow no more'))
  await desk.until((lines) => lines.some((line) => line.startsWith('3 passed · waiting')))
  expect(ranIn(sinceRun(desk.lines(), 2))).toEqual(['a'])
})

test('Ctrl-C ends a run, and the second one quits', async () => {
  const { folder } = folderWith({ 'scenarios/slow.yaml': endless('slow') })
  const desk = begun(folder)
  await desk.shows('0 of 1')
  desk.type('\u0003')
  await desk.shows('interrupted')
  await desk.shows('waiting for changes')
  desk.type('\u0003')
  expect(await desk.exit).toMatchObject({ exitCode: 0 })
})

test.each([
  ['q', (desk: Desk) => desk.type('q'), 0],
  ['Ctrl-C', (desk: Desk) => desk.type('\u0003'), 0],
  ['SIGTERM', (desk: Desk) => void process.kill(desk.pid, 'SIGTERM'), 130],
  ['SIGHUP', (desk: Desk) => void process.kill(desk.pid, 'SIGHUP'), 130],
])('%s gives the terminal back', async (_, leave, exitCode) => {
  const { folder } = folderWith(two)
  const desk = await watching(main, folder)
  leave(desk)
  expect(await desk.exit).toMatchObject({ exitCode })
  expect(leftIn(desk.written())).toEqual({ cursor: true, paste: false, alternate: false })
})

test('without a terminal it prints plainly, and a signal ends it', async () => {
  const { folder, write } = folderWith(two)
  const { child, out, ended } = startProgram(main, folder, ['run', '--watch'])
  const waited = (times: number) =>
    new Promise<void>((resolve) => {
      const look = (): void => {
        if (out().split('waiting for changes\n').length > times) resolve()
      }
      child.stdout?.on('data', look)
      look()
    })
  await waited(1)
  write('scenarios/a.yaml', saying('first', 'goodbye'))
  await waited(2)
  expect(out()).toContain('run 2 scenarios/a.yaml changed\n')
  expect(out()).not.toContain('\u001b')
  child.kill('SIGTERM')
  expect(await ended).toBe(130)
})

test.each(['--list', '--shard=1/2', '--queue=redis://localhost:1'])('%s is a wrong call', async (flag) => {
  const { folder } = folderWith(two)
  const { code, err } = await programIn(main, folder, ['run', '--watch', flag])
  expect([code, err]).toEqual([2, expect.stringContaining('--watch and --')])
})

test('keys run all, what failed, and what is chosen by title or file', async () => {
  const { folder, write } = folderWith(two)
  const desk = await watching(main, folder)
  write('scenarios/a.yaml', saying('first', 'goodbye'))
  await desk.ran(2)
  desk.type('a')
  await desk.ran(3)
  expect(sinceRun(desk.lines(), 3)[0]).toBe('run 3 all')
  expect(ranIn(sinceRun(desk.lines(), 3))).toEqual(['a', 'b'])
  desk.type('f')
  await desk.ran(4)
  expect(ranIn(sinceRun(desk.lines(), 4))).toEqual(['a'])
  desk.type('\r')
  await desk.ran(5)
  expect(ranIn(sinceRun(desk.lines(), 5))).toEqual(['a'])
  desk.type('tSECO')
  await desk.shows('title SECO')
  expect(desk.lines()).toContain('  scenarios/b.yaml  second')
  expect(desk.lines()).not.toContain('  scenarios/a.yaml  first')
  desk.type('X')
  await desk.shows('nothing matches')
  desk.type('\u007f\r')
  await desk.ran(6)
  expect(ranIn(sinceRun(desk.lines(), 6))).toEqual(['b'])
  expect(desk.footer()).toContain('title “SECO”')
  write('scenarios/a.yaml', saying('first, again'))
  await desk.shows('scenarios/a.yaml changed, and is not chosen')
  desk.type('pa.y\r')
  await desk.ran(7)
  expect(ranIn(sinceRun(desk.lines(), 7))).toEqual(['a'])
  desk.type('h')
  await desk.shows('choose by file')
  desk.type('q')
  expect(await desk.exit).toMatchObject({ exitCode: 0 })
})

test('what differs is accepted, and runs again', async () => {
  const { folder, write } = folderWith(two)
  const desk = await watching(main, folder)
  desk.type('u')
  await desk.shows('nothing differs')
  write('scenarios/a.yaml', saying('first', 'goodbye'))
  await desk.ran(2)
  desk.type('u')
  await desk.ran(3)
  expect(sinceRun(desk.lines(), 3)[0]).toBe('run 3 accepted transcripts/a.txt')
  expect(desk.footer()).toMatch(/^2 passed/)
})

test('what differs is reviewed, and the lines come back', async () => {
  const { folder, write } = folderWith(two)
  const desk = await watching(main, folder)
  write('scenarios/a.yaml', saying('first', 'goodbye'))
  await desk.ran(2)
  desk.type('i')
  await desk.shows('a accept')
  desk.type('a')
  await desk.ran(3)
  expect(desk.footer()).toMatch(/^2 passed/)
})
