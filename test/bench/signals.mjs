// A program is signalled; the figure is the median time until its handler runs, from the stamps that it prints.
import { bareScript, median, node, recorded, tool } from './environment.mjs'

const inRecording = (cwd) => {
  const rows = recorded(cwd)
  const sent = rows.filter(({ row }) => row?.text === 'SIGUSR1 sent').map(({ row }) => row.at)
  const received = rows.flatMap(({ t, received: text }) => {
    const stamp = /^at (\d+)\n$/.exec(text ?? '')?.[1]
    return stamp === undefined ? [] : [{ at: t, stamp: Number(stamp) }]
  })
  return { sent, received }
}

/** The program's clock is ours, shifted by no less than the shortest time that a line of its took to arrive. */
function delay({ sent, received }) {
  if (sent.length === 0 || sent.length !== received.length)
    throw new Error(`${sent.length} signals, ${received.length} answers`)
  const shift = Math.min(...received.map(({ at, stamp }) => at - stamp))
  return median(received.map(({ stamp }, index) => stamp + shift - sent[index]))
}

export const signals = (cwd) => ({
  bare: async () => ({ figure: delay(JSON.parse((await node([bareScript, 'signals', '100'], { cwd })).printed)) }),
  async ours() {
    await node([tool, 'run', 'it.yaml'], { cwd })
    return { figure: delay(inRecording(cwd)) }
  },
})
