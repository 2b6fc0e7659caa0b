import { writeEntry, writeItem } from '../authoring/block.ts'
import { unprintable } from '../authoring/scalar.ts'
import { literalText } from '../authoring/written.ts'
import type { Written } from '../authoring/written.ts'
import { escapedUnit } from '../text/data-text.ts'
import { isLiteral, regexOf, textOf } from './draft-text.ts'
import type { Draft, DraftActor, DraftMessage, DraftStep, DraftText, DraftVar, DraftWanted } from './draft.ts'

/** The draft as a scenario's text, in the order in which a person would write it. */
export function writeDraft(draft: Draft): string {
  const head = [
    ...draft.comments.flatMap((comment) => commentLines(comment, 0)),
    ...writeEntry('scenario', literalText(draft.title)),
    ...(draft.about === undefined ? [] : writeEntry('about', literalText(draft.about))),
  ]
  const parts = [head, settings(draft), actorLines(draft.actors), stepLines(draft.steps)]
  return `${parts
    .filter((part) => part.length > 0)
    .map((part) => part.join('\n'))
    .join('\n\n')}\n`
}

function settings(draft: Draft): string[] {
  return [
    ...Object.entries(draft.further ?? {}).flatMap(([key, value]) => writeEntry(key, value)),
    ...(draft.only.length === 0 ? [] : writeEntry('only', draft.only)),
    ...(draft.limits === undefined ? [] : writeEntry('limits', draft.limits)),
    ...varLines(draft),
    ...(draft.files === undefined ? [] : writeEntry('files', draft.files)),
    ...(draft.masks.length === 0 ? [] : writeEntry('mask', draft.masks)),
  ]
}

function varLines({ vars }: Draft): string[] {
  if (vars.length === 0) return []
  if (vars.every(({ comment }) => comment === undefined))
    return writeEntry('vars', Object.fromEntries(vars.map((each) => [each.name, varValue(each)])))
  const lines = vars.flatMap((each) => [
    ...(each.comment === undefined ? [] : commentLines(each.comment, 2)),
    ...writeEntry(each.name, varValue(each), 2),
  ])
  return ['vars:', ...lines]
}

const varValue = ({ name, value, secret }: DraftVar): Written =>
  secret === true ? { value: `\${env.${name}}`, secret: true } : literalText(value)

const actorLines = (actors: readonly DraftActor[]): string[] => [
  'actors:',
  ...actors.flatMap((actor) => [
    ...(actor.comment === undefined ? [] : commentLines(actor.comment, 2)),
    ...writeEntry(actor.name, actorValue(actor), 2),
  ]),
]

/** Options of every kind; they stand beside the kind where its own are one value. */
export const ofEveryActor: ReadonlySet<string> = new Set(['framing', 'eol', 'rows', 'tail', 'strict', 'ansi', 'count'])

function actorValue({ kind, options }: DraftActor): Written {
  const own = [...options].filter(([key]) => !ofEveryActor.has(key))
  const beside = Object.fromEntries([...options].filter(([key]) => ofEveryActor.has(key)))
  const lone = own.length === 1 && (own[0]![0] === 'to' || own[0]![0] === 'run') ? own[0]![1] : undefined
  if (options.size === 0) return kind
  if (own.length === 0) return { [kind]: beside }
  if (lone !== undefined && options.size === 1) return { [kind]: lone }
  return { [kind]: { ...Object.fromEntries(own), ...beside } }
}

const stepLines = (steps: readonly DraftStep[]): string[] => [
  steps.length === 0 ? 'steps: []' : 'steps:',
  ...steps.flatMap((step) => [
    ...(step.comment === undefined ? [] : commentLines(step.comment, 2)),
    ...writeItem({ [step.verb]: argumentOf(step), ...step.modifiers }, 2),
  ]),
]

function argumentOf(step: DraftStep): Written {
  if (step.verb === 'send')
    return Object.fromEntries(step.of.map(({ target, messages }) => [target, lone(messages.map(messageOf))]))
  if (step.verb === 'expect')
    return Object.fromEntries(step.of.map(({ target, wanted }) => [target, lone(wanted.map(wantedOf))]))
  return step.argument
}

const lone = (values: readonly Written[]): Written => (values.length === 1 ? values[0]! : values)

function messageOf(message: DraftMessage): Written {
  if (message.form === 'line') return textOf(message.text)
  if (message.form === 'bytes') return { bytes: message.hex }
  if (message.form === 'key') return { key: lone(message.keys) }
  return { [message.form]: textOf(message.text) }
}

function wantedOf(wanted: DraftWanted): Written {
  const { beside } = wanted
  if ('texts' in wanted) return { [wanted.matcher]: wanted.texts.map((text) => wholeLine(text)), ...beside }
  if ('hex' in wanted) return { bytes: wanted.hex, ...beside }
  if ('wanted' in wanted) return { [wanted.matcher]: wanted.wanted, ...beside }
  if (wanted.matcher === 'text' && beside === undefined)
    return isLiteral(wanted.text) ? textOf(wanted.text) : textBetweenSlashes(wanted.text)
  if (wanted.matcher === 'text' && !isPattern(wanted.text)) return { text: textOf(wanted.text), ...beside }
  if (wanted.matcher === 'text') return { regex: regexOf(wanted.text), ...beside }
  return { [wanted.matcher]: wholeLine(wanted.text), ...beside }
}

const isPattern = (text: DraftText): boolean =>
  text.some((piece) => typeof piece !== 'string' && !('variable' in piece))

const textBetweenSlashes = (text: DraftText): Written => (isPattern(text) ? regexOf(text) : { text: textOf(text) })

/** Where a regex is asked for the whole of a line. */
const wholeLine = (text: DraftText): string => (isLiteral(text) ? textOf(text) : regexOf(text))

/** A comment's lines of at most a hundred columns. */
function commentLines(comment: string, indent: number): string[] {
  const head = `${' '.repeat(indent)}# `
  const lines: string[] = []
  // What was seen may stand in it, and a comment of YAML has no control characters.
  const legible = comment.split(/\s+/).map((word) => word.replaceAll(new RegExp(unprintable, 'g'), escapedUnit))
  for (const word of legible.filter((each) => each !== '')) {
    const last = lines.at(-1)
    if (last === undefined || last.length + word.length >= 100) lines.push(head + word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}
