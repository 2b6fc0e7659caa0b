import path from 'node:path'
import type { Recordings } from '../model/reporter.ts'
import type { RecordingHead } from '../pipeline/open-replay.ts'
import type { Files, Services } from '../pipeline.ts'
import { namesIn, statOf } from '../suite/walk.ts'
import { recordedAt } from '../text/recorded-at.ts'

/**
 * The recordings of a run, by the paths that its results have. Such a path starts from the folder of the run, which may be on another
 * machine: so in each of these folders (absolute) its last parts are tried, too. What another run has recorded is none of them.
 */
export function recordingsIn(
  folders: readonly string[],
  reading: { readonly files: Pick<Files, 'read' | 'exists'> } & Pick<Services, 'shown'>,
): Recordings {
  const { files, shown } = reading
  return {
    async replay(recording, { file, transcript }) {
      const { openReplay } = await import('../pipeline/open-replay.ts')
      const isOfRun = ({ file: scenario, wall }: RecordingHead): boolean =>
        scenario === file && (transcript === undefined || transcript.recorded === recordedAt(wall))
      let others: string | undefined
      for (const each of candidatesFor(recording, folders)) {
        if (!files.exists(each)) continue
        const opened = await openReplay(each, reading, isOfRun)
        if (opened !== undefined) return 'replay' in opened ? opened.replay : opened.problem.message
        others ??= each
      }
      return others === undefined
        ? `its recording ${recording} is not here`
        : `${shown(others)} is the recording of another run`
    },
  }
}

/** Folders in which recordings are looked for that came with these files or folders (absolute): also those directly inside of them. */
export const copiedTo = (places: readonly string[]): readonly string[] =>
  places.flatMap((place) => {
    const stat = statOf(place)
    if (stat?.isDirectory() !== true) return stat === undefined ? [] : [path.dirname(place)]
    const inside = namesIn(place).map((name) => path.join(place, name))
    return [place, ...inside.filter((each) => statOf(each)?.isDirectory() === true)]
  })

function* candidatesFor(recording: string, folders: readonly string[]): Iterable<string> {
  const parts = recording.split('/').filter((part) => part !== '..' && part !== '.')
  for (const folder of folders) {
    yield path.resolve(folder, recording)
    for (let at = 1; at < parts.length; at++) yield path.join(folder, ...parts.slice(at))
  }
}
