/**
 * Words that people bring from elsewhere, each with those that may be meant here, the likeliest first. Being nothing like what is
 * meant, they are no misspellings that `suggest` could find.
 */
const table: Readonly<Record<string, readonly string[]>> = {
  assert: ['expect', 'check'],
  await: ['expect'],
  call: ['connect'],
  cmd: ['run', 'command'],
  command: ['run'],
  comment: ['note', 'about'],
  deadline: ['within', 'limits'],
  delay: ['wait'],
  desc: ['about'],
  description: ['about'],
  echo: ['note'],
  environment: ['env'],
  exec: ['run'],
  for: ['repeat'],
  foreach: ['repeat'],
  import: ['include'],
  kill: ['signal'],
  listen: ['start'],
  log: ['note'],
  loop: ['repeat'],
  name: ['scenario'],
  print: ['note'],
  read: ['expect'],
  receive: ['expect'],
  say: ['send'],
  sleep: ['wait'],
  stop: ['close', 'exit'],
  timeout: ['within', 'limits', 'step'],
  timeouts: ['limits'],
  title: ['scenario'],
  type: ['send'],
  variables: ['vars'],
  with: ['vars'],
  write: ['send'],
}

/** Which of the candidates a word from elsewhere stands for. */
export function otherWord(name: string, candidates: readonly string[]): string | undefined {
  const word = name.toLowerCase()
  return Object.hasOwn(table, word) ? table[word]!.find((each) => candidates.includes(each)) : undefined
}
