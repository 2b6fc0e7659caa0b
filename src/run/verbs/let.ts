import type { Failure } from '../../model/result.ts'
import type { Step } from '../../language/scenario.ts'
import { failing } from '../failure/failing.ts'
import { fillPlaceholder, fillTemplate } from '../context/scope.ts'
import type { GuardContext, RunNames } from '../context/run-context.ts'

/** Characters of a variable; one that doubles in a repeat would soon fill the memory. */
const longest = 1_000_000

/** `let`: the variable is what the expression comes to. The library is loaded by the first `let`. */
export async function performLet(
  context: GuardContext & RunNames,
  step: Extract<Step, { verb: 'let' }>,
): Promise<Failure | undefined> {
  const [{ evaluate }, { secrecyOf }, { digests }] = await Promise.all([
    import('../../text/expression.ts'),
    import('./made-of-secret.ts'),
    import('./digests.ts'),
  ])
  const { names, host } = context
  const { redactor } = host
  for (const { name, expression, span } of step.lets) {
    const parts = expression.parts.map((part) =>
      typeof part === 'string'
        ? part
        : { value: fillPlaceholder(names, part), ...(names.variables.get(part.name)?.bytes && { bytes: true }) },
    )
    const result = evaluate(parts, digests)
    if ('problem' in result)
      return failing(
        context,
        'invalid-value',
        `“${fillTemplate(names, expression)}” cannot be worked out: ${result.problem}`,
        { span },
      )
    if (result.value.length > longest)
      return failing(context, 'invalid-value', `“${name}” would be longer than ${longest} characters`, { span })
    const secrecy = redactor === undefined || redactor.isEmpty ? 'shown' : secrecyOf(result.value, parts, redactor)
    if (secrecy === 'too-short')
      return failing(context, 'invalid-value', `“${name}” is made of a secret and too short to be hidden`, {
        span,
        hint: 'what it is made of would be shown; take more of it, or compare the whole',
      })
    if (secrecy === 'secret') redactor?.add({ name, value: result.value })
    names.variables.set(name, result.bytes === true ? { text: result.value, bytes: true } : result.value)
  }
  return undefined
}
