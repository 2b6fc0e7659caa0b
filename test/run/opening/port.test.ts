import { expect, test } from 'vitest'
import { rowsOf, runText } from '../../scenarios/house.ts'
import { runWith } from '../outside.ts'

test('the port of each server has a name of its own', async () => {
  const result = await runText(
    'scenario: two servers\nactors: { one: tcp-server, two: tcp-server }\nsteps: [{ start: one }, { start: two }]\n',
  )
  expect(rowsOf(result)).toEqual(['one * listening on localhost:<one.port>', 'two * listening on localhost:<two.port>'])
})

test('a plugin from outside may take functions from its lane, and copy it', async () => {
  const talkative = `export default plugin({ actors: { mouth: kind(async (_, lane) => {
    const { receive, event, name } = lane
    const copy = { ...lane }
    return actor({ send: (bytes) => {
      receive(bytes)
      event({ name: 'cough', words: name + ' coughed' })
      copy.receive(Buffer.from([typeof copy.env, copy.framer.shows, 'guard' in lane, lane.signal.aborted].join(' ') + '\\n'))
    } })
  }, { role: 'client', ownOutput: false, framing: 'line' }) } })`
  const result = await runWith(talkative, 'actors: { it: mouth }\nsteps:\n  - connect: it\n  - send: { it: hello }\n')
  expect(result.failure).toBeUndefined()
  expect(rowsOf(result)).toEqual(['it > hello', 'it | hello', 'it * it coughed', 'it | object text false false'])
})
