import { asSnippet, flow } from './flow.ts'
import type { JsonSchema } from './json.ts'

/** What something is, and how it is written: for the mouse and for the list of completions. */
export const documented = (description: string, examples: readonly string[] = []): JsonSchema => ({
  description,
  ...(examples.length === 0
    ? {}
    : { markdownDescription: [markdown(description), ...examples.map(asCode)].join('\n\n') }),
})

const asCode = (example: string): string => `\`\`\`yaml\n${example}\n\`\`\``
/** Markdown takes a backslash away and reads an asterisk as emphasis. */
export const markdown = (text: string): string => text.replaceAll(/[\\*_<]/g, String.raw`\$&`)

/** An offer to write this. */
export const snippet = (label: string, written: string, description?: string): JsonSchema => ({
  label,
  ...(description === undefined ? {} : { description }),
  bodyText: asSnippet(written),
})

/** The same schema, whose examples are only for completion and not for display: its description shows them. */
export function offering(schema: JsonSchema): JsonSchema {
  const { examples, ...rest } = schema
  if (!Array.isArray(examples)) return schema
  return { ...rest, defaultSnippets: examples.map(flow).map((written) => snippet(written, written)) }
}
