import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { folderWith } from '../../suite/temporary.ts'
import { home } from '../../scenarios/house.ts'
import { scenario } from '../fake-shell.ts'

const transcript = fs.readFileSync(path.join(home, 'transcripts/echo.txt'), 'utf8')
const project = (more: Readonly<Record<string, string>> = {}) =>
  folderWith({ 'scenarios/echo.yaml': 'scenario: Echo\n', 'transcripts/echo.txt': transcript, ...more })
const read = (folder: string, file: string): string => fs.readFileSync(path.join(folder, file), 'utf8')
const plugin = (write: string): string =>
  `export default { api: 1, name: 'mine', about: 'x', formats: { bytes: { about: 'x', extension: '.bin', write: ${write} } } }`

describe('scenario render', () => {
  test('draws the transcript of a scenario as a picture beside the caller, named like it', async () => {
    const folder = project()
    expect(await scenario(folder, ['render', 'echo'])).toEqual({ code: 0, err: '', out: 'drew echo.svg\n' })
    expect(read(folder, 'echo.svg')).toMatch(/^<svg [^]*<title>TCP echo server<\/title>[^]*<\/svg>\n$/)
  })

  test('draws the same bytes each time, and others at another width', async () => {
    const folder = project()
    const drawn = async (...more: string[]) => {
      await scenario(folder, ['render', 'transcripts/echo.txt', ...more])
      return read(folder, 'echo.svg')
    }
    const first = await drawn()
    expect(await drawn()).toBe(first)
    expect(await drawn('--width', '70')).not.toBe(first)
  })

  test('writes Markdown where it is told to, and to standard output', async () => {
    const folder = project()
    expect(await scenario(folder, ['render', 'echo', '--to', 'md', '--out', 'docs/talk.md'])).toMatchObject({
      out: 'drew docs/talk.md\n',
    })
    const printed = await scenario(folder, ['render', 'echo', '--to', 'md', '--out', '-'])
    expect(printed).toEqual({ code: 0, err: '', out: read(folder, 'docs/talk.md') })
    expect(printed.out).toContain('# TCP echo server')
  })

  test('draws with a format of a plugin', async () => {
    const folder = project({ 'mine.mjs': plugin('({ title }) => new Uint8Array([0, title.length])') })
    const printed = await scenario(folder, ['render', 'echo', '--plugin', './mine.mjs', '--to', 'bytes'])
    expect(printed).toEqual({ code: 0, err: '', out: 'drew echo.bin\n' })
    expect([...fs.readFileSync(path.join(folder, 'echo.bin'))]).toEqual([0, 'TCP echo server'.length])
  })

  test.each([
    [['echo', '--to', 'svgs'], 2, 'did you mean “svg”?'],
    [['echo', '--to', 'cast'], 2, 'there are: txt, md, svg'],
    [['nothing'], 2, 'nothing'],
    [['echo', '--plugin', './nowhere.mjs'], 2, 'unknown-plugin'],
    [['echo', '--plugin', './mine.mjs', '--to', 'bytes'], 3, 'the format “bytes” threw: no ink'],
    [['echo', '--out', 'mine.mjs/echo.svg'], 3, 'cannot-write'],
  ])('%o is refused', async (argv, code, message) => {
    const folder = project({ 'mine.mjs': plugin('() => { throw new Error("no ink") }') })
    const printed = await scenario(folder, ['render', ...argv])
    expect(printed).toMatchObject({ code, out: '' })
    expect(printed.err).toContain(message)
    expect(fs.readdirSync(folder).sort()).toEqual(['mine.mjs', 'scenarios', 'transcripts'])
  })
})
