import type { ReadyHere, RunnerHere } from '../suite/run-here.ts'
import type { FromWorker, ToWorker } from './messages.ts'
import { taskOf, type WorkOrder } from './order.ts'

/** Milliseconds between two signs of life. */
export const beat = 1000

/**
 * Does what comes, with this runner, and answers. What was checked last is kept, so that it can be run without being read again.
 * `base` is the folder from which the paths of orders start.
 */
export function serve(
  runner: RunnerHere,
  { base, send, interrupt }: { readonly base: string; send(message: FromWorker): void; interrupt(): void },
): (message: ToWorker) => void {
  let last: { readonly key: string; readonly ready: ReadyHere } | undefined
  const checked = async (order: WorkOrder): Promise<ReadyHere> => {
    const key = JSON.stringify(order)
    if (last?.key !== key) last = { key, ready: await runner.check(taskOf(order, base)) }
    return last.ready
  }
  setInterval(() => send({ type: 'alive' }), beat).unref()
  return (message) => {
    switch (message.type) {
      case 'check':
        return void checked(message.order).then(({ title, claims, limit }) =>
          send({ type: 'checked', title, claims, limit }),
        )
      case 'run':
        return void checked(message.order)
          .then(({ run }) => run(message.among, (progress) => send({ type: 'progress', progress })))
          .then((result) => send({ type: 'ended', result }))
      case 'interrupt':
        return interrupt()
      case 'call':
        return undefined
    }
  }
}
