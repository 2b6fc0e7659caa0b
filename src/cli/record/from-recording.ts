import path from 'node:path'
import type { DraftActor } from '../../record/draft.ts'
import { headOf, type Head } from '../../record/readers/recording/head.ts'
import { sessionOfRecording } from '../../record/readers/recording/session.ts'
import type { Session } from '../../record/session.ts'
import { besideRecording } from '../../run/recording/bytes-beside.ts'
import { decodeRecording } from '../../run/recording/decode.ts'
import { pathFrom } from '../../suite/paths.ts'
import { baseOf } from '../configured.ts'
import type { Shell } from '../shell.ts'
import { toolsFor } from '../tools.ts'
import { usage, type Problems } from './usage.ts'

/**
 * What a recording of a run has, and the head of its scenario where that is there still: a recording says what happened, and not how
 * its actors were started. `target` is the file of the scenario to come.
 */
export function fromRecording(
  file: string,
  shell: Shell,
  target: string,
): { readonly session: Session; readonly head?: Head } | Problems {
  const { files, shown } = toolsFor(shell)
  const read = files.read(file)
  if ('problem' in read) return { problems: [read.problem] }
  const text = new TextDecoder().decode(read.bytes)
  const { events, problem } = decodeRecording(text, file, (from, length) => {
    const beside = files.read(besideRecording(file))
    return 'bytes' in beside ? beside.bytes.subarray(from, from + length) : new Uint8Array()
  })
  if (problem !== undefined)
    return { problems: [problem], sources: new Map([[file, { file, shown: shown(file), text }]]) }
  const [begun] = events
  const group = begun?.type === 'begun' ? begun.lanes.find(({ count = 1 }) => count > 1) : undefined
  if (group !== undefined)
    return usage(
      `the run in ${shown(file)} has a group, “${group.lane}” of ${group.count}, and a scenario is made of single actors`,
      'run it without “count”, or write the steps of the group by hand',
    )
  const scenario = begun?.type === 'begun' ? path.resolve(baseOf(shell), begun.file) : file
  const written = files.exists(scenario) ? files.read(scenario) : undefined
  const head = written !== undefined && 'bytes' in written ? headOf(written.bytes, scenario) : undefined
  const session = sessionOfRecording(events, head)
  if (session === undefined)
    return usage(`${shown(file)} has no beginning`, 'name a recording of a run, or run it again')
  if (head !== undefined) return { session, head: inFolder(head, path.dirname(scenario), path.dirname(target)) }
  const gone = `The scenario of the run, ${shown(scenario)}, is not there: what its actors were given is guessed.`
  return { session: { ...session, unseen: [gone, ...(session.unseen ?? [])] } }
}

/** Programs run in the folder in which they ran. */
function inFolder(head: Head, from: string, to: string): Head {
  if (from === to) return head
  const actors = head.actors.map((actor): DraftActor => {
    const cwd = actor.options.get('cwd') ?? '.'
    if (actor.kind !== 'program' || typeof cwd !== 'string' || cwd.includes('${')) return actor
    return { ...actor, options: new Map([...actor.options, ['cwd', pathFrom(to, path.resolve(from, cwd))]]) }
  })
  return { ...head, actors }
}
