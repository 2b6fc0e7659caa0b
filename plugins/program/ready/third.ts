import type { Found, Watched } from './watch.ts'

/** Ready when the program has written a line to descriptor 3. Never rejects. */
export function readyByThird(watched: Watched): Promise<Found | undefined> {
  return new Promise((resolve) => {
    watched.running.third?.on('data', (bytes: Uint8Array) => bytes.includes(10) && resolve({}))
    watched.signal.addEventListener('abort', () => resolve(undefined), { once: true })
  })
}
