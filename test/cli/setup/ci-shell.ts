import { execa } from 'execa'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'

/** What a job of a CI printed, and how it ended. */
export interface Job {
  readonly code: number
  readonly out: string
  /** Its folder, as it left it. */
  readonly folder: string
}

const home = path.resolve(import.meta.dirname, '../../..')

/** A new folder, gone after the test. */
export function newFolder(): string {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'ci-')))
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }))
  return folder
}

/**
 * A shell for the commands of a CI's jobs. Its `npm ci` installs the built program, and its `npx --no` runs what is installed; both
 * refuse everything else, and neither uses a network.
 */
export function ciShell(main: string): (folder: string, script: string, env: Record<string, string>) => Promise<Job> {
  const bin = newFolder()
  const stub = (name: string, text: string) => fs.writeFileSync(path.join(bin, name), text, { mode: 0o755 })
  stub('npm', '#!/bin/sh\n[ "$*" = ci ] && mkdir -p node_modules && touch node_modules/installed\n')
  stub(
    'npx',
    `#!/bin/sh\n[ "$1 $2 $3" = "--no -- scenario" ] && [ -e node_modules/installed ] || exit 99\nshift 3\nexec "${process.execPath}" "${main}" "$@"\n`,
  )
  return async (folder, script, env) => {
    const { exitCode, all } = await execa('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
      cwd: folder,
      env: { PATH: `${bin}:${process.env['PATH']}`, HOME: home, CI: 'true', ...env },
      extendEnv: false,
      stdin: 'ignore',
      reject: false,
      all: true,
    })
    return { code: exitCode ?? 99, out: all, folder }
  }
}

/** Copies a file or folder; false when there is none. */
export function copied(from: string, to: string): boolean {
  if (!fs.existsSync(from)) return false
  fs.mkdirSync(path.dirname(to), { recursive: true })
  fs.cpSync(from, to, { recursive: true })
  return true
}
