import { writeSync } from 'node:fs'

setTimeout(() => writeSync(3, 'ready\n'), 50)
setInterval(() => {}, 1000)
