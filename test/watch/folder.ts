import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { onTerminal, type Desk } from '../terminal/pty.ts'

/** A folder with these files, which is removed when the test ends. */
export function folderWith(files: Readonly<Record<string, string>>) {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'watch-')))
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }))
  const write = (name: string, text: string): void => {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    fs.writeFileSync(path.join(folder, name), text)
  }
  for (const [name, text] of Object.entries(files)) write(name, text)
  return { folder, write, at: (name: string) => path.join(folder, name) }
}

/** A scenario in which a client says this to a server. */
export const saying = (title: string, said = 'hello'): string => `scenario: ${title}
actors:
  server: { tcp-server: {} }
  client: { tcp-client: { to: server } }
steps:
  - start: server
  - connect: client
  - send: { client: ${said} }
  - expect: { server#1: ${said} }
`

export interface Watching extends Desk {
  /** The last line: what the footer says. */
  footer(): string
  /** Waits until the run of this number is over, and nothing more is to run. */
  ran(number: number): Promise<void>
}

const isOver = /waiting for changes|cannot be used/

/** The program, watching in that folder. */
export async function watching(
  main: string,
  folder: string,
  args: readonly string[] = [],
  size: { readonly columns?: number; readonly rows?: number } = {},
): Promise<Watching> {
  const desk = onTerminal(process.execPath, [main, 'run', '--watch', ...args], { cwd: folder, ...size })
  const footerIn = (lines: readonly string[]): string => lines.findLast((line) => line !== '') ?? ''
  await desk.until((lines) => isOver.test(footerIn(lines)))
  return {
    ...desk,
    footer: () => footerIn(desk.lines()),
    ran: (number) =>
      desk.until(
        (lines) =>
          isOver.test(footerIn(lines)) &&
          lines.findLast((line) => /^run \d+ /.test(line))?.startsWith(`run ${number} `) === true,
      ),
  }
}
