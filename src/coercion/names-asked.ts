import type { Schema } from '../model/plugin.ts'
import type { Span } from '../model/span.ts'
import type { YamlNode, YamlScalar } from '../model/yaml-node.ts'
import { hasPlaceholders } from './fits.ts'
import { unfilled } from './placeholders.ts'
import { rolesIn } from './roles-in.ts'
import { roleOf } from './schemas.ts'
import { strict } from './strict.ts'
import { coerce } from './value.ts'

/** The actors that an option names, as written; names with placeholders are not known yet. */
export const actorReferences = (node: YamlNode, schema: Schema): Named[] => namesOfRole(node, schema, 'actor')

/** The events that are asked for, as written; names with placeholders are not known yet. */
export const eventsAsked = (node: YamlNode, schema: Schema): Named[] => namesOfRole(node, schema, 'event')

/** The files that are read, as written; those with placeholders are not known yet. */
export const filesAsked = (node: YamlNode, schema: Schema): Named[] => namesOfRole(node, schema, 'file')

/** The same of files that must be there before the scenario runs. */
export const inputsAsked = (node: YamlNode, schema: Schema): Named[] => namesOfRole(node, schema, 'input')

interface Named {
  readonly name: string
  readonly span: Span
}
interface OfRole extends Named {
  readonly role: ReturnType<typeof roleOf>
}

/** What a node names, by its schema: several rules ask one after another. */
const named = new WeakMap<YamlNode, { readonly schema: Schema; readonly names: readonly OfRole[] }>()

function namesOfRole(node: YamlNode, schema: Schema, role: 'actor' | 'event' | 'file' | 'input'): Named[] {
  if (!rolesIn(schema).has(role)) return []
  let found = named.get(node)
  if (found?.schema !== schema) {
    found = { schema, names: namesIn(node, strict(schema)) }
    named.set(node, found)
  }
  return found.names.filter((name) => name.role === role)
}

function namesIn(node: YamlNode, schema: Schema): readonly OfRole[] {
  const found: OfRole[] = []
  const refer = ({ source, span, ...scalar }: YamlScalar, wanted: Schema): unknown => {
    const role = roleOf(wanted)
    const isNew = !found.some((one) => one.role === role && one.name === source && one.span.start === span.start)
    // A union tries its branches, so that one name may be met several times.
    if (isNew && source !== '' && !hasPlaceholders({ ...scalar, source, span }))
      found.push({ role, name: source, span })
    return scalar.value
  }
  coerce(node, schema, { read: unfilled, lenient: true, refer })
  return found
}
