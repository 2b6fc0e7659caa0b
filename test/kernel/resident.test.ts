import { expect, test } from 'vitest'
import { residentBytes } from '../../src/kernel/resident.ts'

test.skipIf(process.platform !== 'linux')(
  'the memory of processes is added up, and those that are gone have none',
  () => {
    const own = residentBytes([process.pid]) ?? 0
    expect(own).toBeGreaterThan(1 << 24)
    expect(residentBytes([process.pid, process.pid])).toBeGreaterThan(own * 1.5)
    expect(residentBytes([2 ** 30])).toBeUndefined()
    expect(residentBytes([])).toBeUndefined()
  },
)
