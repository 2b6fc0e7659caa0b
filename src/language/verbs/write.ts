import type { FileDeclaration } from '../../model/scenario.ts'
import type { YamlNode } from '../../model/yaml-node.ts'
import { add } from '../checking.ts'
import type { Checking } from '../checking.ts'
import { writtenFiles } from '../shapes/files.ts'
import type { Shape } from '../shape.ts'
import { defineVerb } from '../verb.ts'

const instant = 'nothing is waited for here'

/** Other tools write to a client; a file that has an actor's name is hardly meant. */
function warnOfActors(c: Checking, node: YamlNode): void {
  for (const { key, keySpan } of node.type === 'map' ? node.entries : [])
    if (c.actors.has(key.split('#')[0]!))
      add(c, [
        {
          code: 'invalid-value',
          severity: 'warning',
          message: `“${key}” is an actor, and this step writes a file of that name`,
          span: keySpan,
          hint: `to send something to it, write “send: { ${key}: … }”`,
        },
      ])
}

const files = (allowed: { readonly folders: boolean }): Shape<readonly FileDeclaration[]> => {
  const shape = writtenFiles(allowed)
  return {
    schema: (registry) => ({ ...shape.schema(registry), minProperties: 1 }),
    read(c, node, label) {
      warnOfActors(c, node)
      return shape.read(c, node, label)
    },
  }
}

export const write = defineVerb({
  about: 'writes files into ${tmp}; a file that is there has nothing else afterwards',
  examples: ['write: { notes.txt: "some text\\n" }', 'write: { logo.png: { from: data/logo.png } }'],
  argument: files({ folders: true }),
  traits: { does: 'acts', instant },
  step: (files) => (files.length === 0 ? undefined : { files }),
})

export const append = defineVerb({
  about: 'adds to files in ${tmp}, which are made if they are not there',
  examples: ['append: { server.log: "one more line\\n" }'],
  argument: files({ folders: false }),
  traits: { does: 'acts', instant },
  step: (files) => (files.length === 0 ? undefined : { files }),
})
