/** A real program, written into the run's folder; standard input and output are its lane. */
export const program = `files:
  greet.mjs: |
    console.log('What is your name?')
    process.stdin.on('data', (name) => console.log('Hello', String(name).trim()))
    process.stdin.on('end', () => console.log('Good bye'))

actors:
  greet:
    program:
      run: [node, '\${tmp}/greet.mjs']
      # It has started when it says this; the line stays unread for the steps.
      ready: What is your name?

steps:
  - start: greet
  - expect: { greet: What is your name? }
  - send: { greet: Anna }
  - expect: { greet: Hello Anna }
  # End of its standard input.
  - end: greet
  - expect: { greet: [Good bye, { exit: 0 }] }
`
