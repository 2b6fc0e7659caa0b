import { cut } from './cut.ts'
import { stringifyJson } from './exact-json.ts'
import { parseRegex } from './regex.ts'

/** Named groups of a regex, and what each matched. */
type Captures = Readonly<Record<string, string>>

/** How one value that is no list and no object is compared: captures when it is met, undefined when it is not. */
export type CompileScalar = (wanted: unknown) => (received: unknown) => Captures | undefined

export interface Containment {
  /** Captures when the value contains what is wanted; undefined when it does not. */
  test(received: unknown): Captures | undefined
  /** Where it does not, one phrase a place, in the order of what is wanted: `“user.id” is 8, not 7`. */
  differences(received: unknown): string[]
}

/**
 * The one rule of what a JSON value contains: objects may have more keys, lists have just these items, and the rest is compared as
 * `compileScalar` defines.
 */
export function compileContainment(wanted: unknown, compileScalar: CompileScalar): Containment {
  const check = checkOf(wanted, compileScalar)
  return {
    test(received) {
      const walk: Walk = { captures: {} }
      return check(received, walk) ? walk.captures : undefined
    },
    differences(received) {
      const differences: Differences = { path: [], found: [] }
      check(received, { captures: {}, differences })
      return differences.found
    },
  }
}

interface Walk {
  readonly captures: Record<string, string>
  /** Where all differences are collected; without it the first one ends the walk. */
  readonly differences?: Differences
}

interface Differences {
  readonly path: (string | number)[]
  readonly found: string[]
}

type Check = (received: unknown, walk: Walk) => boolean

function checkOf(wanted: unknown, compileScalar: CompileScalar): Check {
  if (typeof wanted !== 'object' || wanted === null) return scalarCheck(wanted, compileScalar(wanted))
  if (Array.isArray(wanted))
    return listCheck(
      wanted,
      wanted.map((item) => checkOf(item, compileScalar)),
    )
  return objectCheck(
    wanted,
    Object.entries(wanted).map(([key, value]) => [key, checkOf(value, compileScalar)]),
  )
}

function scalarCheck(wanted: unknown, test: ReturnType<CompileScalar>): Check {
  return (received, walk) => {
    const captures = test(received)
    if (captures === undefined) return another(walk, wanted, received)
    Object.assign(walk.captures, captures)
    return true
  }
}

function listCheck(wanted: readonly unknown[], items: readonly Check[]): Check {
  return (received, walk) => {
    if (!Array.isArray(received)) return another(walk, wanted, received)
    const complete =
      received.length === items.length ||
      differs(walk, (place) => `${place} has ${itemCount(received.length)}, not ${items.length}`)
    if (!complete && walk.differences === undefined) return false
    return (
      all(items.slice(0, received.length), walk, (item, at) => inside(walk, at, () => item(received[at], walk))) &&
      complete
    )
  }
}

function objectCheck(wanted: object, entries: readonly (readonly [string, Check])[]): Check {
  return (received, walk) => {
    if (typeof received !== 'object' || received === null || Array.isArray(received))
      return another(walk, wanted, received)
    const fields = received as Readonly<Record<string, unknown>>
    return all(entries, walk, ([key, check]) =>
      inside(walk, key, () =>
        Object.hasOwn(fields, key) ? check(fields[key], walk) : differs(walk, (place) => `${place} is missing`),
      ),
    )
  }
}

/** True when all are met; each is asked where differences are collected. */
function all<T>(items: readonly T[], { differences }: Walk, isMet: (item: T, at: number) => boolean): boolean {
  if (differences === undefined) return items.every(isMet)
  return items.map(isMet).every(Boolean)
}

function inside(walk: Walk, part: string | number, check: () => boolean): boolean {
  walk.differences?.path.push(part)
  const met = check()
  walk.differences?.path.pop()
  return met
}

const another = (walk: Walk, wanted: unknown, received: unknown): boolean =>
  differs(walk, (place) => `${place} is ${shown(received)}, not ${shown(wanted)}`)

function differs({ differences }: Walk, phrase: (place: string) => string): false {
  differences?.found.push(phrase(placeOf(differences.path)))
  return false
}

/** `“user.roles[0]”`. */
function placeOf(path: readonly (string | number)[]): string {
  const parts = path.map((part, at) => (typeof part === 'number' ? `[${part}]` : at === 0 ? part : `.${part}`))
  return parts.length === 0 ? 'it' : `“${parts.join('')}”`
}

const itemCount = (count: number): string => (count === 1 ? '1 item' : `${count} items`)

function shown(value: unknown): string {
  if (typeof value === 'string' && parseRegex(value) !== undefined) return value
  return cut(value === undefined ? 'nothing' : stringifyJson(value), 60)
}
