import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { check, run } from '../../src/pipeline.ts'
import { hostFor, servicesAt } from '../scenarios/house.ts'
import { folderWith } from '../suite/temporary.ts'
import { WrittenPorts } from '../../src/text/ports.ts'

/** A program says a free port in two ways, and is run with a transcript that has the same number as something else. */
test('a number of the committed transcript is no port unless it clearly stands as one', async () => {
  const folder = folderWith({
    'scenarios/a.yaml': [
      'scenario: a number',
      'actors:',
      '  log: { program: [node, -e, "console.log(\'count \' + process.argv[1]); console.log(\'at port \' + process.argv[1])", "${free-port.web}"] }',
      'steps:',
      '  - start: log',
      '  - expect: { log: [count, at port, { exit: 0 }] }',
      '',
    ].join('\n'),
  })
  const file = path.join(folder, 'scenarios/a.yaml')
  const services = servicesAt(folder)
  const numbers = Array.from({ length: 12_000 }, (_, at) => 20_000 + at).join(' ')
  const committed = path.join(folder, 'a.txt')
  fs.writeFileSync(committed, `# a\n# a · recorded 2026-11-26 15:10:26 UTC\n\n00:00  log | ${numbers}\n`)
  const baseline = { file: committed, newFile: path.join(folder, 'a.new.txt'), mode: 'ci' as const }
  const rows = (await run(await check(file, services), hostFor(), services, baseline)).transcript?.rows.map(
    ({ text }) => text,
  )
  expect(rows?.[0]).toMatch(/^count \d{5}$/)
  expect(rows?.[1]).toBe('at port <free-port.web>')
})

test('whole numbers are found in texts, whether few or many are asked for', () => {
  const texts = ['port 4312, 54321 and 99', 'a8080b 123456 (65535)', '1000']
  const inOrder = ['4312', '54321', '8080', '65535', '1000']
  const others = ['99', '123456', '12345', '23456', '5432', '431', '', 'port']
  for (const asked of [
    [...inOrder, ...others],
    [...others, ...inOrder, ...Array.from({ length: 20 }, (_, n) => String(2000 + n))],
  ]) {
    const written = new WrittenPorts(texts)
    for (const number of [...asked, ...asked.toReversed()]) expect(written.has(number)).toBe(inOrder.includes(number))
  }
  const many = new WrittenPorts(texts)
  for (let number = 2000; number < 2020; number++) expect(many.has(String(number))).toBe(false)
  for (const number of [...inOrder, ...others]) expect(many.has(number)).toBe(inOrder.includes(number))
})
