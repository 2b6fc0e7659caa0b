import { expect, test } from 'vitest'
import { rowsOf } from '../../scenarios/house.ts'
import { runWith } from '../outside.ts'

test('a kind that is started as programs are gets its own options, and asks its lane whether a step sends to it', async () => {
  const tape = `export default plugin({ actors: { tape: kind(async (options, lane) => {
    lane.print(JSON.stringify(options) + ' ' + lane.isSentTo)
    return actor({ send() {} })
  }, { role: 'program' }) } })`
  const actors = 'actors:\n  silent: { tape: { speed: 7 } }\n  asked: { tape: { speed: 9 } }\n'
  const steps = 'steps:\n  - start: [silent, asked]\n  - send: { asked: x }\n'
  const result = await runWith(tape, `${actors}${steps}  - expect: { silent: /speed/, asked: /speed/ }\n`)
  expect(result.failure).toBeUndefined()
  expect(rowsOf(result)).toEqual(['asked > x', 'silent | {"speed":7} false', 'asked | {"speed":9} true'])
})
