import { createServer } from 'node:net'
import { randomUUID } from 'node:crypto'
import { socketNameSize, spellingsInUse, type Spelling } from '../../kernel/abstract-names.ts'

let own: Promise<Spelling> | undefined

/** What this Node makes of `\0name`; tried once, on an unused name. */
export function ownSpelling(): Promise<Spelling> {
  return (own ??= new Promise((resolve) => {
    const name = `scenario-${randomUUID()}`
    const server = createServer().once('error', () => resolve('exact'))
    server.listen(`\0${name}`, () => {
      resolve(spellingsInUse(`@${name}`).has('padded') ? 'padded' : 'exact')
      server.close()
    })
  }))
}

/** The same name for `net`, filled up: also a Node that does not do so by itself reaches it. */
export const paddedPath = (path: string): string =>
  path + '\0'.repeat(Math.max(0, socketNameSize - Buffer.byteLength(path)))
