import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { execute } from '../../../src/cli/start/execute.ts'
import { home } from '../../scenarios/house.ts'
import { folderWith } from '../../suite/temporary.ts'
import { shellIn } from '../fake-shell.ts'

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
