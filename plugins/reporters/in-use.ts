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
  const ages = () => [...waiting].filter(([file]) => !said.has(file)).map(([, { since }]) => performance.now() - since)
  return {
    update(update) {
      const before = waiting.get(update.file)
      if (update.inUse === undefined) {
        waiting.delete(update.file)
        said.delete(update.file)
      } else if (before === undefined) waiting.set(update.file, { update, since: performance.now() })
      else before.update = update
    },
    every() {
      const all = ages()
      return all.length === 0 ? undefined : Math.max(0, first - Math.max(...all))
    },
    tick() {
      let text = ''
      for (const [file, { update, since }] of waiting) {
        if (said.has(file) || performance.now() - since < first) continue
        said.add(file)
        text += `${colours.dim(lineOf(update))}\n`
      }
      return text
    },
  }
}

function lineOf({ file, inUse }: Update): string {
  const { by, what } = inUse ?? {}
  if (by === undefined) return `${file} waits for ${what}, which another run uses`
  const pid = by.pid === undefined ? '' : `pid ${by.pid}, `
  return `${file} waits for ${what}, which another run uses: ${by.file} (${pid}in ${by.folder})`
}
