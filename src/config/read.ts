import { report } from '../language/checking.ts'
import type { Checking } from '../language/checking.ts'
import type { Shape } from '../language/shape.ts'
import { asMap } from '../language/values.ts'
import type { Span } from '../model/span.ts'
import type { YamlEntry, YamlNode } from '../model/yaml-node.ts'
import { cut } from '../text/cut.ts'
import { mostInFileName, tooLongInFileName } from '../text/file-name.ts'
import { keyShapes } from './keys.ts'
import type { KeyName, Settings } from './keys.ts'
import { ciKeys, projectCiKeys, projectKeys, projectName, topKeys } from './levels.ts'
import { merged } from './merge.ts'

/** A project, and what it says itself. */
export interface Project {
  readonly name: string
  readonly span: Span
  readonly own: Settings
}

/** What a configuration says, with its part for CI where that holds. */
export interface AllSettings {
  readonly settings: Settings
  /** In their order; absent where the configuration has none. */
  readonly projects?: readonly Project[]
}

/** The settings of a configuration and of its projects, with those for CI where it is run there; all of it is checked either way. */
export function readSettings(c: Checking, root: YamlNode, inCi: boolean): AllSettings {
  if (root.type !== 'map') {
    report(c, 'wrong-type', 'a configuration is a map of its keys', root.span, 'such as “jobs: 4”')
    return { settings: {} }
  }
  const { projects, $schema: _, ...entries } = topKeys.entries(c, root)
  const settings = withCi(c, entries, atTop, inCi)
  const found = projects === undefined ? [] : projectsOf(c, projects.value, inCi)
  return found.length === 0 ? { settings } : { settings, projects: found }
}

const atTop = { keys: ciKeys, example: '“ci: { jobs: 2 }”' }
const inProject = { keys: projectCiKeys, example: '“ci: { retries: 2 }”' }

function withCi(
  c: Checking,
  { ci, ...entries }: Partial<Record<KeyName | 'ci', YamlEntry>>,
  { keys, example }: typeof atTop | typeof inProject,
  inCi: boolean,
): Settings {
  const usual = settingsOf(c, entries)
  const map = ci === undefined ? undefined : asMap(c, ci.value, 'ci', example)
  const more = map === undefined ? {} : settingsOf(c, keys.entries(c, map))
  return inCi ? merged(usual, more) : usual
}

function projectsOf(c: Checking, node: YamlNode, inCi: boolean): Project[] {
  const example = '“projects: { plain: { vars: { tls: off } }, secure: { vars: { tls: on } } }”'
  const homes = new Map<string, string>()
  return (asMap(c, node, 'projects', example)?.entries ?? []).flatMap(({ key: name, keySpan: span, value }) => {
    const other = homes.get(name.toLowerCase())
    if (!projectName.test(name)) {
      const hint = 'take letters, digits, ., _ and -, and begin with a letter or a digit'
      report(c, 'invalid-value', `“${name}” cannot name a project`, span, hint)
    } else if (tooLongInFileName(name)) {
      const message = `the project’s name “${cut(name, 40)}” is too long for names of files`
      report(c, 'invalid-value', message, span, `give it at most ${mostInFileName} bytes`)
    } else if (other !== undefined) {
      const hint = 'give one of them another name: some file systems take both for the same folder'
      report(c, 'invalid-value', `“${other}” and “${name}” differ only in capital letters`, span, hint)
    }
    homes.set(name.toLowerCase(), name)
    const map = asMap(c, value, name, `“${name}: { vars: { tls: on } }”, or “${name}: {}”`)
    return map === undefined ? [] : [{ name, span, own: withCi(c, projectKeys.entries(c, map), inProject, inCi) }]
  })
}

const readers: Readonly<Record<KeyName, Shape<unknown>>> = keyShapes

function settingsOf(c: Checking, entries: Partial<Record<KeyName, YamlEntry>>): Settings {
  const found: Partial<Record<KeyName, unknown>> = {}
  for (const { key, keySpan, value } of Object.values(entries)) {
    const read = readers[key as KeyName].read(c, value, key)
    if (read !== undefined) found[key as KeyName] = { value: read, span: keySpan }
  }
  return found as Settings
}
