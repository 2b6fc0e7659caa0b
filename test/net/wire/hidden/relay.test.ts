import { createServer, type AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { giveBackPort, isPortTaken, takePort } from '../../../../src/kernel/taken-ports.ts'
import { openWires } from '../../../../src/net/wire/hidden/open-wires.ts'
import { drawFreePort } from '../../../../src/run/context/free-ports.ts'

function drawn(): number {
  const port = drawFreePort(process.pid)
  onTestFinished(() => giveBackPort(port))
  return port
}

/** A server at this port, and the port of the wire in front of it. */
async function ledThrough(port: number): Promise<{ wire: number; close(): Promise<void> }> {
  const server = createServer().listen(port, '127.0.0.1')
  onTestFinished(() => void server.close())
  await new Promise((resolve) => server.once('listening', resolve))
  const { wires } = openWires({ faults: [] })
  onTestFinished(() => wires.close())
  await wires.lead([
    { name: 'server', facts: () => ({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' }) },
  ])
  return { wire: Number(wires.instead('client', String(port))), close: () => wires.close() }
}

const beside = (port: number): number[] => Array.from({ length: 10 }, (_, last) => port - (port % 10) + last)

test('a wire has its port for itself until it is closed', async () => {
  const port = drawn()
  const { wire, close } = await ledThrough(port)
  expect(beside(port)).toContain(wire)
  expect(isPortTaken(wire)).toBe(true)
  await close()
  expect([wire, port].map(isPortTaken)).toEqual([false, true])
})

test('a wire does not listen at a port that another run has drawn and will use', async () => {
  const port = drawn()
  const others = beside(port).filter(takePort)
  onTestFinished(() => others.forEach(giveBackPort))
  const { wire, close } = await ledThrough(port)
  expect(beside(port)).not.toContain(wire)
  await close()
  expect(others.every(isPortTaken)).toBe(true)
})
