import type { YamlNode } from '../model/yaml-node.ts'
import { hasPlaceholders } from '../coercion/fits.ts'
import { report } from './checking.ts'
import type { Checking } from './checking.ts'
import { shown } from './values.ts'

const hasPlaceholdersIn = (node: YamlNode): boolean => node.type === 'scalar' && hasPlaceholders(node)

export function wholeNumber(
  c: Checking,
  node: YamlNode,
  label: string,
  least: number,
  most = Number.MAX_SAFE_INTEGER,
): number | undefined {
  if (
    node.type === 'scalar' &&
    node.plain &&
    Number.isSafeInteger(node.value) &&
    (node.value as number) >= least &&
    (node.value as number) <= most
  )
    return node.value as number
  const code = node.type === 'scalar' && typeof node.value === 'number' ? 'invalid-value' : 'wrong-type'
  report(
    c,
    code,
    `“${label}” takes a whole number from ${least} ${most === Number.MAX_SAFE_INTEGER ? 'on' : `to ${most}`}, not ${shown(node)}`,
    node.span,
    most === Number.MAX_SAFE_INTEGER || hasPlaceholdersIn(node) ? hintForNumber(node, label, least) : undefined,
  )
  return undefined
}

function hintForNumber(node: YamlNode, label: string, least: number): string | undefined {
  if (node.type !== 'scalar') return `write one number, such as “${label}: ${Math.max(least, 3)}”`
  if (hasPlaceholdersIn(node)) return 'write the number itself: it must be known before anything runs'
  if (!node.plain && /^\d+$/.test(node.source)) return `write it without quotes: “${label}: ${node.source}”`
  if (typeof node.value === 'number') return undefined
  return `write digits, such as “${label}: ${Math.max(least, 3)}”`
}

export function truthOf(c: Checking, node: YamlNode, label: string): boolean | undefined {
  if (node.type === 'scalar' && typeof node.value === 'boolean') return node.value
  report(c, 'wrong-type', `“${label}” takes true or false, not ${shown(node)}`, node.span, hintForTruth(node, label))
  return undefined
}

function hintForTruth(node: YamlNode, label: string): string {
  const no = node.type === 'scalar' && /^(?:no|off|n|0)$/i.test(node.source)
  return `write “${label}: ${no ? 'false' : 'true'}”`
}
