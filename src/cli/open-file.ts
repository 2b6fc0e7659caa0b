import { pathToFileURL } from 'node:url'
import { inCi } from './tools.ts'
import type { Shell } from './shell.ts'

/** Milliseconds after which a program that opens a file is left alone: it has become the browser. */
const patience = 2000

/** Opens a file (absolute) with the program that the system has for it. Answers what to do where that cannot be. */
export async function openFile(file: string, { env }: Pick<Shell, 'env'>): Promise<string | undefined> {
  const byHand = `open it in a browser: ${pathToFileURL(file).href}`
  const command = inCi(undefined, env) ? undefined : opener(env)
  if (command === undefined) return byHand
  const { execa } = await import('execa')
  const [name = '', ...args] = command
  const options = { env, extendEnv: false, stdio: 'ignore', detached: true, cleanup: false, reject: false } as const
  const opening = execa(name, [...args, file], options)
  opening.unref()
  let timer: NodeJS.Timeout | undefined
  const left = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), patience)))
  const ended = await Promise.race([opening, left])
  clearTimeout(timer)
  return ended?.failed === true ? `“${name}” cannot open it; ${byHand}` : undefined
}

/** Undefined where nobody looks at a screen. */
function opener(env: Shell['env']): readonly string[] | undefined {
  if (process.platform === 'darwin') return ['open']
  if (process.platform === 'win32') return ['cmd', '/c', 'start', '""']
  const hasScreen = [env['DISPLAY'], env['WAYLAND_DISPLAY'], env['BROWSER']].some((one) => (one ?? '') !== '')
  return hasScreen ? ['xdg-open'] : undefined
}
