import type { ReportSource } from '../../src/model/report-page.ts'

/** The source in which a step or a problem stands: without a file it is the scenario's own, which is the first. */
export const sourceOf = (
  sources: readonly ReportSource[],
  { file }: { readonly file?: string | undefined },
): ReportSource | undefined => (file === undefined ? sources[0] : sources.find((source) => source.file === file))
