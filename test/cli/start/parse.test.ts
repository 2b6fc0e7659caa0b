import { expect, test } from 'vitest'
import { commands } from '../../../src/cli/start/commands.ts'
import { parse } from '../../../src/cli/start/parse.ts'
import { plainCall } from '../../../src/cli/start/plain-call.ts'
import { shellIn } from '../fake-shell.ts'

const single = Object.entries(commands).flatMap(([command, { flags }]) =>
  Object.entries(flags).flatMap(([name, { type, array, choices }]) =>
    type === 'boolean' || array === true ? [] : [[command, name, choices?.[0] ?? '1'] as const],
  ),
)
const positionals = { show: ['a'], render: ['a'], new: ['a'], record: ['a'], play: ['a'] }

test.each(single)('%s --%s given twice is a wrong call', async (command, name, value) => {
  const own = Object.hasOwn(positionals, command) ? positionals[command as keyof typeof positionals] : []
  const argv = [command, ...own, `--${name}`, value, `--${name}`, value]
  expect(plainCall(argv)).toBeUndefined()
  expect(await parse(argv, shellIn('/'))).toMatchObject({
    code: 2,
    text: expect.stringContaining(`“--${name}” takes one value, and is given twice; leave one out`),
  })
})

test.each([
  ['by its short name', ['-j', '2', '--jobs=3'], 'jobs'],
  ['by the name of another tool', ['-t', 'a', '--grep', 'b'], 'title'],
])('%s, too', async (_, argv, name) => {
  expect(await parse(argv, shellIn('/'))).toMatchObject({ code: 2, text: expect.stringContaining(`“--${name}” takes`) })
})

test('what is on or off can be given twice: the last one counts', async () => {
  expect(await parse(['run', '--ci', '--no-ci', '--color', '--no-color'], shellIn('/'))).toMatchObject({
    args: { ci: false, color: false },
  })
})
