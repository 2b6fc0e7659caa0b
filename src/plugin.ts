/** The plugins' door: everything that a plugin may import from the core. */
import type { ActorKind, Framing, Matcher, MessageForm, Plugin, Verb } from './model/plugin.ts'
import type { Transcript } from './model/transcript.ts'
import { allPrintable } from './text/all-printable.ts'

export type {
  Actor,
  ActorReference,
  Facts,
  FactValue,
  Lane,
  LaneEvent,
  ProblemError,
  Readiness,
  ReadyLine,
  Traffic,
} from './model/actor.ts'
export type { LaneInfo, RawRow, TerminalEvent } from './model/event.ts'
export type {
  Captures,
  Compiled,
  CompiledAbsence,
  CompiledBytes,
  CompiledChoice,
  CompiledEvent,
  CompiledLine,
  CompiledScreen,
  CompiledSequence,
  CompiledSet,
  CompiledSilence,
  Fit,
  ScreenMatch,
  ScreenMiss,
} from './model/matcher.ts'
export type { DrawOptions, Format, Pace, Theme } from './model/format.ts'
export type { Framer } from './model/framer.ts'
export type { Pane, PaneLine, PaneRun, Picture } from './model/picture.ts'
export type { Diagram } from './picture/sequence/diagram.ts'
export type { Sequence, SequenceMessage } from './picture/sequence/model.ts'
export type { Shape } from './picture/sequence/shapes.ts'
export type { Shade, ThemeColours } from './picture/themes.ts'
export type {
  ActorKind,
  Claim,
  CompileContext,
  EventDeclaration,
  FileContent,
  FileContext,
  Framing,
  Matcher,
  MessageForm,
  Plugin,
  Verb,
  VerbContext,
} from './model/plugin.ts'
export type { Screen, ScreenRow, Style, StyledRun } from './model/screen.ts'
export type { Problem } from './model/problem.ts'
export type { Progress, Summary } from './model/progress.ts'
export type { Recordings, Reporter, Terminal } from './model/reporter.ts'
export type { Failure, ScenarioResult } from './model/result.ts'
export type { CrashMatrix, CrashRow } from './model/shake.ts'
export type { ActorTraits } from './model/traits.ts'
export type { Chunk, Replay, ReplayStep } from './model/replay.ts'
export type {
  PackedReplay,
  ReportEntry,
  ReportFailure,
  ReportIndex,
  ReportProblem,
  ReportRun,
  ReportScenario,
  ReportSource,
} from './model/report-page.ts'
export type { Row, Transcript } from './model/transcript.ts'
export {
  actorRef,
  duration,
  inputPath,
  eventName,
  expectation,
  insteadOfType,
  lineEnd,
  size,
  socketPath,
  text,
  textOrRegex,
  words,
} from './coercion/schemas.ts'
export type { Words } from './coercion/schemas.ts'
export { readRegular } from './disk/read-regular.ts'
export { monotonicNow } from './kernel/monotonic.ts'
export { cellWidth } from './picture/cell.ts'
export { boundedRegex, RegexTooSlow } from './regex/bounded.ts'
export { portOf, problemError, unreachableError } from './registry/problem-error.ts'
export { byName } from './report/by-name.ts'
export { coloursFor } from './report/colours.ts'
export type { Colours } from './report/colours.ts'
export { outcomeOf, seconds, summaryLine } from './report/summary.ts'
export type { Outcome } from './report/summary.ts'
export type { MatrixCell, MatrixTable } from './report/matrix-table.ts'
export { receivedLine } from './report/received.ts'
export { placeOf } from './report/place.ts'
export { variantFlags } from './report/variant-flags.ts'
export { nameOf, variantText } from './report/variant-text.ts'
export { endsOf, withPort } from './text/hosts.ts'
export { allPrintable }
export { parseJson, stringifyJson } from './text/exact-json.ts'
export { byteCaptures, fitBytes, openInGroups, parseBytePattern } from './text/byte-pattern.ts'
export { decodeText, encodeText } from './text/byte-text.ts'
export { byteEscapeFilter } from './text/escapes.ts'
export { colourNames } from './text/colour-names.ts'
export { counted } from './text/counted.ts'
export { cut } from './text/cut.ts'
export { isoOf, recordedAt } from './text/recorded-at.ts'
export { cursorKeys, firstFunctionKeys, numberedKeys } from './text/key-codes.ts'
export { shellWord } from './text/shell-word.ts'
export { compileRegex, parseRegex } from './text/regex.ts'
export { regexSyntax } from './regex/syntax.ts'
export { plain } from './text/palette.ts'
export { positionOf } from './text/position.ts'
export { didYouMean } from './text/suggest.ts'
export { fenced, prose } from './text/markdown.ts'
export { printable } from './text/printable.ts'
export { compileContainment } from './text/json-containment.ts'
export { shuffledBy } from './text/shuffled.ts'
export { showDuration } from './text/units.ts'
export { lastWords, keyLine } from './text/stack-lines.ts'
export * as processes from './kernel/index.ts'
export * from './net/index.ts'
export * as wires from './net/wire/index.ts'
export * from './rules/index.ts'

/** What makes problems, failures and differences pretty, for reporters; loaded when there is one to print. */
export const printing = (): Promise<typeof import('./report/printing.ts')> => import('./report/printing.ts')

/** Tables of scenarios and values of a matrix. */
export const loadMatrix = (): Promise<typeof import('./report/matrix.ts')> => import('./report/matrix.ts')

/** The form of blobs: a run's progress as data. */
export const loadBlob = (): Promise<typeof import('./report/blob.ts')> => import('./report/blob.ts')

/** The page of reports: a table of scenarios and what it shows of each as one HTML file. */
export const loadReportPage = (): Promise<typeof import('./page-file/page-file.ts')> =>
  import('./page-file/page-file.ts')

/** Types a plugin; returns it as it is. */
export const definePlugin = (plugin: Plugin): Plugin => plugin
/** Types a kind by its option schema; returns it as it is. */
export const defineKind = <Options>(kind: ActorKind<Options>): ActorKind<Options> => kind
/** Types a matcher by its schema; returns it as it is. */
export const defineMatcher = <Wanted>(matcher: Matcher<Wanted>): Matcher<Wanted> => matcher
/** Types a framing by its schema; returns it as it is. */
export const defineFraming = <Wanted>(framing: Framing<Wanted>): Framing<Wanted> => framing
/** Types a verb by its argument's schema; returns it as it is. */
export const defineVerb = <Wanted>(verb: Verb<Wanted>): Verb<Wanted> => verb
/** Types a form of a message by its schema; returns it as it is. */
export const defineMessageForm = <Wanted>(form: MessageForm<Wanted>): MessageForm<Wanted> => form

/** Who sent what to whom in a conversation, and a diagram of it; loaded only when one is drawn. */
export async function loadSequence() {
  const [sequence, diagram, columns, model] = await Promise.all([
    import('./picture/sequence/sequence.ts'),
    import('./picture/sequence/diagram.ts'),
    import('./picture/sequence/columns.ts'),
    import('./picture/sequence/model.ts'),
  ])
  return {
    sequenceOf: sequence.sequenceOf,
    diagramOf: diagram.diagramOf,
    labelOf: columns.labelOf,
    isArrow: model.isArrow,
    shownName: model.shownName,
  }
}

/** What formats draw with. */
export type Drawing = Awaited<ReturnType<typeof loadDrawing>>

/** What formats draw with; loaded only when something is drawn. */
export async function loadDrawing() {
  const [layout, terminal, text, transcripts, palette, replays, colours, cells, moving, paces] = await Promise.all([
    import('./picture/layout.ts'),
    import('./picture/terminal.ts'),
    import('./picture/text.ts'),
    import('./transcript/write.ts'),
    import('./text/palette.ts'),
    import('./picture/replay-of.ts'),
    import('./picture/themes.ts'),
    import('./picture/cell-colours.ts'),
    import('./picture/panes-over.ts'),
    import('./picture/pace.ts'),
  ])
  return {
    replayOf: replays.replayOf,
    layoutPanes: layout.layoutPanes,
    drawTerminal: terminal.drawTerminal,
    asPrinted: text.asPrinted,
    widthOf: text.widthOf,
    writeTranscript: (transcript: Transcript) => transcripts.writeTranscript(allPrintable(transcript)),
    plain: palette.plain,
    themes: colours.themes,
    cellColours: cells.cellColours,
    panesOver: moving.panesOver,
    pacedTimes: paces.pacedTimes,
    pacedTerminal: paces.pacedTerminal,
  }
}
