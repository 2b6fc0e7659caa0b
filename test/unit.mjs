// Runs the tests; where SCENARIO_TEST_REPORT names a file, their results go there too, for CI to count.
import { execaSync } from 'execa'

const { SCENARIO_TEST_REPORT: report } = process.env
const reporters = report === undefined ? [] : ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
const { exitCode } = execaSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...process.argv.slice(2)],
  { stdio: 'inherit', reject: false },
)
process.exit(exitCode ?? 1)
