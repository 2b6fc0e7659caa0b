import path from 'node:path'
import { readFileSync } from 'node:fs'
import { defineConfig } from 'vitest/config'
import { BaseSequencer } from 'vitest/node'
import { counted } from './mutants.mjs'

const home = path.resolve(import.meta.dirname, '../..')
/** `{ mutant }`: the file has it. `{ count: [mutants] }`: each says when it is reached. */
const plan = JSON.parse(readFileSync(process.env.MUTATION_PLAN, 'utf8'))

/** Text is replaced as it is loaded: no file is touched. */
const broken = {
  name: 'mutation',
  enforce: 'pre',
  transform(text, id) {
    const file = path.relative(home, id.split('?')[0])
    const { mutant, count } = plan
    if (mutant?.file === file) return text.slice(0, mutant.start) + mutant.instead + text.slice(mutant.end)
    const here = count?.filter((each) => each.file === file) ?? []
    return here.length > 0 ? counted(text, here) : undefined
  },
}

/** In the order of the plan: those that are near and fast come first. */
class AsPlanned extends BaseSequencer {
  async sort(specifications) {
    const place = ({ moduleId }) => (plan.tests ?? []).indexOf(path.relative(home, moduleId))
    return [...specifications].sort((a, b) => place(a) - place(b))
  }
}

export default defineConfig({
  root: home,
  plugins: [broken],
  test: {
    include: plan.folders.map((folder) => `${folder}/**/*.test.ts`),
    // Modules are loaded once for all files, which is most of the time.
    isolate: false,
    testTimeout: plan.mutant === undefined ? 60_000 : 15_000,
    hookTimeout: 60_000,
    maxWorkers: 1,
    setupFiles: plan.count === undefined ? [] : ['test/mutation/hits.ts'],
    sequence: { sequencer: AsPlanned },
  },
})
