import type { Registry } from '../model/registry.ts'
import type { Findings } from './finding.ts'

/** What the contract test needs from outside. */
export interface ContractHost {
  /** The built-in plugins: none of their names may be taken. */
  readonly builtIn: Registry
  readonly env: Readonly<Record<string, string | undefined>>
  /** Where folders of runs are made. */
  readonly tmpRoot: string
  /** Milliseconds that any start or stop may take, instead of five seconds. */
  readonly patience?: number
  readonly uncaughtHandlers?: Set<(error: unknown) => boolean>
}

/** What a kind is tried with. */
export interface TestContext {
  readonly host: ContractHost
  readonly found: Findings
  /** Closes what the plugin has open now, and names it. */
  leaks(): Promise<string[]>
  /** Does something on the plugin's account. */
  act<T>(work: () => T): T
}
