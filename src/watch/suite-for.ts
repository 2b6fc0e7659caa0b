import { withEachHost } from '../suite/parts.ts'
import type { SuiteOptions } from '../suite/options.ts'
import type { Request } from './requests.ts'
import type { Prepared } from './watched.ts'

/** What a run of a request runs: as it was asked for at first, and later without what chose by the past. */
export function suiteFor(
  { options, host }: Prepared,
  { files: only }: Request,
  { isFirst, signal }: { readonly isFirst: boolean; readonly signal: AbortSignal },
): Pick<Prepared, 'options' | 'host'> {
  const asked = isFirst ? (each: SuiteOptions): SuiteOptions => each : withoutPast
  const ofRun = withEachHost(host, (each) => ({ ...each, signal }))
  const projects = ofRun.projects?.map((part) => ({ ...part, options: asked(part.options) }))
  return {
    options: { ...asked(options), ...(only === undefined ? {} : { only }) },
    host: { ...ofRun, ...(projects === undefined ? {} : { projects }) },
  }
}

function withoutPast(options: SuiteOptions): SuiteOptions {
  const { changed: _, ...left } = options
  return { ...left, lastFailed: false }
}
