import path from 'node:path'
import type { KeyName, Settings } from '../config/keys.ts'
import type { Configuration } from '../config/load.ts'
import type { Problem } from '../model/problem.ts'
import type { Template } from '../model/scenario.ts'
import { own } from '../text/own.ts'
import type { Flag } from './flag.ts'
import type { Shell } from './shell.ts'

/** What a configuration says, as values of flags by their names; problems where a variable of the environment is not set. */
export function flagValues(
  { settings, folder }: Pick<Configuration, 'settings' | 'folder'>,
  flags: Readonly<Record<string, Flag>>,
  env: Shell['env'],
): { readonly values: Readonly<Record<string, unknown>>; readonly problems: readonly Problem[] } {
  const problems: Problem[] = []
  const values: Record<string, unknown> = {}
  for (const [name, { key }] of Object.entries(flags)) {
    if (key === undefined || settings[key] === undefined) continue
    values[name] = asFlag(key, settings, folder, (template) => filled(template, env, problems))
  }
  return { values, problems }
}

function asFlag(key: KeyName, settings: Settings, folder: string, fill: (template: Template) => string): unknown {
  switch (key) {
    case 'out':
      return path.resolve(folder, settings.out!.value)
    case 'reporters':
      return settings.reporters!.value.map(({ name, file }) =>
        file === undefined ? name : `${name}=${path.resolve(folder, file)}`,
      )
    case 'vars':
    case 'env':
      return [...settings[key]!.value].map(([name, { value }]) => `${name}=${fill(value)}`)
    case 'tags':
    case 'secrets':
      return settings[key]!.value.map(({ text }) => text)
    default:
      return settings[key]!.value
  }
}

function filled({ parts }: Template, env: Shell['env'], problems: Problem[]): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return part
      const name = part.name.replace(/^env\./, '')
      const value = own(env, name)
      if (value === undefined)
        problems.push({
          code: 'unknown-variable',
          message: `“${name}” is not set in the environment`,
          span: part.span,
          hint: 'set it, or move this into the part of the configuration that needs it, such as “ci”',
        })
      return value ?? ''
    })
    .join('')
}
