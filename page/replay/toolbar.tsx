import { Icon } from './icon.tsx'
import { speeds, type Playing } from './player.ts'
import { stepAt, type Scene } from './scene.ts'
import { Scrubber } from './scrubber.tsx'
import { clockText } from './time-text.ts'
import type { Command } from './keys.ts'

interface Props {
  readonly scene: Scene
  readonly playing: Playing
  readonly micros: boolean
  readonly onCommand: (command: Command) => void
  readonly onSeek: (at: number) => void
  readonly onSpeed: (speed: number) => void
  readonly onFold: () => void
  readonly onMicros: () => void
}

/** What moves the conversation through its time. */
export function Toolbar({ scene, playing, micros, onCommand, onSeek, onSpeed, onFold, onMicros }: Props) {
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
      <label class="field" title="Play pauses of more than half a second as half a second">
        <input type="checkbox" checked={playing.folds} onChange={onFold} /> fold idle
      </label>
      <label class="field" title="Show the time of each row in microseconds">
        <input type="checkbox" checked={micros} onChange={onMicros} /> µs
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
