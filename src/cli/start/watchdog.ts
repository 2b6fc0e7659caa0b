import { closeSync, writeSync } from 'node:fs'
import path from 'node:path'
import { shownFrom } from '../../suite/paths.ts'
import { withoutCommands, withoutControls } from '../outlet-text.ts'
import { wantsColour } from '../colour.ts'
import { leaveAtOnce } from './leaving.ts'
import { columnsOf } from '../shell.ts'
import type { Stuck } from '../../run/watchdog/watchdog.ts'
import type { Shell } from '../shell.ts'

/** Exit codes of what could not be run, and of a configuration that is wrong. */
const [broken, wrong] = [3, 2]

/**
 * Starts to watch code from outside. When it never gives control back, the failure goes to standard error and the process ends at
 * once, in the midst of it: what is left of the run is the reaper's, which outlives it. `isReported` hands it on, and answers whether there is one who prints it.
 */
export async function watchPlugins(shell: Shell, ours: string, isReported: (stuck: Stuck) => boolean): Promise<void> {
  const [{ startWatchdog }, { printFailure }, { coloursFor }] = await Promise.all([
    import('../../run/watchdog/watchdog.ts'),
    import('../../report/printing.ts'),
    import('../../report/colours.ts'),
  ])
  const colour = wantsColour(undefined, shell.env, shell.stderr)
  const colours = await coloursFor(colour)
  await startWatchdog({
    ours: `${path.resolve(ours)}${path.sep}`,
    shown: shownFrom(shell.cwd),
    giveUp(stuck) {
      const { failure, sources } = stuck
      if (!isReported(stuck)) {
        const report = printFailure(failure, sources, colours, columnsOf(shell.stderr))
        writeSync(2, `\n${withoutCommands(withoutControls(report, { colour, erase: false }), true)}\n`)
      }
      // Node would print on it that it waits for a debugger, which is only our own thread.
      closeSync(2)
      // Listeners of the exit are code of others, too.
      leaveAtOnce(failure.code === 'broken-config' ? wrong : broken)
    },
  })
}
