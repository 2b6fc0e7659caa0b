/** What the program has in place of zod (build/zod-when-used.mjs): what the built-in plugins make schemas with, each deferred. */
import type { Schema } from '../model/plugin.ts'
import { DeferredSchema, realOf, realShape } from './deferred-schema.ts'
import * as zod from './real-zod.ts'

type Given = readonly unknown[]
type Make = (...given: Given) => Schema
const made = zod as unknown as Readonly<Record<keyof typeof zod, Make>>

export const string = (...given: Given) => new DeferredSchema({ type: 'string' }, () => made.string(...given))
export const number = (...given: Given) => new DeferredSchema({ type: 'number' }, () => made.number(...given))
export const int = (...given: Given) =>
  new DeferredSchema({ type: 'number', format: 'safeint' }, () => made.int(...given))
export const boolean = (...given: Given) => new DeferredSchema({ type: 'boolean' }, () => made.boolean(...given))
export const unknown = () => new DeferredSchema({ type: 'unknown' }, () => made.unknown())
export const never = () => new DeferredSchema({ type: 'never' }, () => made.never())

export const literal = (value: unknown, ...given: Given) =>
  new DeferredSchema({ type: 'literal', values: [value].flat() }, () => made.literal(value, ...given))

const enumOf = (values: readonly string[], ...given: Given) =>
  new DeferredSchema({ type: 'enum', entries: Object.fromEntries(values.map((value) => [value, value])) }, () =>
    made.enum(values, ...given),
  )
export { enumOf as enum }

export const custom = (fn: (value: never) => unknown, ...given: Given) =>
  new DeferredSchema({ type: 'custom', fn }, () => made.custom(fn, ...given))

export const union = (options: readonly Schema[], ...given: Given) =>
  new DeferredSchema({ type: 'union', options }, () => made.union(options.map(realOf), ...given))

export const array = (element: Schema, ...given: Given) =>
  new DeferredSchema({ type: 'array', element }, () => made.array(realOf(element), ...given))

export const tuple = (items: readonly Schema[], ...given: Given) =>
  new DeferredSchema({ type: 'tuple', items, rest: null }, () => made.tuple(items.map(realOf), ...given))

export const record = (keyType: Schema, valueType: Schema, ...given: Given) =>
  new DeferredSchema({ type: 'record', keyType, valueType }, () =>
    made.record(realOf(keyType), realOf(valueType), ...given),
  )

type Shape = Readonly<Record<string, Schema>>
export const object = (shape: Shape, ...given: Given) =>
  new DeferredSchema({ type: 'object', shape }, () => made.object(realShape(shape), ...given))

export const strictObject = (shape: Shape, ...given: Given) =>
  new DeferredSchema({ type: 'object', shape, catchall: never() }, () => made.strictObject(realShape(shape), ...given))

export const toJSONSchema = (schema: Schema, ...given: Given): unknown =>
  zod.toJSONSchema(realOf(schema) as never, ...(given as never[]))
