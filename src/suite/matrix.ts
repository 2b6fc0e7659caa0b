import { check, type Services } from '../pipeline.ts'
import { matrixNamesIn, matrixVariable } from '../pipeline/matrix.ts'
import type { Problem } from '../model/problem.ts'
import type { Variant } from '../model/variant.ts'
import type { Entry } from './entry.ts'
import type { Transcripts } from './paths.ts'

/** Values with which scenarios run, each by its name. */
export interface Matrix {
  readonly values: ReadonlyMap<string, readonly string[]>
  /** Values of a configuration have been left out. */
  readonly isPart?: boolean
  /** Names that a call has given. */
  readonly given?: readonly string[]
}

/**
 * The entries of files: one for each value, or combination of values, that a scenario uses; one for a scenario that uses none, or that is
 * invalid.
 */
export async function entriesWith(
  matrix: Matrix,
  files: readonly string[],
  entryOf: (file: string, values: Pick<Variant, 'matrix'>) => Entry,
  services: Services,
): Promise<readonly Entry[]> {
  const entries: Entry[] = []
  for (const file of files) {
    const names = await namesUsed(matrix, file, services)
    for (const values of combinations(matrix, names))
      entries.push(entryOf(file, names.length === 0 ? {} : { matrix: values }))
  }
  return entries
}

/** The names of the matrix that a scenario uses, in the order of the matrix. Most files show at once that they use none. */
async function namesUsed(matrix: Matrix, file: string, services: Services): Promise<readonly string[]> {
  const read = services.files.read(file)
  if ('problem' in read || !mayUse.test(new TextDecoder().decode(read.bytes))) return []
  const { scenario } = await check(file, withValues(services, matrix))
  const used = scenario === undefined ? new Set<string>() : matrixNamesIn(scenario)
  return [...matrix.values.keys()].filter((name) => used.has(name))
}

/** An included file may use what the file itself does not. */
const mayUse = /matrix\.|include/

function combinations({ values }: Matrix, names: readonly string[]): Readonly<Record<string, string>>[] {
  return names.reduce<Readonly<Record<string, string>>[]>(
    (before, name) => before.flatMap((one) => (values.get(name) ?? []).map((value) => ({ ...one, [name]: value }))),
    [{}],
  )
}

/** A warning: names that a call has given, and no entry uses. */
export function unusedNames(
  { given = [] }: Matrix,
  entries: readonly Entry[],
  files: Services['files'],
): readonly Problem[] {
  // What an invalid scenario uses is not known, so that a name in its text counts.
  const mentions = ({ file }: Entry, name: string): boolean => {
    const read = files.read(file)
    return 'bytes' in read && new TextDecoder().decode(read.bytes).includes(`matrix.${name}`)
  }
  return given
    .filter((name) => !entries.some(({ matrix = {} }) => Object.hasOwn(matrix, name)))
    .filter((name) => !entries.some((entry) => mentions(entry, name)))
    .map((name) => ({
      code: 'usage',
      severity: 'warning',
      message: `no scenario of this run uses \${matrix.${name}}`,
      hint: `write it where the value belongs, or leave out --matrix ${name}=…`,
    }))
}

/** Services with the values of an entry; names that it does not use have their first value, so that all are known. */
export function withValues(
  services: Services,
  matrix: Matrix,
  { matrix: own = {} }: Variant = {},
  transcripts?: Transcripts,
): Services {
  const vars = new Map(services.vars)
  for (const [name, [first = '']] of matrix.values) vars.set(matrixVariable(name), own[name] ?? first)
  return { ...services, vars, ...(transcripts === 'per-value' ? { showsMatrix: true } : {}) }
}
