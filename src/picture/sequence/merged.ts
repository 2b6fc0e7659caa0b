import type { SequenceMessage } from './model.ts'

/**
 * What stands behind each other and belongs together as one: lines that a program printed, the same of several instances of a group, and
 * pieces of a stream of which nobody saw the whole.
 */
export function merged(messages: readonly SequenceMessage[], exact: boolean): SequenceMessage[] {
  const found: { message: SequenceMessage; lines: string[] }[] = []
  for (const message of messages) {
    const last = found.at(-1)
    if (last !== undefined && (isSameOutput(last.message, message) || (exact && isSameStream(last.message, message))))
      for (const line of message.lines) last.lines.push(line)
    else if (last !== undefined && isSameOfGroup(last.message, message))
      last.message = { ...last.message, times: (last.message.times ?? 1) + 1 }
    else found.push({ message, lines: [...message.lines] })
  }
  return found.map(({ message, lines }) => {
    const { connection: _connection, ...shared } = message
    // Of many connections none is meant.
    return { ...(message.times === undefined ? message : shared), lines }
  })
}

const isSameOutput = (one: SequenceMessage, other: SequenceMessage): boolean =>
  (one.kind === 'output' || one.kind === 'error') && one.kind === other.kind && one.from === other.from

const isSameStream = (one: SequenceMessage, other: SequenceMessage): boolean =>
  one.unseen === true && other.unseen === true && hasSameWay(one, other) && one.connection === other.connection

/** On different connections, or of instances whose connections nobody saw. */
function isSameOfGroup(one: SequenceMessage, other: SequenceMessage): boolean {
  if (!hasSameWay(one, other) || one.connection === undefined) return false
  return one.connection !== other.connection && one.lines.join('\n') === other.lines.join('\n')
}

const hasSameWay = (one: SequenceMessage, other: SequenceMessage): boolean =>
  one.kind === other.kind && one.from === other.from && one.to === other.to
