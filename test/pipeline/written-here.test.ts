import { expect, test } from 'vitest'
import type { Comparison, ScenarioResult } from '../../src/model/result.ts'
import type { Problem } from '../../src/model/problem.ts'
import type { Files, Services } from '../../src/pipeline.ts'
import { writtenHere } from '../../src/pipeline/written-here.ts'

/** Files in memory; one that is named `full` cannot be written. */
function memory(files: Record<string, string>): { readonly services: Services; readonly all: Record<string, string> } {
  const all = { ...files }
  const missing: Problem = { code: 'file-not-found', message: 'there is none' }
  const disk: Files = {
    read: (file) => (file in all ? { bytes: Buffer.from(all[file] as string) } : { problem: missing }),
    exists: (file) => file in all,
    write(file, content) {
      if (file.includes('full')) return { code: 'cannot-write', message: 'the disk is full' }
      all[file] = Buffer.from(content).toString()
      return undefined
    },
    remove(file) {
      delete all[file]
      return undefined
    },
  }
  return { services: { files: disk, shown: (file: string) => file } as unknown as Services, all }
}

const result = (comparison: Comparison): ScenarioResult => ({
  file: 's.yaml',
  title: 'S',
  status: 'passed',
  duration: 1,
  attempts: 1,
  problems: [],
  warnings: [],
  sources: new Map(),
  comparison,
})
const baseline = (file = 's.txt') => ({ file, newFile: 's.new.txt', mode: 'local' as const, scenario: 's.yaml' })
const old = '# S\n# s.yaml · recorded 2026-01-01 00:00:00 UTC\n# a  b\n'

test('a transcript that was recorded elsewhere is written here, and what differed before goes', async () => {
  const { services, all } = memory({ 's.new.txt': old })
  const transcript = Buffer.from(old)
  const recorded = result({ outcome: 'recorded', file: 's.txt' })
  expect(await writtenHere(recorded, { transcript }, baseline(), services)).toBe(recorded)
  expect(all).toEqual({ 's.txt': old })
})

test('one that cannot be written breaks the scenario', async () => {
  const { services } = memory({})
  const updated = result({ outcome: 'updated', file: 'full.txt' })
  const written = await writtenHere(updated, { transcript: Buffer.from(old) }, baseline('full.txt'), services)
  expect(written).toMatchObject({
    status: 'broken',
    failure: { code: 'cannot-write', broken: true },
    comparison: { outcome: 'unreadable' },
  })
})

test('a new one that differs is kept beside it; a file of somebody else stays', async () => {
  const difference = { lanes: [] } as never
  const differs = result({ outcome: 'differs', file: 's.txt', difference, newFile: 's.new.txt' })
  const { services, all } = memory({ 's.txt': old })
  expect(await writtenHere(differs, { pending: Buffer.from('new') }, baseline(), services)).toBe(differs)
  expect(all['s.new.txt']).toBe('new')
  const other = memory({ 's.new.txt': 'mine' })
  const { comparison } = await writtenHere(differs, { pending: Buffer.from('new') }, baseline(), other.services)
  expect(comparison).toEqual({ outcome: 'differs', file: 's.txt', difference })
  expect(other.all['s.new.txt']).toBe('mine')
})

test('one that agrees removes what differed before', async () => {
  const { services, all } = memory({ 's.txt': old, 's.new.txt': old })
  await writtenHere(result({ outcome: 'same' }), {}, baseline(), services)
  expect(all).toEqual({ 's.txt': old })
})
