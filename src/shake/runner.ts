import { openWires } from '../net/wire/hidden/open-wires.ts'
import type { SuiteHost, SuiteOptions } from '../suite/options.ts'
import { runHere } from '../suite/run-here.ts'
import type { Runner } from '../suite/runner.ts'
import type { ShakeOptions, WiresFor } from './options.ts'
import { shakeOne } from './shake-one.ts'

/** For `runSuite`: runs in this process, each scenario again and again. */
export const shakingRunner =
  (options: SuiteOptions, shaking: ShakeOptions, wiresFor: WiresFor = throughWires): ((host: SuiteHost) => Runner) =>
  (host) =>
    runHere(options, host, shakeOne(shaking, wiresFor))

export const throughWires: WiresFor = (plan, how) => {
  const { wires, ...open } = openWires(plan, how)
  const { order } = plan
  return { host: { wires, ...(order === undefined ? {} : { startSeed: order }) }, ...open }
}
