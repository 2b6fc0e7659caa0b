import type { WorkerProcess } from './worker-process.ts'

/** A worker that is there for a scenario. */
export interface Place {
  readonly worker: WorkerProcess
  /** From 0; that of a lost worker is given to the next one. */
  readonly number: number
  /** Files of the scenarios that it has checked or run. */
  readonly files: Set<string>
}

export interface WorkerPool {
  /** One that is free, where possible this; at most `limit` are taken at once. */
  take(wanted?: Place): Place
  /** Answers the place while it is of use. `reserved`: it has checked what it is going to run, and is taken for something else last. */
  giveBack(place: Place, reserved?: boolean): Place | undefined
  interrupt(): void
  close(): Promise<void>
}

/** At most so many workers, started when they are needed, and a new one for each that is lost. */
export function workerPool(limit: number, start: (number: number) => WorkerProcess): WorkerPool {
  const all = new Map<number, Place>()
  const free: Place[] = []
  const reserved = new Set<Place>()
  const ended: Promise<void>[] = []
  let interrupted = false

  const begin = (): Place => {
    let number = 0
    while (all.has(number)) number += 1
    const place = { worker: start(number), number, files: new Set<string>() }
    all.set(number, place)
    if (interrupted) place.worker.interrupt()
    return place
  }
  const drop = (place: Place): void => {
    all.delete(place.number)
    reserved.delete(place)
    ended.push(place.worker.end())
  }
  const dropLost = (): void => {
    for (const place of free.filter(({ worker }) => worker.lost)) {
      free.splice(free.indexOf(place), 1)
      drop(place)
    }
  }
  return {
    take(wanted) {
      dropLost()
      const at = wanted === undefined ? -1 : free.indexOf(wanted)
      const unreserved = free.findIndex((place) => !reserved.has(place))
      const chosen = at !== -1 ? at : unreserved !== -1 ? unreserved : all.size < limit ? -1 : 0
      const place = chosen === -1 ? begin() : (free.splice(chosen, 1)[0] ?? begin())
      reserved.delete(place)
      return place
    },
    giveBack(place, isReserved = false) {
      if (place.worker.lost) {
        drop(place)
        return undefined
      }
      if (isReserved) reserved.add(place)
      free.push(place)
      return place
    },
    interrupt() {
      interrupted = true
      for (const { worker } of all.values()) worker.interrupt()
    },
    async close() {
      for (const place of all.values()) ended.push(place.worker.end())
      await Promise.all(ended)
    },
  }
}
