import type { Person, RealSession } from './session.ts'

/** Waits for the first line, if there is one, then enters each and waits for its answer. */
const says =
  (first: RegExp | undefined, ...exchange: readonly (readonly [line: string, answer?: RegExp])[]) =>
  async (person: Person): Promise<void> => {
    if (first !== undefined) await person.sees(first)
    for (const [line, answer] of exchange) await person.enters(line, answer)
  }

const nc = (port: number): readonly string[] => ['nc', '-C', '127.0.0.1', String(port)]

/** Programs on terminals, and somebody who types. */
export const onTerminals: readonly RealSession[] = [
  {
    name: 'redis',
    needs: ['redis-server', 'redis-cli'],
    record: (port) => [
      '--',
      'redis-server',
      '--port',
      `${port(0)}`,
      '--save',
      '',
      '::',
      'redis-cli',
      '-p',
      `${port(0)}`,
    ],
    person: says(
      /127\.0\.0\.1:\d+>/,
      ['SET greeting hola', /^OK/],
      ['GET greeting', /^"hola"/],
      ['INCR counter', /1$/],
      ['INCR counter', /2$/],
      ['LPUSH list a b c', /3$/],
      ['LRANGE list 0 -1', /^3\) "a"/],
      ['HSET user name anna age 30', /2$/],
      ['HGETALL user', /^4\) "30"/],
      ['GET list', /WRONGTYPE/],
      ['DEL greeting', /1$/],
      ['GET greeting', /\(nil\)/],
      ['quit'],
    ),
    change: { by: { command: 'redis-server' }, from: 'hola', to: 'hula' },
  },
  {
    name: 'irc',
    needs: ['ngircd', 'nc'],
    files: {
      'ngircd.conf':
        '[Global]\nName = irc.test\nMotdPhrase = "Welcome"\nListen = 127.0.0.1\nPorts = 6667\n[Options]\nPAM = no\nIdent = no\nDNS = no\n',
    },
    record: (port) => [
      '--',
      'sh',
      '-c',
      `sed "s/6667/$0/" ngircd.conf > ircd-$0.conf && exec ngircd -n -f $PWD/ircd-$0.conf`,
      `${port(0)}`,
      '::',
      ...nc(port(0)),
      '::',
      ...nc(port(0)),
    ],
    async person(desk) {
      await desk.enters('NICK ben')
      await desk.enters('USER ben 0 * :Ben', / 376 /)
      await desk.enters('JOIN #room', / 366 /)
      await desk.turns()
      await desk.turns()
      await desk.enters('NICK anna')
      await desk.enters('USER anna 0 * :Anna', / 376 /)
      await desk.enters('JOIN #room', / 366 /)
      await desk.enters('PRIVMSG #room :hello everybody')
      await desk.turns()
      await desk.sees(/hello everybody/)
      await desk.enters('PRIVMSG anna :hello anna')
      await desk.enters('QUIT', /ERROR/)
      await desk.turns()
      await desk.turns()
      await desk.sees(/QUIT/)
      await desk.enters('QUIT', /ERROR/)
    },
    change: { by: { file: 'ngircd.conf' }, from: 'Welcome', to: 'Welcomo' },
  },
]
