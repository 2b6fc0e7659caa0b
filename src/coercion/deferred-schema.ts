import type { Schema } from '../model/plugin.ts'
import { parseTemplate } from '../text/template.ts'
import type { Def } from './schema-def.ts'
import { complaintsAbout, fitted, misfit, type Complaints, type PlainDef } from './fitted.ts'

/** What zod's classes are asked for here besides `safeParse`. */
interface RealSchema extends Schema {
  readonly description?: string
  parse(value: unknown): unknown
  meta(): unknown
}
type Call = (...given: unknown[]) => RealSchema

/**
 * Has the definition that a schema of zod would have, and its methods. A value that fits is answered from the definition; whatever
 * else is asked is answered by zod's schema, which is made then.
 */
export class DeferredSchema implements Schema {
  readonly _zod: { readonly output: unknown; readonly def: PlainDef }
  private readonly make: () => Schema
  private made: RealSchema | undefined

  /** `make` makes the schema with zod. */
  constructor(def: PlainDef, make: () => Schema) {
    this._zod = { output: undefined, def }
    this.make = make
  }

  /** The same as zod has it, with the marks that this one has. */
  get real(): RealSchema {
    if (this.made === undefined) {
      const made = this.make() as RealSchema
      for (const mark of Object.getOwnPropertySymbols(this))
        Object.defineProperty(made, mark, Object.getOwnPropertyDescriptor(this, mark)!)
      this.made = made
    }
    return this.made
  }

  safeParse(value: unknown, how?: { readonly jitless?: boolean }): ReturnType<Schema['safeParse']> {
    try {
      const data = fitted(this, value)
      if (data !== misfit) return { success: true, data }
    } catch {
      // Whether it throws is zod's to say.
    }
    return this.real.safeParse(value, how)
  }

  /** Whether a value fits, without asking why not; with `lenient`, whether it may when its placeholders are filled in. */
  takes(value: unknown, lenient = false): boolean {
    try {
      return fitted(this, value, lenient ? isPlaceholder : undefined) !== misfit
    } catch {
      return this.real.safeParse(value).success
    }
  }

  parse(value: unknown): unknown {
    const answer = this.safeParse(value)
    return answer.success ? answer.data : this.real.parse(value)
  }

  /** A copy with other parts; `again` makes the same one of zod's schema. */
  changed(change: Partial<Def>, again: (schema: Schema, change: Partial<Def>) => Schema): DeferredSchema {
    return new DeferredSchema({ ...this._zod.def, ...(change as PlainDef) }, () => again(this.real, change))
  }

  /** A copy, as zod makes it at this call of its schema. */
  private as(change: Partial<PlainDef>, method: string, given: readonly unknown[]): DeferredSchema {
    const made = (): Schema => (this.real as unknown as Record<string, Call>)[method]!(...given)
    return new DeferredSchema({ ...this._zod.def, ...change }, made)
  }

  private with(check: (value: never) => boolean, method: string, given: readonly unknown[]): DeferredSchema {
    const { checks = [] } = this._zod.def
    return this.as({ checks: [...checks, check as (value: unknown) => boolean] }, method, given)
  }

  private wrapped(def: PlainDef, method: string, given: readonly unknown[] = []): DeferredSchema {
    return new DeferredSchema(def, () => (this.real as unknown as Record<string, Call>)[method]!(...given))
  }

  describe(text: string): DeferredSchema {
    return this.as({}, 'describe', [text])
  }

  meta(...given: readonly unknown[]): unknown {
    return given.length === 0 ? this.real.meta() : this.as({}, 'meta', given)
  }

  get description(): string | undefined {
    return this.real.description
  }

  optional(): DeferredSchema {
    return this.wrapped({ type: 'optional', innerType: this }, 'optional')
  }

  nullish(): DeferredSchema {
    const nullable = this.wrapped({ type: 'nullable', innerType: this }, 'nullable')
    return nullable.optional()
  }

  default(defaultValue: string | number | boolean): DeferredSchema {
    return this.wrapped({ type: 'default', innerType: this, defaultValue }, 'default', [defaultValue])
  }

  unwrap(): Schema {
    return this._zod.def.innerType!
  }

  transform(transform: (value: never, context: Complaints) => unknown): DeferredSchema {
    const made = new DeferredSchema({ type: 'transform', transform }, () => defOut(piped.real))
    const piped = this.wrapped({ type: 'pipe', in: this, out: made }, 'transform', [transform])
    return piped
  }

  refine(check: (value: never) => unknown, ...given: readonly unknown[]): DeferredSchema {
    return this.with((value) => Boolean(check(value)), 'refine', [check, ...given])
  }

  superRefine(complain: (value: never, context: Complaints) => void): DeferredSchema {
    const check = (value: never): boolean => {
      const complaints = complaintsAbout(value)
      complain(value, complaints)
      return complaints.issues.length === 0
    }
    return this.with(check, 'superRefine', [complain])
  }

  min(least: number, ...given: readonly unknown[]): DeferredSchema {
    return this.with((value) => sizeOf(value) >= least, 'min', [least, ...given])
  }

  max(most: number, ...given: readonly unknown[]): DeferredSchema {
    return this.with((value) => sizeOf(value) <= most, 'max', [most, ...given])
  }

  int(): DeferredSchema {
    return this.with((value) => Number.isSafeInteger(value), 'int', [])
  }

  regex(pattern: RegExp, ...given: readonly unknown[]): DeferredSchema {
    const check = (value: string): boolean => {
      pattern.lastIndex = 0
      return pattern.test(value)
    }
    return this.with(check, 'regex', [pattern, ...given])
  }

  startsWith(start: string, ...given: readonly unknown[]): DeferredSchema {
    return this.with((value: string) => value.startsWith(start), 'startsWith', [start, ...given])
  }

  catchall(catchall: Schema): DeferredSchema {
    const made = (): Schema => (this.real as unknown as Record<string, Call>)['catchall']!(realOf(catchall))
    return new DeferredSchema({ ...this._zod.def, catchall }, made)
  }
}

/** The text of placeholders and nothing else, which may become any number. */
function isPlaceholder(value: unknown): boolean {
  return (
    typeof value === 'string' && value !== '' && parseTemplate(value).parts.every((part) => typeof part === 'object')
  )
}

/** Of a text its characters, of a list its items, of a number what it is. */
function sizeOf(value: number | string | readonly unknown[]): number {
  return typeof value === 'number' ? value : typeof value === 'string' ? [...value].length : value.length
}

const defOut = (schema: Schema): Schema => (schema._zod.def as Def).out!

/** A schema as zod has it. */
export const realOf = (schema: Schema): Schema => (schema instanceof DeferredSchema ? schema.real : schema)

/** The parts of a definition as zod has them. */
export function realParts(change: Partial<Def>): Partial<Def> {
  return Object.fromEntries(
    Object.entries(change).map(([name, part]) => [name, name === 'shape' ? realShape(part as Shape) : realPart(part)]),
  )
}

const realPart = (part: unknown): unknown => (Array.isArray(part) ? part.map(realPart) : realOf(part as Schema))

type Shape = Readonly<Record<string, Schema>>
export const realShape = (shape: Shape): Shape =>
  Object.fromEntries(Object.entries(shape).map(([key, schema]) => [key, realOf(schema)]))
