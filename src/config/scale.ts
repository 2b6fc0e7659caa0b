import { report } from '../language/checking.ts'
import type { Shape } from '../language/shape.ts'
import { shown } from '../language/values.ts'

const most = 1000

/** A factor above 0, as `--timeout-scale`. */
export const scale: Shape<number> = {
  schema: () => ({ type: 'number', exclusiveMinimum: 0, maximum: most, errorMessage: 'expected a number such as 3' }),
  read(c, node, label) {
    const value = node.type === 'scalar' && node.plain ? node.value : undefined
    if (typeof value === 'number' && value > 0 && value <= most) return value
    const code = typeof value === 'number' ? 'invalid-value' : 'wrong-type'
    const message = `“${label}” takes a number above 0, at most ${most}, not ${shown(node)}`
    report(c, code, message, node.span, `such as “${label}: 3”`)
    return undefined
  },
}
