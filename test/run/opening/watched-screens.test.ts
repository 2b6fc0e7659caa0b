import { expect, test } from 'vitest'
import { watchedScreens } from '../../../src/run/opening/watched-screens.ts'
import { check } from '../../../src/pipeline.ts'
import { folderWith } from '../../suite/temporary.ts'
import { servicesAt } from '../../scenarios/house.ts'
import path from 'node:path'

const watchedBy = async (steps: string) => {
  const there = folderWith({
    'a.yaml': `scenario: Screens\nactors:\n  p: { program: { run: cat, pty: true } }\n  q: { program: { run: cat, pty: true } }\nsteps:\n  - start: [p, q]\n${steps}`,
  })
  const { scenario, registry, problems } = await check(path.join(there, 'a.yaml'), servicesAt(there))
  if (scenario === undefined) throw new Error(JSON.stringify(problems))
  return [...watchedScreens(scenario, registry)]
}

test.each([
  ['  - expect: { p: { screen: x } }', ['p']],
  ['  - expect: { p: [x, { one-of: [x, { screen: x }] }] }', ['p']],
  ['  - expect: { p: { event: still } }', ['p']],
  ['  - in-order: [{ p: { screen: x } }, { q: x }]', ['p']],
  ['  - screen: [p, q]', ['p', 'q']],
  ['  - repeat: { times: 2, steps: [{ screen: q }] }', ['q']],
  ['  - expect: { p: [x, { event: waiting }] }', []],
])('%s', async (steps, watched) => expect(await watchedBy(steps)).toEqual(watched))
