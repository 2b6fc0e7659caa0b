/** A socket of the system, as Node hands it over: what `net` has below its own. */
export interface SystemSocket {
  close(): void
}

/** Why there is no socket: the system's number for it (errno(3)), or nothing when there is no helper. */
export class NoSocket extends Error {
  readonly errno: number | undefined
  constructor(errno: number | undefined) {
    super(errno === undefined ? 'there is no perl to make the socket' : `errno ${errno}`)
    this.errno = errno
  }
}

/** Numbers of sendmsg(2) by machine. */
const sendmsg = { x64: 46, arm64: 211, riscv64: 211, loong64: 211, ppc64: 341, s390x: 370 } as Readonly<
  Record<string, number>
>

/**
 * Makes the socket and sends it over the channel to its parent (SCM_RIGHTS, unix(7)), as Node's own children do. A structure of the
 * kernel's is packed as it stands on a 64-bit machine; 20 is the size of a control message with one descriptor.
 */
const script = `
use strict; use Socket;
my ($what, $name, $backlog, $sendmsg) = @ARGV;
sub fail { print STDERR $! + 0; exit 1 }
socket(my $socket, AF_UNIX, SOCK_STREAM, 0) or fail;
my $address = pack('S a*', AF_UNIX, chr(0) . pack('H*', $name));
if ($what eq 'listen') { bind($socket, $address) && listen($socket, $backlog) or fail }
else { connect($socket, $address) or fail }
open(my $parent, '+<&=', $ENV{NODE_CHANNEL_FD}) or exit 2;
my $text = '{"cmd":"NODE_HANDLE","type":"net.Native","msg":{}}' . chr(10);
my $vector = pack('P Q', $text, length $text);
my $control = pack('Q i i i x4', 20, 1, 1, fileno $socket);
my $message = pack('Q L x4 P Q P Q i x4', 0, 0, $vector, 1, $control, length $control, 0);
syscall($sendmsg, fileno $parent, $message, 0) > 0 or exit 2;
sysread($parent, my $answer, 100);
`

/** A socket on the abstract name exactly as it is, which Node 20 cannot make: it fills the name up with zero bytes. */
export async function systemSocket(what: 'listen' | 'connect', name: string, backlog = 511): Promise<SystemSocket> {
  const call = sendmsg[process.arch]
  if (call === undefined) throw new NoSocket(undefined)
  const words = ['-e', script, what, Buffer.from(name).toString('hex'), String(backlog), String(call)]
  const { execa } = await import('execa')
  const child = execa('perl', words, {
    stdin: 'ignore',
    stdout: 'ignore',
    ipc: true,
    serialization: 'json',
    reject: false,
  })
  // execa's own functions for messages do not hand over sockets.
  const socket = new Promise<SystemSocket>((resolve) => {
    child.once('message', (_, handle) => {
      resolve(handle as unknown as SystemSocket)
      if (child.connected) child.disconnect()
    })
  })
  const failure = child.then(({ stderr }) => {
    throw new NoSocket(/^\d+$/.test(stderr) ? Number(stderr) : undefined)
  })
  return Promise.race([socket, failure])
}
