import { endSteps } from '../authoring/end-steps.ts'
import { insertKey } from '../authoring/insert-key.ts'
import { retitle } from '../authoring/retitle.ts'
import type { Written } from '../authoring/written.ts'
import type { Scenario } from '../language/scenario.ts'
import type { Failure } from '../model/result.ts'
import type { Afterwards } from './break-judge.ts'
import type { Broken } from './broken-result.ts'
import { clientsOf } from './clients.ts'
import type { Subject } from './run-planned.ts'
import type { WrittenFinding } from './write-finding.ts'
import { openFor, runText, undisturbed, withProxies, type Draft } from './written-scenario.ts'

/** What is written of a broken connection. */
export interface BrokenFinding {
  readonly broken: Broken
  /** What was done. */
  readonly words: string
  /** Milliseconds that each step has at least. */
  readonly patience: number
}

/** How the scenario ends instead: its last steps, and the text of a crash that must not come. */
interface Ending {
  readonly steps: readonly Written[]
  readonly forbids?: { readonly [key: string]: Written }
  /** Whether the failure of a run is the mistake that was found. */
  isSame(failure: Failure): boolean
}

type Actor = Afterwards['actors'][number]

const titles = {
  reset: 'with a connection that is reset',
  'half-close': 'with a connection that ends early',
  stop: 'with a connection that stops',
  latency: 'with a connection that is slow',
}

/**
 * Writes a scenario beside the one that was shaken, in which a proxy breaks the connection: the steps up to there, those of `on-fault`, and
 * what the actors at both ends come to. It fails as long as the program has the mistake, which is proved before it is written.
 */
export async function writeBroken(name: string, finding: BrokenFinding, subject: Subject): Promise<WrittenFinding> {
  const { files, shown } = subject.host.services
  const { scenario, title } = subject.checked
  const opened = openFor(name, subject)
  if ('why' in opened) return opened
  if (scenario === undefined) return { why: 'the scenario is invalid' }
  const ending = endingOf(finding)
  if ('why' in ending) return ending
  const { file } = opened
  const { broken, words, patience } = finding
  const titled = (text: string): Draft => ({
    file,
    text: retitle(text, `${title}, ${titles[broken.breaks.what]}`, `Fails when ${words}.`),
  })
  const control = await withProxies(titled(opened.text), undisturbed(broken.plan), subject)
  if ('why' in control) return control
  if ((await runText({ text: control.text, file }, subject)).status !== 'passed')
    return { why: 'with a proxy, and before anything is done to it, it does not pass' }
  const { steps } = broken.afterwards
  if (steps.endedAt !== undefined && steps.played === undefined) return { why: 'it breaks within a step of on-fault' }
  const all = steps.played ?? scenario.steps.length
  // A step that sends may itself meet the broken connection, as soon as it stands behind a proxy.
  for (const played of [all, all - 1, all - 2].filter((count) => count > 0)) {
    const more = [...endsOfConnection(finding, scenario, played), ...ending.steps]
    const ended = withEnding(opened.text, scenario, played, { ...ending, steps: more })
    if ('why' in ended) return ended
    const broke = await withProxies(titled(ended.text), broken.plan, subject)
    if ('why' in broke) return broke
    const { failure } = await runText({ text: broke.text, file }, subject, patience)
    if (failure === undefined || !ending.isSame(failure)) continue
    const problem = files.write(file, broke.text)
    return problem === undefined ? { scenario: shown(file) } : { why: problem.message }
  }
  return { why: 'with a proxy in place of the wire it does not fail in the same way' }
}

function withEnding(
  text: string,
  scenario: Scenario,
  played: number,
  ending: Ending,
): { readonly text: string } | { readonly why: string } {
  const ended = endSteps(text, scenario, {
    played: played < scenario.steps.length ? played : undefined,
    more: ending.steps,
  })
  if ('why' in ended || ending.forbids === undefined) return ended
  const forbidding = insertKey(ended.text, 'forbid', [ending.forbids])
  return forbidding === undefined ? { why: 'it has a “forbid” already' } : { text: forbidding }
}

/** How a scenario ends that fails as long as the mistake is there. */
function endingOf({ broken: { wrong, became, stream, afterwards } }: BrokenFinding): Ending | { readonly why: string } {
  const { code, lane = '' } = wrong?.result.failure ?? {}
  const actor = afterwards.actors.find(({ name }) => name === lane)
  // A step of `on-fault` that failed, or another transcript, which a delay alone brings about.
  if (code !== 'fails-when-broken' || actor === undefined)
    return { steps: [], isSame: (failure) => failure.code === code && (failure.lane ?? '') === lane }
  if (actor.exit !== undefined) return endingOfExit(actor, lane === stream.actor)
  if (became[lane] !== 'hangs') return { why: `a scenario cannot expect that “${lane}” ${notExpected(became[lane])}` }
  return { steps: [exitOf(lane)], isSame: (failure) => failure.lane === lane && failure.code === 'expectation-not-met' }
}

const notExpected = (became = ''): string =>
  became.startsWith('fills its memory') ? 'does not fill its memory' : 'still listens'

/** A server must not leave; a client may, but not by a crash. */
function endingOfExit({ name, exit, crash }: Actor, listens: boolean): Ending | { readonly why: string } {
  if (listens) return { steps: [], isSame: ({ code, lane }) => lane === name && code === 'unexpected-exit' }
  if (crash === undefined || exit?.signal !== undefined)
    return { why: `a scenario cannot expect that “${name}” exits, but is not killed` }
  return {
    steps: [exitOf(name)],
    // Numbers, such as ports, are others in each run.
    forbids: { text: crash.split(/\s*\d{2,}/)[0] as string, on: name },
    isSame: ({ code, lane }) => code === 'forbidden-line' && (lane ?? name) === name,
  }
}

const exitOf = (name: string): Written => ({ expect: { [name]: { event: 'exit' } } })

/** What becomes of both ends of the connection because of the fault alone, whatever the programs do. */
function endsOfConnection(
  { broken: { breaks, stream, wrong, afterwards } }: BrokenFinding,
  scenario: Scenario,
  played: number,
): Written[] {
  const client = clientsOf(scenario, stream.actor, played)[stream.connection - 1]
  const ends: Written[] = []
  const server = afterwards.actors.find(({ name }) => name === stream.actor)
  if (server?.role === 'server' && breaks.what === 'reset')
    ends.push({ expect: { [`${stream.actor}#${stream.connection}`]: { event: 'closed' } } })
  const other = afterwards.actors.find(({ name }) => name === client)
  if (other === undefined || other.name === wrong?.result.failure.lane) return ends
  if (other.exit?.expected === false) ends.push(exitOf(other.name))
  else if (other.role !== 'program' && breaks.what === 'reset')
    ends.push({ expect: { [other.name]: { event: 'closed' } } })
  else if (other.role !== 'program' && breaks.what === 'half-close') ends.push({ close: other.name })
  return ends
}
