import { expect, test } from 'vitest'
import { runText } from '../../scenarios/house.ts'

const sentTo = async (target: string) => {
  const text = `scenario: A text on another lane
limits: { step: 100ms }
actors:
  server: tcp-server
  a: { tcp-client: server }
  b: { tcp-client: server }
steps:
  - start: server
  - connect: a
  - send: { ${target}: hi }
  - connect: b
  - expect: { b: hi }
`
  return (await runText(text)).failure
}

test('what came on another lane is expected there', async () => {
  expect(await sentTo('server#1')).toMatchObject({ elsewhere: ['on “a”'], hint: 'it came on “a”: expect it there' })
})

test('what was sent to the newest connection may be meant for a newer one', async () => {
  expect(await sentTo('server#latest')).toMatchObject({
    hint: 'server#latest was server#1, whose client is “a”: name the other connection by its number, as in server#2',
  })
})
