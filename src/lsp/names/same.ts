import { givenByWith, type Place } from '../places/place.ts'

/** True for two places of one name. */
export const isSame = (one: Place, other: Place): boolean =>
  one.of === other.of && one.name === other.name && scopeOf(one) === scopeOf(other)

/** What is given to an included file by `with` is one name with what it is there. */
const scopeOf = ({ of, scope }: Place): string | undefined =>
  of === 'variable' && scope === givenByWith ? undefined : scope
