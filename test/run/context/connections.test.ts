import { expect, test } from 'vitest'
import { rowsOf } from '../../scenarios/house.ts'
import { runWith } from '../outside.ts'

/** A server of a plugin that says nothing about the ends of its connections. */
const server = `
import net from 'node:net'
const start = async (_, lane) => {
  const open = new Set()
  const server = net.createServer((socket) => {
    open.add(socket.on('error', () => {}))
    lane.accept((own) => {
      socket.on('data', (bytes) => own.receive(bytes))
      socket.on('end', () => own.event({ name: 'end', ends: 'stream' }))
      socket.on('close', () => own.event({ name: 'close', silent: true, ends: 'all' }))
      return { facts: () => ({}), state: () => 'connected', send: (bytes) => socket.write(bytes), stop: async () => socket.destroy() }
    })
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const port = server.address().port
  lane.alias(port, 'port')
  return {
    facts: () => ({ port }),
    state: () => 'listening',
    stop: async () => {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
export default plugin({ actors: { odd: kind(start, { role: 'server', ownOutput: false, facts: ['port'], can: ['send'] }) } })
`

test('callers of a server that tells no ends are its clients, in their order', async () => {
  const result = await runWith(
    server,
    `actors:
  it: odd
  anna: { tcp-client: it }
  ben: { tcp-client: it }
steps:
  - start: it
  - connect: [anna, ben]
  - send: { it#ben: you are the second, it#anna: you are the first }
  - expect: { anna: you are the first, ben: you are the second }
  - exit: [anna, ben]
`,
  )
  expect(result).toMatchObject({ status: 'passed' })
  expect(rowsOf(result)).toContain('it#1 > you are the first')
})
