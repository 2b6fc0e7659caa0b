import { Icon } from './icon.tsx'
import type { PlayPace } from './play-clock.ts'
import { speeds, type Playing } from './player.ts'
import { stepAt, type Scene } from './scene.ts'
import { Scrubber } from './scrubber.tsx'
import { clockText } from './time-text.ts'
import type { Command } from './keys.ts'

interface Props {
  readonly scene: Scene
  readonly playing: Playing
  readonly onCommand: (command: Command) => void
  readonly onSeek: (share: number) => void
  readonly onSpeed: (speed: number) => void
  readonly onPace: (pace: PlayPace) => void
}

const paces: readonly (readonly [PlayPace, name: string])[] = [
  ['readable', 'readable'],
  ['folded', 'idle folded'],
  ['real', 'real time'],
]

/** What moves the conversation through its time. */
export function Toolbar({ scene, playing, onCommand, onSeek, onSpeed, onPace }: Props) {
  const { steps } = scene.replay
  const step = stepAt(scene, playing.at)
  return (
    <div class="toolbar" role="group" aria-label="Time">
      <div class="buttons">
        {steps.length > 0 && (
          <Button command="previous-step" name="Previous step" keys="shift+←" onCommand={onCommand} />
        )}
        <Button command="previous-row" name="Previous row" keys="←" onCommand={onCommand} />
        <button type="button" class="primary" title="Play or pause (space)" onClick={() => onCommand('toggle')}>
          <Icon shape={playing.plays ? 'pause' : 'play'} />
          <span class="visually-hidden">{playing.plays ? 'Pause' : 'Play'}</span>
        </button>
        <Button command="next-row" name="Next row" keys="→" onCommand={onCommand} />
        {steps.length > 0 && <Button command="next-step" name="Next step" keys="shift+→" onCommand={onCommand} />}
      </div>
      <output class="clock" aria-label="Time since the start" aria-live="off">
        <b>{clockText(playing.at, true)}</b> <span>/ {clockText(scene.duration, true)}</span>
      </output>
      <Scrubber scene={scene} playing={playing} onSeek={onSeek} />
      <output class="position" aria-live={playing.plays ? 'off' : 'polite'}>
        row {playing.rows}/{scene.times.length}
        {step !== undefined && ` · step ${steps.indexOf(step) + 1}/${steps.length} ${step.verb}`}
      </output>
      <label class="field" title="Slower, faster (− +)">
        <span class="visually-hidden">Speed</span>
        <select value={playing.speed} onChange={({ currentTarget }) => onSpeed(Number(currentTarget.value))}>
          {speeds.map((speed) => (
            <option value={speed}>{speed}×</option>
          ))}
        </select>
      </label>
      <label class="field" title="How long each row and each pause lasts when it is played">
        <span class="visually-hidden">Pace</span>
        <select value={playing.pace} onChange={({ currentTarget }) => onPace(currentTarget.value as PlayPace)}>
          {paces.map(([pace, name]) => (
            <option value={pace}>{name}</option>
          ))}
        </select>
      </label>
    </div>
  )
}

interface ButtonProps {
  readonly command: 'previous-step' | 'previous-row' | 'next-row' | 'next-step'
  readonly name: string
  readonly keys: string
  readonly onCommand: (command: Command) => void
}

function Button({ command, name, keys, onCommand }: ButtonProps) {
  return (
    <button type="button" title={`${name} (${keys})`} onClick={() => onCommand(command)}>
      <Icon shape={command} />
      <span class="visually-hidden">{name}</span>
    </button>
  )
}
