import type { Step } from '../model/scenario.ts'
import type { Written, WrittenEntry, WrittenMap } from '../model/written.ts'
import { didYouMean } from '../text/suggest.ts'
import { report } from './checking.ts'
import type { Checking } from './checking.ts'
import { expectVerb } from './steps/expect.ts'
import { checkVerb, setVerb, signalVerb } from './steps/facts.ts'
import { includeVerb } from './steps/include.ts'
import { lostSteps, withLosses } from './steps/lost.ts'
import { isOwn, kindsWith, ownVerbs, readOwn } from './steps/own.ts'
import { repeatVerb } from './steps/repeat.ts'
import { runVerb } from './steps/run.ts'
import { sendVerb } from './steps/send.ts'
import { simpleVerbs } from './steps/simple.ts'
import type { Around, Body, VerbForm } from './steps/verb.ts'
import { letVerb, noteVerb, waitVerb } from './steps/words.ts'
import { asList, durationOf, isNothing, shown, truthOf } from './values.ts'

/** The grammar's verbs; those of kinds come from plugins. */
const verbs: ReadonlyMap<string, VerbForm> = new Map<string, VerbForm>([
  ...Object.entries(simpleVerbs),
  ['run', runVerb],
  ['send', sendVerb],
  ['expect', expectVerb],
  ['signal', signalVerb],
  ['check', checkVerb],
  ['set', setVerb],
  ['let', letVerb],
  ['wait', waitVerb],
  ['note', noteVerb],
  ['repeat', repeatVerb],
  ['include', includeVerb],
])
const modifiers = new Set(['within', 'busy', ...[...verbs.values()].flatMap((verb) => verb.beside ?? [])])

/** A list of steps. Where one cannot be read, or not wholly, it is remembered what it may have done. */
export function readSteps(c: Checking, written: Written, label: string): Step[] {
  const glued =
    written.type === 'map' ? written.entries.find(({ key }) => verbs.has(key.slice(1)) && key[0] === '-') : undefined
  if (glued !== undefined) {
    const hint = `write “- ${glued.key.slice(1)}: …”`
    report(c, 'yaml-syntax', 'a blank is missing behind “-”', glued.keySpan, hint)
    return lostSteps(c, written)
  }
  const list = asList(c, written, label, `“${label}:” and the steps below it, each behind a “- ”`)
  if (list === undefined) return lostSteps(c, written)
  if (list.items.length === 0)
    report(c, 'nothing-to-do', `“${label}” is empty`, list.span, 'write a step, such as “- start: server”')
  return list.items.map((item) =>
    withLosses(
      c,
      item,
      () => readStep(c, item),
      () => knownVerb(item),
    ),
  )
}

function readStep(c: Checking, item: Written): Step | undefined {
  if (item.type !== 'map') return notAMap(c, item)
  const entry = verbOf(c, item)
  if (entry === undefined) return undefined
  const { key: name, keySpan, value } = entry
  const own = isOwn(c, name, value) || (!verbs.has(name) && kindsWith(c, name).length > 0)
  const form = own ? undefined : verbs.get(name)
  if (form === undefined && !own) {
    report(
      c,
      'unknown-verb',
      `there is no verb called “${name}”`,
      keySpan,
      didYouMean(name, [...verbs.keys(), ...ownVerbs(c)], 'verbs'),
    )
    return undefined
  }
  const beside = besideOf(c, item, entry, form)
  const around: Around = { beside, verbSpan: keySpan, steps: readSteps }
  if (isNothing(value)) {
    report(
      c,
      'missing-text',
      `“${name}” says nothing`,
      value.span,
      form === undefined ? 'name an actor' : `write “${form.example}”`,
    )
    return undefined
  }
  const before = c.problems.length
  const body = form === undefined ? readOwn(c, name, value) : form.read(c, value, around)
  if (body === undefined) {
    // Such as an empty map: there must be no step that does nothing.
    if (c.problems.length === before && c.state.reading.lost === 'nothing')
      report(
        c,
        'nothing-to-do',
        `“${name}” says nothing`,
        value.span,
        `write “${form?.example ?? `- ${name}: server`}”`,
      )
    return undefined
  }
  const within = beside.get('within')
  const busy = beside.get('busy')
  return finish(c, body, item, {
    start: keySpan.start,
    within: within === undefined ? undefined : durationOf(c, within.value, 'within'),
    busy: busy === undefined ? undefined : truthOf(c, busy.value, 'busy'),
  })
}

interface Beside {
  readonly start: number
  readonly within: number | undefined
  readonly busy: boolean | undefined
}

function finish(c: Checking, body: Body, item: WrittenMap, { start, within, busy }: Beside): Step {
  const { includedFrom } = c.here
  return {
    ...body,
    span: { file: item.span.file, start, end: item.span.end },
    ...(includedFrom === undefined ? {} : { includedFrom }),
    ...(within === undefined ? {} : { within }),
    ...(busy === true ? { busy } : {}),
  } as Step
}

/** The one word of the language that a step has for its verb; of several nobody knows which is meant. */
function knownVerb(item: Written): string | undefined {
  const known = item.type === 'map' ? item.entries.filter(({ key }) => verbs.has(key)) : []
  return known.length === 1 ? known[0]!.key : undefined
}

/** The key that is the verb: the one that is no modifier. */
function verbOf(c: Checking, item: WrittenMap): WrittenEntry | undefined {
  const candidates = item.entries.filter((entry) => !modifiers.has(entry.key))
  const known = candidates.filter((entry) => verbs.has(entry.key) || isOwn(c, entry.key, entry.value))
  const [first, second] = known
  if (first !== undefined && second !== undefined) {
    report(
      c,
      'one-key-map',
      `a step has one verb; this one has “${first.key}” and “${second.key}”`,
      second.keySpan,
      `put a “- ” before “${second.key}”`,
    )
    return undefined
  }
  const verb = first ?? candidates[0]
  if (verb === undefined)
    report(c, 'one-key-map', 'this step has no verb', item.span, 'write one, such as “- expect: { client: Hello }”')
  return verb
}

/** What stands beside the verb and belongs to it; all else is reported. */
function besideOf(
  c: Checking,
  item: WrittenMap,
  verb: WrittenEntry,
  form: VerbForm | undefined,
): Map<string, WrittenEntry> {
  const idles = form === undefined || form.idles === true
  const allowed = ['within', ...(idles ? ['busy'] : []), ...(form?.beside ?? [])]
  const found = new Map<string, WrittenEntry>()
  for (const entry of item.entries) {
    if (entry === verb) continue
    if (entry.key === 'within' && form?.instant !== undefined)
      report(c, 'unknown-key', `“within” changes nothing beside “${verb.key}”`, entry.keySpan, form.instant)
    else if (allowed.includes(entry.key)) found.set(entry.key, entry)
    else
      report(
        c,
        'unknown-key',
        `“${entry.key}” is not known beside “${verb.key}”`,
        entry.keySpan,
        didYouMean(entry.key, allowed, 'it knows'),
      )
  }
  return found
}

function notAMap(c: Checking, item: Written): undefined {
  const word = item.type === 'scalar' ? (/^\S+/.exec(item.source)?.[0] ?? '') : ''
  const form = verbs.get(word.replace(/:$/, ''))
  const hint = form === undefined ? 'write one, such as “- start: server”' : `write “${form.example}”`
  report(c, 'one-key-map', `a step is a map with one verb, not ${shown(item)}`, item.span, hint)
}
