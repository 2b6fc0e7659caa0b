import { useMemo } from 'preact/hooks'
import { shareOf, timeOf, type Playing } from './player.ts'
import { stepAt, type Scene } from './scene.ts'
import { clockText } from './time-text.ts'

interface Props {
  readonly scene: Scene
  readonly playing: Playing
  readonly onSeek: (at: number) => void
}

/** Ends of the slider: fine enough for a pixel. */
const most = 10_000

/** The whole time of the conversation as a slider, with marks where steps began and where it failed. */
export function Scrubber({ scene, playing, onSeek }: Props) {
  const { folds, at } = playing
  const ticks = useMemo(() => ticksOf(scene, folds), [scene, folds])
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
        value={Math.round(shareOf(scene, folds, at) * most)}
        aria-label="Time of the conversation"
        aria-valuetext={words.join(', ')}
        onInput={({ currentTarget }) => onSeek(timeOf(scene, folds, Number(currentTarget.value) / most))}
      />
      <div class="ticks" aria-hidden="true">
        {ticks.map((share) => (
          <span class="tick" style={{ left: `${share * 100}%` }} />
        ))}
        {scene.failure !== undefined && verdict !== undefined && (
          <span class="tick failed" style={{ left: `${shareOf(scene, folds, verdict.at) * 100}%` }} />
        )}
      </div>
    </div>
  )
}

/** Where steps began, as shares of the whole, no two at the same pixel. */
function ticksOf(scene: Scene, folds: boolean): number[] {
  const shares = scene.began.map((at) => Math.round(shareOf(scene, folds, at) * 500) / 500)
  return [...new Set(shares)]
}
