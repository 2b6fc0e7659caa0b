import { groups } from '../text/groups.ts'
import type { Entry } from './entry.ts'
import type { SuiteHost, SuiteOptions } from './options.ts'
import { partFor } from './parts.ts'
import { placesOfTranscript } from './paths.ts'
import type { Runner } from './runner.ts'

/**
 * A runner for entries of which some share a transcript: the first that passes may write it, the others are compared with it. A transcript
 * that is going to be written is had by one of them at a time.
 */
export function sharing(runner: Runner, entries: readonly Entry[], options: SuiteOptions, host: SuiteHost): Runner {
  const { update, ci } = options
  const transcriptOf = (entry: Entry): string =>
    placesOfTranscript(entry, partFor(entry, options, host).options).committed
  const several = groups(entries, transcriptOf).filter(({ length }) => length > 1)
  const shared = new Set(several.map(([first]) => transcriptOf(first)))
  const settled = new Set<string>()
  const last = new Map<string, Promise<unknown>>()
  return {
    close: () => runner.close(),
    stop: () => runner.stop?.(),
    broken: () => runner.broken?.(),
    async check(task) {
      const transcript = transcriptOf(task.entry)
      const checking = runner.check(task)
      if (!shared.has(transcript)) return checking
      const isWritten = !ci && (update || !host.services.files.exists(transcript))
      const before = last.get(transcript)
      last.set(transcript, Promise.all([before, checking]).then(immediate))
      // Checks may end in any order, and which entry writes must not depend on that.
      if (isWritten) await before
      const ready = await checking
      return {
        ...ready,
        claims: isWritten ? [...ready.claims, `transcript:${transcript}`] : ready.claims,
        async run(among, publish) {
          const result = await ready.run(settled.has(transcript) ? { ...among, update: false } : among, publish)
          if (agreed.has(result.comparison?.outcome)) settled.add(transcript)
          return result
        },
      }
    },
  }
}

const immediate = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Outcomes of a comparison after which the transcript is as this entry has it. */
const agreed: ReadonlySet<string | undefined> = new Set(['same', 'recorded', 'updated'])
