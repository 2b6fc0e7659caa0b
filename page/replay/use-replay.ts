import { useState } from 'preact/hooks'
import { stepAtLine } from './inspection.ts'
import type { Command } from './keys.ts'
import { viewNames, type ViewName } from './place.ts'
import { changeSpeed, moved, seek, toRows, toShare, type Playing } from './player.ts'
import type { Scene } from './scene.ts'
import { usePlaying } from './use-playing.ts'
import { useSearch, type Search } from './use-search.ts'

/** Where a replay is opened. */
interface Opened {
  readonly time?: number | undefined
  readonly row?: number | undefined
  readonly view?: string | undefined
}

/** What a reader does with a replay, and where that has led. */
export interface ReplayState {
  readonly playing: Playing
  readonly selected: number | undefined
  /** The selected row, or else the newest one. */
  readonly inspected: number | undefined
  /** A row that must be seen. */
  readonly reveal: { readonly row: number } | undefined
  /** The lists go to the newest row. */
  readonly follows: boolean
  readonly micros: boolean
  readonly view: ViewName
  readonly search: Search
  change(change: (playing: Playing) => Playing): void
  run(command: Command): void
  seekTo(at: number): void
  /** To a share (0 to 1) of the whole as it is played. */
  scrub(share: number): void
  select(row: number): void
  /** Goes to when the step of a line began. */
  onLine(file: string | undefined, line: number): void
  setMicros(micros: boolean): void
  setView(view: ViewName): void
}

export function useReplay(scene: Scene, { time, row, view: given }: Opened): ReplayState {
  const [playing, change] = usePlaying(scene, time)
  const [selected, setSelected] = useState(row)
  const [reveal, setReveal] = useState(() => firstSeen(scene, row, time))
  const [follows, setFollows] = useState(time !== undefined && row === undefined)
  const [micros, setMicros] = useState(false)
  const [view, setView] = useState<ViewName>(viewNames.find((name) => name === given) ?? 'lanes')
  const newest = playing.rows - 1
  const search = useSearch(scene, selected ?? newest)
  const move = (by: (playing: Playing) => Playing) => {
    setFollows(true)
    setSelected(undefined)
    change(by)
  }
  const seekTo = (at: number) => move((before) => seek(scene, before, at))
  return {
    playing,
    selected,
    inspected: selected ?? (newest < 0 ? undefined : newest),
    reveal,
    follows,
    micros,
    view,
    search,
    change,
    run(command) {
      if (command === 'faster' || command === 'slower')
        return change((before) => changeSpeed(before, command === 'faster' ? 1 : -1))
      move((before) => moved(scene, before, command, selected))
    },
    seekTo,
    scrub: (share) => move((before) => toShare(scene, before, share)),
    select(index) {
      setSelected(index)
      setReveal({ row: index })
      setFollows(false)
      change((before) => (index < before.rows ? { ...before, plays: false } : toRows(scene, before, index + 1)))
    },
    onLine(file, line) {
      const found = stepAtLine(scene, file, line)
      if (found !== undefined) move((before) => ({ ...seek(scene, before, found.at), plays: false }))
    },
    setMicros,
    setView,
  }
}

/** A row of a link is shown, else how a failed run ended. */
function firstSeen(scene: Scene, row: number | undefined, time: number | undefined) {
  const first = row ?? (time === undefined ? scene.failure : undefined)
  return first === undefined ? undefined : { row: first }
}
