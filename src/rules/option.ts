import * as z from 'zod'
import { capturing } from '../coercion/captured-names.ts'
import { duration, filePath, hexadecimal, insteadOfType, text, textOrRegex } from '../coercion/schemas.ts'
import { parseBytePattern } from '../text/byte-pattern.ts'
import { formNames, forms, type Form, type FormName } from '../text/message-forms.ts'
import { deedOf, type Deeds } from './deed.ts'
import type { Moment, WrittenRule } from './written.ts'
import { connectionless, knownStates, mistakeOf, momentHint, reachable } from './mistakes.ts'

const bytesWanted = text().superRefine((written, context) => {
  const pattern = parseBytePattern(written)
  if ('mistake' in pattern)
    context.addIssue({
      code: 'custom',
      message: `expected bytes in hexadecimal such as “(?<id> ?? ??) 01 00”, and ${pattern.mistake}`,
    })
})

const pattern = z.union([
  textOrRegex().describe('a text that the line contains, or a /regex/ that it matches'),
  z.strictObject(
    { text: text().describe('a text that the line contains, also one between slashes') },
    {
      error: (issue) =>
        issue.code === 'unrecognized_keys' && String(issue.keys) === 'regex'
          ? 'write it alone: “when: /re/”'
          : undefined,
    },
  ),
  z.strictObject({
    bytes: hexadecimal(
      bytesWanted
        .describe('the bytes that it begins with; ?? is any byte, * the rest, (?<name> …) names some')
        .meta({ examples: ['(?<id> ?? ??) 01 00 *'] }),
    ),
  }),
  z.strictObject({ json: z.unknown().describe('JSON that the line contains; a text may be a /regex/') }),
])

/** What a reply is that is no plain line: the forms in which steps send messages. */
const replyForm = (name: FormName) => z.strictObject({ [name]: contentOf(forms[name]) })

function contentOf({ holds, about, mistake, inParts }: Form): z.ZodType {
  if (holds === 'json') return z.unknown().describe(about)
  if (holds === 'path') return filePath(about)
  if (mistake === undefined) return text().describe(about)
  const checked = text().superRefine((written, context) => {
    const open = written.includes('${')
    const found = open && inParts !== true ? undefined : mistake(written.replaceAll(/\$\{[^{}]*\}/g, ' '))
    if (found !== undefined) context.addIssue({ code: 'custom', message: found.why, params: { hint: found.hint } })
  })
  return inParts === true ? hexadecimal(checked.describe(about)) : checked.describe(about)
}

const message = z.union([text().describe('a line; its end is added'), ...formNames.map(replyForm)])
const state = () => text().min(1)

const common = {
  when: z
    .union([pattern, z.array(pattern).min(1)])
    .optional()
    .describe('the line that it answers, or a list of lines that come one after another'),
  reply: z
    .union([message, z.array(message).min(1)])
    .optional()
    .describe('what it answers: one line or several; ${name} is what a named group has captured'),
  times: z.int().min(1).optional().describe('how often it applies, over all connections; without end when absent'),
  in: z
    .union([state(), z.array(state()).min(1)])
    .optional()
    .describe('only in this state, or in one of these; in any when absent'),
  go: state().optional().describe('the state that it leads to'),
  after: duration().optional().describe('how long the answer takes'),
  ignore: z
    .literal(true)
    .optional()
    .describe('what it fits does not count: neither it nor the answer stands on the lane'),
}
const ending = {
  close: z.boolean().optional().describe('end our side right behind the reply'),
  reset: z.literal(true).optional().describe('RST, once the reply has left'),
}

/**
 * `rules: [{ when: pattern, reply: line }]`: what an actor does by itself; where it has connections, also at these moments of them
 * (`on`), and by ending them; `deeds` are what else its kind can do.
 */
export function rulesOption(moments: readonly Moment[] = [], deeds: Deeds = {}): z.ZodType<WrittenRule[]> {
  const own =
    moments.length === 0
      ? {}
      : {
          on: z.enum(moments as [Moment], { error: ({ input }) => momentHint(input, moments) }).optional(),
          ...ending,
          ...Object.fromEntries(Object.entries(deeds).map(([name, { wanted }]) => [name, wanted.optional()])),
        }
  const error = (issue: { readonly code?: string; readonly keys?: unknown }): string | undefined =>
    issue.code === 'unrecognized_keys' ? connectionless(String(issue.keys), moments) : undefined
  const rule = z.strictObject({ ...own, ...common }, { error }).superRefine((written, context) => {
    const mistake = mistakeOf(written, deedOf(written, deeds)?.name)
    if (mistake === undefined) return
    const path = mistake.at === undefined ? [] : [mistake.at]
    context.addIssue({ code: 'custom', message: mistake.error, path })
  })
  // For editors, which do not see what is refined.
  const asked =
    moments.length === 0 ? { required: ['when'] } : { anyOf: [{ required: ['when'] }, { required: ['on'] }] }
  return z
    .array(
      capturing(rule.meta(asked)),
      insteadOfType('expected a list of rules, such as [{ when: PING, reply: PONG }]'),
    )
    .min(1, 'expected at least one rule')
    .superRefine(knownStates)
    .superRefine(reachable)
    .describe('what it does by itself: the first rule that fits applies')
}
