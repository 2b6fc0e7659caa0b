import type { Variant } from '../model/variant.ts'

/** Behind the path of a file: ` [impl=redis] [staging]`; empty where the file has only one run. */
export function variantText({ matrix, project }: Variant = {}): string {
  const values = Object.entries(matrix ?? {}).map(([name, value]) => `${name}=${value}`)
  const parts = [...(values.length === 0 ? [] : [values.join(', ')]), ...(project === undefined ? [] : [project])]
  return parts.map((part) => ` [${part}]`).join('')
}

/** A scenario as reports name it: `scenarios/echo.yaml [impl=redis]`. Each run of a suite has another. */
export const nameOf = ({ file, variant }: { readonly file: string; readonly variant?: Variant }): string =>
  `${file}${variantText(variant)}`
