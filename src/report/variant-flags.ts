import type { Variant } from '../model/variant.ts'

/**
 * The flags with which `scenario run` runs these again, and as little else as possible: a name of the matrix with a value that no
 * flag can write, since a comma separates values, is left out, so that all of its values run.
 */
export function variantFlags(ran: readonly Variant[]): readonly string[] {
  const values = new Map<string, Set<string>>()
  for (const [name, value] of ran.flatMap(({ matrix }) => Object.entries(matrix ?? {})))
    values.set(name, (values.get(name) ?? new Set<string>()).add(value))
  const projects = new Set(ran.flatMap(({ project }) => project ?? []))
  return [
    ...[...values]
      .filter(([, each]) => ![...each].some((value) => value.includes(',')))
      .flatMap(([name, each]) => ['--matrix', `${name}=${[...each].join(',')}`]),
    ...[...projects].flatMap((name) => ['--project', name]),
  ]
}
