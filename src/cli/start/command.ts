import type { Flag } from '../flag.ts'
import type { Shell } from '../shell.ts'

/** A command as the parser and the help know it; its code is loaded when it is called. */
export interface Command {
  /** Positional arguments as yargs writes them: `[files..]`. */
  readonly positionals: string
  readonly describe: string
  /** What each positional is. */
  readonly about: Readonly<Record<string, string>>
  readonly flags: Readonly<Record<string, Flag>>
  readonly examples: readonly (readonly [string, string])[]
  /** What stands behind `--` is a command with words of its own, handed on as `command`; else files. */
  readonly behindDashes?: 'command'
  /** True for one that a configuration says something to. */
  readonly configured?: true
  load(): Promise<{ execute(args: never, shell: Shell): Promise<number> }>
}
