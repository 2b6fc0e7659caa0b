import { expect, test } from 'vitest'
import { firstTab, tabsOf } from '../../../page/opened/tabs.ts'
import type { ReportFailure, ReportRun, ReportScenario } from '../../../src/model/report-page.ts'
import { made } from '../replay/made.ts'

const replay = { ...made([]), chunks: [] }
const failure: ReportFailure = { code: 'c', message: 'm', text: 't' }
const difference = { lanes: [{ lane: 'a', hunks: [] }] }
const scenario: ReportScenario = { id: 'a', sources: [{ file: 'a.yaml', text: '' }], runs: [], problems: [] }
const names = (given: Partial<ReportScenario>, run?: Partial<ReportRun>) =>
  tabsOf({ ...scenario, ...given }, run && { status: 'passed', duration: 1, ...run }).map(({ name }) => name)

test('a run has a tab for each thing that is known of it', () => {
  expect(names({}, { replay })).toEqual(['replay'])
  expect(names({}, { replay, failure, difference })).toEqual(['replay', 'failure', 'difference'])
  expect(names({}, { replay, difference: { lanes: [] } })).toEqual(['replay'])
  expect(names({ problems: [failure] })).toEqual(['problems', 'source'])
  expect(names({ sources: [] })).toEqual([])
})

test('first is what is wrong, unless the address says another that is there', () => {
  const tabs = tabsOf(scenario, { status: 'failed', duration: 1, replay, failure, difference })
  expect(firstTab(tabs, undefined)).toBe('difference')
  expect(firstTab(tabs, 'replay')).toBe('replay')
  expect(firstTab(tabs, 'problems')).toBe('difference')
  expect(firstTab(tabsOf(scenario, { status: 'passed', duration: 1, replay }), 'x')).toBe('replay')
  expect(firstTab([], 'replay')).toBeUndefined()
})
