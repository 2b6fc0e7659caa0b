import { expect, test } from 'vitest'
import { load, openPair } from '../../../../plugins/program/terminal/node-pty.ts'
import type { ProblemError } from '../../../../src/plugin.ts'
import { runWith } from '../../../run/outside.ts'

function rejectedBy(work: () => unknown): ProblemError['problem'] {
  try {
    work()
  } catch (error) {
    return (error as ProblemError).problem
  }
  throw new Error('it was not refused')
}

const failing = (error: unknown): NodeJS.Require =>
  (() => {
    throw error
  }) as unknown as NodeJS.Require

test('the package is not installed, nor its binary for this platform', () => {
  const missing = Object.assign(new Error('Cannot find module'), { code: 'MODULE_NOT_FOUND' })
  for (const error of [missing, new Error('no binary', { cause: missing })])
    expect(rejectedBy(() => load(failing(error)))).toMatchObject({
      code: 'pty-missing',
      message: expect.stringContaining('not installed'),
    })
})

test('the package is there and cannot be loaded: the reason is given', () => {
  const error = Object.assign(new Error('EMFILE: too many open files'), { code: 'EMFILE' })
  expect(rejectedBy(() => load(failing(error)))).toMatchObject({
    code: 'pty-missing',
    message: expect.stringContaining('EMFILE: too many open files'),
  })
})

test('the system gives no terminal', () => {
  const native = {
    open: () => {
      throw new Error('openpty(3) failed.')
    },
    resize: () => {},
  }
  expect(rejectedBy(() => openPair(80, 24, native))).toMatchObject({
    code: 'pty-missing',
    message: 'the system gives no terminal: openpty(3) failed.',
  })
})

test('a scenario that wants one is broken, and not skipped', async () => {
  const plugin = `export default plugin({ actors: { screen: kind(async () => {
    throw Object.assign(new Error('x'), { problem: { code: 'pty-missing', message: 'no terminal here' }, outcome: 'broken' })
  }) } })`
  const result = await runWith(plugin, 'actors: { it: screen }\nsteps: [{ start: it }]\n')
  expect(result).toMatchObject({ status: 'broken', failure: { code: 'pty-missing', message: 'no terminal here' } })
  expect(result.skipped).toBeUndefined()
})
