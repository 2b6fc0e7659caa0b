import { withoutCommands, withoutControls } from './outlet-text.ts'
import { wantsColour } from './colour.ts'
import type { Out, Shell } from './shell.ts'

/** The shell with both of its streams behind the last door; `color` is the flag. */
export const guardedShell = (shell: Shell, color: boolean | undefined): Shell => ({
  ...shell,
  stdout: guarded(shell.stdout, wantsColour(color, shell.env, shell.stdout)),
  stderr: guarded(shell.stderr, wantsColour(color, shell.env, shell.stderr)),
})

/** Text that is written carries no control character but ours and no command to a CI; bytes are what a format has drawn. */
function guarded(out: Out, colour: boolean): Out {
  let atLineStart = true
  return {
    isTTY: out.isTTY,
    get columns() {
      return out.columns as number
    },
    get rows() {
      return out.rows as number
    },
    reserve: () => out.reserve?.(),
    onResize: (listener) => out.onResize?.(listener) ?? (() => undefined),
    write(text, commands) {
      if (typeof text !== 'string') return out.write(text)
      const shown = withoutControls(text, { colour, erase: out.isTTY })
      const safe = commands === 'commands' ? shown : withoutCommands(shown, atLineStart)
      if (safe !== '') atLineStart = safe.endsWith('\n')
      return out.write(safe)
    },
  }
}
