// Runs every shipped scenario against its transcript; where SCENARIO_RUN_REPORT names a file, the results go there too.
import { execaSync } from 'execa'

const { SCENARIO_RUN_REPORT: report } = process.env
const reporters = report === undefined ? [] : ['--reporter', 'default', '--reporter', `json=${report}`]
const { exitCode } = execaSync(process.execPath, ['dist/cli/main.js', 'run', '--ci', ...reporters], {
  stdio: 'inherit',
  reject: false,
})
process.exit(exitCode ?? 1)
