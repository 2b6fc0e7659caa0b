import { spawn } from 'node:child_process'

spawn(process.execPath, [new URL('listener.mjs', import.meta.url).pathname, process.argv[2], '100'], {
  stdio: 'ignore',
}).unref()
