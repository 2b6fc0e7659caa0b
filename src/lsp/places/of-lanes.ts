import { itemsOf } from '../../language/values.ts'
import { builtInMasks } from '../../model/words.ts'
import type { YamlNode } from '../../model/yaml-node.ts'
import { entryOf, nameAt, namesInBraces, targetAt } from './in-text.ts'
import type { Gathering } from './place.ts'

const words: readonly string[] = builtInMasks

/** The variables and the actors that masks name. */
export function masksIn(g: Gathering, node: YamlNode): void {
  namesInBraces(g, node)
  for (const item of itemsOf(node)) {
    if (item.type === 'scalar' && !words.includes(item.source)) nameAt(g, item, { of: 'variable' })
    lanesIn(g, entryOf(item, 'lane')?.value)
  }
}

/** The actors on which something is forbidden. */
export function forbiddenIn(g: Gathering, node: YamlNode): void {
  namesInBraces(g, node)
  for (const item of itemsOf(node)) lanesIn(g, entryOf(item, 'on')?.value)
}

function lanesIn(g: Gathering, node: YamlNode | undefined): void {
  for (const item of node === undefined ? [] : itemsOf(node)) if (item.type === 'scalar') targetAt(g, item)
}
