import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { commonFlags } from '../../../src/cli/options.ts'
import type { Flag } from '../../../src/cli/flag.ts'
import { commands } from '../../../src/cli/start/commands.ts'
import { parse } from '../../../src/cli/start/parse.ts'
import { plainCall } from '../../../src/cli/start/plain-call.ts'
import { shellIn } from '../fake-shell.ts'

/** The arguments that commands look at: what yargs adds for itself, flags that are not set and no files make no difference. */
function looked({ command, args }: { command: string; args: object }): object {
  const entries = Object.entries(args).filter(
    ([name, value]) =>
      value !== undefined &&
      !(Array.isArray(value) && value.length === 0) &&
      !['_', '$0', 'help', 'version'].includes(name),
  )
  return { command, args: Object.fromEntries(entries) }
}

const names = Object.keys(commands)
const allFlags: readonly (readonly [string, Flag])[] = [
  ...Object.entries(commonFlags),
  ...Object.values(commands).flatMap(({ flags }) => Object.entries<Flag>(flags)),
]

/** Words that a reader may take for something else. */
const word = fc.oneof(
  fc.constantFrom(...names, 'completion', 'true', 'false', '', '-', '--', '0', '7', '007', '-1', '1e3', '0x10', '1.5'),
  fc.constantFrom('echo.yaml', 'a=b', '"quoted"', "'x'", 'a b', 'columns', 'rows', 'constructor', '__proto__', 'no-ci'),
  fc.string({ maxLength: 4 }),
  fc.stringMatching(/^-{1,2}[a-z=.-]{0,6}$/),
)

const flagWords = fc.constantFrom(...allFlags).chain(([name, { alias, type }]) => {
  const value = type === 'number' ? fc.nat({ max: 3000 }).map(String) : word
  return fc.oneof(
    { weight: 3, arbitrary: value.map((each) => (type === 'boolean' ? [`--${name}`] : [`--${name}`, each])) },
    { weight: 2, arbitrary: value.map((each) => [`--${name}=${each}`]) },
    { weight: 1, arbitrary: fc.constant([`--no-${name}`]) },
    { weight: 1, arbitrary: fc.constant([`--${name}`]) },
    { weight: type === 'boolean' ? 2 : 0, arbitrary: fc.boolean().map((each) => [`--${name}`, String(each)]) },
    {
      weight: alias === undefined ? 0 : 3,
      arbitrary: value.chain((each) =>
        fc.constantFrom(
          type === 'boolean' ? [`-${alias}`] : [`-${alias}`, each],
          [`-${alias}=${each}`],
          [`-${alias}${each}`],
        ),
      ),
    },
  )
})

/** A call of one command, mostly with flags of its own. */
const call = fc.constantFrom(...names, undefined).chain((name) => {
  const own = allFlags.filter(([flag]) => flag in { ...commonFlags, ...commands[name ?? 'run']?.flags })
  const flags = flagWords.filter(([first = '']) =>
    own.some(([flag, { alias }]) => first.startsWith(`--${flag}`) || first === `-${alias}`),
  )
  const parts = fc.array(
    fc.oneof(
      { weight: 5, arbitrary: flags },
      { weight: 1, arbitrary: flagWords },
      { weight: 3, arbitrary: word.map((each) => [each]) },
    ),
    { maxLength: 4 },
  )
  return parts.map((each) => [...(name === undefined ? [] : [name]), ...each.flat()])
})

describe('a call in the plain forms', () => {
  test('is read as yargs reads it, for any arguments', { timeout: 60_000 }, async () => {
    let plain = 0
    await fc.assert(
      fc.asyncProperty(call, async (argv) => {
        const read = plainCall(argv)
        if (read === undefined) return
        plain += 1
        const parsed = await parse(argv, shellIn('/'))
        expect('text' in parsed ? parsed : looked(parsed)).toEqual(looked(read))
      }),
      { numRuns: 1500 },
    )
    expect(plain).toBeGreaterThan(150)
  })

  test.each([
    [['run', '--no-ci', '-u', 's.yaml'], { ci: false, update: true, files: ['s.yaml'] }],
    [['-u', 's.yaml'], { update: true, files: ['s.yaml'] }],
    [['--tag', 'a', 'b', '--tag=c', '-j', '4'], { tag: ['a', 'c'], files: ['b'], jobs: 4 }],
    [['run', '--reporter=json=results.json'], { reporter: ['json=results.json'] }],
    [['list', '-t', 'Echo', '--no-color'], { title: 'Echo', color: false }],
    [['show', 'echo', '--layout=rows'], { file: 'echo', layout: 'rows' }],
  ])('%o needs no parser', (argv, args) => {
    expect(plainCall(argv)?.args).toMatchObject(args)
  })

  test.each([
    [['--help']],
    [['run', '-uj4']],
    [['run', '--tag']],
    [['run', '--title', 'a', '--title', 'b']],
    [['run', '--bail=true']],
    [['run', '--bail', 'false']],
    [['show', 'echo', '--layout', 'circle']],
    [['run', '--', '-u']],
    [['-u', 'run']],
    [['show']],
  ])('%o is the parser’s', (argv) => {
    expect(plainCall(argv)).toBeUndefined()
  })
})
