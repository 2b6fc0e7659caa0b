import type { Template } from '../../model/scenario.ts'
import type { YamlNode } from '../../model/yaml-node.ts'
import { markGap, report } from '../checking.ts'
import type { Checking } from '../checking.ts'
import { oneOrMore } from '../json-schema/by-type.ts'
import { readName } from '../shapes/files.ts'
import { text } from '../shapes/scalars.ts'
import type { Shape } from '../shape.ts'
import { asText, itemsOf } from '../values.ts'
import { defineVerb } from '../verb.ts'

function nameOf(c: Checking, node: YamlNode, verb: string): Template | undefined {
  const scalar = asText(c, node, verb)
  return scalar === undefined ? undefined : readName(c, scalar)
}

/** A file, or a list of them. */
const names: Shape<readonly Template[]> = {
  schema: (registry) => oneOrMore(text.schema(registry), { expected: 'a file, or a list of files' }),
  read(c, node, verb) {
    const items = itemsOf(node)
    if (items.length === 0) report(c, 'nothing-to-do', `“${verb}” has no file`, node.span, `write “${verb}: notes.txt”`)
    return items.flatMap((item) => nameOf(c, item, verb) ?? markGap(c) ?? [])
  },
}

export const remove = defineVerb({
  about: 'removes files from ${tmp}, and folders with all that is in them, whose names end in /',
  examples: ['remove: notes.txt', 'remove: [data/, server.pid]'],
  argument: names,
  traits: { does: 'acts', instant: 'nothing is waited for here' },
  step: (names) => (names.length === 0 ? undefined : { names }),
})
