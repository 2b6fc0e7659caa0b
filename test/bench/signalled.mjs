// A program to signal: says when its handler ran, in µs of the system's monotonic clock. Leaves at the end of its input.
process.on('SIGUSR1', () => console.log(`at ${process.hrtime.bigint() / 1000n}`))
process.stdin.on('end', () => process.exit(0)).resume()
console.log('up')
