import type { ActorKind } from '../model/plugin.ts'
import { optionsFor } from './candidates.ts'
import type { Findings } from './finding.ts'

/** Any port: nothing is started. */
const port = 11_211

/** What a kind writes on top of its pane is made before anything has started, from options in which another actor has but its name. */
export async function testCommand(name: string, kind: ActorKind, found: Findings): Promise<void> {
  const { command } = kind
  const options = optionsFor(kind, { name: 'server', facts: {} }, port)
  if (command === undefined || options.length === 0) return
  await found.check(`kind “${name}”`, 'describes in one line how it is started', () => {
    for (const each of options) {
      const printed: unknown = command.call(kind, each)
      if (typeof printed !== 'string') return `it answered something other than text, for ${JSON.stringify(each)}`
      if (/\n|\bundefined\b|\[object /.test(printed)) return `it answered “${printed}”, for ${JSON.stringify(each)}`
    }
    return undefined
  })
}
