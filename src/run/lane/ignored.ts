/** So many of the newest bytes that did not count are kept of a lane, for failures. */
const most = 20

const kept = new WeakMap<object, Buffer[]>()

/** Bytes have come that do not count; they are valid only now. */
export function keepIgnored(lane: object, bytes: Uint8Array): void {
  const all = kept.get(lane) ?? []
  if (all.length === 0) kept.set(lane, all)
  if (all.length === most) all.shift()
  all.push(Buffer.from(bytes))
}

/** The lines that have come and did not count, the newest of them. */
export const ignoredLines = (lane: object): readonly string[] =>
  (kept.get(lane) ?? []).flatMap((bytes) => bytes.toString().split(/\r?\n/))
