import { execa, execaSync, type ResultPromise } from 'execa'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, onTestFinished } from 'vitest'

const home = path.resolve(import.meta.dirname, '../..')

/**
 * The program as it is installed: what `npm run build` made, or a build of this test’s own where that is missing or older than
 * the sources. Call it once, at the top of a test file.
 */
export function builtProgram(): string {
  const usual = path.join(home, 'dist/cli/main.js')
  if (
    fs.existsSync(usual) &&
    fs.statSync(usual).mtimeMs > newest('src', 'plugins', 'package.json', 'build.mjs', 'build')
  )
    return usual
  const out = path.join(home, `.build-test-${process.pid}`)
  afterAll(() => fs.rmSync(out, { recursive: true, force: true }))
  execaSync(process.execPath, ['build.mjs', '--no-types', '--out', path.basename(out)], { cwd: home })
  return path.join(out, 'cli/main.js')
}

function newest(...names: readonly string[]): number {
  const times = names.map((name) => {
    const file = path.join(home, name)
    const stat = fs.statSync(file)
    return stat.isDirectory() ? newest(...fs.readdirSync(file).map((each) => path.join(name, each))) : stat.mtimeMs
  })
  return Math.max(0, ...times)
}

/** A started program with what it has written so far. */
export interface Started {
  readonly child: ResultPromise
  out(): string
  err(): string
  /** Resolves with its exit code, or the name of the signal that ended it. */
  readonly ended: Promise<number | string>
}

/** Starts the program in a folder, in an environment like a person’s; it is killed when the test is over. */
export function startProgram(
  main: string,
  cwd: string,
  argv: readonly string[],
  env: Record<string, string> = {},
): Started {
  const child = execa(process.execPath, [main, ...argv], {
    cwd,
    env: { PATH: process.env['PATH'], HOME: os.homedir(), ...env },
    extendEnv: false,
    stdin: 'ignore',
    reject: false,
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let out = ''
  let err = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
  return {
    child,
    out: () => out,
    err: () => err,
    ended: child.then(({ exitCode, signal }) => exitCode ?? signal ?? 'nothing'),
  }
}

/** Runs the program to its end. */
export async function programIn(main: string, cwd: string, argv: readonly string[], env: Record<string, string> = {}) {
  const started = startProgram(main, cwd, argv, env)
  const code = await started.ended
  return { code, out: started.out(), err: started.err() }
}
