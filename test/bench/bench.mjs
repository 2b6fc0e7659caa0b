// What the language costs: the same work by hand (bare.mjs) and by `scenario run`, in turn and in one run, as ratios.
//   npm run bench -- [--only CASE] [--rounds N]      every case, or those whose name begins so; 5 rounds by default
// The table is Markdown, as in docs/performance.md.
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { median } from './environment.mjs'
import { work } from './work.mjs'

const { values: given } = parseArgs({
  options: { only: { type: 'string', default: '' }, rounds: { type: 'string', default: '5' } },
})
const rounds = Number(given.rounds)
if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds takes a whole number from 1')

/** Pairs in turn, so that whatever else the machine does meets both; the first pair of each case only warms caches. */
async function measured({ make, rounds: more = 1 }) {
  const { bare, ours } = make()
  const pairs = []
  for (let round = 0; round <= rounds * more; round++) {
    const pair = { bare: await bare(), ours: await ours() }
    if (round > 0) pairs.push(pair)
  }
  const peak = (side) =>
    pairs[0][side].peak === undefined ? undefined : median(pairs.map((pair) => pair[side].peak)).toFixed(0)
  return {
    bare: median(pairs.map((pair) => pair.bare.figure)),
    ours: median(pairs.map((pair) => pair.ours.figure)),
    ratio: median(pairs.map((pair) => pair.ours.figure / pair.bare.figure)),
    peaks: { bare: peak('bare'), ours: peak('ours') },
  }
}

const shown = (figure, unit) =>
  `${figure < 10 ? figure.toFixed(2) : figure < 100 ? figure.toFixed(1) : figure.toFixed(0)} ${unit}`
const withPeak = (text, peak) => (peak === undefined ? text : `${text}, ${peak} MB`)

/** What a case is to reach, as a text, and whether it does. */
function judged({ target, above, peak, unit }, { bare, ours, ratio, peaks }) {
  const limits = [
    ...(target === undefined ? [] : [{ text: `≤ ${target}`, met: ratio <= target }]),
    ...(above === undefined ? [] : [{ text: `≤ +${shown(above, unit)}`, met: ours - bare <= above }]),
    ...(peak === undefined ? [] : [{ text: `< ${peak} MB`, met: Number(peaks.ours) < peak }]),
  ]
  return {
    target: limits.map(({ text }) => text).join(', '),
    met: limits.map(({ met }) => (met ? 'yes' : 'no')).join(', '),
    missed: limits.some(({ met }) => !met),
  }
}

const row = (...cells) => console.log(`| ${cells.join(' | ')} |`)

const date = new Date().toISOString().slice(0, 10)
const machine = `${cpus().length} cores (${cpus()[0]?.model.trim()})`
console.log(`${date}, Node ${process.version}, ${machine}, medians of ${rounds} pairs (cold start: ${4 * rounds}).\n`)
row('case', 'bare Node', 'scenario', 'ratio', 'target', 'met')
row('---', '---:', '---:', '---:', '---', '---')
let missed = 0
for (const [name, each] of Object.entries(work)) {
  if (!name.startsWith(given.only)) continue
  const figures = await measured(each)
  const { bare, ours, ratio, peaks } = figures
  const { target, met, missed: miss } = judged(each, figures)
  if (miss) missed += 1
  row(
    each.what,
    withPeak(shown(bare, each.unit), peaks.bare),
    withPeak(shown(ours, each.unit), peaks.ours),
    ratio.toFixed(2),
    target,
    met,
  )
}
console.log(missed === 0 ? '\nAll targets are met.' : `\n${missed} missed.`)
process.exit(missed === 0 ? 0 : 1)
