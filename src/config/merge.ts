import type { KeyName, Setting, Settings } from './keys.ts'

/** Lists to which another level adds; every other list takes the place of the one before. */
const added: readonly KeyName[] = ['plugins', 'secrets', 'mask']

/** Settings over others: maps are merged by their names, plugins, secrets and masks add up, anything else takes the place of what was there. */
export function merged(usual: Settings, over: Settings): Settings {
  const all: Partial<Record<string, Setting<unknown>>> = { ...usual }
  for (const [key, setting] of Object.entries<Setting<unknown>>(over)) {
    const before = all[key]?.value
    const { value, span } = setting
    if (before instanceof Map && value instanceof Map) all[key] = { value: new Map([...before, ...value]), span }
    else if (key === 'limits') all[key] = { value: { ...(before as object | undefined), ...(value as object) }, span }
    else if (added.includes(key as KeyName) && Array.isArray(before))
      all[key] = { value: [...before, ...(value as unknown[])], span }
    else all[key] = setting
  }
  return all
}
