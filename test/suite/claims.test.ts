import { randomInt } from 'node:crypto'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { check } from '../../src/pipeline.ts'
import { claimsOf, holdUses } from '../../src/suite/claims.ts'

import { servicesAt } from '../scenarios/house.ts'
import { folderWith } from './temporary.ts'

const checkedOf = async (...lines: string[]) => {
  const folder = folderWith({ 'it.yaml': `${['scenario: t', ...lines].join('\n')}\n` })
  const checked = await check(path.join(folder, 'it.yaml'), servicesAt(folder))
  expect(checked.problems).toEqual([])
  return checked
}
const serving = (port: number) =>
  checkedOf(
    `actors: { s: { tcp-server: { port: ${port} } }, c: { tcp-client: s } }`,
    'steps: [{ start: s }, { connect: c }]',
  )
const using = (port: number) =>
  checkedOf(`uses: { port: ${port} }`, 'actors: { p: { program: [sleep, "2"] } }', 'steps: [{ start: p }]')

const never = new AbortController().signal
const self = { file: 'a.yaml', folder: '/somewhere' }

describe.skipIf(!existsSync('/proc/net/unix'))('a fixed port is reserved: other runs wait for it', () => {
  test.each([
    ['a server, and who uses its port', serving, using],
    ['who uses it, and a server', using, serving],
    ['two servers', serving, serving],
  ])('%s', async (_, first, second) => {
    // Nothing listens there: only the name is held.
    const port = randomInt(20_000, 60_000)
    const release = await holdUses(await first(port), never, { self })
    const checked = await second(port)
    const waited = await new Promise<unknown>((resolve, reject) => {
      const holding = {
        self,
        waits: (inUse: unknown) => (inUse === undefined ? undefined : (resolve(inUse), release?.())),
      }
      holdUses(checked, never, holding).then((releaseToo) => releaseToo?.(), reject)
    })
    expect(waited).toMatchObject({ what: `port ${port}` })
  })

  test('what is in a folder of its own, and a port that the system chooses, is not', async () => {
    const checked = await checkedOf(
      'actors: { s: { tcp-server: { path: "${tmp}/s" } }, o: tcp-server, c: { tcp-client: s }, d: { tcp-client: o } }',
      'steps: [{ start: [s, o] }, { connect: [c, d] }]',
    )
    expect(await holdUses(checked, never, { self })).toBeUndefined()
    expect(claimsOf(checked).filter((claim) => claim.startsWith('tcp:'))).toEqual([])
  })
})
