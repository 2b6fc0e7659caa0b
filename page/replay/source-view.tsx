import type { RefObject } from 'preact'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { ReportSource } from '../../src/model/report-page.ts'
import type { ReplayStep } from '../../src/model/replay.ts'
import { linesOf } from '../../src/text/position.ts'
import { sourceOf } from '../parts/source-of.ts'
import { stepOf } from './inspection.ts'
import type { Scene } from './scene.ts'
import { Tabs } from '../parts/tabs.tsx'
import { useSize } from '../parts/use-size.ts'
import { usePrinting } from '../parts/use-printing.ts'
import { lineHeight, VirtualLines } from '../parts/virtual-lines.tsx'
import { sourceLines, type SourceLine } from './source-lines.ts'
import { useCharacterWidth } from './use-character-width.ts'

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
  const section = useRef<HTMLElement>(null)
  const source = sources[Math.min(open, sources.length - 1)]
  const columns = useColumns(section)
  const lines = useMemo(() => shownLines(source, columns), [source, columns])
  if (source === undefined) return null
  const place = sources.indexOf(source)
  const height = lines.reduce((sum, line) => sum + line.length, 0) * lineHeight
  return (
    <section class="source" aria-label="Scenario" ref={section} style={{ flexBasis: `${height + 36}px` }}>
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
      <Lines key={place} {...{ scene, source, lines, step, selected, onLine }} own={place === 0} />
    </section>
  )
}

/** Cells beside the text of a line: its number, its edge, and the bar for scrolling. */
const beside = 11
/** Narrower text cannot be read. */
const leastColumns = 20
/** Cells of a line on paper, whose width no script knows. */
const onPaper = 78

/** How many cells of text a line of the scenario has. */
function useColumns(section: RefObject<HTMLElement | null>): number {
  const { width } = useSize(section)
  const character = useCharacterWidth()
  const prints = usePrinting()
  if (prints) return onPaper
  return width === 0 ? Infinity : Math.max(leastColumns, Math.floor(width / character) - beside)
}

/** Each line, wrapped; without the empty one behind the last line end. */
function shownLines(source: ReportSource | undefined, columns: number): readonly (readonly SourceLine[])[] {
  const lines = linesOf(source?.text ?? '')
  const all = lines.length > 1 && lines.at(-1) === '' ? lines.slice(0, -1) : lines
  return all.map((line) => sourceLines(line, columns))
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
  readonly lines: readonly (readonly SourceLine[])[]
  readonly own: boolean
}

function Lines({ scene, source, lines, own, step, selected, onLine }: LinesProps) {
  const view = useRef<HTMLDivElement>(null)
  const { height } = useSize(view)
  const offsets = useMemo(() => {
    let line = 0
    return [0, ...lines.map(({ length }) => (line += length))]
  }, [lines])
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
        return (
          <LineView
            key={number}
            {...{ number }}
            lines={lines[index] ?? []}
            begins={begun.has(number)}
            looks={[
              ...(number === current ? ['current'] : []),
              ...(number === chosen ? ['chosen'] : []),
              ...(number === failed ? ['failed'] : []),
            ]}
            onClick={() => onLine(file, number)}
          />
        )
      }}
    />
  )
}

interface LineProps {
  readonly number: number
  readonly lines: readonly SourceLine[]
  /** A step is written in it. */
  readonly begins: boolean
  readonly looks: readonly string[]
  readonly onClick: () => void
}

function LineView({ number, lines, begins, looks, onClick }: LineProps) {
  return (
    <div
      role="listitem"
      class={['line', ...(begins ? ['has-step'] : []), ...looks].join(' ')}
      aria-current={looks.includes('current') ? 'step' : undefined}
      onClick={onClick}
    >
      {begins ? (
        <button type="button" class="number" tabIndex={-1} aria-label={`Go to the step of line ${number}`}>
          {number}
        </button>
      ) : (
        <span class="number">{number}</span>
      )}
      <code>
        {lines.map(({ indent, pieces }) => (
          <span class="code-line" style={{ paddingLeft: `${indent}ch` }}>
            {pieces.map(({ text, kind }) => (
              <span class={kind}>{text}</span>
            ))}
          </span>
        ))}
      </code>
    </div>
  )
}
