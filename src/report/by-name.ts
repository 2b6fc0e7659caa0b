import type { ScenarioResult } from '../model/result.ts'
import { variantText } from './variant-text.ts'

type Named = Pick<ScenarioResult, 'file' | 'variant'>

/** Sorts results in the order of their files, and those of one file by their values of a matrix and their project. */
export function byName(one: Named, other: Named): number {
  const variants = [variantText(one.variant), variantText(other.variant)] as const
  return byFile(one.file, other.file) || (variants[0] < variants[1] ? -1 : Number(variants[0] !== variants[1]))
}

/** As a walk through the folders finds them: what is in a folder stands where the folder's name does. */
function byFile(one: string, other: string): number {
  const [parts, others] = [one.split('/'), other.split('/')]
  const at = parts.findIndex((part, index) => part !== others[index])
  if (at === -1) return parts.length - others.length
  const theirs = others[at]
  return theirs !== undefined && (parts[at] as string) < theirs ? -1 : 1
}
