import { labelOf } from '../../src/picture/sequence/columns.ts'
import type { DiagramPart } from '../../src/picture/sequence/diagram.ts'
import { isArrow, type Sequence } from '../../src/picture/sequence/model.ts'

const longest = 300

/** A part of a diagram in words, for who does not see it: `client to server: ping, sent at 0.200000 s, received at 0.300000 s`. */
export function partWords({ actors, messages, exact }: Sequence, { message: index, arrival, at }: DiagramPart): string {
  const message = messages[index]
  if (message === undefined) return ''
  const { from, to, kind, arrived, unseen } = message
  const name = (actor: number | undefined): string => (actor === undefined ? 'not seen' : (actors[actor]?.name ?? ''))
  const who = isArrow(message) ? `${name(from)} to ${name(to)}` : from === undefined ? 'all' : name(from)
  const label = labelOf(message).join(' / ')
  const text = label.length > longest ? `${label.slice(0, longest)}…` : label
  // The text of an event, of FIN and of the beginning of a connection says what it is.
  const what = ['output', 'error', 'input', 'note', 'failure'].includes(kind) ? `${kind}, ${text}` : text
  if (!exact) return `${who}: ${what}`
  if (arrival === true || unseen === true) return `${who}: ${what}, received at ${seconds(at)}`
  if (!isArrow(message)) return `${who}: ${what}, at ${seconds(at)}`
  return `${who}: ${what}, sent at ${seconds(at)}${arrived === undefined ? '' : `, received at ${seconds(arrived)}`}`
}

const seconds = (micros: number): string => `${(micros / 1e6).toFixed(6)} s`
