import { describe, expect, test } from 'vitest'
import { greetingServer } from '../../../plugins/tcp/greeting-server.ts'
import { tcpClient } from '../../../plugins/tcp/tcp-client.ts'
import { startActors } from '../fake-lane.ts'

const { start } = startActors()

describe('the greeting server', () => {
  test('greets, waits, says good bye and ends', async () => {
    const server = await start(greetingServer, { delay: '5ms' })
    const client = await start(tcpClient, { to: server.actor })
    await client.lane.over()
    expect(client.lane.text()).toBe('Hello! I am TCP server\nGood bye!\n')
    expect(client.lane.rows.at(-1)).toBe('* FIN received')
    expect(server.lane.printed).toEqual(['server accepting connections', 'connection from client'])
  })

  test('says no good bye to a client that has left', async () => {
    const server = await start(greetingServer, { greeting: 'Hi', farewell: 'Bye', delay: '1m' })
    const client = await start(tcpClient, { to: server.actor })
    await client.lane.waitForText('Hi\n')
    await client.actor.close?.()
    expect(client.lane.text()).toBe('Hi\n')
    await (await server.lane.connection(1)).lane.over()
  })
})
