import type { Settings } from '../config/keys.ts'
import { canNameValues, howNamed, tooLongOf } from '../config/matrix.ts'
import type { Problem } from '../model/problem.ts'
import type { Matrix } from '../suite/matrix.ts'
import { sameInFileName } from '../text/file-name.ts'

type Read = { readonly matrix?: Matrix } | { readonly problem: Problem }

/** The matrix of a configuration, in which flags such as `impl=redis,valkey` take the place of the same name; or what is wrong with one. */
export function matrixOf(flags: readonly string[] | undefined, settings: Pick<Settings, 'matrix'> = {}): Read {
  const configured = [...(settings.matrix?.value ?? [])].map(([name, { values }]) => [name, values] as const)
  const given = new Map<string, readonly string[]>()
  for (const flag of flags ?? []) {
    const [, name = '', written = ''] = /^([^=]*)=([^]*)$/.exec(flag) ?? []
    const values = written.split(',')
    const wrong =
      wrongIn(flag, name, values) ?? (given.has(name) ? twice(name, [...given.get(name)!, ...values]) : undefined)
    if (wrong !== undefined) return { problem: { code: 'usage', ...wrong } }
    given.set(name, values)
  }
  const values = new Map([...configured, ...given])
  if (values.size === 0) return {}
  return {
    matrix: {
      values,
      isPart: configured.some(([name]) => given.has(name)),
      given: [...given.keys()],
    },
  }
}

type Wrong = Pick<Problem, 'message' | 'hint'>

function wrongIn(flag: string, name: string, values: readonly string[]): Wrong | undefined {
  const hint = 'write --matrix NAME=VALUE,VALUE, such as --matrix impl=redis,valkey'
  if (name === '') return { message: `--matrix “${flag}” does not begin with a name and “=”`, hint }
  if (!canNameValues(name)) return { message: `--matrix: “${name}” cannot name values of a matrix`, hint: howNamed }
  if (values.includes('')) return { message: `--matrix “${flag}” has an empty value`, hint }
  const long = tooLongOf(name, values)
  if (long !== undefined) return { ...long, message: `--matrix: ${long.message}` }
  const same = sameInFileName(values)
  if (same === undefined) return undefined
  const [one, other] = same
  return one === other
    ? { message: `--matrix “${flag}” has the value “${one}” twice`, hint: 'leave one of them out' }
    : { message: `--matrix: “${one}” and “${other}” are the same in names of files`, hint: 'give each another name' }
}

const twice = (name: string, values: readonly string[]): Wrong => ({
  message: `--matrix gives values to “${name}” twice`,
  hint: `give them at once: --matrix ${name}=${[...new Set(values)].join(',')}`,
})
