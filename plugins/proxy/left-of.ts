import { clearable, type Clearable, type WrittenFault } from './fault.ts'

/** What is left of a standing fault when a step clears it, or a part of it. */
export function leftOf(fault: WrittenFault, clearing: WrittenFault): WrittenFault[] {
  const { connection, direction, clear = true } = clearing
  if (connection !== undefined && !isSame(connection, fault.connection)) return [fault]
  const left = withoutEffects(fault, clear)
  if (left === fault) return [fault]
  if (direction === 'both' || fault.direction === 'both' || direction === fault.direction) fault.account?.clear()
  const own = left === undefined ? [] : [left]
  if (direction === 'both' || direction === fault.direction) return own
  if (fault.direction !== 'both') return [fault]
  const other = direction === 'up' ? 'down' : 'up'
  return [{ ...fault, direction: other }, ...own.map((each) => ({ ...each, direction }))]
}

/** The same fault without these effects, itself when it has none of them; undefined when nothing is left. */
export function withoutEffects<F extends WrittenFault>(fault: F, cleared: true | readonly Clearable[]): F | undefined {
  if (cleared === true) return undefined
  const has = (name: Clearable) => valueOf(fault, name) !== undefined
  if (!cleared.some(has)) return fault
  if (clearable.every((name) => cleared.includes(name) || !has(name))) return undefined
  const without = Object.fromEntries(cleared.map((name) => [name, undefined]))
  return { ...fault, ...without, ...(fault.datagrams && { datagrams: { ...fault.datagrams, ...without } }) }
}

const valueOf = (fault: WrittenFault, name: Clearable): unknown => ({ ...fault, ...fault.datagrams })[name]

const isSame = (one: WrittenFault['connection'], other: WrittenFault['connection']): boolean =>
  JSON.stringify(one) === JSON.stringify(other)
