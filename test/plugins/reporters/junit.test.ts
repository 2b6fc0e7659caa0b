import { expect, test } from 'vitest'
import { junitMistakes } from './junit-schema.ts'
import {
  broken,
  differing,
  failed,
  failure,
  passed,
  invalid,
  recorded,
  reported,
  resultOf,
  skipped,
} from './results.ts'

test('junit: failure, error and skipped apart, and nothing that is no XML', async () => {
  const text = await reported('junit', [passed, failed, broken, invalid, skipped])
  expect(text).toContain('<testsuites name="scenario" tests="5" failures="1" errors="2" time="0.420">')
  expect(text.match(/<failure /g)).toHaveLength(1)
  expect(text.match(/<error /g)).toHaveLength(2)
  expect(text).toContain('message="port 9000 is taken ]]&gt; &lt;&amp;&quot;" type="port-in-use"')
  expect(text).toContain(']]]]><![CDATA[>')
  // oxlint-disable-next-line no-control-regex -- XML 1.0 has none of these.
  expect(text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/)
})

test('junit: fits the schema by which Jenkins refuses reports', async () => {
  const earlier = [failed, broken]
  const results = [
    passed,
    recorded,
    failed,
    differing,
    broken,
    invalid,
    skipped,
    resultOf({ attempts: 3, earlier }),
    resultOf({ status: 'failed', failure, attempts: 3, earlier }),
    resultOf({ status: 'failed', failure, attempts: 3, repeats: { runs: 3, failed: 1, broken: 1 } }),
    resultOf({ knownBug: { url: 'https://example.org/1', failure } }),
    resultOf({ variant: { matrix: { impl: 'redis' }, project: 'slow' } }),
  ]
  expect(junitMistakes(await reported('junit', results))).toEqual([])
  expect(junitMistakes(await reported('junit', []))).toEqual([])
  expect(junitMistakes('<testsuites skipped="1"><testcase file="x" name="y">z</testcase></testsuites>')).toEqual([
    'skipped of <testsuites>',
    '<testcase> in <testsuites>',
    'file of <testcase>',
    'text in <testcase>',
  ])
})
