import { appendFileSync } from 'node:fs'
import { afterAll, beforeAll, expect } from 'vitest'

interface Shared {
  mutantHit?: (id: number) => void
  /** Reached while modules were loaded, which happens once for all test files. */
  whileLoading?: Set<number>
}
const shared = globalThis as Shared
const loading = (shared.whileLoading ??= new Set())
const hits = new Set<number>()
shared.mutantHit = (id) => loading.add(id)

beforeAll(() => {
  shared.mutantHit = (id) => hits.add(id)
})

/** Which mutants a test file reaches, one line of JSON a file. */
afterAll(() => {
  const { MUTATION_HITS: file } = process.env
  if (file !== undefined)
    appendFileSync(file, `${JSON.stringify([expect.getState().testPath, [...hits, ...loading]])}\n`)
})
