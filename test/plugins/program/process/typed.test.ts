import { existsSync, readFileSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { bytes, fakeLane, startProgram } from '../lane.ts'

/** The letter behind the name, as in proc(5). */
const stateOf = (pid: number) => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.[0]

const stopped = async (pty: boolean) => {
  const { actor } = await startProgram({ run: ['cat'], ...(pty ? { pty } : { stdin: 'pipe' }) }, fakeLane())
  await vi.waitFor(() => expect(actor.busy?.()).toBe(false))
  // It does not run before SIGCONT, as on a machine that is too busy to hand over what is typed.
  actor.signal?.('SIGSTOP', { group: false })
  await vi.waitFor(() => expect(stateOf(Number(actor.facts?.()['pid']))).toBe('T'))
  return actor
}

test.runIf(existsSync('/proc/self/stat'))('what was typed is on its way until its program runs', async () => {
  const actor = await stopped(true)
  actor.send?.(bytes('typed\r'), { times: 1 })
  expect(actor.busy?.()).toBe(true)
  actor.signal?.('SIGCONT', { group: false })
  await vi.waitFor(() => expect(actor.busy?.()).toBe(false))
})

test.runIf(existsSync('/proc/self/stat'))('it is not waited for when the program reads nothing', async () => {
  const actor = await stopped(true)
  actor.send?.(bytes('typed\r'), { times: 1 })
  const later = performance.now() + 100
  const now = vi.spyOn(performance, 'now').mockReturnValue(later)
  expect(actor.busy?.()).toBe(false)
  now.mockRestore()
  actor.signal?.('SIGCONT', { group: false })
})

test.runIf(existsSync('/proc/self/stat'))('a pipe has what is written to it at once', async () => {
  const actor = await stopped(false)
  actor.send?.(bytes('typed\n'), { times: 1 })
  await vi.waitFor(() => expect(actor.busy?.()).toBe(false))
  actor.signal?.('SIGCONT', { group: false })
})
