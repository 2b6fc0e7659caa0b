import fs from 'node:fs'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import type { ScenarioResult } from '../../src/model/result.ts'
import { check, run } from '../../src/pipeline.ts'
import { hostFor, servicesAt } from '../scenarios/house.ts'
import { folderWith } from '../suite/temporary.ts'

/** What every small plugin here begins with: a schema that takes anything, and an actor that does nothing. */
export const prelude = `
const anything = { _zod: { def: { type: 'unknown' }, constr: class {} , output: undefined }, safeParse: (data) => ({ success: true, data }) }
const actor = (more = {}) => ({ facts: () => ({}), state: () => 'idle', stop: async () => {}, ...more })
const kind = (start, more = {}) =>
  ({ about: 'a fake', role: 'proxy', options: anything, ownOutput: true, facts: ['port'], can: ['send', 'end', 'close', 'pause'], start, ...more })
const plugin = (more) => ({ api: 1, name: 'mine', about: 'a fake', ...more })
`

/** Runs a scenario with a plugin from a file beside it, as an author's own is; both given as text. */
export async function runWith(plugin: string, scenario: string, limits = 'step: 300ms'): Promise<ScenarioResult> {
  const folder = folderWith({
    'plugin.mjs': `${prelude}\n${plugin}`,
    'it.yaml': `scenario: a plugin\nplugins: [./plugin.mjs]\nlimits: { ${limits} }\n${scenario}`,
  })
  const services = servicesAt(folder)
  const checked = await check(path.join(folder, 'it.yaml'), services)
  if (checked.scenario === undefined)
    throw new Error(`invalid: ${checked.problems.map(({ code, message }) => `${code}: ${message}`).join('; ')}`)
  const uncaughtHandlers = new Set<(error: unknown) => boolean>()
  const caught = uncaughtCatcher(uncaughtHandlers)
  try {
    const result = await run(checked, hostFor({ uncaughtHandlers }), services)
    const { kept } = result
    if (kept !== undefined) onTestFinished(() => fs.rmSync(kept, { recursive: true, force: true }))
    return result
  } finally {
    caught()
  }
}

/** What nobody caught is asked about as the command line does; whatever nobody owns still fails the test. */
export function uncaughtCatcher(escaped: ReadonlySet<(error: unknown) => boolean>): () => void {
  const before = { thrown: process.listeners('uncaughtException'), rejected: process.listeners('unhandledRejection') }
  const asked = (error: unknown): void => {
    for (const taken of escaped) if (taken(error)) return
    for (const listener of before.thrown) listener(error as Error, 'uncaughtException')
  }
  for (const name of ['uncaughtException', 'unhandledRejection'] as const) {
    process.removeAllListeners(name)
    process.on(name, asked)
  }
  return () => {
    process.removeAllListeners('uncaughtException').removeAllListeners('unhandledRejection')
    for (const listener of before.thrown) process.on('uncaughtException', listener)
    for (const listener of before.rejected) process.on('unhandledRejection', listener)
  }
}
