import { Buffer } from 'node:buffer'
import * as z from 'zod'
import {
  boundedRegex,
  compileRegex,
  cut,
  LineReader,
  parseRegex,
  printable,
  text,
  textOrRegex,
  type Behaviour,
  type Lane,
  type Talk,
} from '../../src/plugin.ts'

/** `{ when: /re/, reply: text }`: what a server answers by itself. */
export const rulesOption = z.array(
  z.strictObject({
    when: textOrRegex().describe('a text that the line contains, or a /regex/ that it matches'),
    reply: z.union([text(), z.array(text()).min(1)]).describe('one line, or several'),
    close: z.boolean().optional().describe('end our side after the reply'),
  }),
)
export type Rules = z.output<typeof rulesOption>

/** A connection that answers each line (as its framing cuts them) by the first rule that fits; the reply's row stands right behind the line. */
export function byRules(rules: Rules, { framer }: Lane): Pick<Behaviour, 'received' | 'remark'> {
  const compiled = rules.map(({ when, reply, close }, index) => ({
    index,
    test: testOf(when),
    replies: [reply].flat(),
    close: close === true,
  }))
  const ruleFor = (line: string, { lane }: Talk) => {
    let asked = 0
    try {
      return compiled.find(({ test, index }) => {
        asked = index
        return test(line)
      })
    } catch (error) {
      // The scenario is over with that, so no further line needs an answer.
      compiled.length = 0
      lane.failed(error, ['rules', asked, 'when'])
      return undefined
    }
  }
  let chunk: Buffer = Buffer.alloc(0)
  let passed = 0
  let connection: Talk | undefined
  let unanswered: string | undefined
  const lines = new LineReader(framer, (line, next) => {
    const to = connection
    const rule = to === undefined || to.ending ? undefined : ruleFor(line, to)
    unanswered = rule === undefined ? line : undefined
    if (to === undefined || rule === undefined) return
    to.receive(chunk.subarray(passed, next))
    passed = next
    for (const reply of rule.replies) {
      to.write(framer.encode(Buffer.from(reply)))
      to.lane.replied(reply)
    }
    if (rule.close) to.endAlong()
  })
  return {
    remark: () => (unanswered === undefined ? undefined : `no rule fits “${shown(unanswered)}”`),
    received(bytes, from) {
      connection = from
      chunk = bytes
      passed = 0
      lines.push(bytes)
      if (passed < bytes.length) from.receive(passed === 0 ? bytes : bytes.subarray(passed))
    },
  }
}

const longest = 60
const shown = (line: string): string => printable(cut(line, longest))

/** A text that the line contains, or a `/regex/` that it matches. */
function testOf(when: string): (line: string) => boolean {
  const compiled = compiledOf(when)
  if (compiled === undefined || 'mistake' in compiled) return (line) => line.includes(when)
  const bounded = boundedRegex(compiled.regex, { background: true })
  return (line) => bounded.test(line)
}

function compiledOf(when: string): ReturnType<typeof compileRegex> | undefined {
  const regex = parseRegex(when)
  return regex === undefined ? undefined : compileRegex(regex)
}
