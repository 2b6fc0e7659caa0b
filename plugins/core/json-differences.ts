import { cut, stringifyJson } from '../../src/plugin.ts'
import { compilePattern } from './pattern.ts'

/**
 * Where a JSON value does not contain what was wanted, one phrase a place, in the order of what was wanted: `“user.id” is 8, not 7`.
 * Nothing when it contains it. Objects may have more keys; lists have just these items; a text is the whole text, or a `/regex/`.
 */
export function differencesOf(wanted: unknown, received: unknown, path = ''): string[] {
  if (typeof wanted === 'object' && wanted !== null && typeof received === 'object' && received !== null) {
    if (Array.isArray(wanted) && Array.isArray(received)) return inList(wanted, received, path)
    if (!Array.isArray(wanted) && !Array.isArray(received)) return inObject(wanted as Fields, received as Fields, path)
  }
  return matches(wanted, received) ? [] : [`${place(path)} is ${shown(received)}, not ${shown(wanted)}`]
}

type Fields = Readonly<Record<string, unknown>>

function inObject(wanted: Fields, received: Fields, path: string): string[] {
  return Object.entries(wanted).flatMap(([key, value]) => {
    const inner = path === '' ? key : `${path}.${key}`
    return Object.hasOwn(received, key) ? differencesOf(value, received[key], inner) : [`${place(inner)} is missing`]
  })
}

function inList(wanted: readonly unknown[], received: readonly unknown[], path: string): string[] {
  const differences = wanted
    .slice(0, received.length)
    .flatMap((item, index) => differencesOf(item, received[index], `${path}[${index}]`))
  if (wanted.length === received.length) return differences
  return [`${place(path)} has ${items(received.length)}, not ${wanted.length}`, ...differences]
}

function matches(wanted: unknown, received: unknown): boolean {
  if (typeof wanted !== 'string') return wanted === received
  const { literal, test } = compilePattern(wanted, { whole: false })
  if (literal !== undefined) return wanted === received
  return typeof received !== 'object' && test(String(received)) !== undefined
}

const items = (count: number): string => (count === 1 ? '1 item' : `${count} items`)
const place = (path: string): string => (path === '' ? 'it' : `“${path}”`)

function shown(value: unknown): string {
  if (typeof value === 'string' && compilePattern(value, { whole: false }).regex !== undefined) return value
  const text = value === undefined ? 'nothing' : stringifyJson(value)
  return cut(text, 60)
}
