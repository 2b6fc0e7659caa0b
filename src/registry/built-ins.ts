// A plugin that replaces what the language brings changes it for this program and every other plugin. It is compared after plugins
// have had their turn, put right again, and the plugin named. Nothing here may use what could have been replaced.
const { getOwnPropertyDescriptor, defineProperty, getPrototypeOf, is: same } = Object
const { ownKeys, deleteProperty } = Reflect

interface Entry {
  readonly of: object
  readonly name: string
  readonly key: PropertyKey
  /** Undefined for what it had from its prototype. */
  readonly was: PropertyDescriptor | undefined
}

const iterator = getPrototypeOf(getPrototypeOf([][Symbol.iterator]())) as object
const watched: readonly (readonly [string, object])[] = [
  ['Object', Object],
  ['Object.prototype', Object.prototype],
  ['Function.prototype', Function.prototype],
  ['Array', Array],
  ['Array.prototype', Array.prototype],
  ['the iterator of arrays', getPrototypeOf([][Symbol.iterator]()) as object],
  ['the prototype of iterators', iterator],
  ['String', String],
  ['String.prototype', String.prototype],
  ['Number', Number],
  ['Number.prototype', Number.prototype],
  ['RegExp.prototype', RegExp.prototype],
  ['Map.prototype', Map.prototype],
  ['Set.prototype', Set.prototype],
  ['WeakMap.prototype', WeakMap.prototype],
  ['Promise', Promise],
  ['Promise.prototype', Promise.prototype],
  ['Date', Date],
  ['Date.prototype', Date.prototype],
  ['JSON', JSON],
  ['Math', Math],
  ['Reflect', Reflect],
  ['Uint8Array.prototype', Uint8Array.prototype],
  ['the prototype of typed arrays', getPrototypeOf(Uint8Array.prototype) as object],
]
const globals =
  'Object Array String Number RegExp Map Set WeakMap Promise Date JSON Math Reflect Symbol Error Uint8Array Buffer process queueMicrotask structuredClone setTimeout setInterval setImmediate clearTimeout clearInterval clearImmediate'.split(
    ' ',
  )

/** Properties of an object beyond the language that must not be replaced either. */
export type Watched = readonly [name: string, of: object, keys: readonly string[]]

let entries: Entry[] | undefined
/** Keys of each object as they were, by its place in the list. */
let known: Set<PropertyKey>[] = []
const { has } = Set.prototype

/**
 * Remembers how everything is, once, before the first plugin is loaded. Only the command does: who calls the library may have replaced
 * something himself, such as timers in a test, and nothing is compared then.
 */
export function rememberBuiltIns(more: readonly Watched[] = []): void {
  if (entries === undefined) {
    entries = []
    known = watched.map(([, of]) => new Set(ownKeys(of)))
    for (const [name, of] of watched) for (const key of ownKeys(of)) remember(name, of, key)
    for (const key of globals) remember('globalThis', globalThis, key)
  }
  for (const [name, of, keys] of more) for (const key of keys) remember(name, of, key)
}

function remember(name: string, of: object, key: PropertyKey): void {
  entries!.push({ of, name, key, was: getOwnPropertyDescriptor(of, key) })
}

/** Puts everything right again, and answers with the first thing that was not, such as `Array.prototype.map`. */
export function restoreBuiltIns(): string | undefined {
  if (entries === undefined) return undefined
  const changed = mendChanged(entries)
  const added = removeAdded()
  return changed ?? added
}

function mendChanged(all: readonly Entry[]): string | undefined {
  let first: string | undefined
  for (let i = 0; i < all.length; i++) {
    const { of, name, key, was } = all[i]!
    const is = getOwnPropertyDescriptor(of, key)
    if (is === was || (is !== undefined && was !== undefined && isSame(is, was))) continue
    first ??= nameOf(name, key)
    try {
      if (was === undefined) deleteProperty(of, key)
      else defineProperty(of, key, was)
    } catch {
      // It was made so that nothing can change it any more; it has been named.
    }
  }
  return first
}

function removeAdded(): string | undefined {
  let first: string | undefined
  for (let i = 0; i < watched.length; i++) {
    const [name, of] = watched[i]!
    const keys = ownKeys(of)
    for (let k = 0; k < keys.length; k++) {
      const key = keys[k]!
      // Properties that are not enumerable, such as a polyfill's, do no harm.
      if (has.call(known[i]!, key) || getOwnPropertyDescriptor(of, key)?.enumerable !== true) continue
      first ??= nameOf(name, key)
      deleteProperty(of, key)
    }
  }
  return first
}

function isSame(one: PropertyDescriptor, other: PropertyDescriptor): boolean {
  return same(one.value, other.value) && one.get === other.get && one.set === other.set
}

const nameOf = (name: string, key: PropertyKey): string =>
  typeof key === 'symbol' ? `${name}[${key.description ?? 'a symbol'}]` : `${name}.${key}`
