import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { home } from '../../scenarios/house.ts'
import { folderWith } from '../../suite/temporary.ts'
import { scenario } from '../fake-shell.ts'

const transcript = fs.readFileSync(path.join(home, 'transcripts/echo.txt'), 'utf8')
const source = 'scenario: Echo\nactors: {}\n'
const project = (more: Readonly<Record<string, string>>) =>
  folderWith({ 'scenarios/echo.yaml': source, 'transcripts/echo.txt': transcript, ...more })
const read = (folder: string, file: string): string => fs.readFileSync(path.join(folder, file), 'utf8')
const block = (call: string, content = ''): string => `<!-- scenario: ${call} -->\n${content}<!-- /scenario -->\n`
const embed = (folder: string, ...argv: string[]) => scenario(folder, ['render', '--embed', ...argv])

/** A page that shows its blocks as they are now. */
async function fresh(page: string, more: Readonly<Record<string, string>> = {}) {
  const folder = project({ 'page.md': page, ...more })
  expect(await embed(folder)).toMatchObject({ code: 0, err: '' })
  return folder
}

describe('scenario render --embed', () => {
  test('fills blocks with text and pictures, writes the pictures, and changes nothing else', async () => {
    const page = (content: readonly [string, string]) =>
      `# A talk  \n\n${block('echo --to txt', content[0])}\n* between *\n\n${block('echo', content[1])}\n\tend`
    const folder = project({ 'docs/page.md': page(['', '']) })
    expect(await embed(folder, 'docs/page.md')).toEqual({
      code: 0,
      err: '',
      out: 'drew docs/pictures/echo.svg\nupdated docs/page.md (2 blocks)\n',
    })
    const alt = 'TCP echo server: a conversation of server and client'
    expect(read(folder, 'docs/page.md')).toBe(
      page([`\n\`\`\`text\n${transcript}\`\`\`\n\n`, `\n![${alt}](pictures/echo.svg)\n\n`]),
    )
    const drawn = await scenario(folder, ['render', 'echo', '--out', '-'])
    expect(read(folder, 'docs/pictures/echo.svg')).toBe(drawn.out)
  })

  test('writes nothing where nothing has changed', async () => {
    const folder = await fresh(block('echo --to txt') + block('echo'))
    const before = ['page.md', 'pictures/echo.svg'].map((file) => fs.statSync(path.join(folder, file)).ino)
    expect(await embed(folder, 'page.md')).toEqual({ code: 0, err: '', out: '2 blocks in 1 file up to date\n' })
    expect(['page.md', 'pictures/echo.svg'].map((file) => fs.statSync(path.join(folder, file)).ino)).toEqual(before)
  })

  test('a file is named, and its text in place of the picture', async () => {
    const folder = await fresh(block('echo --out img/e.svg --alt "Two [panes]"') + block('echo --to md --out img/e.md'))
    expect(read(folder, 'page.md')).toContain(String.raw`![Two \[panes\]](img/e.svg)`)
    expect(read(folder, 'page.md')).toContain('\n[TCP echo server](img/e.md)\n')
    expect(read(folder, 'img/e.md')).toContain('# TCP echo server')
  })

  test('shows the scenario itself, panes, and Markdown as it is', async () => {
    const folder = await fresh(block('echo --source') + block('echo --to panes --width 70') + block('echo --to md'))
    const page = read(folder, 'page.md')
    expect(page).toContain(`\n\`\`\`yaml\n${source}\`\`\`\n`)
    expect(page).toContain('\n```text\n╭─ server ')
    expect(page).toContain('\n# TCP echo server\n')
  })

  test('shows some lines of a scenario, and each lane in a picture of its own', async () => {
    const scenario = 'scenario: Echo\nsteps:\n  - start: server\n  - exit: server\n'
    const page = block('long --source --lines 3..') + block('echo --each-lane')
    const folder = await fresh(page, { 'scenarios/long.yaml': scenario })
    expect(read(folder, 'page.md')).toContain('\n```yaml\n- start: server\n- exit: server\n```\n')
    expect(read(folder, 'page.md')).toContain('server and client · client](pictures/echo.client.svg)\n')
    expect(fs.readdirSync(path.join(folder, 'pictures'))).toEqual(['echo.client.svg', 'echo.server.svg', 'echo.svg'])
  })

  test('keeps the line ends of Windows and the mark at the beginning', async () => {
    const page = `\uFEFF${block('echo --to txt')}`.replaceAll('\n', '\r\n')
    const folder = await fresh(page)
    const written = read(folder, 'page.md')
    expect(written).toContain('\r\n00:00  client | Hello client!\r\n')
    expect(written.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    expect(written.startsWith('\uFEFF<!--')).toBe(true)
  })

  test('draws with the width and the format of a plugin, and in a folder, a glob, or everything', async () => {
    const plugin = `export default { api: 1, name: 'mine', about: 'x', formats: { wide: { about: 'x', extension: '.txt', write: (t, { width }) => t.title + width } } }`
    const files = {
      'mine.mjs': plugin,
      'a/one.md': block('echo --to wide --width 7'),
      'b.markdown': block('echo --to txt'),
    }
    for (const words of [['a', 'b.markdown'], ['**/*.{md,markdown}'], []]) {
      const folder = project({ ...files, 'node_modules/x.md': block('nothing'), 'note.txt': block('nothing') })
      expect(await embed(folder, ...words, '--plugin', './mine.mjs')).toMatchObject({ code: 0, err: '' })
      expect(read(folder, 'a/one.md')).toContain('\nTCP echo server7\n')
      expect(read(folder, 'b.markdown')).toContain('Hello client!')
    }
  })

  test('never draws a recording that the block does not name', async () => {
    const folder = project({
      'page.md': block('other'),
      'scenarios/other.yaml': source,
      '.scenario/scenarios/other.jsonl': '{}',
    })
    const { code, err } = await embed(folder)
    expect(code).toBe(2)
    expect(err).toContain('page.md:1:16  error transcript-missing')
    expect(err).toContain('“scenario run other”')
  })

  test('a page with a mistake stays as it is, with its pictures; others are drawn', async () => {
    const bad = block('echo') + block('echo --too txt')
    const folder = project({ 'bad/bad.md': bad, 'good.md': block('echo --to txt') })
    const { code, err, out } = await embed(folder, 'bad/bad.md', 'good.md')
    expect({ code, out }).toEqual({ code: 2, out: 'updated good.md (1 block)\n' })
    expect(err).toContain('bad/bad.md:3:21  error block-invalid\n  there is no option “--too”')
    expect(err).toContain('   3 │ <!-- scenario: echo --too txt -->\n     │                     ^^^^^\n')
    expect(read(folder, 'bad/bad.md')).toBe(bad)
    expect(fs.existsSync(path.join(folder, 'bad/pictures'))).toBe(false)
  })

  test.each([
    ['ecko', '1:16', 'did you mean “echo.yaml”?'],
    ['echo --to svgs', '1:26', 'did you mean “svg”?'],
    ['echo --out ../../echo.svg', '1:27', '“../../echo.svg” is outside of this folder'],
    ['echo --out /tmp/echo.svg', '1:27', '“/tmp/echo.svg” is not a relative path'],
    ['echo --out echo.png', '1:27', '“echo.png” does not end in .svg'],
    ['echo --source --width 7', '1:30', '“--width” cannot be used with “--source”'],
    ['transcripts/none.txt', '1:16', 'there is no file transcripts/none.txt'],
    ['page.md/none.txt', '1:16', 'there is no file'],
    ['echo --steps 2..3', '1:21', 'steps cannot be chosen'],
    ['echo --source --lines 9', '1:30', 'begins behind the end: there are 2 lines'],
    ['echo --lanes clint', '1:29', 'did you mean “client”?'],
    ['scenarios --source', '1:16', '“scenarios” means several scenarios'],
  ])('<!-- scenario: %s --> is a problem at %s', async (call, place, message) => {
    const folder = project({
      'page.md': block('echo --source', `\`\`\`yaml\n${source}\`\`\`\n`) + block(call),
      'scenarios/other.yaml': source,
    })
    const { code, err, out } = await embed(folder)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(`page.md:${place.replace(/^1:/, '7:')}  error `)
    expect(err).toContain(message)
  })

  test('a transcript that cannot be read is a problem of the block', async () => {
    const folder = project({ 'page.md': block('bad'), 'scenarios/bad.yaml': source, 'transcripts/bad.txt': 'x\n' })
    const { code, err } = await embed(folder)
    expect(code).toBe(2)
    expect(err).toMatch(/^page\.md:1:16 {2}error transcript-unreadable\n {2}transcripts\/bad\.txt: /)
  })

  test('two blocks cannot write different pictures into one file; the same one they can', async () => {
    const same = block('echo --out e.svg')
    await fresh(same + same)
    const folder = project({ 'a.md': same, 'b.md': `\n${block('echo --out e.svg --width 70')}` })
    const { code, err } = await embed(folder, 'a.md', 'b.md')
    expect(code).toBe(2)
    expect(err).toContain('b.md:2:1  error block-invalid\n  e.svg would be another picture for the block in a.md:1')
  })

  test('no page is replaced by what a block draws, nor is anything of the suite', async () => {
    const other = block('echo --to txt')
    const calls = ['--to md --out a.md', '--to md --out b.md', '--to txt --out transcripts/echo.txt']
    const folder = project({ 'a.md': calls.map((call) => block(`echo ${call}`)).join(''), 'b.md': other })
    const { code, err } = await embed(folder)
    expect(code).toBe(2)
    expect(err).toContain('a.md:1:1  error block-invalid\n  a.md has blocks itself, which would be gone')
    expect(err).toContain('a.md:3:1  error block-invalid\n  b.md has blocks itself, which would be gone')
    expect(err).toContain('“transcripts/echo.txt” is a transcript, and no picture takes its place')
    expect(read(folder, 'transcripts/echo.txt')).toBe(transcript)
    expect(read(folder, 'b.md')).not.toBe(other)
  })

  test('nothing is written outside of the folder through a link', async () => {
    const outside = folderWith({ 'kept.svg': 'kept' })
    const folder = project({ 'a.md': block('echo --out link/e.svg'), 'b.md': block('echo --out kept.svg') })
    fs.symlinkSync(outside, path.join(folder, 'link'))
    fs.symlinkSync(path.join(outside, 'kept.svg'), path.join(folder, 'kept.svg'))
    const { code, err } = await embed(folder)
    expect(code).toBe(2)
    expect(err).toContain('“link/e.svg” is outside of this folder')
    expect(err).toContain('“kept.svg” is outside of this folder')
    expect(fs.readdirSync(outside)).toEqual(['kept.svg'])
    expect(read(outside, 'kept.svg')).toBe('kept')
  })

  test.each([
    [['none.md'], 'there is no file “none.md”'],
    [['scenarios/echo.yaml'], '“scenarios/echo.yaml” is not a Markdown file'],
    [['scenarios'], 'no Markdown file was found in “scenarios”'],
    [['*.md', '--to', 'txt'], '--to cannot be used with --embed'],
    [['plain.md'], 'there is no block in plain.md'],
    [['plain.md', '--check', '--watch'], '--check and --watch cannot be used together'],
    [['binary.md'], 'binary.md is not UTF-8'],
  ])('%o is refused', async (argv, message) => {
    const folder = project({ 'plain.md': '```\n<!-- scenario: echo -->\n```\n' })
    fs.writeFileSync(path.join(folder, 'binary.md'), Buffer.from([0x23, 0xff]))
    const { code, err, out } = await embed(folder, ...argv)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(message)
  })

  test('--check and --watch are of --embed', async () => {
    const folder = project({})
    for (const flag of ['--check', '--watch']) {
      const { code, err } = await scenario(folder, ['render', 'echo', flag])
      expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(`${flag} needs --embed`) })
    }
  })

  test('code 3 where a file cannot be written', async () => {
    const folder = project({ 'page.md': block('echo'), pictures: 'a file' })
    const { code, err } = await embed(folder)
    expect(code).toBe(3)
    expect(err).toContain('cannot-write')
  })
})

describe('scenario render --embed --check', () => {
  test('passes while everything is fresh, and writes nothing', async () => {
    const folder = await fresh(block('echo --to txt') + block('echo'))
    expect(await embed(folder, '--check')).toEqual({ code: 0, err: '', out: '2 blocks in 1 file up to date\n' })
  })

  test('fails with the place of each stale block, its first difference, and what to run', async () => {
    const folder = await fresh(`# Page\n\n${block('echo --to txt')}${block('echo')}`)
    const page = read(folder, 'page.md')
    const file = path.join(folder, 'transcripts/echo.txt')
    fs.writeFileSync(file, transcript.replace('client | Hello client!', 'client | Hello Client!'))
    const { code, err, out } = await embed(folder, '--check')
    expect({ code, out }).toEqual({ code: 1, out: '2 of 2 blocks stale\n' })
    expect(err).toContain('page.md:3:1  error block-stale')
    expect(err).toContain('line 16 is “00:00  client | Hello client!”, and would be “00:00  client |\n  Hello Client!”')
    expect(err).toContain('pictures/echo.svg is another picture than “echo” gives now')
    expect(err).toContain('help: run “scenario render --embed page.md”')
    expect(read(folder, 'page.md')).toBe(page)
    await embed(folder)
    expect(await embed(folder, '--check')).toMatchObject({ code: 0 })
  })

  test('fails where a picture is missing, and where a block is empty', async () => {
    const folder = await fresh(block('echo') + block('echo --to txt'))
    fs.rmSync(path.join(folder, 'pictures/echo.svg'))
    fs.writeFileSync(path.join(folder, 'page.md'), read(folder, 'page.md').replace(/```text[^]*```\n/, ''))
    const { code, err } = await embed(folder, '--check')
    expect(code).toBe(1)
    expect(err).toContain('pictures/echo.svg is not there')
    expect(err).toContain('line 7 would be “```text”')
    expect(fs.existsSync(path.join(folder, 'pictures/echo.svg'))).toBe(false)
  })

  test('formatters may change blank lines around a block and blanks at the end of lines', async () => {
    const folder = await fresh(block('echo --to txt'))
    const page = read(folder, 'page.md').replace('-->\n\n', '-->\n').replace('Hello client!\n', 'Hello client!  \n')
    fs.writeFileSync(path.join(folder, 'page.md'), page)
    expect(await embed(folder, '--check')).toMatchObject({ code: 0 })
  })
})
