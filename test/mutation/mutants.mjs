// What can be broken in a source file: each mutant is a piece of its text and what stands there instead.
import { readFileSync } from 'node:fs'
import { parseAst } from 'vitest/node'

const swapped = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '&&': ['||'],
  '||': ['&&'],
}

/** All mutants of a file: `start` and `end` are places in its text, `whole` is the expression or statement to count hits of. */
export function mutantsOf(file) {
  const text = readFileSync(file, 'utf8')
  const found = []
  const add = (name, whole, start, end, instead) => {
    if (text.slice(start, end) !== instead)
      found.push({
        file,
        name,
        start,
        end,
        instead,
        whole: { start: whole.start, end: whole.end, statement: whole.type === 'ExpressionStatement' },
      })
  }
  const replace = (name, node, instead) => add(name, node, node.start, node.end, instead)

  const visit = {
    BinaryExpression: operator,
    LogicalExpression: (node) =>
      node.operator === '??' ? replace('no default', node, slice(node.left)) : operator(node),
    IfStatement: ({ test }) => decide(test, ['true', 'false']),
    ConditionalExpression: ({ test }) => decide(test, ['true', 'false']),
    WhileStatement: ({ test }) => decide(test, ['false']),
    DoWhileStatement: ({ test }) => decide(test, ['false']),
    ForStatement: ({ test }) => test && decide(test, ['false']),
    UnaryExpression: (node) => node.operator === '!' && replace('without !', node, slice(node.argument)),
    UpdateExpression: (node) =>
      replace(
        'other direction',
        node,
        slice(node).replace(/\+\+|--/, (sign) => (sign === '++' ? '--' : '++')),
      ),
    Literal: literal,
    TemplateLiteral: (node) => replace('empty text', node, '``'),
    ReturnStatement: ({ argument }) =>
      argument && argument.type !== 'Literal' && replace('no result', argument, 'undefined'),
    ArrayExpression: (node) => node.elements.length > 0 && replace('empty list', node, '[]'),
    ExpressionStatement: (node) => node.directive === undefined && replace('no statement', node, ';'),
  }
  function operator(node) {
    const { left, right } = node
    const between = text.slice(left.end, right.start)
    const at = between.indexOf(node.operator)
    // A text is joined with + only: the difference of two texts is a number that nothing expects.
    if (
      at < 0 ||
      (node.operator === '+' &&
        [left, right].some(({ type, value }) => type === 'TemplateLiteral' || typeof value === 'string'))
    )
      return
    const start = left.end + at
    for (const instead of swapped[node.operator] ?? [])
      add(`${node.operator} is ${instead}`, node, start, start + node.operator.length, instead)
  }
  function decide(test, answers) {
    for (const answer of answers) replace(`always ${answer}`, test, answer)
  }
  function literal(node) {
    if (typeof node.value === 'boolean') replace('other boolean', node, String(!node.value))
    else if (typeof node.value === 'number') replace('other number', node, String(node.value + 1))
    else if (typeof node.value === 'string') replace('other text', node, node.value === '' ? "'mutated'" : "''")
  }
  const slice = ({ start, end }) => text.slice(start, end)

  walk(parseAst(text, { lang: 'ts' }), (node) => visit[node.type]?.(node))
  return found
}

/** Visits what runs: no types, no imports, no names of properties. */
function walk(node, visit) {
  if (
    node.type.startsWith('TS') &&
    !['TSAsExpression', 'TSNonNullExpression', 'TSSatisfiesExpression'].includes(node.type)
  )
    return
  if (node.type.startsWith('Import') || node.type === 'ExportAllDeclaration') return
  visit(node)
  for (const [key, value] of Object.entries(node)) {
    if (key === 'typeAnnotation' || key === 'typeArguments' || key === 'typeParameters' || key === 'returnType')
      continue
    if ((key === 'key' || key === 'property') && node.computed !== true) continue
    if (key === 'source' || key === 'quasi') continue
    for (const child of Array.isArray(value) ? value : [value])
      if (typeof child?.type === 'string' && typeof child.start === 'number') walk(child, visit)
  }
}

/** False for one that makes the file no program: no test need tell. */
export function parses({ file, start, end, instead }) {
  const text = readFileSync(file, 'utf8')
  try {
    parseAst(text.slice(0, start) + instead + text.slice(end), { lang: 'ts' })
    return true
  } catch {
    return false
  }
}

/** The text with a call before the whole of each mutant that says that it was reached. */
export function counted(text, mutants) {
  const marks = []
  for (const { id, whole } of mutants) {
    const size = whole.end - whole.start
    const hit = `globalThis.mutantHit?.(${id})`
    marks.push({ at: whole.start, side: 1, size: -size, id, put: whole.statement ? `{${hit};` : `(${hit},` })
    marks.push({ at: whole.end, side: 0, size, id: -id, put: whole.statement ? '}' : ')' })
  }
  marks.sort((a, b) => a.at - b.at || a.side - b.side || a.size - b.size || a.id - b.id)
  let written = ''
  let from = 0
  for (const { at, put } of marks) {
    written += text.slice(from, at) + put
    from = at
  }
  return written + text.slice(from)
}

/** Where a mutant stands and what it does, on one line. */
export function shown({ file, name, start, end, instead }) {
  const text = readFileSync(file, 'utf8')
  const before = text.slice(0, start).split('\n')
  const one = (piece) => piece.replaceAll(/\s+/g, ' ').slice(0, 70)
  return `${file}:${before.length}:${before.at(-1).length + 1}  ${name}: ${one(text.slice(start, end))} → ${one(instead)}`
}

/** A generator of numbers from 0 to below 1 that a seed decides (mulberry32). */
export function randomOf(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
