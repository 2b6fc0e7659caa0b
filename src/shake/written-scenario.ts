import { insertProxy } from '../authoring/insert-proxy.ts'
import { writeFaults } from '../authoring/planned-faults.ts'
import type { ScenarioResult } from '../model/result.ts'
import type { Plan } from '../model/shake.ts'
import { check, run, type Checked } from '../pipeline.ts'
import { withText } from '../pipeline/with-text.ts'
import { scaleWithLeast } from '../run/time/scaled.ts'
import { scenarioBeside } from '../suite/paths.ts'
import { runHostOf } from '../suite/run-one.ts'
import { groups } from '../text/groups.ts'
import type { Subject } from './run-planned.ts'

/** A text that is to be written as this file, and is tried before. */
export interface Draft {
  readonly text: string
  /** Where it is to stand. */
  readonly file: string
}

/** The text of the scenario that was shaken, and the file of this name beside it; why not, where it cannot be written. */
export function openFor(name: string, { entry, host }: Subject): Draft | { readonly why: string } {
  const { files, shown } = host.services
  const file = scenarioBeside(entry.file, name)
  if (files.exists(file)) return { why: `${shown(file)} is there already` }
  const read = files.read(entry.file)
  if ('problem' in read) return { why: read.problem.message }
  return { file, text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(read.bytes) }
}

/** The text with a proxy for each actor, which does what the plan says; `proxies` are their names. */
export async function withProxies(
  { text: original, file }: Draft,
  { faults }: Pick<Plan, 'faults'>,
  subject: Subject,
): Promise<{ readonly text: string; readonly proxies: readonly string[] } | { readonly why: string }> {
  const proxies: string[] = []
  let text = original
  for (const of of groups(faults, ({ actor }) => actor)) {
    const { scenario, registry } = await checkText({ text, file }, subject)
    if (scenario === undefined) return { why: 'what would be written is invalid' }
    const inserted = insertProxy(text, scenario, registry, { actor: of[0].actor, faults: of.flatMap(writeFaults) })
    if ('why' in inserted) return inserted
    text = inserted.text
    proxies.push(inserted.proxy)
  }
  return { text, proxies }
}

/** Proxies that do nothing in front of the actors of a plan. */
export const undisturbed = ({ faults }: Plan): Pick<Plan, 'faults'> => ({
  faults: faults.map(({ actor, connection, direction }) => ({ actor, connection, direction })),
})

/** Read and checked as if it stood in that file. */
function checkText({ text, file }: Draft, { host }: Subject): Promise<Checked> {
  return check(file, { ...host.services, files: withText(host.services.files, file, text) })
}

/** Run as if it stood in that file. `patience`: milliseconds that each step has at least. */
export async function runText(draft: Draft, subject: Subject, patience = Infinity): Promise<ScenarioResult> {
  const { host, options } = subject
  const checked = await checkText(draft, subject)
  const { timeoutScale = 1 } = options
  const scale = checked.scenario === undefined ? 1 : scaleWithLeast(patience, checked.scenario)
  return run(checked, runHostOf(host, { timeoutScale: timeoutScale * scale }), host.services)
}
