import path from 'node:path'
import { expect, test } from 'vitest'
import { checkPrinted } from '../scenarios/house.ts'
import { folderWith } from '../suite/temporary.ts'

/** Each option of a built-in kind and argument of its verb that takes a regex. */
const places = {
  'a rule of a server': (regex: string) => [`a: { tcp-server: { rules: [{ when: ${regex}, reply: hi }] } }`, 'note: x'],
  'ready, alone': (regex: string) => [`a: { program: { run: cat, ready: ${regex} } }`, 'note: x'],
  'ready, named': (regex: string) => [`a: { program: { run: cat, ready: { regex: ${regex} } } }`, 'note: x'],
  'the place of a fault': (regex: string) => [
    'a: { proxy: { port: 9000 } }',
    `fault: { a: { reset: true, after: { line: ${regex} } } }`,
  ],
  'an expectation': (regex: string) => ['a: tcp-server', `expect: { a: { line: ${regex} } }`],
}

test.each(Object.entries(places))('a regex that does not compile is answered alike: %s', async (_, written) => {
  const printedFor = async (regex: string): Promise<string> => {
    const [actor = '', step = ''] = written(regex)
    const text = `scenario: x\nactors:\n  ${actor}\nsteps:\n  - start: a\n  - ${step}\n`
    const folder = folderWith({ 'x.yaml': text })
    return (await checkPrinted(path.join(folder, 'x.yaml'), folder)).printed
  }
  expect(await printedFor('/x(/')).toMatch(/invalid-regex\n.*(?:the|this) regex does not compile: unterminated group\n/)
  expect(await printedFor('/x/g')).toMatch(/invalid-regex\n.*does not compile: the flag “g” has no meaning here\n/)
  expect(await printedFor('/x/i')).not.toContain('invalid-regex')
})
