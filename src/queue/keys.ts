/** The keys in Redis. All begin with `scenario:`, and each run has its own, with a name that cannot be guessed. */
export const runsKey = 'scenario:runs'

/** What BullMQ puts in front of a queue's name. */
export const queuePrefix = 'scenario:queue'

/** What a worker must know of the run; it goes away with the run. */
export const runKey = (id: string): string => `scenario:run:${id}`
/** A hash of the workers that there are, by their ids. */
export const workersKey = (id: string): string => `scenario:workers:${id}`
/** What one attempt came to. */
export const answerKey = (id: string, unique: string): string => `scenario:answer:${id}:${unique}`

/** Milliseconds between two signs of life of a run or a worker. */
export const beatTime = 1000
/** Seconds after which the sign of life of a run is gone. */
export const runLife = 6
/** Seconds that all else of a run stays where nobody removes it. */
export const keyLife = 120
/** Milliseconds after which a worker that gives no sign is taken for gone. */
export const workerLife = 10_000

/** Milliseconds; measured: with these nothing is lost when a worker is killed. */
export const stalling = { lockDuration: 10_000, stalledInterval: 5000, maxStalledCount: 2 }
