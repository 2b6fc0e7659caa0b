/** Milliseconds between two beats, and between two looks. */
const beat = 100

// It has an event loop of its own, which goes on when the main one does not. That many looks in vain are counted, and no clock is
// read, so that a machine that sleeps, or a stopped process, is not taken for a loop without end.
const script = `
const { workerData: { cells, beat, symbol } } = require('node:worker_threads')
const inspector = require('node:inspector')
let session, last = -1, still = 0
setInterval(() => {
  const now = Atomics.load(cells, 0)
  still = now === last ? still + 1 : 0
  last = now
  if (still * beat < Atomics.load(cells, 1)) return
  still = 0
  if (session === undefined) {
    session = new inspector.Session()
    session.connectToMainThread()
  }
  session.post('Runtime.evaluate', { expression: 'globalThis[Symbol.for(' + JSON.stringify(symbol) + ')]?.()' })
}, beat)`

const symbol = 'scenario.stuck'

export interface Heartbeat {
  /** How long the main thread may do without its event loop, in milliseconds. */
  patience: number
}

/**
 * Calls `stuck` on the main thread, in the midst of whatever keeps it from its event loop for longer than it has patience: the
 * inspector of another thread can do that, and nothing else. The thread costs some 30 ms of another core, so that it is started
 * only when code from outside is loaded. Undefined where Node has neither threads nor an inspector.
 */
export async function startHeartbeat(stuck: () => void, patience: number): Promise<Heartbeat | undefined> {
  const cells = new Int32Array(new SharedArrayBuffer(8))
  Atomics.store(cells, 1, patience)
  try {
    const [{ Worker }, { url }] = await Promise.all([import('node:worker_threads'), import('node:inspector')])
    Object.defineProperty(globalThis, Symbol.for(symbol), {
      // Who debugs holds the event loop up himself.
      value: () => (url() === undefined ? stuck() : undefined),
      configurable: true,
    })
    const worker = new Worker(script, { eval: true, workerData: { cells, beat, symbol }, stdout: true, stderr: true })
    worker.on('error', () => {})
    worker.unref()
  } catch {
    return undefined
  }
  setInterval(() => Atomics.add(cells, 0, 1), beat).unref()
  return {
    get patience() {
      return Atomics.load(cells, 1)
    },
    set patience(milliseconds) {
      Atomics.store(cells, 1, milliseconds)
    },
  }
}
