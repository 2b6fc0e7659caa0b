import { describe, expect, it } from 'vitest'
import type { Problem } from '../../src/model/problem.ts'
import type { Source } from '../../src/model/span.ts'
import { printProblem } from '../../src/report/problem.ts'
import { plain } from '../../src/text/palette.ts'
import { echo, goodbye, sources, spanIn, visible } from './fixtures.ts'

const golden = (name: string) => `../golden/report/problem-${name}.txt`
const port: Source = {
  file: '/project/scenarios/port.yaml',
  shown: 'scenarios/port.yaml',
  text: 'scenario: A port\nactors: { server: echo-server }\nsteps:\n  - start: server\n  - note: it listens on ${server.prot}\n',
}
const sourceOf = (file: string): Source | undefined => (file === port.file ? port : sources.get(file))
const unknown: Problem = {
  code: 'unknown-fact',
  message: '“server” is of kind echo-server, which has no fact “prot”',
  span: spanIn(port, '${server.prot}'),
  hint: 'did you mean “port”?',
}

describe('a problem', () => {
  it('has place, code, message, the author’s line, a caret, help', async () => {
    await expect(`${printProblem(unknown, sourceOf, plain)}\n`).toMatchFileSnapshot(golden('unknown-fact'))
  })

  it('is coloured by the palette that is handed in', async () => {
    await expect(`${printProblem(unknown, sourceOf, visible)}\n`).toMatchFileSnapshot(golden('colours'))
  })

  it('may be a warning in an included file', async () => {
    const warning: Problem = {
      code: 'echo-of-itself',
      severity: 'warning',
      message: 'this is met by the terminal’s echo of “Good bye”, not by what “client” answers',
      span: spanIn(goodbye, 'Good bye'),
      includedFrom: spanIn(echo, 'include'),
      hint: 'expect the echo first with “next: true”, then the answer',
    }
    await expect(`${printProblem(warning, sourceOf, plain)}\n`).toMatchFileSnapshot(golden('warning'))
  })

  it('may have no place, or one whose text is not at hand', () => {
    expect(
      printProblem(
        { code: 'usage', message: 'no such flag “--colr”', hint: 'did you mean “--color”?' },
        sourceOf,
        plain,
      ),
    ).toBe('error usage\n  no such flag “--colr”\n  help: did you mean “--color”?')
    const elsewhere: Problem = {
      code: 'empty-file',
      message: 'there is nothing in this file',
      span: { file: 'x.yaml', start: 0, end: 0 },
    }
    expect(printProblem(elsewhere, sourceOf, plain)).toBe('x.yaml  error empty-file\n  there is nothing in this file')
  })
})
