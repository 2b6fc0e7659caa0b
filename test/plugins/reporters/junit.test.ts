import { expect, test } from 'vitest'
import { broken, failed, passed, invalid, reported, skipped } from './results.ts'

test('junit: failure, error and skipped apart, and nothing that is no XML', async () => {
  const text = await reported('junit', [passed, failed, broken, invalid, skipped])
  expect(text).toContain('<testsuites name="scenario" tests="5" failures="1" errors="2" skipped="1" time="0.420">')
  expect(text.match(/<failure /g)).toHaveLength(1)
  expect(text.match(/<error /g)).toHaveLength(2)
  expect(text).toContain('message="port 9000 is taken ]]&gt; &lt;&amp;&quot;" type="port-in-use"')
  expect(text).toContain(']]]]><![CDATA[>')
  // oxlint-disable-next-line no-control-regex -- XML 1.0 has none of these.
  expect(text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/)
})
