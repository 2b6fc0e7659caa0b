import { expect, test } from 'vitest'
import { draftOf, expects, folderWith, program, proveIn, start, text } from './drafts.ts'

test('a program that ignores the end of its terminal, and prints something else without one', async () => {
  const folder = folderWith({
    'server.mjs': `process.on('SIGHUP', () => {})
process.on('SIGTERM', () => process.exit())
console.log(process.stdout.isTTY ? 'a big banner' : process.pid + ' # no terminal, it says')
setInterval(() => {}, 1000)`,
  })
  const proved = await proveIn(
    folder,
    draftOf({
      actors: [program('server', ['node', 'server.mjs'], new Map([['pty', true]]))],
      steps: [start('server'), expects('server', text('a big banner'))],
    }),
  )
  expect(proved).toMatchObject({
    verdict: 'proved',
    findings: [
      'server runs without a terminal, where it stops',
      expect.stringContaining('masked: '),
      '“no terminal, it says” of server is expected: nothing else of it was',
    ],
  })
  expect(proved.draft.steps.at(-1)).toMatchObject(expects('server', text('no terminal, it says')))
})
