#!/usr/bin/env node
import module from 'node:module'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Out, Shell } from './shell.ts'

// Node 20 has no compile cache.
const { enableCompileCache } = module as { enableCompileCache?: () => void }
enableCompileCache?.()

const interruption = new AbortController()

/** The first signal lets the run settle and report; the second leaves at once. */
function interrupt(): void {
  if (interruption.signal.aborted) process.exit(130)
  interruption.abort()
}
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, interrupt)

function bug(error: unknown): never {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  process.stderr.write(
    `scenario: internal error\n${text}\nThis is a bug in scenario; please report it with this text.\n`,
  )
  process.exit(70)
}
process.on('uncaughtException', bug)
process.on('unhandledRejection', bug)

function outOf(stream: NodeJS.WriteStream): Out {
  let gone = false
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') bug(error)
    gone = true
  })
  return {
    isTTY: stream.isTTY === true,
    get columns() {
      return stream.columns
    },
    write: (text) =>
      gone || text === '' ? Promise.resolve() : new Promise((resolve) => stream.write(text, () => resolve())),
  }
}

const tmp = tmpdir()
const shell: Shell = {
  cwd: process.cwd(),
  env: process.env,
  stdout: outOf(process.stdout),
  stderr: outOf(process.stderr),
  signal: interruption.signal,
  // A socket's path has at most 107 bytes, and some systems spend half of them on their own folder.
  tmpRoot: process.platform !== 'win32' && tmp.length > 40 ? '/tmp' : tmp,
  home: fileURLToPath(new URL('../../', import.meta.url)),
  now: () => performance.now(),
  wall: () => new Date(),
}

const { execute } = await import('./execute.ts')
const code = await execute(process.argv.slice(2), shell)
// Nothing of ours is left to wait for; a plugin that forgot a timer must not keep the terminal.
process.exit(code)
