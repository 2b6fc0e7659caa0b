import { useMemo, useRef } from 'preact/hooks'
import type { Replay } from '../../src/model/replay.ts'
import type { ReportSource } from '../../src/model/report-page.ts'
import { SequenceView } from '../sequence/sequence-view.tsx'
import { ColumnView } from './column-view.tsx'
import { Inspector } from './inspector.tsx'
import { stepOf } from './inspection.ts'
import { LanesView } from './lanes-view.tsx'
import { withPace } from './player.ts'
import type { ReplayPlace, ViewName } from './place.ts'
import { sceneOf, stepAt, type Scene } from './scene.ts'
import { SearchBox } from './search-box.tsx'
import { SourceView } from './source-view.tsx'
import { Toolbar } from './toolbar.tsx'
import { useCharacterWidth } from './use-character-width.ts'
import { useKeys } from './use-keys.ts'
import { usePlaceChanges } from './use-place-changes.ts'
import { useReplay, type ReplayState } from './use-replay.ts'

interface Props {
  readonly replay: Replay
  readonly sources: readonly ReportSource[]
  /** Where it begins; the end without it, where the whole conversation is seen. */
  readonly time?: number | undefined
  readonly row?: number | undefined
  readonly view?: string | undefined
  /** Called, not more than a few times a second, when the reader is somewhere else. */
  readonly onPlace?: ((place: ReplayPlace) => void) | undefined
}

/** A conversation that is replayed: its panes, its time, the scenario beside it, and what is known of each row. */
export function ReplayView(props: Props) {
  const { replay, sources } = props
  const scene = useMemo(() => sceneOf(replay), [replay])
  const state = useReplay(scene, props)
  const { playing, selected, search, view, micros } = state
  const input = useRef<HTMLInputElement>(null)
  useKeys((command) => (command === 'find' ? input.current?.focus() : state.run(command)))
  usePlaceChanges({ time: Math.round(playing.at), row: selected, view }, props.onPlace)
  const onGo = (by: 1 | -1) => {
    const found = search.go(by)
    if (found !== undefined) state.select(found)
  }
  const { onLine } = state
  const chosen = selected === undefined ? undefined : stepOf(scene, selected)
  return (
    <div class="replay">
      <Toolbar
        {...{ scene, playing }}
        onCommand={state.run}
        onSeek={state.scrub}
        onSpeed={(speed) => state.change((before) => ({ ...before, speed }))}
        onPace={(pace) => state.change((before) => withPace(scene, before, pace))}
      />
      <div class="replay-main">
        <div class="stage">
          <div class="stage-head">
            <div class="tabs" role="tablist" aria-label="How the conversation is shown">
              <Tab name="lanes" title="Lanes" view={view} setView={state.setView} />
              <Tab name="column" title="One column" view={view} setView={state.setView} />
              <Tab name="sequence" title="Sequence" view={view} setView={state.setView} />
            </div>
            <label class="field" title="Show the time of each row in microseconds">
              <input type="checkbox" checked={micros} onChange={() => state.setMicros(!micros)} /> µs
            </label>
            <SearchBox {...search} input={input} onInput={search.look} onGo={onGo} />
          </div>
          <Conversation {...{ scene, state }} />
        </div>
        <aside class="beside" aria-label="Scenario and details">
          <SourceView
            {...{ scene, sources, onLine }}
            step={stepAt(scene, playing.at)}
            selected={chosen === undefined ? undefined : scene.replay.steps[chosen]}
          />
          <Inspector {...{ scene, sources, onLine }} row={state.inspected} onSelect={state.select} />
        </aside>
      </div>
    </div>
  )
}

/** What happened, in the view that is chosen. */
function Conversation({ scene, state }: { readonly scene: Scene; readonly state: ReplayState }) {
  const lists = useLists(scene, state)
  const { playing, selected, view } = state
  if (view === 'lanes') return <LanesView {...lists} />
  if (view === 'column') return <ColumnView {...lists} />
  return (
    <SequenceView
      replay={scene.replay}
      rowTimes={scene.times}
      time={playing.at}
      {...{ selected }}
      follow={lists.follow}
      reveal={lists.reveal}
      onRow={state.select}
      onTime={state.seekTo}
    />
  )
}

/** What every list of rows is given. */
function useLists(scene: Scene, { playing, follows, micros, inspected, search, select, reveal }: ReplayState) {
  const character = useCharacterWidth()
  const following = playing.plays ? ('unless-scrolled' as const) : ('always' as const)
  return {
    scene,
    seen: playing.rows,
    micros,
    selected: inspected,
    marked: search.marked,
    onSelect: select,
    follow: follows ? following : ('never' as const),
    reveal,
    character,
  }
}

interface TabProps {
  readonly name: ViewName
  readonly title: string
  readonly view: ViewName
  readonly setView: (view: ViewName) => void
}

function Tab({ name, title, view, setView }: TabProps) {
  return (
    <button type="button" role="tab" aria-selected={view === name} onClick={() => setView(name)}>
      {title}
    </button>
  )
}
