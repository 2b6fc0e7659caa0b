import type { Usual } from '../../model/scenario.ts'
import type { Shape } from '../shape.ts'

/** A key at the top of a scenario: how it is written and read, and what part of the scenario it is. */
export interface TopKey<T, Part extends object> {
  readonly about: string
  /** How it is written. */
  readonly examples?: readonly string[]
  /** For one that every scenario must have: how to add it. */
  readonly needed?: string
  readonly shape: Shape<T>
  /** Its part of the scenario, also when it is not there; `usual` is what a configuration says for all scenarios. */
  part(value: T | undefined, usual?: Usual): Part
}

export const defineKey = <T, Part extends object>(key: TopKey<T, Part>): TopKey<T, Part> => key
