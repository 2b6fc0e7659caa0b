import { useMemo } from 'preact/hooks'
import type { PlayPace } from './play-clock.ts'
import { shareAt, shareOf, type Playing } from './player.ts'
import { stepAt, type Scene } from './scene.ts'
import { clockText } from './time-text.ts'

interface Props {
  readonly scene: Scene
  readonly playing: Playing
  /** Called with the share (0 to 1) of the whole to which the reader goes. */
  readonly onSeek: (share: number) => void
}

/** Ends of the slider: fine enough for a pixel. */
const most = 10_000

/** The whole time of the conversation as a slider, with marks where steps began and where it failed. */
export function Scrubber({ scene, playing, onSeek }: Props) {
  const { pace, at } = playing
  const ticks = useMemo(() => ticksOf(scene, pace), [scene, pace])
  const { steps, verdict } = scene.replay
  const step = stepAt(scene, at)
  const words = [
    `${clockText(at, true)} of ${clockText(scene.duration, true)}`,
    ...(step === undefined ? [] : [`step ${steps.indexOf(step) + 1} of ${steps.length}, ${step.verb}`]),
  ]
  return (
    <div class="scrubber">
      <input
        type="range"
        min={0}
        max={most}
        step={1}
        value={Math.round(shareOf(scene, playing) * most)}
        aria-label="Time of the conversation"
        aria-valuetext={words.join(', ')}
        onInput={({ currentTarget }) => onSeek(Number(currentTarget.value) / most)}
      />
      <div class="ticks" aria-hidden="true">
        {ticks.map((share) => (
          <span class="tick" style={{ left: `${share * 100}%` }} />
        ))}
        {scene.failure !== undefined && verdict !== undefined && (
          <span class="tick failed" style={{ left: `${shareAt(scene, pace, verdict.at) * 100}%` }} />
        )}
      </div>
    </div>
  )
}

/** Where steps began, as shares of the whole, no two at the same pixel. */
function ticksOf(scene: Scene, pace: PlayPace): number[] {
  const shares = scene.began.map((at) => Math.round(shareAt(scene, pace, at) * 500) / 500)
  return [...new Set(shares)]
}
