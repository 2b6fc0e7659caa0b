import type { KeyName } from '../config/keys.ts'

/** What the parser must know of a flag, and its help. */
export interface Flag {
  readonly alias?: string
  /** Names that other tools have for it: understood, and not in the help. */
  readonly also?: readonly string[]
  readonly type: 'boolean' | 'string' | 'number'
  readonly array?: true
  readonly describe: string
  readonly default?: string | number
  readonly choices?: readonly string[]
  readonly requiresArg?: true
  /** The key of a configuration that gives its value where the flag is not given. */
  readonly key?: KeyName
  /** Values of the configuration and of the flag are used together; a flag that says the same comes last, and wins. */
  readonly adds?: true
  /** It matters for a single scenario: whoever runs one elsewhere is called with it, too. */
  readonly ofScenario?: true
  /** The flag with which this one cannot be used: where that is given, the value of a configuration is left out. */
  readonly givesWayTo?: string
}

/** What a command is called with where neither a flag nor a configuration says otherwise. */
export const defaultsOf = (flags: Readonly<Record<string, Flag>>): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(flags).flatMap(([name, { default: value }]) => (value === undefined ? [] : [[name, value]])),
  )
