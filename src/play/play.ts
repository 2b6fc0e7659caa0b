import type { Styling } from '../model/screen.ts'
import type { Key } from '../terminal/key.ts'
import type { InteractiveTerminal } from '../terminal/terminal.ts'
import { typedInto } from '../terminal/typed-text.ts'
import type { Palette } from '../text/palette.ts'
import { Player } from './player.ts'
import { playingScreen } from './screen.ts'
import type { ReplayStep } from '../model/replay.ts'
import { stepAt, type Timeline } from './timeline.ts'

export interface PlayOptions {
  readonly palette: Palette & Styling
  readonly speed: number
  readonly now: () => number
  /** The lines of a step of the scenario, where it is there. */
  stepLines(step: ReplayStep): readonly string[] | undefined
}

/** Plays a conversation to a person at the terminal; resolves when the person leaves. */
export async function play(timeline: Timeline, terminal: InteractiveTerminal, options: PlayOptions): Promise<void> {
  const player = new Player(timeline, { ...options, changed: () => draw() })
  /** A time that is being typed. */
  let typed: string | undefined
  const draw = (): void => {
    const step = stepAt(timeline, player.rows)
    const lines = step && options.stepLines(step)
    terminal.draw(
      playingScreen(
        {
          timeline,
          rows: player.rows,
          plays: player.plays,
          speed: player.speed,
          ...(step && lines && { step: { line: step.line, lines } }),
          ...(typed !== undefined && { asks: `go to (seconds, or 1:02.5): ${typed}▏` }),
        },
        options.palette,
        terminal,
      ),
    )
  }
  const ended = new Promise<void>((resolve) => {
    terminal.onEnd(resolve)
    terminal.onKey((key) => {
      if (typed !== undefined) typed = afterKey(typed, key, player)
      else if (key.name === 'q' || key.name === 'ctrl-c') return resolve()
      else if (key.name === 'g') typed = ''
      else actions[key.name]?.(player)
      draw()
    })
  })
  terminal.onResize(draw)
  player.toggle()
  draw()
  await ended
  player.pause()
}

const actions: Readonly<Record<string, (player: Player) => void>> = {
  space: (player) => player.toggle(),
  right: (player) => player.step(1),
  left: (player) => player.step(-1),
  home: (player) => player.step(-Infinity),
  end: (player) => player.step(Infinity),
  s: (player) => player.nextStep(),
  up: (player) => player.change(1),
  down: (player) => player.change(-1),
}

/** The time as it is typed so far; undefined when that is over. */
function afterKey(typed: string, { name, text = '' }: Key, player: Player): string | undefined {
  const { text: after, came } = typedInto(typed, { name, text: /^[\d:.]+$/.test(text) ? text : '' })
  if (came === 'goes on') return after
  const at = came === 'entered' ? timeIn(after) : undefined
  if (at !== undefined) player.goTo(at)
  return undefined
}

/** `12`, `12.5` or `1:02.5` in milliseconds. */
function timeIn(typed: string): number | undefined {
  const [, minutes = '0', seconds] = /^(?:(\d+):)?(\d+(?:\.\d*)?)$/.exec(typed) ?? []
  return seconds === undefined ? undefined : (Number(minutes) * 60 + Number(seconds)) * 1000
}
