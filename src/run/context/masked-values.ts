import { factText } from './scope.ts'
import type { RunNames } from './run-context.ts'
import { own } from '../../text/own.ts'

/** Every value of each name in masks: those that a variable had in turn, or what the run itself has given the name. */
export function maskedValues(context: RunNames): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>()
  for (const [name, values] of context.names.variables.every) {
    const given = values.length > 0 ? undefined : givenTo(context, name)
    found.set(name, given === undefined ? values : [given])
  }
  return found
}

/** Nothing is made or drawn for a name that no step has asked for. */
function givenTo({ names, folder, ports }: RunNames, name: string): string | undefined {
  if (name === 'tmp') return folder.made
  if (name === 'dir') return names.dir
  const dot = name.indexOf('.')
  if (dot < 0) return undefined
  const [head, rest] = [name.slice(0, dot), name.slice(dot + 1)]
  if (head === 'env') return own(names.env, rest)
  if (head === 'free-port') return ports.get(rest)?.toString()
  const facts = names.facts(head)
  return facts === undefined ? undefined : factText(facts, rest)
}
