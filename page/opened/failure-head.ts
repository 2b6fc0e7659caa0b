import type { ReportRun } from '../../src/model/report-page.ts'

/** What a failure is called in one line: its code, and its place. */
export function failureHead({ failure }: Pick<ReportRun, 'failure'>): string {
  if (failure === undefined) return ''
  const { code, file, line } = failure
  const place = [file, line].filter((part) => part !== undefined).join(':')
  return place === '' ? code : `${code} at ${place}`
}
