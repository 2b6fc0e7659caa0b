import { existsSync } from 'node:fs'
import { expect, onTestFinished, test } from 'vitest'
import { giveBackPort } from '../../../src/kernel/taken-ports.ts'
import { drawFreePort } from '../../../src/run/context/free-ports.ts'

function draw(seed: number, written?: ReadonlySet<string>): number {
  const port = drawFreePort(seed, written)
  onTestFinished(() => giveBackPort(port))
  return port
}

test('a number that the scenario writes is not drawn while there are others', () => {
  const first = draw(17)
  giveBackPort(first)
  const second = draw(17, new Set([String(first)]))
  expect(second).not.toBe(first)
  giveBackPort(second)
  const all = new Set(Array.from({ length: 12_000 }, (_, at) => String(20_000 + at)))
  expect(draw(17, all)).toBeGreaterThanOrEqual(20_000)
})

test('processes that draw at the same moment draw different ones', () => {
  for (const number of [0, 1, 2]) {
    const port = drawFreePort(4711, undefined, { number, of: 3 })
    onTestFinished(() => giveBackPort(port))
    expect(Math.floor(port / 10) % 3).toBe(number)
  }
})

test('each has ports beside it that a wire may have', () => {
  const ports = Array.from({ length: 20 }, () => draw(4711))
  expect(new Set(ports.map((port) => Math.floor(port / 10))).size).toBe(20)
  expect(ports.map((port) => port % 10).filter((last) => last > 7)).toEqual([])
})

test('two that are in use are never the same, and none is the number of a process', () => {
  const ports = Array.from({ length: 50 }, () => draw(4711))
  expect(new Set(ports).size).toBe(50)
  for (const port of ports) expect(existsSync(`/proc/${port}`)).toBe(false)
})

test('two processes that may not draw the same stretch of ports draw different ones behind it', () => {
  const stretch = new Set(Array.from({ length: 4000 }, (_, at) => String(21_000 + at)))
  const first = draw(1100, stretch)
  giveBackPort(first)
  expect(draw(3000, stretch)).not.toBe(first)
})
