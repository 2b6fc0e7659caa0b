import { expect, test, vi } from 'vitest'
import { inUseLines } from '../../../plugins/reporters/in-use.ts'
import { plain } from '../../../src/text/palette.ts'

const colours = { ...plain, lane: () => (text: string) => text, styled: (text: string) => text }
const waits = { type: 'in-use', file: 'a.yaml', inUse: { what: 'port 3100' } } as const
const by = { pid: 12, folder: '/home/mia/shop', file: 'scenarios/b.yaml' }

test('a scenario that waits for a second says so once, with who has what it waits for', () => {
  const lines = inUseLines(colours)
  const clock = vi.spyOn(performance, 'now').mockReturnValue(5000)
  expect(lines.every()).toBeUndefined()
  lines.update(waits)
  expect(lines.every()).toBe(1000)
  clock.mockReturnValue(5200)
  lines.update({ ...waits, inUse: { ...waits.inUse, by } })
  expect(lines.every()).toBe(800)
  expect(lines.tick()).toBe('')
  clock.mockReturnValue(6000)
  expect(lines.tick()).toBe(
    'a.yaml waits for port 3100, which another run uses: scenarios/b.yaml (pid 12, in /home/mia/shop)\n',
  )
  expect(lines.tick()).toBe('')
  expect(lines.every()).toBeUndefined()
  clock.mockRestore()
})

test('of one that goes on before, nothing is said; of a holder that does not say who it is, what is known', () => {
  const lines = inUseLines(colours)
  const clock = vi.spyOn(performance, 'now').mockReturnValue(0)
  lines.update(waits)
  lines.update({ type: 'in-use', file: 'a.yaml' })
  clock.mockReturnValue(9000)
  expect([lines.every(), lines.tick()]).toEqual([undefined, ''])
  lines.update(waits)
  clock.mockReturnValue(10_000)
  expect(lines.tick()).toBe('a.yaml waits for port 3100, which another run uses\n')
  clock.mockRestore()
})
