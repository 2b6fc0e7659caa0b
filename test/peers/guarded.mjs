import { spawn } from 'node:child_process'
import { guard } from '../../src/kernel/reaper.ts'

const guardian = guard()
const start = () => {
  const child = spawn('sleep', ['1000'], { detached: true, stdio: 'ignore' })
  child.unref()
  return child.pid
}
const [kept, dropped] = [start(), start()]
for (const pid of [kept, dropped]) guardian.addGroup(pid)
guardian.removeGroup(dropped)
guardian.addPath(process.argv[2])
guardian.addPath(process.argv[3])
guardian.removePath(process.argv[3])
console.log(kept, dropped)
if (process.argv[4] === 'stay') setInterval(() => {}, 1000)
