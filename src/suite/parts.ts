import type { Entry } from './entry.ts'
import type { SuiteHost, SuiteOptions } from './options.ts'

/** What some of the scenarios of a suite run with: those of one project, or all where there are no projects. */
export interface Part<Host = SuiteHost> {
  readonly options: SuiteOptions
  readonly host: Host
}

/** The parts of a suite, in the order in which they are begun. */
export const partsOf = <Host extends Pick<SuiteHost, 'projects'>>(
  options: SuiteOptions,
  host: Host,
): readonly Part<Host>[] => (host.projects as readonly Part<Host>[] | undefined) ?? [{ options, host }]

/** What one entry runs with. */
export const partFor = ({ project }: Pick<Entry, 'project'>, options: SuiteOptions, host: SuiteHost): Part =>
  host.projects?.find((each) => each.options.project?.name === project) ?? { options, host }

/** The host of a suite and those of its parts, each changed in the same way. */
export const withEachHost = (host: SuiteHost, changed: (host: SuiteHost) => SuiteHost): SuiteHost => ({
  ...changed(host),
  ...(host.projects === undefined
    ? {}
    : { projects: host.projects.map((part) => ({ ...part, host: changed(part.host) })) }),
})
