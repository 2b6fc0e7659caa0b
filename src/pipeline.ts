import type { RawRow } from './model/event.ts'
import type { WaitingStep } from './model/progress.ts'
import type { Plugin } from './model/plugin.ts'
import type { Problem } from './model/problem.ts'
import type { Registry } from './model/registry.ts'
import type { Comparison, Failure, RunResult, ScenarioResult } from './model/result.ts'
import type { Document } from './model/scenario.ts'
import type { Scenario } from './language/scenario.ts'
import type { Source } from './model/span.ts'
import { openDocument, outlineOf, type Opened } from './pipeline/outline.ts'
import { takeBaseline, verdictOf, type Baseline, type Verdict } from './pipeline/baseline.ts'
import { hiddenIn, redactorOf, withoutDeclared, withoutSecrets } from './pipeline/secrets.ts'
import type { Services } from './pipeline/services.ts'
import { comparedWith, declaredBug, judgedByBug } from './pipeline/known-bug.ts'
import { someOf } from './pipeline/some-of.ts'
import { transcriptOf } from './pipeline/transcript-of.ts'
import { isOfMatrix } from './language/matrix.ts'
import { besideMatchers } from './language/steps/grammar.ts'
import { createRegistry } from './registry/registry.ts'
import { countAsOutside, loadPlugin } from './registry/load.ts'
import { runScenario } from './run/run.ts'
import type { RunHost } from './run/context/host.ts'
import { checkDocument, pluginsOf, type CheckHost } from './scenario/check.ts'
import { defined } from './text/defined.ts'
import { Redactor } from './text/redactor.ts'
import type { Transcript } from './model/transcript.ts'
import type { OnRow } from './transcript/transcribe.ts'

export type { Baseline } from './pipeline/baseline.ts'
export { grammarVerbs, schemaOf } from './pipeline/schema.ts'
export type { GrammarVerb } from './pipeline/schema.ts'
export { outline, pluginsNamed, pluginsWritten } from './pipeline/outline.ts'
export { loadAnew } from './registry/load-anew.ts'
export { withPlugins } from './pipeline/with-plugins.ts'
export type { Files, Services } from './pipeline/services.ts'
/** What is known about a file before it runs. */
export interface Checked {
  readonly file: string
  readonly title: string
  readonly tags: readonly string[]
  readonly registry: Registry
  /** Absent when the file is invalid. */
  readonly scenario?: Scenario
  readonly problems: readonly Problem[]
  readonly warnings: readonly Problem[]
  readonly sources: ReadonlyMap<string, Source>
}

/** The built-in plugins as a registry, and those that are handed in as values; throws where two of them clash. */
export function registryOf(plugins: readonly Plugin[], handedIn: readonly Plugin[] = []): Registry {
  countAsOutside(handedIn.filter((plugin) => !plugins.includes(plugin)))
  const made = createRegistry([...plugins, ...handedIn], besideMatchers)
  // Whether built-in plugins fit together is tested; to look would load all of them.
  const problems = handedIn.length > 0 ? made.problems : []
  if (problems.length > 0) throw new Error(problems.map((problem) => problem.message).join('; '))
  return made.registry
}

/** Reads a file, loads the plugins that it names and checks all of it; nothing runs. */
export async function check(file: string, services: Services): Promise<Checked> {
  const read = openDocument(file, services)
  if ('problems' in read) return invalidFile(file, services, read)
  const { document } = read
  const plugged = await loadPlugins(document, services)
  const readFile = (path: string): Uint8Array | Problem => {
    const included = services.files.read(path)
    return 'bytes' in included ? included.bytes : included.problem
  }
  const checked = checkDocument(document, plugged.registry, {
    readFile,
    vars: services.vars,
    ...(services.usual === undefined ? {} : { usual: services.usual }),
    ...(await expressionsIn(document)),
  })
  const missing = plugged.problems.some(({ code }) => code === 'unknown-plugin' || code === 'broken-plugin')
  const all = [...plugged.problems, ...checked.problems.filter((problem) => !missing || !mayBePlugins(problem))]
  const problems = all.filter((problem) => problem.severity !== 'warning')
  const found = {
    file,
    ...outlineOf(document, services.shown(file)),
    registry: plugged.registry,
    ...(problems.length === 0 && checked.scenario !== undefined
      ? { scenario: await withValuesOfMatrix(checked.scenario, services) }
      : {}),
    problems: someOf(problems),
    warnings: someOf(all.filter((problem) => problem.severity === 'warning')),
    sources: services.usual === undefined ? checked.sources : new Map([...checked.sources, ...services.usual.sources]),
  }
  return withoutDeclared(found, document, services.vars)
}

async function withValuesOfMatrix(scenario: Scenario, { vars, showsMatrix }: Services): Promise<Scenario> {
  if (showsMatrix === true || ![...vars.keys()].some(isOfMatrix)) return scenario
  return (await import('./pipeline/matrix.ts')).withSharedValues(scenario)
}

/** Whoever reads expressions, where some may stand: in a `let`, or in a file that is included. */
async function expressionsIn({ source }: Document): Promise<Pick<CheckHost, 'mistakeInExpression'>> {
  if (!/\b(?:let|include)\b/.test(source.text)) return {}
  const { mistakeInExpression } = await import('./text/expression.ts')
  return { mistakeInExpression }
}

/** An unknown name that is like no other may be one that a missing plugin brings. */
const mayBePlugins = ({ code, hint }: Problem): boolean =>
  /^unknown-(?:kind|verb|matcher|framing)$/.test(code) && hint?.startsWith('did you mean') !== true

/** A run's host, which may want to see each row of the transcript with the row of the run that it is made of. */
export interface WatchedHost extends RunHost {
  readonly onTranscribed?: OnRow
}

/** Runs what was checked, makes its transcript, and compares that with the committed one. */
export async function run(
  checked: Checked,
  host: WatchedHost,
  services: Services,
  baseline?: Baseline,
): Promise<ScenarioResult> {
  const { scenario } = checked
  const redactor = host.redactor ?? (scenario === undefined ? new Redactor(host.secrets) : redactorOf(scenario, host))
  const bug = scenario && declaredBug(scenario)
  const compared = comparedWith(bug, baseline, services)
  const { result, bugSteps } = await runChecked(checked, { ...host, redactor }, compared.services, compared.baseline)
  const shown = { ...hiddenIn(result, redactor), sources: withoutSecrets(result.sources, redactor) }
  return judgedByBug(shown, bug, bugSteps)
}

async function runChecked(
  checked: Checked,
  host: WatchedHost & { readonly redactor: Redactor },
  services: Services,
  baseline?: Baseline,
): Promise<{ readonly result: ScenarioResult } & Pick<RunResult, 'bugSteps'>> {
  const { scenario, title, tags, problems, sources } = checked
  const base = { file: services.shown(checked.file), title, tags, attempts: 1, problems, sources }
  if (scenario === undefined) return { result: { ...base, status: 'broken', duration: 0, warnings: checked.warnings } }
  const committed = committedText(baseline, services)
  const ran = await runScenario(scenario, checked.registry, redacted(host, committed))
  const bugSteps = ran.bugSteps === undefined ? {} : { bugSteps: ran.bugSteps }
  const made = transcriptOf(ran, scenario, host.redactor, host.onTranscribed)
  if ('failure' in made) {
    const status = ran.status === 'passed' ? 'failed' : ran.status
    const failure = ran.failure ?? made.failure
    return { result: { ...base, status, duration: ran.duration, warnings: ran.warnings, failure }, ...bugSteps }
  }
  const { transcript, warnings } = made
  const passed = ran.status === 'passed'
  const judged =
    passed && baseline !== undefined
      ? await judge(transcript, ran, { ...baseline, committed }, checked.file, services)
      : {}
  const result = defined({
    ...base,
    status: judged.status ?? ran.status,
    duration: ran.duration,
    // A mask may rename what only the rest of the rows would have shown.
    warnings: [...checked.warnings, ...ran.warnings, ...(passed ? warnings : [])],
    transcript,
    sources: judged.source === undefined ? sources : new Map([...sources, [judged.source.file, judged.source]]),
    failure: ran.failure ?? judged.failure,
    skipped: ran.skipped,
    comparison: judged.comparison,
    transcriptFile: baseline && services.shown(baseline.file),
    recording: ran.recording && services.shown(ran.recording),
    kept: ran.kept && services.shown(ran.kept),
  })
  return { result, ...bugSteps }
}

/** The host, to which no secret is shown while the run goes on, and which knows the earlier output. */
function redacted(
  host: RunHost & { readonly redactor: Redactor },
  committed: string | undefined,
): RunHost & { readonly redactor: Redactor } {
  const { onRow, waits, redactor } = host
  return {
    ...host,
    ...(committed === undefined ? {} : { known: [committed] }),
    ...(onRow === undefined ? {} : { onRow: (row: RawRow) => onRow(redactor.hide(row)) }),
    ...(waits === undefined ? {} : { waits: (step: WaitingStep | undefined) => waits(redactor.hide(step)) }),
  }
}

/** The verdict of the committed transcript on a run that has passed. */
interface Judged extends Partial<Verdict> {
  readonly comparison?: Comparison
}

async function judge(
  transcript: Transcript,
  ran: RunResult,
  baseline: Baseline & { readonly committed: string | undefined },
  scenario: string,
  services: Services,
): Promise<Judged> {
  const comparison = await takeBaseline(transcript, baseline, services)
  const verdict = verdictOf(comparison, scenario, baseline, services)
  return verdict === undefined
    ? { comparison }
    : { ...verdict, comparison, failure: atStep(verdict.failure, comparison, ran) }
}

/** A transcript that differs points at the step whose row is the first that does. */
function atStep(failure: Failure, comparison: Comparison, ran: RunResult): Failure {
  const step = comparison.outcome === 'differs' ? comparison.difference.parts?.step : undefined
  const span = step === undefined ? undefined : ran.rawTranscript.places?.[step]
  return span === undefined ? failure : { span, ...failure }
}

/** The earlier output, read once: a number in it is no port by accident. */
function committedText(baseline: Baseline | undefined, services: Services): string | undefined {
  const read = baseline === undefined ? undefined : services.files.read(baseline.file)
  return read !== undefined && 'bytes' in read ? decoder.decode(read.bytes) : undefined
}

const decoder = new TextDecoder()

function invalidFile(file: string, services: Services, read: Exclude<Opened, { document: Document }>): Checked {
  return {
    file,
    title: services.shown(file),
    tags: [],
    registry: services.builtIn,
    problems: read.problems,
    warnings: [],
    sources: new Map(read.source === undefined ? [] : [[file, read.source]]),
  }
}

/** The registry for one document: the built-in one as it is, unless the document names further plugins. */
async function loadPlugins(
  document: Document,
  services: Services,
): Promise<{ registry: Registry; problems: readonly Problem[] }> {
  const plugins: Plugin[] = []
  const problems: Problem[] = []
  for (const { specifier, span } of pluginsOf(document)) {
    const loaded = await loadPlugin(specifier, document.source.file)
    if ('plugin' in loaded) plugins.push(loaded.plugin)
    else problems.push({ ...loaded.problem, span })
  }
  if (plugins.length === 0) return { registry: services.builtIn, problems }
  const made = createRegistry([...services.builtIn.plugins, ...plugins], besideMatchers)
  return { registry: made.registry, problems: [...problems, ...made.problems] }
}
