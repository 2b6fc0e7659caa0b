import { expect, test } from 'vitest'
import { rowsOf, runText } from '../../scenarios/house.ts'

test('the port of each server has a name of its own', async () => {
  const result = await runText(
    'scenario: two servers\nactors: { one: tcp-server, two: tcp-server }\nsteps: [{ start: one }, { start: two }]\n',
  )
  expect(rowsOf(result)).toEqual(['one * listening on localhost:<one.port>', 'two * listening on localhost:<two.port>'])
})
