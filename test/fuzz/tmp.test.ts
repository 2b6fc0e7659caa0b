import fs from 'node:fs'
import path from 'node:path'
import { test } from 'vitest'
import { check } from '../../src/pipeline.ts'
import { filesBelow } from '../../src/suite/walk.ts'
import { home } from '../scenarios/house.ts'
import { file, shopWith } from './judge.ts'
import { mutated } from './mutate.ts'
import { strangeOptions } from './options.ts'
test('x', async () => {
  const files = filesBelow(path.join(home, 'scenarios'), () => false).filter((f) => /\.ya?ml$/.test(f))
  const texts = files.map((f) => fs.readFileSync(f, 'utf8')).filter((text) => text.length < 20_000)
  for (const make of [(s: number) => mutated(texts, s), strangeOptions]) {
    const tally: Record<string, number> = {}
    for (let s = 1; s < 1500; s++) { const c = await check(file, shopWith(make(s))); if (c.scenario) tally['valid'] = (tally['valid'] ?? 0) + 1; for (const p of c.problems) tally[p.code] = (tally[p.code] ?? 0) + 1 }
    console.log(tally)
  }
})
