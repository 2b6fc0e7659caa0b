import { describe, expect, test } from 'vitest'
import { lastWords, keyLine, uncaughtError } from '../../src/text/stack-lines.ts'

/** Each as the program printed it, and what is left of it. */
const stacks: Readonly<Record<string, { readonly printed: string; readonly keyLines: readonly string[] }>> = {
  'Node, thrown': {
    printed: `file:///srv/s.mjs:2
net.createServer((c) => { throw new Error('boom') })
                                ^

Error: boom
    at Server.<anonymous> (file:///srv/s.mjs:2:33)
    at Server.emit (node:events:524:28)
    at TCP.onconnection (node:net:2128:8)

Node.js v20.20.2`,
    keyLines: ['file:///srv/s.mjs:2', 'Error: boom'],
  },
  'Node, an event that nobody listens for': {
    printed: `node:events:502
      throw er; // Unhandled 'error' event
      ^

Error: listen EADDRINUSE: address already in use 127.0.0.1:35337
    at Server.setupListenHandle [as _listen2] (node:net:1908:16)
    at process.processTicksAndRejections (node:internal/process/task_queues:83:21)
Emitted 'error' event on Server instance at:
    at emitErrorNT (node:net:1944:8)
    at process.processTicksAndRejections (node:internal/process/task_queues:82:21) {
  code: 'EADDRINUSE',
  errno: -98,
  syscall: 'listen'
}

Node.js v20.20.2`,
    keyLines: ['Error: listen EADDRINUSE: address already in use 127.0.0.1:35337'],
  },
  Python: {
    printed: `Traceback (most recent call last):
  File "/srv/a.py", line 4, in main
    json.loads("{x")
  File "/usr/lib/python3.11/json/__init__.py", line 346, in loads
    return _default_decoder.decode(s)
           ^^^^^^^^^^^^^^^^^^^^^^^^^^
json.decoder.JSONDecodeError: Expecting property name: line 1 column 2 (char 1)

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "/srv/a.py", line 7, in <module>
    main()
  File "/srv/a.py", line 6, in main
    raise RuntimeError("bad config") from e
RuntimeError: bad config`,
    keyLines: [
      '  File "/srv/a.py", line 4, in main',
      'json.decoder.JSONDecodeError: Expecting property name: line 1 column 2 (char 1)',
      '  File "/srv/a.py", line 6, in main',
      'RuntimeError: bad config',
    ],
  },
  Java: {
    printed: `Exception in thread "main" java.lang.IllegalStateException: bad port
\tat A.go(A.java:2)
\tat A.main(A.java:3)
Caused by: java.lang.NumberFormatException: For input string: "x"
\tat java.base/java.lang.Integer.parseInt(Integer.java:668)
\tat A.go(A.java:2)
\t... 1 more`,
    keyLines: [
      'Exception in thread "main" java.lang.IllegalStateException: bad port',
      '\tat A.go(A.java:2)',
      'Caused by: java.lang.NumberFormatException: For input string: "x"',
    ],
  },
  Go: {
    printed: `2026/11/26 10:00:00 listening
panic: runtime error: index out of range [3] with length 0

goroutine 18 [running]:
main.handle(0xc000012345)
\t/srv/app/main.go:14 +0x1d
net/http.HandlerFunc.ServeHTTP(0x1)
\t/usr/local/go/src/net/http/server.go:2171 +0x29
created by net/http.(*Server).Serve in goroutine 1
\t/usr/local/go/src/net/http/server.go:3285 +0x4b4
exit status 2`,
    keyLines: [
      '2026/11/26 10:00:00 listening',
      'panic: runtime error: index out of range [3] with length 0',
      '\t/srv/app/main.go:14 +0x1d',
    ],
  },
  Rust: {
    printed: `
thread 'main' (20529) panicked at a.rs:1:55:
index out of bounds: the len is 0 but the index is 3
stack backtrace:
   0: __rustc::rust_begin_unwind
             at /rustc/5980/library/std/src/panicking.rs:689:5
   5: a::main
note: Some details are omitted, run with \`RUST_BACKTRACE=full\` for a verbose backtrace.`,
    keyLines: [`thread 'main' (20529) panicked at a.rs:1:55:`, 'index out of bounds: the len is 0 but the index is 3'],
  },
  'a shell': {
    printed: './serve.sh: line 3: foo: command not found',
    keyLines: ['./serve.sh: line 3: foo: command not found'],
  },
}

describe('of a stack the message is left, and the frame of the program’s own code that is nearest to it', () => {
  test.each(Object.entries(stacks))('%s', (_, { printed, keyLines }) => {
    const lines = printed.split('\n')
    expect(lastWords(lines, 10).map((index) => lines[index])).toEqual(keyLines)
  })

  test('with less room than there is to say, the messages before frames and the rest', () => {
    const lines = (stacks['Go']?.printed ?? '').split('\n')
    expect(lastWords(lines, 1).map((index) => lines[index])).toEqual([lines[1]])
  })

  test('blank lines of a protocol are lines like others', () => {
    expect(lastWords(['HTTP/1.1 200 OK', '', 'body'], 3)).toEqual([0, 1, 2])
  })

  test('what was not printed by a program counts as the newest of the rest', () => {
    expect(lastWords(['one', undefined, 'Error: x'], 2)).toEqual([1, 2])
  })
})

test('a line that names an error tells more than the last, which is often a stack’s', () => {
  expect(keyLine(['/srv/a.js:1', 'ReferenceError: x is not defined', '    at run (a.js:1:1)', ''])).toBe(
    'ReferenceError: x is not defined',
  )
})

test('else the last that says anything', () => {
  expect(keyLine(['one', ' two ', '', ' '])).toBe('two')
  expect(keyLine(['', ' '])).toBeUndefined()
})

test.each([
  [
    [
      'node:events:497',
      '      throw er;',
      '      ^',
      '',
      'Error: read ECONNRESET',
      '    at TCP.onStreamRead',
      'Node.js v20.20.2',
    ],
    'Error: read ECONNRESET',
  ],
  [
    [
      'Traceback (most recent call last):',
      '  File "s.py", line 7, in <module>',
      '    send()',
      'BrokenPipeError: [Errno 32] Broken pipe',
    ],
    'BrokenPipeError: [Errno 32] Broken pipe',
  ],
  [
    ['panic: runtime error: index out of range', '', 'goroutine 1 [running]:', 'main.main()', '\t/srv/main.go:7'],
    'panic: runtime error: index out of range',
  ],
  [["thread 'main' panicked at src/main.rs:3:5:", 'no such client'], "thread 'main' panicked at src/main.rs:3:5:"],
  [
    ['FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory'],
    'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
  ],
])('an error that nobody caught is known by what surrounds it: %j', (lines, message) => {
  expect(uncaughtError(['listening', ...lines])).toBe(message)
})

test('an error that the program prints itself is none that nobody caught', () => {
  expect(uncaughtError(['curl: (56) Recv failure: Connection reset by peer'])).toBeUndefined()
  expect(uncaughtError(['Error: read ECONNRESET', '    at f (/srv/a.mjs:1:1)'])).toBeUndefined()
})
