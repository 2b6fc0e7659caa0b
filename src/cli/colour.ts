import type { Out, Shell } from './shell.ts'

/** Whether to write in colour: the flag, then FORCE_COLOR, then NO_COLOR, then TERM=dumb, then whether it is a terminal. */
export function wantsColour(flag: boolean | undefined, env: Shell['env'], out: Pick<Out, 'isTTY'>): boolean {
  if (flag !== undefined) return flag
  const forced = env['FORCE_COLOR']
  if (forced !== undefined) return forced !== '0' && forced !== 'false'
  if ((env['NO_COLOR'] ?? '') !== '') return false
  return env['TERM'] !== 'dumb' && out.isTTY
}
