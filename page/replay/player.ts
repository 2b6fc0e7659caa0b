import type { Command } from './keys.ts'
import type { PlayClock, PlayPace } from './play-clock.ts'
import { rowsAt, type Scene } from './scene.ts'

/** Where a replay stands. */
export interface Playing {
  /** Microseconds since the start of the run. */
  readonly at: number
  /** How many rows are seen: of rows that came at the same time, a person can see them one by one. */
  readonly rows: number
  /** Microseconds that have been played at this pace to come here; of what came at once it says more than `at`. */
  readonly played: number
  readonly plays: boolean
  readonly speed: number
  readonly pace: PlayPace
}

export const speeds = [0.25, 0.5, 1, 2, 4, 8, 16] as const

/** At a time, or at the end, where the whole conversation is seen. */
export function begin(scene: Scene, at = scene.duration): Playing {
  const start = { at: 0, rows: 0, played: 0, plays: false, speed: 1, pace: 'readable' } as const
  return seek(scene, start, Number.isFinite(at) ? at : scene.duration)
}

export function seek(scene: Scene, playing: Playing, at: number): Playing {
  const within = Math.round(Math.min(Math.max(0, at), scene.duration))
  return standing(scene, playing, within, rowsAt(scene, within))
}

/** To where so many rows have come; it waits then. */
export function toRows(scene: Scene, playing: Playing, rows: number): Playing {
  const seen = Math.min(Math.max(0, rows), scene.times.length)
  return standing(scene, { ...playing, plays: false }, scene.times[seen - 1] ?? 0, seen)
}

/** The same moment, from which it goes on at another pace. */
export const withPace = (scene: Scene, playing: Playing, pace: PlayPace): Playing =>
  standing(scene, { ...playing, pace }, playing.at, playing.rows)

const standing = (scene: Scene, playing: Playing, at: number, rows: number): Playing => ({
  ...playing,
  at,
  rows,
  played: clockOf(scene, playing).played(at, rows),
})

const clockOf = (scene: Scene, { pace }: Playing): PlayClock => scene.clocks[pace]

/** To where the next step began, or (-1) the present one, or that before it; it waits then. */
export function toStep(scene: Scene, playing: Playing, by: 1 | -1): Playing {
  const { steps } = scene.replay
  const found = by === 1 ? steps.find(({ at }) => at > playing.at) : steps.findLast(({ at }) => at < playing.at)
  const at = found?.at ?? (by === 1 ? scene.duration : 0)
  return { ...seek(scene, playing, at), plays: false }
}

/** From the beginning again when it is over. */
export function toggle(scene: Scene, playing: Playing): Playing {
  if (playing.plays) return { ...playing, plays: false }
  const over = playing.at >= scene.duration && playing.rows === scene.times.length
  return { ...(over ? seek(scene, playing, 0) : playing), plays: true }
}

/** One faster (1) or slower (-1). */
export function changeSpeed(playing: Playing, by: 1 | -1): Playing {
  const next = by === 1 ? speeds.find((each) => each > playing.speed) : speeds.findLast((each) => each < playing.speed)
  return { ...playing, speed: next ?? playing.speed }
}

/** So many milliseconds of the reader's time later; at the end it waits. */
export function advance(scene: Scene, playing: Playing, milliseconds: number): Playing {
  if (!playing.plays) return playing
  const next = toPlayed(scene, playing, playing.played + milliseconds * 1000 * playing.speed)
  return { ...next, plays: next.at < scene.duration || next.rows < scene.times.length }
}

/** To where so many microseconds have been played. */
function toPlayed(scene: Scene, playing: Playing, played: number): Playing {
  const clock = clockOf(scene, playing)
  if (played >= clock.duration) return seek(scene, playing, scene.duration)
  // Not rounded: at a low speed a frame may be less than a microsecond of the conversation.
  return { ...playing, played, at: clock.at(played), rows: clock.rows(played) }
}

/** The share (0 to 1) of the whole that has been played, as the timeline shows it; and where a share leads. */
export const shareOf = (scene: Scene, playing: Playing): number => share(clockOf(scene, playing), playing.played)
export const toShare = (scene: Scene, playing: Playing, to: number): Playing =>
  toPlayed(scene, playing, to * clockOf(scene, playing).duration)

/** The share at which a moment is played. */
export function shareAt(scene: Scene, pace: PlayPace, at: number): number {
  const clock = scene.clocks[pace]
  return share(clock, clock.played(at, rowsAt(scene, at)))
}

const share = ({ duration }: PlayClock, played: number): number => (duration === 0 ? 1 : played / duration)

/** Where a command leads that moves through time. From a selected row on, arrows go to its neighbours. */
export function moved(scene: Scene, playing: Playing, command: Command, selected: number | undefined): Playing {
  const rows = selected === undefined ? playing.rows : selected + 1
  switch (command) {
    case 'toggle':
      return toggle(scene, playing)
    case 'next-row':
      return toRows(scene, playing, rows + 1)
    case 'previous-row':
      return toRows(scene, playing, rows - 1)
    case 'next-step':
      return toStep(scene, playing, 1)
    case 'previous-step':
      return toStep(scene, playing, -1)
    case 'begin':
      return { ...seek(scene, playing, 0), plays: false }
    case 'end':
      return { ...seek(scene, playing, scene.duration), plays: false }
    default:
      return playing
  }
}
