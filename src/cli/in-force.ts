import path from 'node:path'
import { isOfRun } from '../config/keys.ts'
import type { KeyName } from '../config/keys.ts'
import type { Configuration } from '../config/load.ts'
import type { Registry } from '../model/registry.ts'
import type { Span } from '../model/span.ts'
import { placeOf } from '../report/place.ts'
import { shownFrom } from '../suite/paths.ts'
import { own } from '../text/own.ts'
import { showDuration } from '../text/units.ts'
import { baseOf, selectedOf } from './configured.ts'
import { configFlags } from './options.ts'
import type { Common, Values } from './options.ts'
import { unaskedIn } from './outlets.ts'
import type { Call } from './projects.ts'
import type { Shell } from './shell.ts'
import { inCi } from './tools.ts'

/** A value that a run would use, and where it comes from: `default`, `--jobs`, `CI` or `scenario.config.yaml:3:1`. */
export interface InForce {
  /** `jobs`, `vars.user`. */
  readonly key: string
  readonly value: string | number | boolean | readonly string[]
  readonly from: string
}

export type ConfigArgs = Common & Values<typeof configFlags>

/** All that a configuration can say, in the order of its keys, and whether this is CI. */
export function inForce(args: ConfigArgs, shell: Shell, reporters: Registry['reporters']): readonly InForce[] {
  const { configuration, env, cwd } = shell
  const shown = shownFrom(cwd)
  const settings = configuration?.settings ?? {}
  const unasked = unaskedIn(env, reporters)
  const usual = unasked.flatMap(({ name, where }) => (where === 'output' ? [name] : []))
  const toFiles = unasked.flatMap(({ name, where }) => (where === 'output' ? [] : [`${name}=${where.file}`]))
  const at = (span: Span): string => placeOf(span, (file) => configuration?.sources.get(file))
  const isGiven = (name: string): boolean => shell.given?.has(name) === true
  const from = (key: KeyName, flag?: string): string => {
    if (flag !== undefined && isGiven(flag)) return `--${flag}`
    const setting = settings[key]
    return setting === undefined ? 'default' : at(setting.span)
  }
  const single = (key: KeyName, flag: keyof typeof configFlags, value: InForce['value']): InForce => ({
    key,
    value,
    from: from(key, flag),
  })
  const each = (key: 'vars' | 'env', flag: string, pairs: readonly string[] | undefined): InForce[] =>
    [...new Map((pairs ?? []).map((pair, index) => [nameIn(pair), { pair, index }]))].map(([name, { pair, index }]) => {
      const setting = settings[key]?.value
      const isFlag = isGiven(flag) && index >= (setting?.size ?? 0)
      const value = pair.includes('=') ? pair.slice(name.length + 1) : (own(env, name) ?? '')
      return { key: `${key}.${name}`, value, from: isFlag ? `--${flag}` : at(setting!.get(name)!.span) }
    })
  return [
    { key: 'scenarios', value: shown(selectedOf(shell)), from: from('scenarios') },
    single('out', 'out', shown(path.resolve(baseOf(shell), args.out))),
    single('jobs', 'jobs', args.jobs),
    single('isolate', 'isolate', args.isolate === true),
    single('bail', 'bail', args.bail === true),
    single('retries', 'retries', args.retries ?? 0),
    single('allowFlaky', 'allow-flaky', args['allow-flaky'] === true),
    single('shuffle', 'shuffle', args.shuffle === true),
    single('timeoutScale', 'timeout-scale', args['timeout-scale'] ?? 1),
    single('reporters', 'reporter', (args.reporter ?? usual).map(withShownFile(shown))),
    ...toFiles.map((value) => ({ key: 'reporters', value: [withShownFile(shown)(value)], from: 'default' })),
    ...pluginsOf(shell, at),
    ...usualOf(shell, at),
    ...matrixIn(args, shell, at),
    ...each('vars', 'var', args.var),
    ...each('env', 'env', args.env),
    ...secretsOf(args, shell, at),
    ...ownFilter(configuration, isGiven, at),
    single('tags', 'tag', args.tag ?? []),
    ...(args.title === undefined ? [] : [single('title', 'title', args.title)]),
    single('failOnSkip', 'fail-on-skip', args['fail-on-skip'] === true),
    single('passWithNone', 'pass-with-none', args['pass-with-none'] === true),
    { key: 'ci', value: inCi(args.ci, env), from: isGiven('ci') ? '--ci' : inCi(undefined, env) ? 'CI' : 'default' },
  ]
}

/** What is in force for one project, of what it can say. */
export const inForceOf = ({ args, shell }: Call<ConfigArgs>, reporters: Registry['reporters']): readonly InForce[] =>
  inForce(args, shell, reporters).filter(({ key }) => key !== 'ci' && !isOfRun(key))

/** What a project says about its own scenarios stays beside what a flag asks for. */
function ownFilter(
  configuration: Configuration | undefined,
  isGiven: (flag: string) => boolean,
  at: (span: Span) => string,
): InForce[] {
  const { tags, title } = configuration?.project?.own ?? {}
  return [
    ...(tags !== undefined && isGiven('tag')
      ? [{ key: 'tags', value: tags.value.map(({ text }) => text), from: at(tags.span) }]
      : []),
    ...(title !== undefined && isGiven('title') ? [{ key: 'title', value: title.value, from: at(title.span) }] : []),
  ]
}

const nameIn = (pair: string): string => /^[^=]*/.exec(pair)?.[0] ?? ''

const withShownFile =
  (shown: (file: string) => string) =>
  (written: string): string =>
    written.replace(/=([^]+)$/, (_, file: string) => `=${path.isAbsolute(file) ? shown(file) : file}`)

const pluginsOf = ({ configuration }: Shell, at: (span: Span) => string): InForce[] =>
  (configuration?.settings.plugins?.value ?? []).map(({ text, span }) => ({
    key: 'plugins',
    value: text,
    from: at(span),
  }))

/** Limits and masks as they are written, sizes in bytes. */
function usualOf({ configuration }: Shell, at: (span: Span) => string): InForce[] {
  const { limits, mask } = configuration?.settings ?? {}
  return [
    ...Object.entries<number>(limits?.value ?? {}).map(([name, value]) => ({
      key: `limits.${name}`,
      value: /^(?:line|unread)$/.test(name) ? value : showDuration(value),
      from: at(limits!.span),
    })),
    ...(mask?.value ?? []).map(({ match, as, span }) => ({
      key: 'mask',
      value: 'builtin' in match ? match.builtin : as,
      from: at(span),
    })),
  ]
}

/** Each name with its values; a flag takes the place of the same name. */
function matrixIn({ matrix: flags }: ConfigArgs, { configuration }: Shell, at: (span: Span) => string): InForce[] {
  const { matrix, transcripts } = configuration?.settings ?? {}
  const given = (flags ?? []).map((flag) => ({
    key: `matrix.${nameIn(flag)}`,
    value: flag.slice(nameIn(flag).length + 1).split(','),
    from: '--matrix',
  }))
  const configured = [...(matrix?.value ?? [])]
    .map(([name, { values, span }]) => ({ key: `matrix.${name}`, value: values, from: at(span) }))
    .filter(({ key }) => given.every((each) => each.key !== key))
  const setting = transcripts && { key: 'transcripts', value: transcripts.value, from: at(transcripts.span) }
  return [...configured, ...given, ...[setting ?? []].flat()]
}

function secretsOf(args: ConfigArgs, { configuration }: Shell, at: (span: Span) => string): InForce[] {
  const configured = configuration?.settings.secrets?.value ?? []
  const names = new Set([...configured.map(({ text }) => text), ...(args.secret ?? [])])
  return [...names].map((name) => {
    const setting = configured.find(({ text }) => text === name)
    const isSet = args.secret?.includes(name) === true
    return {
      key: 'secrets',
      value: isSet ? name : `${name} (not set)`,
      from: setting === undefined ? '--secret' : at(setting.span),
    }
  })
}
