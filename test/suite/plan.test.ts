import { describe, expect, test } from 'vitest'
import { greeting, scenario } from '../cli/fake-shell.ts'
import { folderWith } from './temporary.ts'

const names = ['a', 'b', 'c', 'd', 'e', 'f']
const several = (): string =>
  folderWith(
    Object.fromEntries(
      names.map((name) => [`scenarios/${name}.yaml`, greeting(`Title ${name}`, name < 'c' ? 'tags: [early]' : '')]),
    ),
  )
const filesIn = (text: string): string[] =>
  [...text.matchAll(/scenarios\/(\w)\.yaml/g)].map(([, name]) => name as string)

describe('--list', () => {
  test('a line for each scenario that would run, as “scenario list” has it, and nothing runs', async () => {
    const folder = several()
    const { code, out, err } = await scenario(folder, ['--list', '--tag', 'early'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toBe('scenarios/a.yaml  Title a  #early\nscenarios/b.yaml  Title b  #early\n')
    expect(out).toBe((await scenario(folder, ['list', '--tag', 'early'])).out)
    const none = await scenario(folder, ['--list', '--tag', 'late'])
    expect(none).toMatchObject({ code: 2, out: '' })
    expect(none.err).toContain('none of 6 scenarios has the tag “late”')
    expect(none.err.replace(/\s+/g, ' ')).toContain('“scenario config” what a configuration selects')
    expect(await scenario(folder, ['--list', '--tag', 'late', '--pass-with-none'])).toMatchObject({ code: 0, err: '' })
  })

  test.each([
    [['--tag', 'late', '--tag', 'never'], 'has the tag “late” or “never”'],
    [['--tag', '!early', '--title', 'Title b'], 'is without the tag “early” and has “Title b” in its title'],
    [['--title', '/^b/'], 'has a title that matches /^b/'],
  ])('says what none has, in the words of a configuration, too: %j', async (flags, says) => {
    const { err } = await scenario(several(), ['--list', ...flags])
    expect(err.replace(/\s+/g, ' ')).toContain(`none of 6 scenarios ${says} help:`)
  })

  test('in random order, and of one shard', async () => {
    const folder = several()
    const listed = await scenario(folder, ['--list', '--shuffle', '--seed', '5'])
    expect(listed.err).toBe('random order: --shuffle --seed 5\n')
    expect(filesIn(listed.out).toSorted()).toEqual(names)
    expect(filesIn(listed.out)).not.toEqual(names)
    const shards = await Promise.all(
      ['1/2', '2/2'].map((shard) => scenario(folder, ['--list', '--shuffle', '--seed', '5', '--shard', shard])),
    )
    const parts = shards.map(({ out }) => filesIn(out))
    expect(parts.flat().toSorted()).toEqual(names)
    // Within a shard the order is that of the whole.
    for (const part of parts) expect(filesIn(listed.out).filter((name) => part.includes(name))).toEqual(part)
  })
})

describe('--shuffle', () => {
  test('runs in the order of the seed, which each report names', async () => {
    const folder = several()
    const order = filesIn((await scenario(folder, ['--list', '--shuffle', '--seed', '5'])).out)
    const run = await scenario(folder, ['--shuffle', '--seed', '5', '-j', '1', '--no-ci'])
    expect(run.code).toBe(0)
    expect([...run.out.matchAll(/^✓ scenarios\/(\w)/gm)].map(([, name]) => name)).toEqual(order)
    expect(run.out).toMatch(/^random order: --shuffle --seed 5\n\n/)
    expect(run.out).toMatch(/6 passed \(.* s\), in random order: --shuffle --seed 5\n$/)
    for (const reporter of ['dot', 'minimal', 'tap', 'github-summary'])
      expect((await scenario(folder, ['--shuffle', '--seed', '5', '--reporter', reporter])).out).toContain(
        'random order: --shuffle --seed 5',
      )
    const json = await scenario(folder, ['--shuffle', '--seed', '5', '--reporter', 'json'])
    expect(JSON.parse(json.out)).toMatchObject({ seed: 5 })
    expect((await scenario(folder, ['--shuffle', '--seed', '5', '--reporter', 'junit'])).out).toContain(
      '<property name="seed" value="5"/>',
    )
  })

  test('without a seed draws one, with which the order comes again', async () => {
    const folder = several()
    const first = await scenario(folder, ['--list', '--shuffle'])
    const seed = /--seed (\d+)\n/.exec(first.err)?.[1] ?? ''
    expect((await scenario(folder, ['--list', '--shuffle', '--seed', seed])).out).toBe(first.out)
    expect((await scenario(folder, ['a', '--reporter', 'json'])).out).not.toContain('"seed"')
  })
})

test.each([
  [['--seed', '5'], '--seed can be used only with --shuffle', 'add --shuffle: --shuffle --seed 5'],
  [['--shuffle', '--seed', '1.5'], '--seed takes a whole number from 0', 'such as --shuffle --seed 7'],
  [['--timeout-scale', '0'], '--timeout-scale takes a number above 0', 'such as --timeout-scale 3'],
  [['--timeout-scale', 'slow'], '--timeout-scale takes a number above 0', ''],
])('%j is a wrong call', async (argv, message, hint) => {
  const { code, err } = await scenario(several(), argv)
  expect(code).toBe(2)
  expect(err).toContain(message)
  expect(err).toContain(hint)
})

test('--grep is understood as --title', async () => {
  const folder = several()
  for (const argv of [
    ['--grep', 'title b'],
    ['--grep=title b'],
    ['list', '--grep', '/b$/'],
    ['run', '--list', '--grep', 'b'],
  ])
    expect(filesIn((await scenario(folder, argv)).out)).toEqual(['b'])
  expect((await scenario(folder, ['run', '--help'])).out).not.toContain('grep')
  expect((await scenario(folder, ['check', '--grep', 'b'])).err).toContain('unknown option “--grep”')
})
