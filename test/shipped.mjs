// Runs every shipped scenario against its transcript; where SCENARIO_RUN_REPORT names a file, the results go there too.
import { spawnSync } from 'node:child_process'

const { SCENARIO_RUN_REPORT: report } = process.env
const reporters = report === undefined ? [] : ['--reporter', 'default', '--reporter', `json=${report}`]
const { status } = spawnSync(process.execPath, ['dist/cli/main.js', 'run', '--ci', ...reporters], { stdio: 'inherit' })
process.exit(status ?? 1)
