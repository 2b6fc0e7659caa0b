import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { ReportSource } from '../../src/model/report-page.ts'
import type { ReplayStep } from '../../src/model/replay.ts'
import { linesOf } from '../../src/text/position.ts'
import { sourceOf } from '../parts/source-of.ts'
import { stepOf } from './inspection.ts'
import type { Scene } from './scene.ts'
import { Tabs } from '../parts/tabs.tsx'
import { useSize } from '../parts/use-size.ts'
import { yamlPieces } from './yaml-pieces.ts'
import { lineHeight, VirtualLines } from '../parts/virtual-lines.tsx'

const linesId = 'source-lines'

interface Props {
  readonly scene: Scene
  readonly sources: readonly ReportSource[]
  /** The step that has begun. */
  readonly step?: ReplayStep | undefined
  /** The step of the selected row. */
  readonly selected?: ReplayStep | undefined
  readonly onLine: (file: string | undefined, line: number) => void
}

/** The scenario's text, and those of the files that it includes; a click on a line goes to when its step began. */
export function SourceView({ scene, sources, step, selected, onLine }: Props) {
  const shown = selected ?? step
  const [open, setOpen] = useState(0)
  const meant = shown === undefined ? undefined : sourceOf(sources, shown)
  const wanted = meant === undefined ? -1 : sources.indexOf(meant)
  useEffect(() => {
    if (wanted >= 0) setOpen(wanted)
  }, [wanted, shown])
  const source = sources[Math.min(open, sources.length - 1)]
  if (source === undefined) return null
  const place = sources.indexOf(source)
  return (
    <section
      class="source"
      aria-label="Scenario"
      style={{ flexBasis: `${shownLines(source).length * lineHeight + 36}px` }}
    >
      {sources.length > 1 ? (
        <Tabs
          label="Files of the scenario"
          tabs={sources.map(({ file }) => ({ name: file, title: file.split('/').at(-1) ?? file, hint: file }))}
          open={source.file}
          onOpen={(file) => setOpen(sources.findIndex((each) => each.file === file))}
          id={linesId}
        />
      ) : (
        <header class="pane-head">
          <h3>{source.file}</h3>
        </header>
      )}
      <Lines key={place} {...{ scene, source, step, selected, onLine }} own={place === 0} />
    </section>
  )
}

/** Without the empty line behind the last line end. */
function shownLines({ text }: ReportSource): readonly string[] {
  const lines = linesOf(text)
  return lines.length > 1 && lines.at(-1) === '' ? lines.slice(0, -1) : lines
}

/** The line of this file at which the run failed: that of its step, which may stand in a file that is included. */
function failedLine(scene: Scene, file: string | undefined): number | undefined {
  if (scene.failure === undefined) return undefined
  const { steps, verdict } = scene.replay
  const place = stepOf(scene, scene.failure)
  const where = place === undefined ? undefined : steps[place]?.file
  return where === file ? verdict?.line : undefined
}

interface LinesProps extends Omit<Props, 'sources'> {
  readonly source: ReportSource
  readonly own: boolean
}

function Lines({ scene, source, own, step, selected, onLine }: LinesProps) {
  const view = useRef<HTMLDivElement>(null)
  const { height } = useSize(view)
  const lines = useMemo(() => shownLines(source), [source])
  const offsets = useMemo(() => [...lines.keys(), lines.length], [lines])
  const { steps } = scene.replay
  const file = own ? undefined : source.file
  const begun = useMemo(() => new Set(steps.filter((each) => each.file === file).map(({ line }) => line)), [steps])
  const here = (each: ReplayStep | undefined) => (each !== undefined && each.file === file ? each.line : undefined)
  const [current, chosen] = [here(step), here(selected)]
  const failed = failedLine(scene, file)
  const shown = chosen ?? current
  const reveal = useMemo(() => (shown === undefined ? undefined : { item: shown - 1 }), [shown])
  return (
    <VirtualLines
      view={view}
      height={height}
      offsets={offsets}
      count={lines.length}
      follow="never"
      reveal={reveal}
      attributes={{ id: linesId, class: 'lines', tabIndex: 0, role: 'list', 'aria-label': source.file }}
      render={(index) => {
        const number = index + 1
        const classes = ['line']
        if (begun.has(number)) classes.push('has-step')
        if (number === current) classes.push('current')
        if (number === chosen) classes.push('chosen')
        if (number === failed) classes.push('failed')
        return (
          <div
            key={number}
            role="listitem"
            class={classes.join(' ')}
            aria-current={number === current ? 'step' : undefined}
            onClick={() => onLine(file, number)}
          >
            {begun.has(number) ? (
              <button type="button" class="number" tabIndex={-1} aria-label={`Go to the step of line ${number}`}>
                {number}
              </button>
            ) : (
              <span class="number">{number}</span>
            )}
            <code>
              {yamlPieces(lines[index] ?? '').map(({ text, kind }) => (
                <span class={kind}>{text}</span>
              ))}
            </code>
          </div>
        )
      }}
    />
  )
}
