import { allPrintable, cut, loadDrawing, loadSequence } from '../../src/plugin.ts'
import type { Format, Sequence, SequenceMessage } from '../../src/plugin.ts'
import { isOwnWords } from './own-words.ts'

/** Longer lines make a diagram that nobody can read: Mermaid breaks none. */
const longestLine = 80

export const mermaid: Format = {
  about: 'a sequence diagram in the language of Mermaid, which Markdown on GitHub draws',
  extension: '.mmd',
  timed: true,
  async write(transcript, options) {
    const [{ replayOf }, diagrams] = await Promise.all([loadDrawing(), loadSequence()])
    const found = diagrams.sequenceOf(options.replay ?? replayOf(allPrintable(transcript)), isOwnWords)
    return mermaidOf(found, diagrams)
  },
}

/** Participants have names of their own, since those of actors could be words of the language. */
const nameOf = (index: number | undefined): string => (index === undefined ? 'unseen' : `a${index + 1}`)

const arrows: Readonly<Record<string, string>> = { data: '->>', connect: '-->>', fin: '--)', rst: '-x' }

type Diagrams = Pick<Awaited<ReturnType<typeof loadSequence>>, 'labelOf' | 'shownName'>

function mermaidOf(sequence: Sequence, { labelOf, shownName }: Diagrams): string {
  const { title, actors, messages } = sequence
  const isUnseen = ({ kind, from, to }: SequenceMessage): boolean =>
    arrows[kind] !== undefined && (from === undefined || to === undefined)
  const participants = actors.map((actor, index) => `  participant ${nameOf(index)} as ${escaped(shownName(actor))}`)
  return [
    '---',
    `title: ${JSON.stringify(title.replaceAll('%%', '%'))}`,
    '---',
    'sequenceDiagram',
    ...(messages.some(isUnseen) ? ['  participant unseen as (not seen)'] : []),
    ...(participants.length === 0 ? ['  participant nobody as (nobody)'] : participants),
    ...messages.map((message) => statement(message, sequence, labelOf(message))),
    '',
  ].join('\n')
}

function statement(message: SequenceMessage, { exact, actors }: Sequence, label: readonly string[]): string {
  const { kind, from, to } = message
  const lines = label.map((line) => cut(line, longestLine))
  const text = [...lines, ...(exact ? [timesOf(message)] : [])].map(escaped).join('<br/>')
  const arrow = arrows[kind]
  if (arrow !== undefined) return `  ${nameOf(from)}${arrow}${nameOf(to)}: ${text}`
  const across = actors.length > 1 ? `${nameOf(0)},${nameOf(actors.length - 1)}` : nameOf(0)
  if (actors.length === 0) return `  Note over nobody: ${text}`
  return `  Note over ${from === undefined ? across : nameOf(from)}: ${text}`
}

/** `0.045886 → 0.057247`: when it was sent and when it was received, in seconds. */
function timesOf({ at, arrived }: SequenceMessage): string {
  const seconds = (micros: number): string => (micros / 1e6).toFixed(6)
  return arrived === undefined ? seconds(at) : `${seconds(at)} → ${seconds(arrived)}`
}

/** Text that Mermaid shows as it is: what could end a statement, begin a directive, a formula or a tag stands there as its number. */
function escaped(text: string): string {
  const safe = text.replace(/[#;<>&%${}`"\\]/g, (character) => `#${character.codePointAt(0)};`).trim()
  // At the beginning of a message these words say how it is set.
  return safe.replace(/^(?=(?:no)?wrap:)./i, (character) => `#${character.codePointAt(0)};`) || '#32;'
}
