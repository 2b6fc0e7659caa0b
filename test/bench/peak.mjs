// Loaded before a measured script (`node --import`): leaves the peak of its resident memory, in KiB, where BENCH_PEAK says.
import { writeFileSync } from 'node:fs'

process.on('exit', () => writeFileSync(process.env.BENCH_PEAK, String(process.resourceUsage().maxRSS)))
