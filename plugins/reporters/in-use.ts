import { nameOf } from '../../src/plugin.ts'
import type { Colours, Progress } from '../../src/plugin.ts'

type Update = Extract<Progress, { type: 'in-use' }>

/** Scenarios that wait for what another run uses. */
export interface InUseLines {
  update(update: Update): void
  /** Milliseconds until there is something to say. */
  every(): number | undefined
  /** A line for each scenario that has waited long enough; once. */
  tick(): string
}

/** Milliseconds: a scenario that waits less is not worth a word. */
const first = 1000

export function inUseLines(colours: Colours): InUseLines {
  const waiting = new Map<string, { update: Update; readonly since: number }>()
  const said = new Set<string>()
  const ages = () => [...waiting].filter(([name]) => !said.has(name)).map(([, { since }]) => performance.now() - since)
  return {
    update(update) {
      const name = nameOf(update)
      const before = waiting.get(name)
      if (update.inUse === undefined) {
        waiting.delete(name)
        said.delete(name)
      } else if (before === undefined) waiting.set(name, { update, since: performance.now() })
      else before.update = update
    },
    every() {
      const all = ages()
      return all.length === 0 ? undefined : Math.max(0, first - Math.max(...all))
    },
    tick() {
      let text = ''
      for (const [name, { update, since }] of waiting) {
        if (said.has(name) || performance.now() - since < first) continue
        said.add(name)
        text += `${colours.dim(lineOf(update))}\n`
      }
      return text
    },
  }
}

function lineOf(update: Update): string {
  const { by, what } = update.inUse ?? {}
  const name = nameOf(update)
  if (by === undefined) return `${name} waits for ${what}, which another run uses`
  const pid = by.pid === undefined ? '' : `pid ${by.pid}, `
  return `${name} waits for ${what}, which another run uses: ${by.file} (${pid}in ${by.folder})`
}
