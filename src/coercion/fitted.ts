import type { Schema } from '../model/plugin.ts'
import { defOf, unwrap, type Def } from './schema-def.ts'

/** What the plain answer is made from: the definition, as zod has it, and its conditions as functions. */
export interface PlainDef extends Omit<Def, 'checks'> {
  /** Each is false for a value that it does not take. */
  readonly checks?: readonly ((value: unknown) => boolean)[]
  /** Of a number: whole and exact only. */
  readonly format?: 'safeint'
  readonly fn?: (value: never) => unknown
  readonly transform?: (value: never, context: Complaints) => unknown
  readonly defaultValue?: unknown
}

/** What a refinement or a transformation gets beside the value; `issues` are the complaints so far. */
export interface Complaints {
  readonly value: unknown
  readonly issues: unknown[]
  addIssue(issue: unknown): void
}

export function complaintsAbout(value: unknown): Complaints {
  const issues: unknown[] = []
  return { value, issues, addIssue: (issue) => void issues.push(issue) }
}

/** The answer about a value that does not fit. */
export const misfit = Symbol('misfit')
/** The answer about a value in which the text of a placeholder stands where a number is wanted: only what fills it can tell. */
export const open = Symbol('open')

const plainDefOf = (schema: Schema): PlainDef => schema._zod.def as PlainDef

/**
 * What a schema makes of a value, just as zod does, without a word about why one does not fit. Throws what a refinement throws, and
 * where only zod knows the answer. Without `isOpen`, which knows the text of a placeholder, no value is `open`.
 */
export function fitted(schema: Schema, value: unknown, isOpen: IsOpen = never): unknown {
  const def = plainDefOf(schema)
  const made = ofType[def.type]!(def, value, isOpen)
  if (made === misfit || def.checks === undefined) return made
  // As in zod, nobody is asked about a map as a whole of which a part is wrong.
  if (made === open) {
    const skipped =
      def.type === 'object' || def.type === 'number' || (def.type === 'union' && typeof value === 'object')
    if (skipped) return open
    throw new TypeError('only zod knows what it asks then')
  }
  for (const check of def.checks) if (!check(made)) return misfit
  return made
}

type IsOpen = (value: unknown) => boolean
const never = (): boolean => false
type Fit = (def: PlainDef, value: unknown, isOpen: IsOpen) => unknown

const ofType: Readonly<Record<string, Fit>> = {
  string: (_, value) => (typeof value === 'string' ? value : misfit),
  number({ format }, value, isOpen) {
    const fits = format === undefined ? Number.isFinite(value) : Number.isSafeInteger(value)
    return fits ? value : isOpen(value) ? open : misfit
  },
  boolean: (_, value) => (typeof value === 'boolean' ? value : misfit),
  enum: ({ entries }, value) => (Object.values(entries!).includes(value as string) ? value : misfit),
  literal: ({ values }, value) => (values!.includes(value) ? value : misfit),
  unknown: (_, value) => value,
  never: () => misfit,
  custom: ({ fn }, value) => (fn!(value as never) ? value : misfit),
  optional({ innerType }, value, isOpen) {
    if (value !== undefined) return fitted(innerType!, value, isOpen)
    if (absence(innerType!).on !== 'filled') return undefined
    const made = fitted(innerType!, value, isOpen)
    return made === misfit ? undefined : made
  },
  nullable: ({ innerType }, value, isOpen) => (value === null ? null : fitted(innerType!, value, isOpen)),
  default({ innerType, defaultValue }, value, isOpen) {
    const made = value === undefined ? undefined : fitted(innerType!, value, isOpen)
    return made === undefined ? defaultValue : made
  },
  pipe(def, value, isOpen) {
    const made = fitted(def.in!, value, isOpen)
    return made === misfit || made === open ? made : fitted(def.out!, made, isOpen)
  },
  transform({ transform }, value) {
    const complaints = complaintsAbout(value)
    const made = transform!(value as never, complaints)
    return complaints.issues.length > 0 ? misfit : made
  },
  union({ options }, value, isOpen) {
    let best: unknown = misfit
    for (const option of options!) {
      const made = fitted(option, value, isOpen)
      if (made === open) best = open
      else if (made !== misfit) return made
    }
    if (best === open && typeof value === 'object') assertOnly(options!, value)
    return best
  },
  array: ({ element }, value, isOpen) => (Array.isArray(value) ? each(value, () => element!, isOpen) : misfit),
  tuple({ items }, value, isOpen) {
    if (items!.some((item) => absence(item).on !== 'missed')) throw new TypeError('only zod knows what may be left out')
    const fits = Array.isArray(value) && value.length === items!.length
    return fits ? each(value, (index) => items![index]!, isOpen) : misfit
  },
  record,
  object,
}

/** Of several forms that a map or a list may have, zod may complain about another than the open one. */
function assertOnly(options: readonly Schema[], value: object | null): void {
  if (options.filter((option) => !takesOther(option, value)).length > 1)
    throw new TypeError('only zod knows which form is meant')
}

const scalars = new Set(['string', 'number', 'boolean', 'enum', 'literal'])

/** Whether a schema is about another kind of thing than this map or list. */
function takesOther(schema: Schema, value: object | null): boolean {
  const { type } = defOf(unwrap(schema))
  if (scalars.has(type)) return true
  return Array.isArray(value) ? type === 'object' || type === 'record' : type === 'array' || type === 'tuple'
}

function each(values: readonly unknown[], schemaOf: (index: number) => Schema, isOpen: IsOpen): unknown {
  const made: unknown[] = []
  for (let index = 0; index < values.length; index++) {
    const one = fitted(schemaOf(index), values[index], isOpen)
    if (one === misfit) return misfit
    made.push(one)
  }
  return isOpen !== never && made.includes(open) ? open : made
}

function record({ keyType, valueType }: PlainDef, value: unknown, isOpen: IsOpen): unknown {
  if (!isMap(value)) return misfit
  const { type, checks } = plainDefOf(keyType!)
  const prototype: unknown = Object.getPrototypeOf(value)
  if (type !== 'string' || checks !== undefined || (prototype !== null && prototype !== Object.prototype))
    throw new TypeError('only zod knows what is a record')
  const made: Record<string, unknown> = {}
  for (const key of Reflect.ownKeys(value)) {
    if (key === '__proto__' || !Object.prototype.propertyIsEnumerable.call(value, key)) continue
    if (typeof key !== 'string') return misfit
    const one = fitted(valueType!, value[key], isOpen)
    if (one === misfit) return misfit
    made[key] = one
  }
  return wholeOf(made, isOpen)
}

/** A map in which a part is open is open. */
const wholeOf = (made: Readonly<Record<string, unknown>>, isOpen: IsOpen): unknown =>
  isOpen !== never && Object.values(made).includes(open) ? open : made

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

type Shape = NonNullable<PlainDef['shape']>
const known = new WeakMap<Shape, readonly Part[]>()
interface Part {
  readonly key: string
  readonly schema: Schema
  readonly absence: Absence
}

/** The parts of a map, looked at once. */
function partsOf(shape: Shape): readonly Part[] {
  let parts = known.get(shape)
  if (parts === undefined) {
    parts = Object.entries(shape).map(([key, schema]) => ({ key, schema, absence: absence(schema) }))
    known.set(shape, parts)
  }
  return parts
}

function object({ shape, catchall }: PlainDef, value: unknown, isOpen: IsOpen): unknown {
  if (!isMap(value)) return misfit
  const made: Record<string, unknown> = {}
  for (const part of partsOf(shape!)) {
    const { key, schema } = part
    if (!(key in value ? takesPart(schema, value[key], key, made, isOpen) : takesAbsence(part, made))) return misfit
  }
  if (catchall === undefined) return wholeOf(made, isOpen)
  const closed = plainDefOf(catchall).type === 'never'
  for (const key in value) {
    if (Object.hasOwn(shape!, key)) continue
    if (closed) return misfit
    if (key !== '__proto__' && !takesPart(catchall, value[key], key, made, isOpen)) return misfit
  }
  return wholeOf(made, isOpen)
}

type Made = Record<string, unknown>

/** Whether what stands at a key fits; it is then in the map that is made. */
function takesPart(part: Schema, value: unknown, key: string, made: Made, isOpen: IsOpen): boolean {
  const one = fitted(part, value, isOpen)
  if (one !== misfit) made[key] = one
  return one !== misfit
}

/** Whether a key may be absent; what is put there is then in the map that is made. */
function takesAbsence({ key, schema, absence: { on, kept } }: Part, made: Made): boolean {
  if (on === 'missed' || (on === 'left out' && kept)) return on !== 'missed'
  const one = fitted(schema, undefined)
  if (one === misfit) return kept
  if (one !== undefined || (on === 'filled' && !kept)) made[key] = one
  return true
}

/** What becomes of a key that is absent, as zod decides it (`optin` and `optout` of its schemas). */
interface Absence {
  readonly on: 'missed' | 'left out' | 'filled'
  /** Whether it may be absent in what is made of the map, too. */
  readonly kept: boolean
}

function absence(schema: Schema): Absence {
  const { type, innerType, in: from, out: to, options } = plainDefOf(schema)
  switch (type) {
    case 'optional':
      return { on: absence(innerType!).on === 'filled' ? 'filled' : 'left out', kept: true }
    case 'default':
      return { on: 'filled', kept: false }
    case 'nullable':
      return absence(innerType!)
    case 'transform':
      return { on: 'left out', kept: false }
    case 'pipe':
      return { on: absence(from!).on, kept: absence(to!).kept }
    case 'union': {
      const all = options!.map(absence)
      const on = (['filled', 'left out'] as const).find((way) => all.some((one) => one.on === way))
      return { on: on ?? 'missed', kept: all.some(({ kept }) => kept) }
    }
    default:
      return { on: 'missed', kept: false }
  }
}
