/** Text that will probably differ in another run: times, dates, long numbers, addresses, ids, paths of temporary folders. */
const volatile = [
  /\b\d{1,2}:\d{2}(?::\d{2})?\b/,
  /\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b/,
  /\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b.*\d/,
  /\b\d+(?:\.\d+)?\s?(?:ms|s|sec|seconds?|minutes?|µs|us|ns|[KMG]i?B|bytes\/s|%)(?!\w)/,
  /\b\d{5,}\b/,
  /\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/i,
  /\b(?=[a-f]*\d)(?=\d*[a-f])[\da-f]{10,}\b/i,
  /\b(?:pid|process|uptime|elapsed|duration|took|load|port|random|seed|token|nonce)\b\D*\d/i,
  /\b\d{1,3}(?:\.\d{1,3}){3}:\d+/,
  /\/tmp\/|\/run\/user\/|\/home\//,
]

export const looksVolatile = (text: string): boolean => volatile.some((pattern) => pattern.test(text))

/**
 * How surely a line shows that an answer has come: 2 for words that stay, 1 for words that may differ, or a sign or a number, 0 for
 * blanks and rulers.
 */
export function significance(text: string): 0 | 1 | 2 {
  if (!/[\p{L}\p{N}]/u.test(text)) return text.trim() === '' || text.trim().length > 3 ? 0 : 1
  if (isDrawing(text)) return 0
  if (looksVolatile(text)) return 1
  return 2
}

/** A picture made of signs, also with some words beside it; a title between rulers is none. */
function isDrawing(text: string): boolean {
  const stretches = text.match(/(?:["'`_.|,/\\()~^*#=+-]\s*){8,}/g) ?? []
  return stretches.some((signs) => new Set(signs.replaceAll(/\s/g, '')).size >= 4)
}
