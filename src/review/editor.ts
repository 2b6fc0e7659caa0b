import path from 'node:path'
import { execa } from 'execa'
import type { ReviewHost } from './host.ts'
import type { WrittenStep } from './step.ts'

/** Editors that take a place as FILE:LINE behind a flag; others take +LINE before the file. */
const byFlag = /^(?:code|code-insiders|codium|cursor|windsurf)\b/

/** Opens a place in the editor of the variables VISUAL or EDITOR, vi without both; resolves when it has been closed. Answers what is wrong. */
export async function editAt(
  { file, line }: Pick<WrittenStep, 'file' | 'line'>,
  { host }: ReviewHost,
): Promise<string | undefined> {
  const { env, cwd } = host
  const editor = env['VISUAL'] || env['EDITOR'] || 'vi'
  const name = path.basename(editor.split(' ')[0] as string)
  const words = byFlag.test(name) ? ['--goto', `${file}:${line}`] : [`+${line}`, file]
  // The variables may have flags, which a shell separates.
  const options = { cwd, env, extendEnv: false, stdio: 'inherit', reject: false } as const
  const { failed, exitCode } = await execa('sh', ['-c', `${editor} "$@"`, 'sh', ...words], options)
  return failed
    ? `“${editor}” has failed (${exitCode ?? 'it was killed'}); the variable EDITOR says which editor`
    : undefined
}
