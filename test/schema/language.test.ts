import path from 'node:path'
import { globSync } from 'tinyglobby'
import { describe, expect, test } from 'vitest'
import { isMap, isNode, isScalar, parse, parseDocument, stringify, visit, type Pair } from 'yaml'
import { plugins } from '../../plugins/index.ts'
import { codesOfShape, type Problem } from '../../src/model/problem.ts'
import { check } from '../../src/pipeline.ts'
import { home, scenariosIn, servicesAt } from '../scenarios/house.ts'
import { partly, unreadable, unseen } from './codes.ts'
import { mutated, numbers } from './mutations.ts'
import { languageValidator, readYaml } from './validate.ts'

const validate = languageValidator(plugins)
const shipped = globSync(['scenarios/**/*.yaml', '!**/invalid/**'], { cwd: home }).sort()

/** What `check` says about a file if its text were this. */
async function checked(file: string, text: string): Promise<readonly Problem[]> {
  const services = servicesAt(home)
  const bytes = Buffer.from(text)
  const read = (asked: string) => (asked === file ? { bytes } : services.files.read(asked))
  return (await check(file, { ...services, files: { ...services.files, read } })).problems
}

describe('the schema as another program reads it', () => {
  test.each(shipped)('%s fits', (file) => {
    expect(validate(readYaml(path.join(home, file))?.document)).toEqual([])
  })

  test.each(scenariosIn('scenarios/invalid'))('invalid/$name is refused where its shape is wrong', async ({ file }) => {
    const { problems } = await check(file, servicesAt(home))
    const codes = problems.map(({ code }) => code)
    expect(codes.filter((code) => ![...codesOfShape, ...partly, ...unreadable, ...unseen].includes(code))).toEqual([])
    const read = readYaml(file)
    if (read === undefined || codes.some((code) => unreadable.includes(code))) return
    const invalid = validate(read.document).length > 0
    if (codes.some((code) => codesOfShape.includes(code))) expect(invalid).toBe(true)
    if (codes.every((code) => unseen.includes(code))) expect(invalid).toBe(false)
  })

  test('the classes of codes share none', () => {
    const all = [...codesOfShape, ...partly, ...unreadable, ...unseen]
    expect(all).toEqual([...new Set(all)])
  })

  /** From where to where each `option: value` of a `set` reaches. */
  const settingsOf = (text: string): (readonly [start: number, end: number])[] => {
    const found: (readonly [number, number])[] = []
    const below = (value: unknown): readonly Pair[] => (isMap(value) ? value.items : [])
    visit(parseDocument(text), {
      Pair(_, { key, value }) {
        if (!isScalar(key) || key.value !== 'set') return
        for (const actor of below(value))
          for (const setting of below(actor.value)) {
            const [first, last] = [setting.key, setting.value].map((node) => (isNode(node) ? node.range : undefined))
            if (first) found.push([first[0], last?.[1] ?? first[1]])
          }
      },
    })
    return found
  }

  // A file of steps alone is refused as a scenario and good to be included; whose verb it is, and what can be set of it and to which
  // value, depends on the actor’s kind; a variable without a value may get one from the command line.
  const byDesign = ({ code, message, span }: Problem, text: string): boolean =>
    code === 'not-a-scenario' ||
    (code === 'missing-key' && message.endsWith('has no value')) ||
    (code === 'unknown-verb' && /“(?:fault|ping|close-with)”/.test(message)) ||
    (span !== undefined && settingsOf(text).some(([start, end]) => span.start >= start && span.start <= end))

  test.each([1, 2, 3, 4])('and check agree about scenarios with one thing changed (seed %i)', async (seed) => {
    const draw = numbers(seed)
    const reported = { invalid: 0, accepted: 0 }
    for (let round = 0; round < 150; round++) {
      const file = path.join(home, shipped[draw(shipped.length)]!)
      const text = stringify(mutated(readYaml(file)?.document, draw), { lineWidth: 0 })
      const problems = await checked(file, text)
      const complaints = validate(parse(text))
      const shape = problems.filter((problem) => codesOfShape.includes(problem.code) && !byDesign(problem, text))
      if (shape.length > 0) {
        reported.invalid += 1
        expect(complaints, `${shape[0]?.message}\n${text}`).not.toEqual([])
      }
      // What a variable stands for is not known, so that check lets more pass where one is.
      if (problems.length === 0 && !text.includes('${')) {
        reported.accepted += 1
        expect(complaints, text).toEqual([])
      }
    }
    expect(reported.invalid).toBeGreaterThan(20)
    expect(reported.accepted).toBeGreaterThan(10)
  })
})
