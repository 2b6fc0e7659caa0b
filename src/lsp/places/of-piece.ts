import { actorReferences } from '../../coercion/names-asked.ts'
import { itemsOf } from '../../language/values.ts'
import type { Registry } from '../../model/registry.ts'
import type { YamlEntry, YamlNode } from '../../model/yaml-node.ts'
import { readTolerantly } from '../pieces/tolerant.ts'
import type { Piece } from '../pieces/cut.ts'
import { entryOf, nameAt, namesInBraces, targetAt } from './in-text.ts'
import { placesOfActor } from './of-actor.ts'
import { forbiddenIn, masksIn } from './of-lanes.ts'
import { placesOfSteps } from './of-step.ts'
import { gathering, type Gathering, type Places } from './place.ts'

/** The names in one piece of a file. Offsets start with the piece. */
export function placesOfPiece(is: Piece['is'], text: string, file: string, registry: Registry): Places {
  const g = gathering(text)
  const root = readTolerantly(text, file)
  if (root === undefined) return g
  if (is === 'step') placesOfSteps(g, root, registry)
  else
    for (const entry of root.type === 'map' ? root.entries : []) {
      if (is === 'actor') placesOfActor(g, entry, registry)
      else placesAtTop(g, entry, registry)
    }
  return g
}

function placesAtTop(g: Gathering, entry: YamlEntry, registry: Registry): void {
  const { key, value } = entry
  switch (key) {
    case 'steps':
    case 'on-fault':
      return placesOfSteps(g, value, registry)
    case 'actors':
      for (const actor of value.type === 'map' ? value.entries : []) placesOfActor(g, actor, registry)
      return
    case 'mask':
      return masksIn(g, value)
    case 'forbid':
      return forbiddenIn(g, value)
    case 'tags':
      for (const item of itemsOf(value)) if (item.type === 'scalar') nameAt(g, item, { of: 'tag', gives: true })
      return
    default:
      namesInBraces(g, value)
      if (key === 'vars') variablesIn(g, value)
      if (key === 'files') filesIn(g, value, registry)
      if (key === 'plugins') pluginsIn(g, value)
  }
}

function variablesIn(g: Gathering, value: YamlNode): void {
  for (const { keySpan } of value.type === 'map' ? value.entries : [])
    nameAt(g, { span: keySpan }, { of: 'variable', gives: true })
}

function filesIn(g: Gathering, value: YamlNode, registry: Registry): void {
  for (const file of value.type === 'map' ? value.entries : []) {
    const from = entryOf(file.value, 'from')
    if (from?.value.type === 'scalar') nameAt(g, from.value, { of: 'file' })
    for (const own of file.value.type === 'map' ? file.value.entries : []) {
      const content = registry.contents.get(own.key)
      if (content !== undefined) for (const at of actorReferences(own.value, content.value.argument)) targetAt(g, at)
    }
  }
}

function pluginsIn(g: Gathering, value: YamlNode): void {
  for (const item of itemsOf(value))
    if (item.type === 'scalar' && item.source.startsWith('.')) nameAt(g, item, { of: 'file' })
}
