import { expect, test } from 'vitest'
import { blocksIn } from '../../src/embed/blocks.ts'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { scenario } from '../cli/fake-shell.ts'
import { home } from '../scenarios/house.ts'

test('what documents show of conversations is what the transcripts give', async () => {
  expect(await scenario(home, ['render', '--embed', 'README.md', 'docs', '--check'])).toMatchObject({
    code: 0,
    err: '',
  })
})

test.each(['README.md', 'docs/cli.md', 'docs/pictures.md'])('%s shows one', (page) => {
  expect(blocksIn(readFileSync(path.join(home, page), 'utf8'), page).blocks).not.toEqual([])
})
