import type { Registry } from '../../model/registry.ts'
import { hasKey } from '../../coercion/argument.ts'

/** Of an option that a kind lacks: which kinds have it, as a hint. */
export function elsewhere({ kinds }: Registry): (option: string) => string | undefined {
  return (option) => {
    const those = [...kinds.values()].filter(({ value }) => hasKey(value.options, option)).map(({ name }) => name)
    return those.length === 0 ? undefined : `“${option}” is an option of ${those.sort().join(', ')}`
  }
}
