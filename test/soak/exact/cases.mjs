// What a wire does to one connection at a planned byte, and what its reader must have of it then.

/** Rising, each once. */
const places = (draw, count, length) =>
  [...new Set(Array.from({ length: count }, () => 1 + Math.floor(draw() * (length - 1))))].toSorted((a, b) => a - b)
const one = (draw, length) => 1 + Math.floor(draw() * (length - 1))

const endsAt = (what, how) => ({
  plan: (draw, length) => ({ at: one(draw, length) }),
  hidden: ({ at }) => ({ breaks: { at, what } }),
  proxy: ({ at }, direction) => ({
    after: { bytes: at },
    [what]: true,
    direction: what === 'reset' ? 'both' : direction,
  }),
  reads: (message, { at }) => message.subarray(0, at),
  how,
})

/** `plan` draws where; `hidden` and `proxy` say it to each of them; `reads` is what arrives. */
export const cases = {
  cuts: {
    plan: (draw, length) => ({ cuts: places(draw, 3, length) }),
    hidden: ({ cuts }) => ({ cuts }),
    proxy: ({ cuts }) => ({ split: cuts }),
    reads: (message) => message,
    how: 'end',
  },
  corrupt: {
    plan: (draw, length) => ({ at: one(draw, length - 4), count: 1 + Math.floor(draw() * 4) }),
    proxy: ({ at, count }) => ({ after: { bytes: at }, corrupt: count }),
    reads: (message, { at, count }) =>
      message.map((byte, index) => (index >= at && index < at + count ? byte ^ 1 : byte)),
    how: 'end',
  },
  lose: {
    plan: (draw, length) => ({ at: one(draw, length - 4), count: 1 + Math.floor(draw() * 4) }),
    proxy: ({ at, count }) => ({ after: { bytes: at }, lose: count }),
    reads: (message, { at, count }) => Buffer.concat([message.subarray(0, at), message.subarray(at + count)]),
    how: 'end',
  },
  close: {
    ...endsAt('close', 'end'),
    proxy: ({ at }, direction) => ({ after: { bytes: at, direction }, close: true, direction: 'both' }),
    hidden: undefined,
  },
  'half-close': endsAt('half-close', 'end'),
  reset: endsAt('reset', 'ECONNRESET'),
  stop: { ...endsAt('stop'), stays: true },
}

/** What is wrong with what a reader has read of a message; undefined when it is exactly as planned. */
export function missed(name, plan, message, { pieces, how }, { whole, unix }) {
  const { reads, how: wanted, stays } = cases[name]
  const got = Buffer.concat(pieces)
  const due = Buffer.from(reads(message, plan))
  if (!got.equals(due))
    return `${got.length} bytes in place of ${due.length}, the first other one at ${differsAt(got, due)}`
  // A Unix socket has no RST.
  if (!stays && how !== (unix ? 'end' : wanted)) return `it ended by ${how}`
  return plan.cuts === undefined ? undefined : missedCut(pieces, plan.cuts, whole ? message.length : undefined)
}

/** With a length, that of what was sent in one go, the pieces are those between the cuts and no others. */
export function missedCut(pieces, cuts, length) {
  let sum = 0
  const ends = pieces.map((piece) => (sum += piece.length))
  const other = cuts.find((cut) => !ends.includes(cut))
  if (other !== undefined) return `no piece ended at ${other}: they ended at ${ends}`
  if (length !== undefined && ends.length !== cuts.length + 1) return `pieces ended at ${ends}, and not only at ${cuts}`
  return undefined
}

function differsAt(got, due) {
  const at = due.findIndex((byte, index) => byte !== got[index])
  return at === -1 ? due.length : at
}
