import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { builtProgram } from '../../cli/built.ts'
import type { RealSession } from './session.ts'
import { hold, isThere } from './hold.ts'

/** `npm run soak:sessions` asks for more of the same. */
const times = Number(process.env['SCENARIO_SESSION_RUNS'] ?? 1)
const only = process.env['SCENARIO_SESSION']?.split(',')

/** Lines that say something. */
const length = (scenario: string): number =>
  scenario.split('\n').filter((line) => line.trim() !== '' && !line.trim().startsWith('#')).length

/** Each of them is recorded, proved, run, and run with a changed answer; and one written by hand passes as well, at most half as long. */
export function testSessions(sessions: readonly RealSession[]): void {
  for (const session of sessions)
    describe.skipIf(only !== undefined && !only.includes(session.name))(session.name, () => testSession(session))
}

function testSession(session: RealSession): void {
  const missing = session.needs.filter((command) => !isThere(command))
  const title = missing.length === 0 ? '' : ` (there is no ${missing.join(', ')})`

  test.skipIf(missing.length > 0)(
    `is recorded, passes, and fails when an answer changes by a byte${title}`,
    { timeout: 120_000 + times * 30_000 },
    async () => {
      const held = await hold(builtProgram(), session)
      if (process.env['SCENARIO_SESSION_SHOW'] !== undefined) process.stderr.write(`${held.shown}\n${held.scenario}\n`)
      expect(held).toMatchObject({ code: 0, shown: expect.stringContaining('passed 4 runs') })
      const failed: string[] = []
      for (let run = 0; run < times; run++) {
        const { code, output } = await held.run()
        if (code !== 0) failed.push(output)
      }
      expect(failed).toEqual([])
      const changed = await held.run(true)
      expect(changed).toMatchObject({
        code: 1,
        output: expect.stringContaining(session.change.shown ?? session.change.to),
      })
      const byHand = fs.readFileSync(path.join(import.meta.dirname, 'by-hand', `${session.name}.yaml`), 'utf8')
      expect(await held.runOther(byHand)).toMatchObject({ code: 0, output: expect.stringContaining('1 passed') })
      expect(await held.runOther(byHand, true)).toMatchObject({
        code: 1,
        output: expect.stringContaining(session.change.to),
      })
      const lengths = { recorded: length(held.scenario), byHand: length(byHand) }
      if (times > 1)
        process.stderr.write(
          `${session.name}: ${times - failed.length} of ${times}, ${lengths.recorded} lines, ${lengths.byHand} by hand\n`,
        )
      expect(lengths.recorded).toBeLessThanOrEqual(2 * lengths.byHand)
    },
  )
}
