import { describe, expect, test } from 'vitest'
import { blocksIn } from '../../src/embed/blocks.ts'
import { callOf, placedIn, type MarkerFlags } from '../../src/embed/call.ts'

const flags: MarkerFlags = {
  flags: {
    to: { type: 'string' },
    theme: { type: 'string', choices: ['dark', 'light'] },
    width: { type: 'number' },
    alt: { type: 'string', also: ['caption'] },
    lanes: { type: 'string', array: true, alias: 'l' },
    source: { type: 'boolean' },
  },
  others: ['plugin'],
  words: { output: ['to'] },
}
const blockOf = (call: string) => {
  const text = `# Page\n<!-- scenario:${call}-->\n<!-- /scenario -->\n`
  return { text, block: blocksIn(text, '/page.md').blocks[0]! }
}
const read = (call: string) => callOf(blockOf(call).block, flags)
/** Each message with the text that its place marks. */
function problemsOf(call: string) {
  const { text, block } = blockOf(call)
  const result = callOf(block, flags)
  const problems = 'problems' in result ? result.problems : []
  return problems.map(({ message, hint, span }) => [text.slice(span!.start, span!.end), message, hint])
}

describe('what a block asks for', () => {
  test('is read as the command line would be', () => {
    expect(read(' echo --to txt --width=80 -l a --lanes "b c" --source --caption \'x "y"\' ')).toMatchObject({
      call: {
        name: 'echo',
        values: { to: 'txt', width: 80, lanes: ['a', 'b c'], source: true, alt: 'x "y"' },
      },
    })
  })

  test.each([
    [' ', ['<!-- scenario: -->', 'this block does not name a scenario', 'such as <!-- scenario: echo -->']],
    ['a b', ['b', '“b” is one word too many', 'a block shows one scenario']],
    ['a --too txt', ['--too', 'there is no option “--too”', 'did you mean “--to”?']],
    ['a --output x', ['--output', 'there is no option “--output”', 'did you mean “--to”?']],
    ['a --constructor x', ['--constructor', 'there is no option “--constructor”', 'there are: to, theme']],
    ['a -x', ['-x', 'there is no option “-x”', 'there are: to']],
    ['a --plugin x', ['--plugin', 'a block cannot have “--plugin”', 'it belongs to the command line']],
    ['a --theme blue', ['blue', '“--theme” cannot be “blue”', 'it can be: dark, light']],
    ['a --width wide', ['wide', '“--width” takes a number, and “wide” is not a number', undefined]],
    ['a --width --to txt', ['--width', '“--width” has no value', 'such as --width 80']],
    ['a --to', ['--to', '“--to” has no value', 'such as --to "…"']],
    ['a --to x --to y', ['--to', '“--to” takes one value, and is given twice', 'leave one out']],
    ['a --source=yes', ['--source=yes', '“--source” takes no value', 'write --source']],
    ['a --alt "b', ['"b', 'this quote is not closed', undefined]],
  ])('%j is a problem at its word', (call, [place, message, hint]) => {
    const [first] = problemsOf(call)
    expect(first).toEqual([place, message, hint === undefined ? undefined : expect.stringContaining(hint)])
  })

  test('a problem that is found later stands at the word or the flag that it names', () => {
    const { text, block } = blockOf('echo --to txt --width 3')
    const result = callOf(block, flags)
    if ('problems' in result) throw new Error('it was not read')
    const at = (message: string): string => {
      const { span } = placedIn(block, result.call, { code: 'usage', message })
      return text.slice(span!.start, span!.end)
    }
    expect(at('there is no format “txt”')).toBe('txt')
    expect(at('--width 3 is not in 10 to 20')).toBe('--width')
    expect(at('there is no scenario “echo”')).toBe('echo')
    expect(at('something else')).toBe('<!-- scenario:echo --to txt --width 3-->')
  })
})
