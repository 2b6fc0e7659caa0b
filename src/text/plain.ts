const int = /^[-+]?[0-9]+$/
const octal = /^0o[0-7]+$/
const hex = /^0x[0-9a-fA-F]+$/
const float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/

const constants: ReadonlyMap<string, boolean | null> = new Map([
  ['', null],
  ...['~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
])

/** What YAML 1.2's core schema makes of a plain scalar (YAML 1.2.2, section 10.3.2). */
export function plainValue(source: string): string | number | boolean | null {
  const first = source.charCodeAt(0)
  // Only + - . and 0-9 begin a number.
  if ((first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46) return numberOf(source) ?? source
  const constant = constants.get(source)
  return constant === undefined ? source : constant
}

function numberOf(source: string): number | undefined {
  if (int.test(source) || float.test(source)) return Number(source)
  if (octal.test(source) || hex.test(source)) return Number(source)
  if (/^[-+]?\.(?:inf|Inf|INF)$/.test(source)) return source.startsWith('-') ? -Infinity : Infinity
  return /^\.(?:nan|NaN|NAN)$/.test(source) ? Number.NaN : undefined
}

/** True for a number as JSON writes it: `9000`, `1.0`, `-5e3`; not `007`, `0x1f` or `.5`. */
export const isJsonNumber = (source: string): boolean =>
  /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?$/.test(source)
