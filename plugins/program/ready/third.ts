import type { Found, Watched } from './watch.ts'

/** Ready when the program has written a line to descriptor 3, which `line` says from then on. Never rejects. */
export function readyByThird(watched: Watched, line: { seen: boolean }): Promise<Found> {
  return new Promise((resolve) => {
    watched.running.third?.on('data', (bytes: Uint8Array) => {
      if (!bytes.includes(10)) return
      line.seen = true
      resolve({})
    })
  })
}
