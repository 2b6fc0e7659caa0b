import { execa } from 'execa'
import { existsSync } from 'node:fs'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { IdleWatch } from '../../../src/run/idle/watch.ts'
import type { RunContext } from '../../../src/run/context/run-context.ts'

test.runIf(existsSync('/proc/self/status'))(
  'whose processes are gone since the look before is not idle yet',
  async () => {
    const child = execa('sleep', ['1000'], { reject: false })
    let pids = [child.pid as number]
    const instance = {
      name: 'p',
      declaration: {},
      connections: [],
      actor: { processes: () => pids, facts: () => ({}) },
      lane: undefined,
    }
    const changes = { closed: 0, open: 0, last: { closed: '', open: '' } }
    const context = {
      host: {},
      actors: new Map([['p', [instance]]]),
      changes,
      byRemote: new Map(),
    } as unknown as RunContext
    await once(child, 'spawn')
    const watch = new IdleWatch(context, { idle: 1, timers: false })
    while ((await watch.next()).length > 0);
    child.kill('SIGKILL')
    pids = []
    expect(await watch.next()).toEqual([{ name: 'p', reason: 'runs', endless: false }])
    expect(await watch.next()).toEqual([])
  },
)
