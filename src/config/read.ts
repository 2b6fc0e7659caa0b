import { report } from '../language/checking.ts'
import type { Checking } from '../language/checking.ts'
import { asMap } from '../language/values.ts'
import type { YamlEntry, YamlNode } from '../model/yaml-node.ts'
import { ciKeys, keyShapes, topKeys } from './keys.ts'
import type { KeyName, Settings } from './keys.ts'
import { merged } from './merge.ts'

/** The settings of a configuration, with those for CI where it is run there; all of it is checked either way. */
export function readSettings(c: Checking, root: YamlNode, inCi: boolean): Settings {
  if (root.type !== 'map') {
    report(c, 'wrong-type', 'a configuration is a map of its keys', root.span, 'such as “jobs: 4”')
    return {}
  }
  const { ci, $schema: _, ...entries } = topKeys.entries(c, root)
  const usual = settingsOf(c, entries)
  const map = ci === undefined ? undefined : asMap(c, ci.value, 'ci', '“ci: { jobs: 2 }”')
  const more = map === undefined ? {} : settingsOf(c, ciKeys.entries(c, map))
  return inCi ? merged(usual, more) : usual
}

function settingsOf(c: Checking, entries: Partial<Record<KeyName, YamlEntry>>): Settings {
  const found: Partial<Record<KeyName, unknown>> = {}
  for (const { key, keySpan, value } of Object.values(entries)) {
    const read = keyShapes[key as KeyName].read(c, value, key)
    if (read !== undefined) found[key as KeyName] = { value: read, span: keySpan }
  }
  return found as Settings
}
