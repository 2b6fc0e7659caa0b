import { allPrintable, loadDrawing, loadSequence } from '../../src/plugin.ts'
import type { DrawOptions, Format, Sequence, SequenceMessage, Transcript } from '../../src/plugin.ts'
import { isOwnWords } from './own-words.ts'

export const dialogue: Format = {
  about: 'what went over the wire in the “C:/S:” form of RFCs, with FIN, RST and how programs ended',
  extension: '.dialogue.txt',
  timed: true,
  async write(transcript, options) {
    return `${allPrintable(transcript).title}\n\n${await spoken(transcript, options)}`
  },
}

/** The dialogue: who speaks, and then who said what. What a recording has in the order of arrival is in that order. */
export async function spoken(transcript: Transcript, { replay }: Pick<DrawOptions, 'replay'>): Promise<string> {
  const [{ replayOf }, diagrams] = await Promise.all([loadDrawing(), loadSequence()])
  return dialogueOf(diagrams.sequenceOf(replay ?? replayOf(allPrintable(transcript)), isOwnWords), diagrams)
}

type Diagrams = Pick<Awaited<ReturnType<typeof loadSequence>>, 'isArrow' | 'shownName'>

/** The unseen end of a connection has no index. */
type Speaker = number | undefined

function dialogueOf(sequence: Sequence, { isArrow, shownName }: Diagrams): string {
  const arrows = sequence.messages.filter(isArrow)
  const names = speakersOf(sequence, arrows)
  const several = names.size > 2
  const legend = [...names].map(([speaker, name]) => `${name}  ${legendOf(sequence, speaker, shownName)}`)
  const lines = sequence.messages.flatMap((message) => linesOf(message, names, several))
  const found = lines.length === 0 ? ['(nothing went over the wire)'] : lines
  return `${[...(legend.length === 0 ? [] : [...legend, '']), ...found].join('\n')}\n`
}

/** `C` is who connects, `S` who is connected to, `P` a proxy between them; several of a letter are numbered. */
function speakersOf({ actors }: Sequence, arrows: readonly SequenceMessage[]): Map<Speaker, string> {
  const targets = new Set(arrows.flatMap(({ kind, to }) => (kind === 'connect' ? [to] : [])))
  const hasClient = actors.some(({ role }) => role === 'client')
  const letterOf = (speaker: Speaker): string => {
    const role = speaker === undefined ? undefined : actors[speaker]?.role
    if (role === 'proxy') return 'P'
    if (role === 'server' || targets.has(speaker)) return 'S'
    // Without a connection it is who speaks with a client, or else the first to be addressed.
    return targets.size === 0 && role !== 'client' && (hasClient || arrows[0]?.to === speaker) ? 'S' : 'C'
  }
  const letters = new Map<Speaker, string>()
  for (const { from, to } of arrows) for (const end of [from, to]) letters.set(end, letterOf(end))
  const sorted = [...letters].sort(([one], [other]) => (one ?? -1) - (other ?? -1))
  const all = sorted.map(([, letter]) => letter)
  const counts = new Map<string, number>()
  return new Map(
    sorted.map(([speaker, letter]) => {
      const count = (counts.get(letter) ?? 0) + 1
      counts.set(letter, count)
      return [speaker, all.indexOf(letter) === all.lastIndexOf(letter) ? letter : `${letter}${count}`]
    }),
  )
}

function legendOf({ actors }: Sequence, speaker: Speaker, shownName: Diagrams['shownName']): string {
  const actor = speaker === undefined ? undefined : actors[speaker]
  if (actor === undefined) return 'not seen'
  const { name, command } = actor
  const shown = shownName(actor)
  return command === '' || command === name ? shown : `${shown}: ${command}`
}

function linesOf(message: SequenceMessage, names: ReadonlyMap<Speaker, string>, several: boolean): string[] {
  const { kind, from, to, lines, connection, cut, times } = message
  if (kind === 'note') return lines.map((line) => `(${line})`)
  const speaker = names.get(from)
  if (speaker === undefined) return []
  const done = (who: string) => lines.map((line) => `${who} <${line}>`)
  if (kind === 'exit' || kind === 'signal' || kind === 'failure') return done(`${speaker}:`)
  const other = names.get(to)
  if (from === to || other === undefined) return []
  const way = several ? `${speaker} → ${other}` : speaker
  const who = `${connection === undefined ? way : `${way} ${connection}`}:`
  const repeated = times === undefined ? '' : ` (× ${times})`
  if (kind !== 'data') return done(who).map((line) => `${line}${repeated}`)
  const lost = cut === undefined ? [] : [`${who} <${cut.received} of ${cut.of} bytes received>`]
  return [...lines.map((line) => `${who} ${line}${repeated}`.trimEnd()), ...lost]
}
