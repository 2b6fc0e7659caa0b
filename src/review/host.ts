import type { Colours } from '../report/colours.ts'
import type { SuiteHost, SuiteOptions } from '../suite/options.ts'

/** What a review runs scenarios with, and how it shows them. */
export interface ReviewHost {
  readonly options: SuiteOptions
  readonly host: SuiteHost
  readonly colours: Colours
}
