import { execaSync } from 'execa'
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { scenario } from '../cli/fake-shell.ts'
import { folderWith } from '../suite/temporary.ts'

const says = (words: readonly string[]): string =>
  [
    'scenario: Words',
    'actors:',
    '  maker:',
    '    program:',
    '      run: [',
    '        node, -e, "for (const word of process.argv.slice(1)) console.log(word)",',
    ...words.map((word) => `        ${word},`),
    '      ]',
    'steps:',
    '  - run: maker',
    '',
  ].join('\n')

const env = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@b',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@b',
}

/** A repository in which two branches have changed a scenario, and their merge stands still. */
async function merging(ours: readonly string[], theirs: readonly string[], attributes = ''): Promise<string> {
  const folder = folderWith({ '.gitattributes': attributes, '.gitignore': '.scenario\n' })
  const git = (...words: readonly string[]) => execaSync('git', words, { cwd: folder, env, reject: false })
  const commit = async (words: readonly string[]): Promise<void> => {
    fs.mkdirSync(path.join(folder, 'scenarios'), { recursive: true })
    fs.writeFileSync(path.join(folder, 'scenarios/words.yaml'), says(words))
    expect((await scenario(folder, ['run', '-u'])).code).toBe(0)
    git('add', '-A')
    git('commit', '-qm', words.join(' '))
  }
  git('init', '-q', '-b', 'main')
  await commit(['one'])
  git('checkout', '-qb', 'theirs')
  await commit(theirs)
  git('checkout', '-q', 'main')
  await commit(ours)
  expect(git('merge', '-q', 'theirs').exitCode).toBe(1)
  return folder
}

const transcript = (folder: string): string => fs.readFileSync(path.join(folder, 'transcripts/words.txt'), 'utf8')
const merge = (folder: string, words: readonly string[]): void =>
  fs.writeFileSync(path.join(folder, 'scenarios/words.yaml'), says(words))

test('a conflict is named by run and review, and resolved by running the merged scenario', async () => {
  const folder = await merging(['one', 'two'], ['one', 'three'])
  expect((await scenario(folder, ['accept', '--conflicts'])).err).toContain('merge the scenario first')
  merge(folder, ['one', 'two', 'three'])
  expect((await scenario(folder, ['run'])).out).toContain('scenario accept --conflicts')
  expect(await scenario(folder, ['review'])).toMatchObject({
    code: 1,
    out: expect.stringMatching(
      /could not merge a transcript\ntranscripts\/words.txt\n\n {2}scenario accept --conflicts/,
    ),
  })
  expect(await scenario(folder, ['accept', 'words', '--conflicts'])).toEqual({
    code: 0,
    err: '',
    out: 'resolved transcripts/words.txt: as neither side has it\ntell git: git add transcripts/words.txt\n',
  })
  expect(transcript(folder)).toMatch(/\| one\n.*\| two\n.*\| three\n/)
  expect((await scenario(folder, ['run'])).code).toBe(0)
  execaSync('git', ['add', '-A'], { cwd: folder, env })
  expect((await scenario(folder, ['accept', '--conflicts'])).out).toBe('no transcript has a merge conflict\n')
})

test('the side that it equals is named', async () => {
  const folder = await merging(['one', 'two'], ['one', 'three'])
  merge(folder, ['one', 'three'])
  expect((await scenario(folder, ['accept', '--conflicts'])).out).toContain(
    'resolved transcripts/words.txt: as theirs has it\n',
  )
})

test('a transcript that git has left as ours, without markers, is found all the same', async () => {
  const folder = await merging(['one', 'two'], ['one', 'three'], 'transcripts/**/*.txt -text -merge\n')
  expect(transcript(folder)).not.toContain('<<<<')
  merge(folder, ['one', 'two', 'three'])
  expect((await scenario(folder, ['accept', '--conflicts'])).out).toContain('resolved transcripts/words.txt\n')
  expect(transcript(folder)).toContain('three')
})

test('a scenario that fails leaves the conflict', async () => {
  const folder = await merging(['one', 'two'], ['one', 'three'])
  const before = transcript(folder)
  merge(folder, ['one'])
  fs.appendFileSync(path.join(folder, 'scenarios/words.yaml'), '  - expect: { maker: never }\n')
  expect(await scenario(folder, ['accept', '--conflicts'])).toMatchObject({ code: 1, out: '' })
  expect(transcript(folder)).toBe(before)
})
