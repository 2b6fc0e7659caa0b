import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { execute } from '../../../src/cli/start/execute.ts'
import { home } from '../../scenarios/house.ts'
import { folderWith } from '../../suite/temporary.ts'
import { builtProgram, startProgram } from '../built.ts'
import { shellIn } from '../fake-shell.ts'

const main = builtProgram()
const transcript = fs.readFileSync(path.join(home, 'transcripts/echo.txt'), 'utf8')
const block = (call: string): string => `<!-- scenario: ${call} -->\n<!-- /scenario -->\n`

/** A watch that goes on: what it prints from now on, and its end. */
function watching(folder: string) {
  const ending = new AbortController()
  let printed = ''
  let seen: () => void = () => undefined
  const out = {
    isTTY: false,
    write: async (text: string | Uint8Array) => {
      printed += String(text)
      seen()
    },
  }
  const code = execute(['render', '--embed', '--watch'], {
    ...shellIn(folder),
    stdout: out,
    stderr: out,
    signal: ending.signal,
  })
  return {
    async until(text: string): Promise<string> {
      while (!printed.includes(text)) await new Promise<void>((resolve) => (seen = resolve))
      const all = printed
      printed = ''
      return all
    },
    async end(): Promise<{ code: number; printed: string }> {
      ending.abort()
      return { code: await code, printed }
    },
  }
}

test('pages are drawn again when a transcript, a page or a scenario changes, until Ctrl-C', async () => {
  const folder = folderWith({
    'scenarios/echo.yaml': 'scenario: Echo\n',
    'transcripts/echo.txt': transcript,
    'page.md': block('echo --to txt') + block('echo --source'),
  })
  const put = (file: string, text: string): void => fs.writeFileSync(path.join(folder, file), text)
  const page = (): string => fs.readFileSync(path.join(folder, 'page.md'), 'utf8')
  const watch = watching(folder)
  expect(await watch.until('Ctrl-C ends\n')).toBe('updated page.md (2 blocks)\nwatching 1 Markdown file; Ctrl-C ends\n')

  put('transcripts/echo.txt', transcript.replace('Hello client!', 'Hello you!'))
  expect(await watch.until('changed\n')).toBe('updated page.md (1 block): transcripts/echo.txt changed\n')
  expect(page()).toContain('Hello you!')

  put('scenarios/echo.yaml', 'scenario: Another\n')
  expect(await watch.until('scenarios/echo.yaml changed\n')).toContain('updated page.md (1 block)')
  expect(page()).toContain('scenario: Another')

  put('page.md', page() + block('ecko'))
  expect(await watch.until('did you mean')).toContain('error file-not-found')
  put('page.md', page().replace('ecko', 'echo'))
  expect(await watch.until('updated page.md (1 block): page.md changed\n')).toContain('drew pictures/echo.svg')

  put('new.md', block('echo --to md'))
  expect(await watch.until('new.md changed\n')).toContain('updated new.md (1 block)')
  expect(await watch.end()).toEqual({ code: 130, printed: '' })
})

test('a changed plugin and a changed configuration count at once, and a mistake in them leaves the pages as they are', async () => {
  const format = (text: string): string =>
    `export default { api: 1, name: 'mine', about: 'x', formats: { words: { about: 'x', extension: '.txt', write: () => word + '${text}' } } }`
  const plugin = (text: string): string => `import { word } from './word.mjs'\n${format(text)}`
  const folder = folderWith({
    'scenario.config.yaml': 'plugins: [./mine.mjs]\n',
    'mine.mjs': plugin('one'),
    'word.mjs': `export const word = 'a '\n`,
    'scenarios/echo.yaml': 'scenario: Echo\n',
    'transcripts/echo.txt': transcript,
    'page.md': block('echo --to words'),
  })
  const put = (file: string, text: string): void => fs.writeFileSync(path.join(folder, file), text)
  const page = (): string => fs.readFileSync(path.join(folder, 'page.md'), 'utf8')
  // In a process of its own: a test's modules are not loaded as those of the program are.
  const { child, out, err, ended } = startProgram(main, folder, ['render', '--embed', '--watch'])
  let seen = { out: 0, err: 0 }
  const until = async (text: string): Promise<string> => {
    for (;;) {
      const printed = out().slice(seen.out) + err().slice(seen.err)
      if (printed.includes(text)) {
        seen = { out: out().length, err: err().length }
        return printed
      }
      await Promise.race([once(child.stdout!, 'data'), once(child.stderr!, 'data')])
    }
  }
  await until('Ctrl-C ends\n')
  expect(page()).toContain('a one')

  put('mine.mjs', plugin('two'))
  expect(await until('changed\n')).toBe('updated page.md (1 block): mine.mjs changed\n')
  expect(page()).toContain('a two')
  put('word.mjs', `export const word = 'the '\n`)
  expect(await until('changed\n')).toBe('updated page.md (1 block): word.mjs changed\n')
  expect(page()).toContain('the two')

  put('scenario.config.yaml', 'plugins: [./mien.mjs]\n')
  expect(await until('no such file')).toContain('error unknown-plugin')
  expect(page()).toContain('the two')

  put('other.mjs', format('three').replace('word + ', ''))
  put('scenario.config.yaml', 'plugins: [./other.mjs]\n')
  await until('scenario.config.yaml changed\n')
  expect(page()).toContain('three')
  expect(page()).not.toContain('the two')
  child.kill('SIGINT')
  expect(await ended).toBe(130)
})
